"""Sending to a real mail server: how the connection is made, kept and lost, and whose fault each failure is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from moments.application.ports.email import MailServerUnavailable, PermanentFailure, TransientFailure
from moments.infrastructure.delivery.smtp import MailServer, SmtpTransport
from moments.infrastructure.settings.security import Security
from tests.infrastructure.delivery.emails import CLOCK, SENDER, an_email, written_to
from tests.infrastructure.delivery.smtp_server import FakeSmtpServer, a_certificate


def server_at(post: FakeSmtpServer, **changes: object) -> MailServer:
    return replace(MailServer("127.0.0.1", post.port, Security.NONE, timeout=5.0), **changes)  # type: ignore[arg-type]


@asynccontextmanager
async def sending(server: MailServer) -> AsyncIterator[SmtpTransport]:
    transport = SmtpTransport(server, SENDER, CLOCK)
    try:
        yield transport
    finally:
        await transport.close()


async def test_an_email_arrives_as_it_was_written() -> None:
    async with FakeSmtpServer().open() as post, sending(server_at(post)) as transport:
        await transport.send(an_email(), written_to(name="Zoë Müller, Ph. D.", subject="Grüße"))

        (received,) = post.received
        assert received.sender == "moments@moments.mo.example"
        assert received.recipients == ("ann@mo.example",)
        assert received.message_id == "<email-1@moments.mo.example>"
        assert received.message["To"].addresses[0].display_name == "Zoë Müller, Ph. D."
        assert received.message["Subject"] == "Grüße"
        body = received.message.get_body(("plain",))
        assert body
        assert body.get_content().replace("\r\n", "\n") == "Welcome.\n.\nSee the site.\n"


async def test_one_connection_carries_many_emails() -> None:
    async with FakeSmtpServer().open() as post, sending(server_at(post)) as transport:
        for number in range(20):
            await transport.send(an_email(number), written_to())

        assert len(post.received) == 20
        assert post.connections == 1


async def test_a_kept_connection_that_the_server_closed_is_made_anew() -> None:
    async with FakeSmtpServer().open() as post, sending(server_at(post)) as transport:
        await transport.send(an_email(1), written_to())
        post.cut_all()
        await transport.send(an_email(2), written_to())

        assert len(post.received) == 2
        assert post.connections == 2


async def test_the_way_is_encrypted_from_the_first_byte(tmp_path: Path) -> None:
    certificate, context = a_certificate(tmp_path)
    async with FakeSmtpServer().open(tls=context) as post:
        async with sending(server_at(post, security=Security.TLS, ca_file=certificate)) as transport:
            await transport.send(an_email(), written_to())

        assert [each.encrypted for each in post.received] == [True]


async def test_the_way_is_encrypted_by_starttls_and_we_log_in(tmp_path: Path) -> None:
    certificate, context = a_certificate(tmp_path)
    async with FakeSmtpServer(users={"moments": "secret"}).open(starttls=context) as post:
        ours = server_at(post, security=Security.STARTTLS, ca_file=certificate, user="moments", password="secret")
        async with sending(ours) as transport:
            await transport.send(an_email(), written_to())

        assert [(each.encrypted, each.user) for each in post.received] == [(True, "moments")]


async def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    _, context = a_certificate(tmp_path)
    async with (
        FakeSmtpServer().open(starttls=context) as post,
        sending(server_at(post, security=Security.STARTTLS)) as transport,
    ):
        with pytest.raises(MailServerUnavailable, match="can't be reached"):
            await transport.send(an_email(), written_to())

        assert post.received == []


async def test_a_server_without_starttls_gets_nothing_in_the_clear() -> None:
    async with FakeSmtpServer().open() as post, sending(server_at(post, security=Security.STARTTLS)) as transport:
        with pytest.raises(MailServerUnavailable):
            await transport.send(an_email(), written_to())

        assert post.received == []


async def test_a_wrong_password_is_no_email_s_fault_and_not_told(tmp_path: Path) -> None:
    certificate, context = a_certificate(tmp_path)
    async with FakeSmtpServer(users={"moments": "secret"}).open(starttls=context) as post:
        ours = server_at(post, security=Security.STARTTLS, ca_file=certificate, user="moments", password="hush-hush")
        async with sending(ours) as transport:
            with pytest.raises(MailServerUnavailable, match="535") as down:
                await transport.send(an_email(), written_to())

        assert "hush-hush" not in f"{down.value}{ours!r}{transport!r}"


async def test_one_recipient_refused_of_many_and_the_address_is_not_repeated() -> None:
    refusal = "550 5.1.1 <gone@mo.example>: Recipient address rejected"
    async with (
        FakeSmtpServer(refuse={"gone@mo.example": refusal}).open() as post,
        sending(server_at(post)) as transport,
    ):
        await transport.send(an_email(1), written_to("ann@mo.example"))
        with pytest.raises(PermanentFailure, match=r"550 5\.1\.1") as refused:
            await transport.send(an_email(2), written_to("gone@mo.example"))
        await transport.send(an_email(3), written_to("ben@mo.example"))

        assert "gone" not in str(refused.value)
        assert [each.recipients for each in post.received] == [("ann@mo.example",), ("ben@mo.example",)]
        assert post.connections == 1


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        ("451 4.7.1 greylisted", TransientFailure),
        ("421 4.7.0 too many", TransientFailure),
        ("550 no", PermanentFailure),
    ],
)
async def test_a_refused_recipient(answer: str, raised: type[Exception]) -> None:
    async with FakeSmtpServer(refuse={"ann@mo.example": answer}).open() as post, sending(server_at(post)) as transport:
        with pytest.raises(raised):
            await transport.send(an_email(), written_to())


@pytest.mark.parametrize(("answer", "raised"), [("452 full", TransientFailure), ("554 5.6.0 spam", PermanentFailure)])
async def test_refused_content(answer: str, raised: type[Exception]) -> None:
    async with FakeSmtpServer(answer=lambda received: answer).open() as post, sending(server_at(post)) as transport:
        with pytest.raises(raised, match=answer[:3]):
            await transport.send(an_email(), written_to())


@pytest.mark.parametrize("answer", ["451 later", "550 5.7.1 not as that sender"])
async def test_a_refused_sender_is_no_email_s_fault(answer: str) -> None:
    async with FakeSmtpServer(refuse_sender=answer).open() as post, sending(server_at(post)) as transport:
        with pytest.raises(MailServerUnavailable, match=answer[:3]):
            await transport.send(an_email(), written_to())


async def test_what_is_cut_after_the_content_may_have_arrived() -> None:
    async with FakeSmtpServer(answer=lambda received: None).open() as post, sending(server_at(post)) as transport:
        with pytest.raises(TransientFailure, match="lost before it said"):
            await transport.send(an_email(), written_to())

        assert len(post.received) == 1


async def test_a_server_that_says_nothing_after_the_content_may_have_it() -> None:
    async with (
        FakeSmtpServer(seconds=lambda received: 30).open() as post,
        sending(server_at(post, timeout=0.2)) as transport,
    ):
        with pytest.raises(TransientFailure):
            await transport.send(an_email(), written_to())


async def test_a_server_that_says_nothing_at_all_is_down() -> None:
    left = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        await writer.wait_closed()
        left.set()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with sending(MailServer("127.0.0.1", port, Security.NONE, timeout=0.2)) as transport:
        with pytest.raises(MailServerUnavailable):
            await transport.send(an_email(), written_to())
    await left.wait()
    server.close()


async def test_nobody_at_the_port_is_a_server_that_is_down() -> None:
    async with FakeSmtpServer().open() as post:
        pass
    async with sending(server_at(post)) as transport:
        with pytest.raises(MailServerUnavailable, match="can't be reached"):
            await transport.send(an_email(), written_to())


@pytest.mark.parametrize("address", ["", "ann", "ann@", "@mo.example", "änn@mo.example", "a b@mo.example", "a@b\r\nX"])
async def test_an_address_that_is_none_is_undeliverable_and_the_server_not_asked(address: str) -> None:
    async with FakeSmtpServer().open() as post, sending(server_at(post)) as transport:
        with pytest.raises(PermanentFailure):
            await transport.send(an_email(), written_to(address))

        assert post.connections == 0


async def test_a_domain_of_other_letters_goes_by_its_ascii_name() -> None:
    async with FakeSmtpServer().open() as post, sending(server_at(post)) as transport:
        await transport.send(an_email(), written_to("ann@müller.example"))

        assert post.received[0].recipients == ("ann@xn--mller-kva.example",)


async def test_a_send_that_is_broken_off_leaves_no_connection_in_use() -> None:
    async with FakeSmtpServer(seconds=lambda received: 30 if "slow" in received.recipients[0] else 0).open() as post:
        async with sending(server_at(post)) as transport:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await transport.send(an_email(1), written_to("slow@mo.example"))
            await transport.send(an_email(2), written_to())

        assert [each.recipients for each in post.received] == [("ann@mo.example",)]
        assert post.connections == 2
