"""A mail server of a test's own, which does to emails whatever a mail server may do."""

import asyncio
import ipaddress
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cached_property
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Received:
    """`encrypted`, `user`: how it came."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    encrypted: bool
    user: str | None

    @cached_property
    def message(self) -> EmailMessage:
        parsed = message_from_bytes(self.content, policy=default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])


@dataclass
class FakeSmtpServer:
    """`refuse`: an address, to the answer to RCPT. `answer`: to DATA's content; None takes the email and cuts the
    connection without a word. `seconds`: that it takes over an email."""

    refuse: dict[str, str] = field(default_factory=dict)
    refuse_sender: str | None = None
    answer: Callable[[Received], str | None] = lambda received: "250 taken"
    seconds: Callable[[Received], float] = lambda received: 0.0
    users: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    taking: int = 0
    most_at_once: int = 0
    connections: int = 0
    port: int = 0
    _open: set[asyncio.BaseTransport] = field(default_factory=set)
    _server: asyncio.Server | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def until(self, count: int) -> None:
        """So many emails were received."""
        while len(self.received) < count:
            self._news.clear()
            await self._news.wait()

    @property
    def message_ids(self) -> Counter[str]:
        return Counter(each.message_id for each in self.received)

    def cut_all(self) -> None:
        """As when the server or the net between dies."""
        for transport in tuple(self._open):
            assert isinstance(transport, asyncio.WriteTransport)
            transport.abort()

    # --- what aiosmtpd asks ---

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_sender:
            return self.refuse_sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if refusal := self.refuse.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(server.transport, asyncio.Transport)
        received = Received(
            str(envelope.mail_from),
            tuple(envelope.rcpt_tos),
            bytes(envelope.original_content or b""),
            session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None,
            session.auth_data.login.decode() if session.auth_data else None,
        )
        self.taking += 1
        self.most_at_once = max(self.most_at_once, self.taking)
        try:
            await asyncio.sleep(self.seconds(received))
        finally:
            self.taking -= 1
        answer = self.answer(received)
        if answer is None or answer.startswith("2"):
            self.received.append(received)
            self._news.set()
        if answer is None:
            server.transport.abort()
        return answer or "250 taken"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        good = self.users.get(data.login.decode()) == data.password.decode()
        return AuthResult(success=good, handled=False, auth_data=data)

    # --- its doors ---

    @asynccontextmanager
    async def open(
        self, port: int = 0, *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None
    ) -> AsyncIterator["FakeSmtpServer"]:
        def connected() -> SMTP:
            protocol = _Counted(
                self,
                tls_context=starttls,
                require_starttls=starttls is not None,
                authenticator=self.authenticate if self.users else None,
                auth_required=bool(self.users),
                auth_require_tls=starttls is not None,
                hostname="post.test",
                loop=asyncio.get_running_loop(),
            )
            protocol.post = self
            return protocol

        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(connected, "127.0.0.1", port, ssl=tls)
        self.port = self._server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            self._server.close()
            self.cut_all()
            for _ in range(3):  # what was cut is told so, and lets go
                await asyncio.sleep(0)


class _Counted(SMTP):
    post: FakeSmtpServer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Again after STARTTLS, with the encrypted transport."""
        self.post.connections += self.session is None
        self.post._open.add(transport)
        super().connection_made(transport)


def a_certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """The file by which a client knows the server, and the server's side of it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post.test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "post.pem", folder / "post.key"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context
