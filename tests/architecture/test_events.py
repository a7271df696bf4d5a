"""Every event has its entry in the catalog, every entry agrees with its event, and nobody else knows stored names."""

import ast
import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from strawberry.types.enum import StrawberryEnumDefinition

from moments.application import events as catalog
from moments.application.events import Audience, EventKind, Readers, Role, Subject, kind_of, subject_of
from moments.domain.mentorships import events as events_of_mentorships
from moments.domain.program.skills import SkillAdded
from moments.domain.shared.events import DomainEvent
from moments.graphql.shared.timeline import TimelineAction
from moments.infrastructure.persistence.event_codec import encode, read_fields
from tests.architecture.test_codes import ours
from tests.infrastructure.persistence.sample_events import NOON, samples

ROOT = Path(__file__).parents[2]
SOURCES, PAGE = ROOT / "src", ROOT / "docs" / "events.md"
NAMES = {kind.value.name for kind in EventKind} - {"other"}
CLASSES = {kind.value.event.__name__ for kind in EventKind}
KNOW_NAMES = ("application/events.py", "infrastructure/persistence/migrations/")
"""The catalog; and migrations, which are about the names of their day."""


def without_entry(events: Iterable[type[DomainEvent]]) -> list[str]:
    missing = []
    for event in events:
        try:
            kind_of(event)
        except LookupError as error:
            missing.append(str(error))
    return sorted(missing)


def unnamed(kinds: Iterable[EventKind]) -> list[str]:
    """Sentences that name somebody whom the event does not."""
    wrong = []
    for kind in kinds:
        entry = kind.value
        known = {each.name for each in fields(entry.event)} & {"by", *(role.value for role in Role)}
        named = {name for _, name, _, _ in string.Formatter().parse(entry.sentence) if name}
        wrong += [f"{kind.name}: {name}" for name in named - known]
    return sorted(wrong)


def names_in(source: str, where: str) -> Iterator[str]:
    """Stored names and names of event classes that are written as text."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=str(text)) if text in NAMES | CLASSES or any(f"'{name}'" in text for name in NAMES):
                yield f"{where}:{node.lineno}: {text!r} is written out; ask the catalog of events"
            case ast.Attribute(attr="__name__", value=ast.Name(id=name)) if name in CLASSES:
                yield f"{where}:{node.lineno}: the class's name {name} is no event's name; ask the catalog"


def test_every_event_has_an_entry() -> None:
    assert without_entry(ours(DomainEvent)) == []
    assert ours(DomainEvent) == {kind.value.event for kind in EventKind}


def test_an_event_without_an_entry_is_found_and_the_message_says_what_to_do() -> None:
    planted = type("MentorLanded", (DomainEvent,), {"__module__": "planted"})

    assert without_entry([planted]) == [
        "MentorLanded is not in the catalog of events. Add an entry to EventKind (docs/events.md)."
    ]
    with pytest.raises(LookupError, match="Add an entry"):
        subject_of(planted(occurred_at=NOON, by=None))


def test_names_are_unique_and_fit_their_column() -> None:
    assert len(NAMES) + 1 == len(EventKind)
    assert all(len(name) <= 64 and name.replace(".", "").replace("_", "").islower() for name in NAMES)


def test_sentences_name_those_whom_their_events_name() -> None:
    assert unnamed(set(EventKind) - {EventKind.OTHER}) == []
    assert "{" not in EventKind.OTHER.value.sentence, "an unknown event names nobody"


def test_a_sentence_that_names_nobody_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = kind_of(SkillAdded).value
    planted = type(entry)(entry.event, entry.name, entry.subject, "{by} added it for {astronaut}.")
    monkeypatch.setattr(EventKind.SKILL_ADDED, "_value_", planted)

    assert unnamed([EventKind.SKILL_ADDED]) == ["SKILL_ADDED: astronaut"]


@pytest.mark.rule("APR-5")
def test_what_is_for_reviewers_alone_is_not_told_to_the_applicant() -> None:
    hidden = [kind for kind in EventKind if kind.value.readers is Readers.REVIEWERS]
    assert EventKind.DECISION_SEEN in hidden
    assert not any(Audience.PEOPLE in kind.value.audience for kind in hidden)


def test_every_sample_has_a_subject_that_fits_its_columns() -> None:
    assert {kind_of(type(event)) for event in samples()} == set(EventKind) - {EventKind.OTHER}
    for subject in map(subject_of, samples()):
        assert 0 < len(subject.kind) <= 32
        assert 0 < len(subject.id) <= 128


def test_the_graphs_actions_are_the_catalog() -> None:
    definition = TimelineAction.__strawberry_definition__  # type: ignore[attr-defined]
    assert isinstance(definition, StrawberryEnumDefinition)
    assert [value.name for value in definition.values] == [kind.name for kind in EventKind]


def test_nobody_but_the_catalog_knows_an_events_name() -> None:
    found = []
    for path in sorted(SOURCES.rglob("*.py")):
        where = path.relative_to(SOURCES).as_posix()
        if not where.startswith(KNOW_NAMES):
            found += names_in(path.read_text(), where)
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        'if event.type == "application.approved": ...',
        'if event.type == "ApplicationApproved": ...',
        "where = \"type IN ('skill.added', 'skill.retired')\"",
        "where = table.type != DecisionSeen.__name__",
    ],
)
def test_a_written_out_name_is_found(planted: str) -> None:
    assert len(list(names_in(planted, "planted.py"))) == 1


def test_the_worked_example_of_the_page_is_an_event_and_an_entry() -> None:
    """As docs/events.md has them, to the email."""
    defined, entry = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    names: dict[str, Any] = {**vars(events_of_mentorships), "date": date}
    exec(dedent(defined), names)  # our own page
    exec(dedent(entry), {**vars(catalog), **names}, names)
    made, wanted = names["MENTORSHIP_PAUSED"], names["MentorshipPaused"]

    event = wanted(occurred_at=NOON, by=None, mentorship="M", mentor="A", mentee="B", until=date(2027, 1, 4))
    assert made.event is wanted
    assert made.subject(event) == Subject("mentorship", "M")
    assert read_fields(made, encode(event)) == {"mentorship": "M", "mentor": "A", "mentee": "B", "until": event.until}
