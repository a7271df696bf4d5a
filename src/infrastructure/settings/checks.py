"""What makes a text an address, of a page or of a person."""

import re
from ipaddress import ip_address
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from moments.infrastructure.mail_address import ascii_address

THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_MIN_VARIETY: Final = 8
"""Fewer in 32 digits of a number to 16 come once in two million draws."""
_LABEL: Final = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST: Final = re.compile(rf"(\*\.)?{_LABEL}(\.{_LABEL})*")


def is_address(text: str, *, schemes: tuple[str, ...] = ("http", "https"), path: bool = True) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where the port is no port
    except ValueError:
        return False
    plain = not parts.query and not parts.fragment and (path or not parts.path.strip("/"))
    return parts.scheme in schemes and bool(parts.hostname) and plain


def is_host(text: str) -> bool:
    """A name, a name with `*.` before it, or an IP address; without a port."""
    try:
        ip_address(text)
    except ValueError:
        return bool(_HOST.fullmatch(text))
    return True


def is_uniform(secret: str) -> bool:
    """Whether nobody can have drawn it by chance: few different characters, one piece again and again, or a row such as
    an alphabet."""
    steps = {ord(after) - ord(before) for before, after in pairwise(secret)}
    return min(len(set(secret)), len(steps)) < _MIN_VARIETY or secret in (secret + secret)[1:-1]


def email_address(text: str) -> str:
    """The address in small letters; raises ValueError where mail cannot be sent to it."""
    try:
        return ascii_address(text).lower()
    except ValueError:
        raise ValueError("allowed: an email address such as talentdevelopment@oa.mo.gov") from None
