"""Which email addresses mail can be sent to: one grammar for the settings and for every recipient (docs/adr/0041)."""

import re
from typing import Final

_MAX_ADDRESS, _MAX_MAILBOX = 254, 64
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_MAILBOX = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_CODED_WORD = "=?"
"""Begins one in a header (RFC 2047): readers decode it in an address too, line breaks and all."""
_LABEL: Final = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})+")


def ascii_address(text: str) -> str:
    """The address as SMTP takes it (RFC 5321's Dot-string), its domain in ASCII (IDNA).

    Raises ValueError for any other: quoted mailboxes, mailboxes in other letters, which need SMTPUTF8 on the whole
    way, addresses of hosts, lists of addresses.
    """
    mailbox, at, domain = text.rpartition("@")
    is_mailbox = len(mailbox) <= _MAX_MAILBOX and _MAILBOX.fullmatch(mailbox) and _CODED_WORD not in mailbox
    if not at or len(text) > _MAX_ADDRESS or not is_mailbox:
        raise ValueError("no address that mail can be sent to")
    plain = domain if domain.isascii() else _idna(domain)
    if not _DOMAIN.fullmatch(plain) or len(mailbox) + 1 + len(plain) > _MAX_ADDRESS:
        raise ValueError("no address that mail can be sent to")
    return f"{mailbox}@{plain}"


def _idna(domain: str) -> str:
    """What it gives is held to the grammar again: it turns some letters into signs such as `@`."""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError("no address that mail can be sent to") from error
