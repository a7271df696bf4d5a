"""A written email as the message that mail servers carry (RFC 5322, MIME)."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

from moments.application.ports.email import CalendarPart, PermanentFailure, RenderedEmail

_MAX_MAILBOX_LENGTH, _MAX_ADDRESS_LENGTH = 64, 254
_CODED = re.compile(r"\?= (?==\?|<)")


class _AsItIs(BaseHeader):
    """Never folded nor encoded by the library. The library breaks long addresses and drops quotes when folding display
    names, which allows header injection; so these headers are written unchanged."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        if not value.isascii() or not value.isprintable():
            raise ValueError("a header that is sent as it is takes printable ASCII alone")
        kwds["parse_tree"], kwds["decoded"] = None, value

    def fold(self, *, policy: Any) -> str:
        """Only behind the coded parts of a name, of which there may be many."""
        return f"{self.name}: {_CODED.sub('?=' + policy.linesep + ' ', self)}{policy.linesep}"


def _policy() -> "EmailPolicy[EmailMessage]":
    registry = HeaderRegistry()
    for name in ("from", "to", "reply-to", "list-unsubscribe", "message-id"):
        registry.map_to_type(name, _AsItIs)
    return EmailPolicy(header_factory=registry, cte_type="7bit", linesep="\r\n")


POLICY = _policy()


@dataclass(frozen=True, slots=True)
class Sender:
    """`reply_to`: who reads what people answer."""

    name: str
    address: str
    reply_to: str


def message_of(written: RenderedEmail, message_id: str, sender: Sender, at: datetime) -> EmailMessage:
    """The text before the HTML, as a reader shows the last it can; a meeting in the form that calendars take.

    Raises PermanentFailure for an address that no message can be sent to.
    """
    message = EmailMessage(POLICY)
    message["From"] = _mailbox(sender.name, sender.address)
    message["To"] = _mailbox(written.name, written.address)
    message["Reply-To"] = envelope_address(sender.reply_to)
    message["Subject"] = _one_line(written.subject)
    message["Date"] = at
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"  # Exchange's way not to be told that somebody is on holiday
    if written.unsubscribe:
        message["List-Unsubscribe"] = f"<{written.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message.set_content(written.text, cte="quoted-printable")
    message.add_alternative(written.html, subtype="html", cte="quoted-printable")
    if written.calendar:
        _add_calendar(message, written.calendar)
    _name_boundaries(message, message_id)
    return message


def envelope_address(address: str) -> str:
    """As RCPT takes it: the domain in ASCII; raises PermanentFailure."""
    mailbox, at, domain = address.rpartition("@")
    try:
        plain = f"{mailbox}@{domain.encode('idna').decode()}"
        if not (at and plain.isascii() and len(mailbox) <= _MAX_MAILBOX_LENGTH and len(plain) <= _MAX_ADDRESS_LENGTH):
            raise ValueError("no address of RFC 5321's")
        return Address(addr_spec=plain).addr_spec
    except (ValueError, IndexError, HeaderParseError) as error:
        raise PermanentFailure("The directory has an e-mail address that mail cannot be sent to.") from error


def _mailbox(name: str, address: str) -> str:
    name, plain = _one_line(name), envelope_address(address)
    if not name:
        return plain
    if not name.isascii() or "=?" in name:
        return f"{' '.join(Header(name, 'utf-8').encode().split())} <{plain}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{plain}>'


def _one_line(text: str) -> str:
    """Without line breaks, which would begin another header, and without what cannot be seen."""
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text).split())


def _add_calendar(message: EmailMessage, calendar: CalendarPart) -> None:
    """Twice: as an alternative, from which Outlook and Gmail offer to answer, and as a file for the others."""
    content = calendar.content.encode()
    message.add_alternative(content, "text", "calendar", cte="base64")
    part = message.get_payload(-1)
    assert isinstance(part, EmailMessage)
    for name, value in (("charset", "utf-8"), ("method", calendar.method), ("component", "VEVENT")):
        part.set_param(name, value)
    message.add_attachment(content, "application", "ics", filename="invite.ics", cte="base64")


def _name_boundaries(message: EmailMessage, message_id: str) -> None:
    """The same at each attempt, as nothing else in it changes but the date."""
    name = message_id.strip("<>").partition("@")[0]
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{number}_{name}")
