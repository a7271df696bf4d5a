"""What goes over the wire, read back as a mail program reads it."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.application.ports.email import CalendarPart, PermanentFailure, RenderedEmail
from moments.infrastructure.delivery.message import message_of
from tests.infrastructure.delivery.emails import NOW, SENDER, written_to

ID = f"<{'a1' * 20}@moments.mo.example>"


def read(written: RenderedEmail) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(message_of(written, ID, SENDER, NOW).as_bytes(), policy=default))


def test_it_says_from_whom_to_whom_when_and_that_a_program_wrote_it() -> None:
    message = read(written_to())

    assert [str(each) for each in message["From"].addresses] == ["MOMENTS <moments@moments.mo.example>"]
    assert [str(each) for each in message["To"].addresses] == ["Ann Doe <ann@mo.example>"]
    assert str(message["Reply-To"]) == "office@oa.mo.example"
    assert message["Date"].datetime == datetime(2026, 11, 2, 18, tzinfo=UTC)
    assert message["Message-ID"] == ID
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_a_reminder_can_be_done_without_by_one_click_however_long_its_address() -> None:
    address = f"https://moments.example/unsubscribe?token={'x' * 400}"

    content = message_of(written_to(unsubscribe=address), ID, SENDER, NOW).as_bytes()

    assert f"\r\nList-Unsubscribe: <{address}>\r\n".encode() in content
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in content
    assert read(written_to())["List-Unsubscribe"] is None


def test_a_meeting_comes_as_calendars_take_it_and_as_a_file() -> None:
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Größe\r\nEND:VCALENDAR\r\n"

    parts = {
        part.get_content_type(): part for part in read(written_to(calendar=CalendarPart("REQUEST", calendar))).walk()
    }

    assert list(parts) == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html"),
        *("text/calendar", "application/ics"),
    ]
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert parts["text/calendar"].get_param("charset") == "utf-8"
    assert parts["text/calendar"].get_content() == calendar
    assert parts["application/ics"].get_filename() == "invite.ics"
    assert parts["application/ics"].get_content() == calendar.encode()


def test_the_same_email_is_the_same_bytes() -> None:
    written = written_to(calendar=CalendarPart("CANCEL", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))

    assert message_of(written, ID, SENDER, NOW).as_bytes() == message_of(written, ID, SENDER, NOW).as_bytes()


ANYTHING = st.text(max_size=60)
NASTY = st.sampled_from(
    ["\r\nBcc: eve@evil.example", "\n\nbody", "\0", '"', "\\", "<eve@evil.example>", ",", "=?utf-8?q?x?="]
)

UNHURRIED = settings(deadline=None)


@UNHURRIED
@given(st.lists(ANYTHING | NASTY, max_size=4).map("".join))
def test_no_name_and_no_subject_can_add_a_header_or_a_recipient(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()  # half a character is nothing that is stored
    message = read(written_to(name=text, subject=text))

    assert message.keys() == read(written_to()).keys()
    assert [each.addr_spec for each in message["To"].addresses] == ["ann@mo.example"]
    assert message["Bcc"] is None


@UNHURRIED
@given(st.text(st.characters(categories=["L", "N", "Zs"], include_characters="'-.,()"), min_size=1, max_size=20))
def test_names_and_subjects_of_any_letters_are_read_as_written(text: str) -> None:
    one_line = " ".join("".join(ch if ch.isprintable() else " " for ch in text).split())
    content = message_of(written_to(name=text, subject=text), ID, SENDER, NOW).as_bytes()

    message = message_from_bytes(content)  # by the older parser: the newer puts blanks between a name's coded parts
    name, address = parseaddr(" ".join(message["To"].splitlines()))
    assert address == "ann@mo.example"
    assert str(make_header(decode_header(name))) == one_line
    assert str(make_header(decode_header(message["Subject"]))) == one_line


@UNHURRIED
@given(ANYTHING | NASTY)
def test_the_text_arrives_whole(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    message = read(written_to(text=f"x{text}x", html=f"<p>{text}</p>"))

    body = message.get_body(("plain",))
    assert body
    assert body.get_content().splitlines() == f"x{text}x".splitlines()


def test_an_address_that_could_add_a_recipient_is_refused() -> None:
    with pytest.raises(PermanentFailure):
        message_of(written_to("ann@mo.example, eve@evil.example"), ID, SENDER, NOW)
