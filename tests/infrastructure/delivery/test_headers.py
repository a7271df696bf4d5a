"""Whatever names, addresses and subjects are: the message has the headers that we set, and our body."""

from base64 import b64encode
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from moments.application.ports.email import PermanentFailure
from moments.infrastructure.delivery import headers
from moments.infrastructure.delivery.message import Sender, envelope_address, message_of
from moments.infrastructure.mail_address import ascii_address
from tests.infrastructure.delivery.emails import NOW, SENDER, written_to

ID = f"<{'a1' * 20}@moments.mo.example>"
OURS = [
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type"),
]
LINK = f"https://moments.mo.example/letters/unsubscribe?token={'x' * 300}"
UNHURRIED = settings(deadline=None)


def coded(text: str, charset: str = "utf-8") -> str:
    return f"=?{charset}?b?{b64encode(text.encode()).decode()}?="


INJECTIONS = [
    *("\r\nBcc: eve@evil.example", "\n\nbody", "\r", "\x85", "\u2028", "\0", '"', "\\", ",", ";", ":", "(", ")"),
    *("<eve@evil.example>", "@evil.example", "=?utf-8?q?=0D=0ABcc:_eve@evil.example?=", "=?x", "?=", "=?=", " ", "\t"),
    *(coded("\r\nBcc: eve@evil.example\r\n\r\nbody"), coded("\nBcc: e@evil.example", "us-ascii"), "ß" * 80, "a" * 300),
    *("\ud800", "\u202e", "\u200b", "🧑🏽‍🦽", "=?utf-8?b?", "group: a@b.example;", "--=_0_" + "a1" * 20),
]
HOSTILE = st.lists(st.text(max_size=30) | st.sampled_from(INJECTIONS), max_size=5).map("".join)


def parsed(content: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(content, policy=default))


@UNHURRIED
@given(name=HOSTILE, subject=HOSTILE, sender=HOSTILE)
@example(name="Ann " + coded("\r\nBcc: eve@evil.example\r\n\r\nbody"), subject="", sender="")
@example(name="", subject="Ann " + coded("\r\nBcc: eve@evil.example\r\n\r\nbody") + " asks you", sender="")
@example(name="", subject="", sender=coded("\r\nBcc: eve@evil.example\r\n\r\nbody"))
def test_no_text_adds_a_header_a_recipient_or_a_body(name: str, subject: str, sender: str) -> None:
    written = written_to(name=name, subject=subject, unsubscribe=LINK)
    content = message_of(written, ID, Sender(sender, SENDER.address, SENDER.reply_to), NOW).as_bytes()

    head, _, _ = content.partition(b"\r\n\r\n")
    lines = head.decode("ascii").split("\r\n")
    assert [line.partition(":")[0] for line in lines if not line.startswith(" ")] == OURS
    assert all(line.isprintable() and len(line) <= 998 for line in lines)
    for message in (parsed(content), message_from_bytes(content)):
        assert message.keys() == OURS
        assert [part.get_content_type() for part in message.walk()] == [
            *("multipart/alternative", "text/plain", "text/html")
        ]
    assert [each.addr_spec for each in parsed(content)["To"].addresses] == ["ann@mo.example"]
    assert [each.addr_spec for each in parsed(content)["From"].addresses] == [SENDER.address]
    body = parsed(content).get_body(("plain",))
    assert body
    assert body.get_content().splitlines() == written.text.splitlines()


@UNHURRIED
@given(HOSTILE)
def test_what_can_be_seen_of_a_text_is_read_as_it_was_written(text: str) -> None:
    seen = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    content = message_of(written_to(name=text, subject=text), ID, SENDER, NOW).as_bytes()

    message = message_from_bytes(content)  # by the older parser: the newer puts blanks between a name's coded parts
    unfolded = {name: "".join(value.splitlines()) for name, value in message.items()}
    assert str(make_header(decode_header(unfolded["Subject"]))) == seen
    ((name, address),) = getaddresses([unfolded["To"]])
    assert (str(make_header(decode_header(name))), address) == (seen, "ann@mo.example")


@UNHURRIED
@example("=?utf-8?b?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGUNCg0KYm9keQ==?=@mo.example")  # a coded word
@given(st.builds("{}@{}".format, HOSTILE | st.just("ann"), HOSTILE | st.just("mo.example")) | HOSTILE | st.emails())
def test_an_address_is_one_address_or_none(text: str) -> None:
    try:
        address = ascii_address(text)
    except ValueError:
        with pytest.raises(PermanentFailure):
            message_of(written_to(text), ID, SENDER, NOW)
        return
    message = parsed(message_of(written_to(text, name="Ann, of <one@mo.example>"), ID, SENDER, NOW).as_bytes())
    assert [each.addr_spec for each in message["To"].addresses] == [address]
    assert address.isascii()
    assert address.count("@") == 1
    assert address.rpartition("@")[0] == text.rpartition("@")[0]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("o'brien+moments@oa.mo.gov", "o'brien+moments@oa.mo.gov"),
        ("ann@Bücher.example", "ann@xn--bcher-kva.example"),
    ],
)
def test_an_odd_address_is_written_as_mail_servers_take_it(text: str, address: str) -> None:
    assert envelope_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "ann", "@mo.example", "ann@", "ann@localhost", ".ann@mo.example", "a..b@mo.example", "ann@-mo.example"),
        *("äda@mo.example", '"ann\r\nBcc: eve"@mo.example', '"ann doe"@mo.example', "ann@[127.0.0.1]"),
        *("ann@mo.example, eve@evil.example", "<ann@mo.example>", "ann@mo.example\n", "ann@evil\uff20mo.example"),
        *("a" * 65 + "@mo.example", "ann@" + "a." * 130 + "example", "ann@" + "ä" * 300, "ann@mo.example> SIZE=1"),
    ],
)
def test_an_address_that_mail_cannot_be_sent_to_is_refused(text: str) -> None:
    with pytest.raises(PermanentFailure):
        envelope_address(text)


@pytest.mark.parametrize(
    "url", ["https://mo.example/> , <mailto:eve@evil.example", "javascript:alert(1)", "", "http://a\nb"]
)
def test_a_link_of_no_page_is_no_header(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        headers.link(url)


@pytest.mark.parametrize("identity", ["", "<a@b>\r\nBcc: x@y.example", "<a b@c>", "a@b"])
def test_a_message_id_is_one_of_ours(identity: str) -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        headers.identity(identity)


@pytest.mark.parametrize("value", ["a\r\nBcc: eve@evil.example", "ä", "a\0"])
def test_a_header_that_was_not_made_here_is_refused(value: str) -> None:
    message = EmailMessage(headers.POLICY)
    with pytest.raises(ValueError, match=r"functions of this module|linefeed"):
        message["X-Other"] = value
