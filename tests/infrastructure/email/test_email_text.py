"""Every sample email as its readers have it: plain, accessible, the same in both forms, and safe."""

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

import pytest

from moments.application.ports.email import RenderedEmail
from moments.domain.email.kinds import EmailKind, Reminder
from moments.domain.participants.eligibility import SENTENCES, Ineligibility
from moments.infrastructure.email.composer import Composer
from moments.infrastructure.email.content.table import CONTENTS
from moments.infrastructure.email.facts import Facts, Person
from moments.infrastructure.email.links import Links
from moments.infrastructure.email.samples import ADA, BEN, NOW, PEOPLE, Sample, samples
from moments.infrastructure.email.templating import HTML, template_of
from moments.infrastructure.email.tokens import Tokens
from tests.infrastructure.email.html_page import Page, contrast
from tests.infrastructure.email.reading_ease import grade, syllables

SITE, CONTACT = "https://moments.example.gov", "office@oa.mo.example"
COMPOSER = Composer(Links(SITE), CONTACT, Tokens(b"a secret of the tests"), "moments.mo.example")
EVERY = pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)


def written(sample: Sample) -> RenderedEmail:
    email = COMPOSER.compose(sample.email, sample.facts)
    assert isinstance(email, RenderedEmail)
    return email


def test_every_kind_has_its_content_its_template_and_a_sample() -> None:
    kinds = set(EmailKind)
    assert set(CONTENTS) == kinds
    assert {EmailKind(sample.email.kind) for sample in samples()} == kinds
    assert {name for name in HTML.list_templates() if name.endswith(".jinja")} == set(map(template_of, kinds))
    assert len({sample.name for sample in samples()}) == len(samples())


# --- words ------------------------------------------------------------------------------------------


def nameless(text: str, facts: Facts) -> str:
    """Without names, titles, departments, addresses and dates, which nobody can choose to be shorter."""
    text = re.sub(r"\(?https?://\S+|\S+@\S+", "", text)
    of_people = [
        part
        for each in facts.people.values()
        for part in (each.name, each.first_name, each.job_title, each.department_name)
    ]
    for name in sorted(of_people, key=len, reverse=True):
        text = text.replace(name, "Ann")
    text = re.sub(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (January|December) \d+", "May", text)
    return text.replace("a.m.", "").replace("p.m.", "")


@EVERY
def test_an_email_is_read_at_the_eighth_grade_or_lower(sample: Sample) -> None:
    assert grade(nameless(written(sample).text, sample.facts)) <= 8


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("mentor", 2), ("mentee", 2), ("program", 2), ("little", 2), ("asked", 1), ("ended", 2), ("site", 1)],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_officialese_is_graded_higher_than_plain_words() -> None:
    official = (
        "The aforementioned application has been determined to be ineligible for further administrative processing."
    )
    assert grade(official) > 16
    assert grade("We read your form. You can send it in again.") < 3


@EVERY
def test_a_subject_is_one_short_line_that_nobody_has_to_guess_from(sample: Sample) -> None:
    subject = written(sample).subject
    assert subject == " ".join(subject.split())
    assert 15 <= len(nameless(subject, sample.facts)) <= 80
    assert "{" not in subject
    assert not re.search(r"\b(he|she|his|her|him)\b", written(sample).text, re.IGNORECASE)


@EVERY
def test_no_sentence_is_broken_by_what_was_put_into_it(sample: Sample) -> None:
    text = written(sample).text
    assert not re.search(r"\.\.|,\.| \.|\bNone\b|\{|\}", text.replace("...", "")), text


def search_terms(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9@'][\w@'.-]*", re.sub(r"\.(?=\s)", "", text))


@EVERY
def test_the_plain_text_says_the_same_as_the_page(sample: Sample) -> None:
    """Word for word. The addresses aside, which a page hides behind its links; the numbers of a list, which a browser
    writes; and a table, of which the text makes sentences."""
    email = written(sample)
    page = Page(email.html)
    bare = re.sub(r"\(?https?://\S+|^\d+\. ", "", email.text, flags=re.MULTILINE)
    if page.of("thead"):
        assert set(search_terms(page.text)) - {"Who"} == set(search_terms(bare))
    else:
        assert search_terms(page.text) == search_terms(bare)


@EVERY
def test_every_address_of_the_page_is_in_the_text_too(sample: Sample) -> None:
    email = written(sample)
    addresses = {each.attributes["href"].removeprefix("mailto:") for each in Page(email.html).of("a")}
    assert addresses
    assert all(address in email.text for address in addresses)
    assert all(address.startswith(f"{SITE}/") or "@" in address for address in addresses)


# --- the page ----------------------------------------------------------------------------------------


@EVERY
def test_a_page_has_a_language_a_title_and_its_headings_in_order(sample: Sample) -> None:
    email = written(sample)
    page = Page(email.html)
    assert page.of("html")[0].attributes["lang"] == "en"
    assert page.of("title")[0].words == email.subject
    headings = [each.tag for each in page.of("h1", "h2", "h3", "h4")]
    assert headings[0] == "h1"
    assert set(headings[1:]) <= {"h2"}
    assert {each.attributes.get("role") for each in page.of("div")} >= {"banner", "main", "contentinfo"}


@EVERY
def test_tables_are_tables_and_links_say_where_they_lead(sample: Sample) -> None:
    page = Page(written(sample).html)
    for head in page.of("th"):
        assert head.attributes["scope"] in ("row", "col")
    if page.of("thead"):
        assert len(page.of("caption")) == len(page.of("table"))
    leads: dict[str, set[str]] = {}
    for link in page.of("a"):
        assert link.words.strip().lower() not in ("", "here", "click here", "link", "more")
        leads.setdefault(link.words, set()).add(link.attributes["href"])
    assert all(len(addresses) == 1 for addresses in leads.values())


