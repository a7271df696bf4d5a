"""An event comes back from its row as it was; a row that cannot be read names its people and nothing else."""

from collections.abc import Mapping
from pathlib import Path

import orjson
import pytest

from moments.application.events import EventKind, Role, Subject, UnknownEvent, kind_of, name_of, subject_of
from moments.domain.applications.decision import Outcome
from moments.domain.applications.events import ApplicationApproved
from moments.domain.matching.events import TrialRunDone
from moments.domain.mentorships.events import MeetingHeld
from moments.domain.program.cycle_events import ListsSent
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import ApplicationId, MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import SurveyRequested
from moments.infrastructure.persistence.event_codec import decode, encode
from tests.infrastructure.persistence.sample_events import NOON, samples

STORED_FIELDS = Path(__file__).with_name("stored_event_fields.json")
ANN = PersonId("ann")
UNREAD = UnknownEvent(occurred_at=NOON, by=ANN, people={Role.APPLICANT: ANN})
APPROVED: Mapping[str, object] = {
    "application": "A",
    "applicant": "ann",
    "kind": "mentee",
    "supervisor": "S",
    "outcome": "approved",
    "in_lieu": False,
}


@pytest.mark.parametrize("event", samples(), ids=lambda event: kind_of(type(event)).name)
def test_an_event_comes_back_as_it_was(event: DomainEvent) -> None:
    entry = kind_of(type(event)).value
    stored = orjson.loads(orjson.dumps(encode(event)))
    assert decode(entry.name, entry.version, event.occurred_at, event.by, stored) == event


def test_rows_have_plain_facts_and_leave_out_what_has_a_column() -> None:
    event = ApplicationApproved(
        occurred_at=NOON,
        by=PersonId("S"),
        application=ApplicationId("A"),
        applicant=ANN,
        kind=ApplicationKind.MENTEE,
        supervisor=PersonId("S"),
        outcome=Outcome.APPROVED,
        in_lieu=False,
    )
    assert encode(event) == APPROVED


def test_subjects_are_the_aggregates() -> None:
    meeting = MeetingHeld(
        occurred_at=NOON,
        by=PersonId("A"),
        mentorship=MentorshipId("M"),
        mentor=PersonId("A"),
        mentee=PersonId("B"),
        meeting=MeetingId("T"),
    )
    survey = SurveyRequested(
        occurred_at=NOON, by=None, mentorship=MentorshipId("M"), person=PersonId("A"), side=ApplicationKind.MENTOR
    )
    assert subject_of(meeting) == Subject("mentorship", "M")
    assert subject_of(survey) == Subject("survey", "M:mentor")


@pytest.mark.parametrize(
    ("name", "version", "data"),
    [
        ("mentor.landed", 1, {"applicant": "ann", "craft": {"name": "Eagle"}}),
        (name_of(ApplicationApproved), 2, APPROVED | {"supervisor": None}),
        (name_of(ApplicationApproved), 1, {"applicant": "ann"}),
        (name_of(ApplicationApproved), 1, APPROVED | {"outcome": "postponed", "supervisor": 7}),
        (name_of(ApplicationApproved), 1, APPROVED | {"in_lieu": "no", "supervisor": []}),
        ("other", 1, {"applicant": "ann", "supervisor": 1.5}),
    ],
    ids=["a newer server's", "a later version", "a field lacks", "an unknown value", "another type", "its own name"],
)
def test_what_cannot_be_read_is_unknown(name: str, version: int, data: dict[str, object]) -> None:
    assert decode(name, version, NOON, ANN, data) == UNREAD


def test_what_a_row_has_besides_is_left_out_and_what_it_may_lack_is_none() -> None:
    sent = decode(name_of(ListsSent), 1, NOON, None, {"quarter": "2027Q1", "weather": "fine"})
    assert sent == ListsSent(occurred_at=NOON, by=None, quarter="2027Q1")


def test_a_renamed_field_is_read_from_earlier_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = kind_of(TrialRunDone).value
    renamed = type(entry)(entry.event, entry.name, entry.subject, "", version=2, renamed={"simulation": "rehearsal"})
    monkeypatch.setattr(EventKind.TRIAL_RUN_DONE, "_value_", renamed)
    for version, field in ((1, "simulation"), (2, "rehearsal")):
        read = decode(entry.name, version, NOON, None, {field: "R"})
        assert isinstance(read, TrialRunDone)
        assert read.rehearsal == "R"


def test_stored_fields_are_those_that_rows_have() -> None:
    """Rows are kept for good. Whoever changes an event's fields raises its version and says where they went."""
    fields = {
        f"{entry.name} {entry.version}": sorted(encode(event))
        for event in samples()
        if (entry := kind_of(type(event)).value)
    }
    assert fields == orjson.loads(STORED_FIELDS.read_bytes()), (
        "The stored fields of an event have changed. Raise its `version`, map renamed fields in `renamed`, and "
        f"bring {STORED_FIELDS.name} up to date (docs/events.md)."
    )
