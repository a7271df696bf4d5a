"""Where emails go, as the settings say."""

from moments.application.ports.clock import Clock
from moments.application.ports.email import MailTransport
from moments.infrastructure.delivery.folder import FolderTransport
from moments.infrastructure.delivery.message import Sender
from moments.infrastructure.delivery.smtp import MailServer, SmtpTransport
from moments.infrastructure.settings import Mode, Settings
from moments.infrastructure.settings.security import PORTS

FOLDER = "mail"
"""In the data directory."""


def open_transport(settings: Settings, clock: Clock) -> MailTransport | None:
    """A mail server where one is named; None where emails wait for one; else, in development, a folder."""
    if settings.smtp_host is not None:
        return open_mail_server(settings, settings.smtp_host, clock)
    if settings.holds_emails:
        return None
    if settings.mode is Mode.PRODUCTION:
        raise RuntimeError("emails in a folder are sent to nobody; production does not call them sent")
    return FolderTransport(settings.data_directory / FOLDER, _sender(settings), clock)


def open_mail_server(settings: Settings, host: str, clock: Clock) -> SmtpTransport:
    server = MailServer(
        host=host,
        port=settings.smtp_port or PORTS[settings.smtp_security],
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=settings.smtp_password,
        ca_file=settings.smtp_ca_file,
        timeout=settings.smtp_timeout,
    )
    return SmtpTransport(server, _sender(settings), clock)


def _sender(settings: Settings) -> Sender:
    return Sender(settings.mail_from_name, settings.mail_from, settings.contact_email)