@EVERY
def test_a_page_needs_no_picture_no_script_and_nothing_from_elsewhere(sample: Sample) -> None:
    html = written(sample).html
    assert Page(html).of("img", "script", "link", "iframe") == []
    assert "url(" not in html
    assert "@import" not in html


@EVERY
def test_words_stand_out_from_what_they_stand_on(sample: Sample) -> None:
    for color, background in Page(written(sample).html).shades:
        assert contrast(color, background) >= 4.5, (color, background)


def test_pale_words_on_white_would_be_found() -> None:
    assert contrast("#999999", "#ffffff") < 4.5
    assert contrast("#767676", "#ffffff") >= 4.5


@EVERY
def test_nothing_is_wider_than_a_small_window(sample: Sample) -> None:
    widths = re.findall(r"(?<!max-)(?<!-)width:(\d+)px", written(sample).html)
    assert all(int(width) <= 120 for width in widths)


# --- what an email tells -------------------------------------------------------------------------------


@EVERY
def test_the_foot_says_why_it_came_and_whom_to_ask(sample: Sample) -> None:
    email = written(sample)
    assert "You get this email" in " ".join(email.text.split())
    assert CONTACT in email.text


@EVERY
def test_a_reminder_can_be_stopped_and_no_other_email(sample: Sample) -> None:
    email = written(sample)
    if sample.email.kind in {reminder.value for reminder in Reminder}:
        assert email.unsubscribe
        assert email.unsubscribe.startswith(f"{SITE}/letters/unsubscribe?token=")
        assert email.unsubscribe in email.text
        assert f"{SITE}/reminders" in email.text
    else:
        assert email.unsubscribe is None
        assert "unsubscribe" not in email.text


@pytest.mark.rule("ELIG-5")
@EVERY
def test_no_email_says_which_criterion_somebody_fails(sample: Sample) -> None:
    words = written(sample).text.casefold()
    assert not any(sentence.casefold() in words for sentence in SENTENCES.values())
    assert not any(reason.value.replace("_", " ") in words for reason in Ineligibility)
    assert not re.search(r"eligib|at risk|improvement plan|disciplin|evaluation", words)


@pytest.mark.rule("MEN-6")
@pytest.mark.parametrize("kind", ["survey_due", "survey_reminder"])
def test_where_words_about_a_person_are_asked_for_human_resources_is_named(kind: str) -> None:
    (sample,) = (each for each in samples() if each.name == kind)
    text = " ".join(written(sample).text.split())
    assert "discrimination, harassment or retaliation" in text
    assert sample.facts.people[sample.email.recipient].hr_contact in text
    assert "you must report it there at once" in text
    assert "even if the person asks you not to" in text


# --- what people write ------------------------------------------------------------------------------

HOSTILE = '<b>"Ann"</b> & {{ 7 * 7 }} <script>alert(1)</script>'


def nastily_named(people: Iterable[Person]) -> dict[str, Person]:
    return {
        each.id: replace(each, first_name=f"{HOSTILE}\r\nBcc: all@mo.example", job_title=HOSTILE, hr_contact=HOSTILE)
        for each in people
    }


@EVERY
def test_what_people_write_is_shown_and_never_obeyed(sample: Sample) -> None:
    data: Any = sample.email.data
    words = [each.name for each in fields(data) if each.name in ("message", "note") and getattr(data, each.name)]
    said = replace(data, **dict.fromkeys(words, HOSTILE))
    facts = replace(sample.facts, people=nastily_named(sample.facts.people.values()))
    email = COMPOSER.compose(replace(sample.email, data=said), facts)
    assert isinstance(email, RenderedEmail)
    page = Page(email.html)
    assert page.of("script", "b") == []
    assert "49" not in page.text
    assert "\n" not in email.subject
    assert "\r" not in email.subject
    if HOSTILE in email.text:
        assert HOSTILE in " ".join(page.text.split())


def test_a_message_keeps_its_lines() -> None:
    (sample,) = (each for each in samples() if each.name == "application_denied-message")
    email = written(sample)
    assert "> Thank you for your interest.\n> \n> Please try again" in email.text
    assert "interest.\n\nPlease try" in email.html


def test_what_has_left_or_has_no_address_gets_no_email() -> None:
    sample = samples()[0]
    for changed in (replace(ADA, left=True), replace(ADA, email="")):
        facts = replace(sample.facts, people={**PEOPLE, ADA.id: changed})
        assert not isinstance(COMPOSER.compose(sample.email, facts), RenderedEmail)
    nobody = replace(sample.facts, people={BEN.id: BEN})
    assert not isinstance(COMPOSER.compose(sample.email, nobody), RenderedEmail)


@pytest.mark.parametrize("reminder", list(Reminder))
def test_a_muted_reminder_is_not_sent_and_the_others_are(reminder: Reminder) -> None:
    sample = next(each for each in samples() if each.email.kind == reminder.value)
    other = next(each for each in Reminder if each is not reminder)
    reader = sample.email.recipient
    muted = replace(sample.facts, muted=frozenset({(reader, reminder)}))
    others = replace(sample.facts, muted=frozenset({(reader, other)}))
    assert not isinstance(COMPOSER.compose(sample.email, muted), RenderedEmail)
    assert isinstance(COMPOSER.compose(sample.email, others), RenderedEmail)


def test_now_is_a_monday() -> None:
    assert NOW.weekday() == 0
