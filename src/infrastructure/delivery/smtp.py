"""Emails by SMTP: one recipient a message, connections kept, and classifies each failure as the email's, temporary, or
the server's."""

import asyncio
import re
import socket
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from moments.application.ports.clock import Clock
from moments.application.ports.email import (
    ClaimedEmail,
    MailServerUnavailable,
    PermanentFailure,
    RenderedEmail,
    TransientFailure,
)
from moments.infrastructure.delivery.message import Sender, envelope_address, message_of
from moments.infrastructure.settings.security import Security

IDLE_SECONDS = 60.0
"""Servers close what is idle for longer, some of them after two minutes."""
_NEEDS_LOGIN = (530, 534, 535, 538)
_SHOWN = 300
_ADDRESS = re.compile(r"<?[^\s<>\"]+@[^\s<>\",;:]+>?")


@dataclass(frozen=True, slots=True)
class MailServer:
    """`timeout`: seconds for each answer of the server's. `ca_file`: who vouches for its certificate, besides those
    whom the machine trusts."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str | None = None
    password: str | None = None
    ca_file: Path | None = None
    timeout: float = 30.0

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port}, {self.security.value})"


class SmtpTransport:
    def __init__(self, server: MailServer, sender: Sender, clock: Clock) -> None:
        self._server, self._sender, self._clock = server, sender, clock
        self._idle: list[tuple[float, SMTP]] = []
        self._tls: ssl.SSLContext | None = None
        self._our_name: str | None = None

    async def send(self, email: ClaimedEmail, written: RenderedEmail) -> None:
        recipient = envelope_address(written.address)
        message = message_of(written, email.message_id, self._sender, self._clock.now()).as_bytes()
        async with self._connection_after_mail_from() as connection:
            await self._hand_over(connection, recipient, message)

    async def try_out(self) -> None:
        """Greets, encrypts and signs in as for an email, and asks whether we may send as ourselves; sends none.

        Raises MailServerUnavailable.
        """
        async with self._connection_after_mail_from() as connection:
            try:
                async with asyncio.timeout(self._server.timeout):
                    await connection.rset()
            except (SMTPException, OSError) as error:
                raise MailServerUnavailable(f"The mail server was lost: {_reason(error)}") from error

    async def close(self) -> None:
        idle, self._idle = self._idle, []
        for _, connection in idle:
            await _say_goodbye(connection)

    async def _hand_over(self, connection: SMTP, recipient: str, message: bytes) -> None:
        """From RCPT on, a refusal is of this email, and what is lost may have arrived."""
        try:
            await connection.rcpt(recipient)
        except (SMTPServerDisconnected, SMTPTimeoutError, OSError) as lost:
            raise MailServerUnavailable(f"The mail server was lost ({type(lost).__name__}).") from lost
        except SMTPResponseException as refused:
            raise _refusal(refused) from refused
        try:
            await connection.data(message)
        except SMTPResponseException as refused:
            raise _refusal(refused) from refused
        except (SMTPException, OSError) as lost:
            raise TransientFailure("The mail server was lost before it said whether it took the email.") from lost

    @asynccontextmanager
    async def _connection_after_mail_from(self) -> AsyncGenerator[SMTP, None]:
        """Kept afterwards unless something is amiss with it. Raises MailServerUnavailable."""
        connection = await self._begun()
        try:
            yield connection
        except (PermanentFailure, TransientFailure):
            await self._keep_after_refusal(connection)
            raise
        except BaseException:
            connection.close()
            raise
        self._keep(connection)

    async def _begun(self) -> SMTP:
        """A kept connection may have been closed meanwhile; as nothing was sent, a new one does."""
        while (kept := self._take_kept()) is not None:
            try:
                return await self._begin(kept)
            except (SMTPException, OSError):
                kept.close()
            except BaseException:
                kept.close()
                raise
        connection = await self._connect()
        try:
            return await self._begin(connection)
        except (SMTPException, OSError) as error:
            connection.close()
            raise MailServerUnavailable(f"The mail server refuses our emails: {_reason(error)}") from error
        except BaseException:
            connection.close()
            raise

    async def _begin(self, connection: SMTP) -> SMTP:
        """MAIL FROM is the same for every email, so that a refusal of it is of none."""
        async with asyncio.timeout(2 * self._server.timeout):
            await connection.mail(self._sender.address)
        return connection

    async def _connect(self) -> SMTP:
        server = self._server
        try:
            async with asyncio.timeout(2 * server.timeout):
                connection = SMTP(
                    hostname=server.host,
                    port=server.port,
                    username=server.user,
                    password=server.password,
                    timeout=server.timeout,
                    use_tls=server.security is Security.TLS,
                    start_tls=server.security is Security.STARTTLS,
                    tls_context=await self._tls_context(),
                    local_hostname=await self._host_name(),
                )
                await connection.connect()
                return connection
        except (SMTPException, OSError, ValueError) as error:  # TimeoutError and ssl.SSLError are OSErrors
            raise MailServerUnavailable(f"The mail server can't be reached: {_reason(error)}") from error

    async def _tls_context(self) -> ssl.SSLContext | None:
        """Read once a process: it takes a tenth of a second."""
        if self._tls is None and self._server.security is not Security.NONE:
            self._tls = await asyncio.to_thread(ssl.create_default_context)
            if self._server.ca_file is not None:
                await asyncio.to_thread(self._tls.load_verify_locations, self._server.ca_file)
        return self._tls

    async def _host_name(self) -> str:
        """For EHLO; looked up once, as it may take seconds."""
        if self._our_name is None:
            self._our_name = await asyncio.to_thread(socket.getfqdn)
        return self._our_name

    # --- connections that are kept ---

    def _take_kept(self) -> SMTP | None:
        now = asyncio.get_running_loop().time()
        while self._idle:
            since, connection = self._idle.pop()
            if connection.is_connected and now - since < IDLE_SECONDS:
                return connection
            connection.close()
        return None

    def _keep(self, connection: SMTP) -> None:
        if connection.is_connected:
            self._idle.append((asyncio.get_running_loop().time(), connection))

    async def _keep_after_refusal(self, connection: SMTP) -> None:
        try:
            async with asyncio.timeout(self._server.timeout):
                await connection.rset()
            self._keep(connection)
        except (SMTPException, OSError):
            connection.close()


def _refusal(refused: SMTPResponseException) -> Exception:
    """Of an email. What the server says may hold the address, which goes no further."""
    if refused.code in _NEEDS_LOGIN:
        return MailServerUnavailable(f"The mail server wants a login: {_reason(refused)}")
    if 500 <= refused.code < 600:
        whose = "this address" if isinstance(refused, SMTPRecipientRefused) else "the email"
        return PermanentFailure(f"The mail server refuses {whose}: {_reason(refused)}")
    return TransientFailure(f"The mail server refuses it for the moment: {_reason(refused)}")


def _reason(error: BaseException) -> str:
    said = f"{error.code} {error.message}" if isinstance(error, SMTPResponseException) else str(error)
    plain = " ".join(_ADDRESS.sub("[address]", said).split()) or type(error).__name__
    return "".join(ch for ch in plain if ch.isprintable())[:_SHOWN]


async def _say_goodbye(connection: SMTP) -> None:
    try:
        async with asyncio.timeout(1):
            await connection.quit()
    except (SMTPException, OSError):
        connection.close()
