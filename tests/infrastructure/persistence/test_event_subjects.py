"""Every event there is has a subject, so that none is refused when it happens."""

import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module

import orjson
import pytest

import moments.domain
from moments.domain.applications.decision import Outcome
from moments.domain.applications.events import ApplicationApproved
from moments.domain.mentorships.events import MeetingHeld
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import ApplicationId, MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import SurveyDue
from moments.infrastructure.persistence.event_subjects import Subject, facts_of, has_subject, subject_of

NOW = datetime(2026, 11, 2, 18, 0, tzinfo=UTC)


def _below(kind: type[DomainEvent]) -> Iterator[type[DomainEvent]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def every_event() -> list[type[DomainEvent]]:
    for module in pkgutil.walk_packages(moments.domain.__path__, "moments.domain."):
        import_module(module.name)
    return [kind for kind in _below(DomainEvent) if _of_the_domain(kind)]


def _of_the_domain(kind: type[DomainEvent]) -> bool:
    """Neither a test's own, nor what `dataclass(slots=True)` made its copy of and left behind."""
    return getattr(sys.modules[kind.__module__], kind.__name__, None) is kind and "moments.domain" in kind.__module__


@pytest.mark.parametrize("kind", every_event(), ids=lambda kind: kind.__name__)
def test_every_event_has_a_subject(kind: type[DomainEvent]) -> None:
    assert has_subject(kind)
    assert len(kind.__name__) <= 64  # the column's width


def test_an_event_without_one_is_refused() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class NobodyKnowsOf(DomainEvent):
        pass

    assert not has_subject(NobodyKnowsOf)
    with pytest.raises(LookupError, match="NobodyKnowsOf"):
        subject_of(NobodyKnowsOf(occurred_at=NOW, by=None))


def test_subjects_are_the_aggregates() -> None:
    meeting = MeetingHeld(
        occurred_at=NOW,
        by=PersonId("A"),
        mentorship=MentorshipId("M"),
        mentor=PersonId("A"),
        mentee=PersonId("B"),
        meeting=MeetingId("T"),
    )
    survey = SurveyDue(
        occurred_at=NOW, by=None, mentorship=MentorshipId("M"), person=PersonId("A"), side=ApplicationKind.MENTOR
    )
    assert subject_of(meeting) == Subject("mentorship", "M")
    assert subject_of(survey) == Subject("survey", "M:mentor")


def test_facts_are_plain_and_leave_out_what_has_a_column() -> None:
    event = ApplicationApproved(
        occurred_at=NOW,
        by=PersonId("S"),
        application=ApplicationId("A"),
        applicant=PersonId("P"),
        kind=ApplicationKind.MENTEE,
        supervisor=PersonId("S"),
        outcome=Outcome.APPROVED,
        in_lieu=False,
    )
    facts = facts_of(event)
    assert facts == {
        "application": "A",
        "applicant": "P",
        "kind": "mentee",
        "supervisor": "S",
        "outcome": "approved",
        "in_lieu": False,
    }
    assert orjson.loads(orjson.dumps(facts)) == facts
