"""Where emails go, as the settings say."""

import structlog

from moments.application.ports.clock import Clock
from moments.application.ports.email import MailTransport
from moments.infrastructure.delivery.folder import FolderTransport
from moments.infrastructure.delivery.message import Sender
from moments.infrastructure.delivery.smtp import MailServer, SmtpTransport
from moments.infrastructure.settings import Mode, Settings
from moments.infrastructure.settings.security import PORTS

log = structlog.get_logger("moments.mail")

FOLDER = "mail"
"""In the data directory."""


def open_transport(settings: Settings, clock: Clock) -> MailTransport:
    """A mail server where one is named, else a folder."""
    sender = Sender(settings.mail_from_name, settings.mail_from, settings.contact_email)
    if settings.smtp_host is None:
        if settings.mode is Mode.PRODUCTION:
            log.warning("emails are written into files and reach nobody; name the mail server in MOMENTS_SMTP_HOST")
        return FolderTransport(settings.data_directory / FOLDER, sender, clock)
    server = MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port or PORTS[settings.smtp_security],
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=settings.smtp_password,
        ca_file=settings.smtp_ca_file,
        timeout=settings.smtp_timeout,
    )
    return SmtpTransport(server, sender, clock)
