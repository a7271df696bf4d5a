"""A written email as the message that mail servers carry (RFC 5322, MIME)."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from moments.application.ports.email import CalendarPart, PermanentFailure, RenderedEmail
from moments.infrastructure.delivery import headers
from moments.infrastructure.mail_address import ascii_address


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
    message = EmailMessage(headers.POLICY)
    message["From"] = headers.mailbox(sender.name, sender.address)
    message["To"] = headers.mailbox(written.name, envelope_address(written.address))
    message["Reply-To"] = ascii_address(sender.reply_to)
    message["Subject"] = headers.words(written.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = headers.identity(message_id)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"  # Exchange's way not to be told that somebody is on holiday
    if written.unsubscribe:
        message["List-Unsubscribe"] = headers.link(written.unsubscribe)
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message.set_content(written.text, cte="quoted-printable")
    message.add_alternative(written.html, subtype="html", cte="quoted-printable")
    if written.calendar:
        _add_calendar(message, written.calendar)
    _name_boundaries(message, message_id)
    return message


def envelope_address(address: str) -> str:
    """As RCPT takes it: the domain in ASCII; raises PermanentFailure."""
    try:
        return ascii_address(address)
    except ValueError as error:
        raise PermanentFailure("The directory has an email address that mail cannot be sent to.") from error


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
