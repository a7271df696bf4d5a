"""What makes a text an address, of a page or of a person."""

import re
from urllib.parse import urlsplit


def is_address(text: str, *, schemes: tuple[str, ...] = ("http", "https"), path: bool = True) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where the port is no port
    except ValueError:
        return False
    plain = not parts.query and not parts.fragment and (path or not parts.path.strip("/"))
    return parts.scheme in schemes and bool(parts.hostname) and plain


def email_address(text: str) -> str:
    """The address in small letters; raises ValueError where it is none."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", text):
        raise ValueError("allowed: an e-mail address such as talentdevelopment@oa.mo.gov")
    return text.lower()
