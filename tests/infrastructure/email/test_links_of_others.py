"""Web addresses that people write into their texts are shown as text, in both forms and in calendars."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moments.infrastructure.email.links_of_others import NOTICE, notice_of, without_links
from moments.infrastructure.email.samples import Sample, samples
from tests.infrastructure.email.reading_ease import grade
from tests.infrastructure.email.test_calendar import MEETING, parsed, part
from tests.infrastructure.email.test_email_text import EVERY, written

EVIL = 'See https://evil.example/a?b=1, www.evil.example or <a href="//evil.example">this</a>; mail eve@evil.example.'


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("see https://evil.example/a?b=c. Thanks", "see https[:]//evil[.]example/a?b=c. Thanks"),
        ("Evil.Com, EVIL.COM, evil.co.uk", "Evil[.]Com, EVIL[.]COM, evil[.]co[.]uk"),
        ("WWW.evil", "WWW[.]evil"),
        ("...evil.com", "...evil[.]com"),
        ("http://1.2.3.4:80/x and 1.2.3.4", "http[:]//1[.]2[.]3[.]4[:]80/x and 1[.]2[.]3[.]4"),
        ("eve@evil.example", "eve@evil[.]example"),
        ("mailto:eve@mo tel:+1573 javascript:alert(1)", "mailto[:]eve@mo tel[:]+1573 javascript[:]alert(1)"),
        ("münchen.de xn--a.xn--p1ai evil\u3002com", "münchen[.]de xn--a[.]xn--p1ai evil[\u3002]com"),
    ],
)
def test_an_address_is_no_link(words: str, shown: str) -> None:
    assert without_links(words) == shown
    assert notice_of(words) == NOTICE
    assert without_links(shown) == shown


@pytest.mark.parametrize(
    "words", ["At 9 a.m., e.g. here.", "Ph.D. in the U.S.A.", "Version 1.2.3: done.", "It ends.Then"]
)
def test_other_words_are_as_they_were_written(words: str) -> None:
    assert without_links(words) == words
    assert notice_of(words) is None


@given(st.text(st.sampled_from("ab.:/@w-1 \n[]ä。"), max_size=40))
def test_nothing_is_lost_and_what_is_shown_has_no_address(words: str) -> None:
    shown = without_links(words)
    assert notice_of(shown) is None
    signs = str.maketrans("", "", "[]")
    assert shown.translate(signs) == words.translate(signs)


@pytest.mark.parametrize("unit", ["a.", "a", "1.", "-.", "a.com.", "://", "www.", "a@", "mailto:"])
def test_the_time_grows_with_the_length_alone(unit: str) -> None:
    """Quadratic, a minute passed over each of these; the test ends at all because it is not."""
    without_links(unit * 50_000)


def hostile(sample: Sample) -> Sample:
    """With such an address in all that people wrote."""
    data: Any = sample.email.data
    texts = {name: EVIL for name in ("message", "reason", "note") if getattr(data, name, None)}
    facts = replace(
        sample.facts,
        meetings={key: replace(each, agenda=EVIL) for key, each in sample.facts.meetings.items()},
        mentorships={
            key: replace(each, **{name: EVIL for name in ("note", "message") if getattr(each, name, None)})
            for key, each in sample.facts.mentorships.items()
        },
    )
    return replace(sample, email=replace(sample.email, data=replace(data, **texts) if texts else data), facts=facts)


@EVERY
def test_no_email_has_a_link_that_is_not_ours(sample: Sample) -> None:
    email = written(hostile(sample))

    for form in (email.html, email.text, email.calendar.content.replace("\r\n ", "") if email.calendar else ""):
        assert "evil.example" not in form
        assert "https://evil" not in form
        assert '<a href="//' not in email.html


def test_the_emails_with_peoples_words_say_that_the_address_is_not_ours() -> None:
    told = [sample.name for sample in samples() if "evil[.]example" in written(hostile(sample)).text]

    assert len(told) >= 8
    for sample in samples():
        email = written(hostile(sample))
        has_words = "evil[.]example" in email.text
        assert (NOTICE in " ".join(email.text.split()), NOTICE in email.html) == (has_words, has_words)


def test_the_notice_is_as_easy_to_read_as_the_emails() -> None:
    assert grade(NOTICE) <= 8


def test_a_calendar_entry_says_so_too() -> None:
    _, event = parsed(part(agenda=EVIL))
    said = str(event["description"])
    assert "evil.example" not in said
    assert NOTICE in said
    assert said.endswith("https://moments.example.gov/meetings/TWVldGluZzp0LTE")
    _, plain = parsed(part())
    assert str(plain["description"]).startswith(f"{MEETING.agenda}\n\nOpen the meeting")
