"""Each refusal of the program has its code in the schema, and each event its sentence; the checks can fail."""

import importlib
import pkgutil
import string
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields

import pytest

from moments.domain.shared.errors import DomainError, Refusals
from moments.domain.shared.events import DomainEvent
from moments.graphql.shared.codes import ErrorCode, code_of
from moments.graphql.shared.timeline import SENTENCES, TimelineAction
from moments.infrastructure.queries.timelines import PEOPLE

IMPORT = "moments.application.directory"


def import_everything() -> None:
    for package in ("domain", "application"):
        folder = importlib.import_module(f"moments.{package}")
        for module in pkgutil.walk_packages(folder.__path__, f"{folder.__name__}."):
            importlib.import_module(module.name)


def below(root: type) -> Iterator[type]:
    for each in root.__subclasses__():
        yield each
        yield from below(each)


def ours(root: type) -> set[type]:
    """The concrete ones: what others are derived from is never raised or recorded itself. A class that `slots=True`
    made anew leaves a twin behind, which no module has."""
    import_everything()
    found = {each for each in below(root) if getattr(sys.modules.get(each.__module__), each.__name__, None) is each}
    bases = {base for each in found for base in each.__mro__[1:]}
    return {each for each in found - bases if each.__module__.startswith("moments.")}


def refusals() -> set[type[DomainError]]:
    """Those that a mutation may answer; an import of the directory is the command line's affair."""
    return {each for each in ours(DomainError) if not each.__module__.startswith(IMPORT)} - {Refusals}


def without_code(errors: Iterable[type[DomainError]]) -> list[str]:
    missing = []
    for error in errors:
        try:
            code_of(error)
        except KeyError:
            missing.append(error.__name__)
    return sorted(missing)


def without_sentence(events: Iterable[type]) -> list[str]:
    actions = {action.value: action for action in TimelineAction}
    return sorted(each.__name__ for each in events if actions.get(each.__name__) not in SENTENCES)


def unnamed(events: Iterable[type]) -> list[str]:
    """Sentences that name somebody whom the event does not."""
    sentences = {action.value: sentence for action, sentence in SENTENCES.items()}
    wrong = []
    for event in events:
        named = {name for _, name, _, _ in string.Formatter().parse(sentences[event.__name__]) if name}
        known = {each.name for each in fields(event)} & {*PEOPLE, "by"}  # type: ignore[arg-type]
        wrong += [f"{event.__name__}: {name}" for name in named - known]
    return sorted(wrong)


def test_every_refusal_has_its_code_and_every_code_its_refusal() -> None:
    assert without_code(refusals()) == []
    assert {code_of(each) for each in refusals()} == set(ErrorCode)


def test_every_event_has_its_action_and_every_action_its_event_and_sentence() -> None:
    events = ours(DomainEvent)

    assert without_sentence(events) == []
    assert {each.__name__ for each in events} == {action.value for action in TimelineAction} - {"Other"}
    assert set(SENTENCES) == set(TimelineAction)


def test_sentences_name_those_whom_their_events_name() -> None:
    assert unnamed(ours(DomainEvent)) == []


def test_a_planted_refusal_without_a_code_is_found() -> None:
    planted = type("MentorOnTheMoon", (DomainError,), {"__module__": "planted"})

    assert without_code([planted]) == ["MentorOnTheMoon"]


def test_a_planted_event_without_a_sentence_is_found() -> None:
    planted = type("MentorLanded", (DomainEvent,), {"__module__": "planted"})

    assert without_sentence([planted]) == ["MentorLanded"]


def test_a_planted_sentence_that_names_nobody_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SENTENCES, TimelineAction.SKILL_ADDED, "{by} added it for {astronaut}.")
    events = [each for each in ours(DomainEvent) if each.__name__ == "SkillAdded"]

    assert unnamed(events) == ["SkillAdded: astronaut"]
