"""What is stored as JSON is read back as it was, and rows of before keep their meaning."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import orjson
import pytest

from moments.domain.email.data import (
    DATA_OF,
    AnnouncementEmail,
    ApplicationEmail,
    DecisionEmail,
    DigestDepartment,
    DigestEmail,
    DigestLine,
    EmailData,
    MovedMeetingEmail,
    RequestEmail,
    SurveyEmail,
)
from moments.domain.email.kinds import EmailKind
from moments.domain.matching.certificate import Certificate, Spread
from moments.domain.matching.figures import DepartmentFigures, Figures
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.people import NonParticipation
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.suggestion import EmptyReason
from moments.domain.matching.trial_report import RunReport, TrialReport
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import ApplicationId, DepartmentCode, MeetingId, MentorshipId, PersonId, RunId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.email.samples import Sample, samples
from moments.infrastructure.persistence.mappers.email_data import email_data_of, email_data_row
from moments.infrastructure.persistence.mappers.trial_runs import (
    figures_of,
    figures_row,
    trial_report_of,
    trial_report_row,
)
from moments.infrastructure.persistence.stored_json import StoredJson

FIGURES = Figures(
    mentees=3,
    mentors=2,
    mentees_not_taking_part={NonParticipation.NOT_APPROVED: 1},
    mentors_not_taking_part={NonParticipation.UNAVAILABLE: 1, NonParticipation.FULL: 2},
    open_places=4,
    matched=3,
    max_matched=3,
    suggestions=6,
    shown={0: 1, 3: 1},
    empty={EmptyReason.ALL_FULL: 1},
    departments={"DOR": DepartmentFigures(3, 2, 3, 1)},
)
FIGURES_ROW = {
    "mentees": 3,
    "mentors": 2,
    "mentees_absent": {NonParticipation.NOT_APPROVED.value: 1},
    "mentors_absent": {"unavailable": 1, "full": 2},
    "open_places": 4,
    "matched": 3,
    "matched_at_most": 3,
    "suggestions": 6,
    "shown": {"0": 1, "3": 1},
    "empty": {EmptyReason.ALL_FULL.value: 1},
    "departments": {"DOR": {"mentees": 3, "mentors": 2, "matched": 3, "empty": 1}},
}
THIS = RunReport(
    None,
    None,
    None,
    RunParameters(Parameters(hours=HoursRule.TIE_BREAK), seed="s"),
    Certificate(10, 9, Spread(2, 3)),
    FIGURES,
)
PAST = replace(THIS, run=RunId("r"), quarter=Quarter.named("2027Q1"), made_at=datetime(2027, 1, 20, 15, 0, tzinfo=UTC))
REPORT = TrialReport(
    current=THIS,
    previous=PAST,
    baseline=PAST,
    seed="s",
    code_version="moments 1",
    fingerprint="f",
    lists_hash="d",
    lists_differ=2,
    identical=False,
)


def stored(row: object) -> Any:
    """As the column gives it back."""
    return orjson.loads(orjson.dumps(row))


def test_figures_are_stored_under_the_keys_of_before() -> None:
    assert stored(figures_row(FIGURES)) == FIGURES_ROW


def test_figures_are_read_back_as_they_were() -> None:
    assert figures_of(stored(figures_row(FIGURES))) == FIGURES


def test_a_report_is_read_back_as_it_was() -> None:
    assert trial_report_of(stored(trial_report_row(REPORT))) == REPORT
    alone = replace(REPORT, previous=None, baseline=None, lists_differ=None, identical=None)
    assert trial_report_of(stored(trial_report_row(alone))) == alone


def test_a_report_is_stored_under_the_keys_of_before() -> None:
    row = stored(trial_report_row(REPORT))
    keys = "this last basis fingerprint lists_digest salt code_version empty lists_differ identical"
    assert sorted(row) == sorted(keys.split())
    assert row["empty"] == row["this"]["figures"]["empty"]
    assert row["last"] | {"parameters": None, "figures": None} == {
        "run": "r",
        "quarter": "2027Q1",
        "made_at": "2027-01-20T15:00:00+00:00",
        "parameters": None,
        "figures": None,
        "certificate": {"bound": 10, "value": 9, "gap": 0.1, "spread_cost": 2, "beyond_limits": 3},
    }


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_the_data_of_each_kind_of_email_are_read_back_as_they_were(sample: Sample) -> None:
    assert sample.email.data is not None
    assert email_data_of(sample.email.kind, stored(email_data_row(sample.email.data))) == sample.email.data


OF_BEFORE = [
    ("application_received", {"application": "a"}, ApplicationEmail(ApplicationId("a"))),
    (
        "application_denied",
        {"application": "a", "decided_by": "Sue", "message": None},
        DecisionEmail(ApplicationId("a"), "Sue"),
    ),
    ("mentor_requested", {"mentorship": "m", "note": "Hi"}, RequestEmail(MentorshipId("m"), "Hi")),
    (
        "meeting_moved",
        {"meeting": "t", "mentorship": "m", "sequence": 1, "by": "p", "moved_from": "2027-01-18T20:30:00+00:00"},
        MovedMeetingEmail(
            MentorshipId("m"), MeetingId("t"), 1, PersonId("p"), datetime(2027, 1, 18, 20, 30, tzinfo=UTC)
        ),
    ),
    ("survey_due", {"mentorship": "m", "side": "mentee"}, SurveyEmail(MentorshipId("m"), ApplicationKind.MENTEE)),
    (
        "period_announced",
        {"quarter": "2027Q1", "opens": "2027-01-04", "closes": "2027-01-18"},
        AnnouncementEmail("2027Q1", opens=date(2027, 1, 4), closes=date(2027, 1, 18)),
    ),
    (
        "monday_digest",
        {
            "supervised": [{"application": "a", "new": True}],
            "supervised_more": 2,
            "departments": [{"code": "DOR", "applications": [{"application": "b", "new": False}], "more": 1}],
            "next_match": "2027-01-20",
            "next_match_closes": "2027-01-20T15:00:00+00:00",
        },
        DigestEmail(
            (DigestLine(ApplicationId("a"), new=True),),
            2,
            (DigestDepartment(DepartmentCode("DOR"), (DigestLine(ApplicationId("b"), new=False),), 1),),
            date(2027, 1, 20),
            datetime(2027, 1, 20, 15, 0, tzinfo=UTC),
        ),
    ),
]


@pytest.mark.parametrize(("kind", "row", "data"), OF_BEFORE)
def test_the_data_of_an_email_from_before_they_had_a_type_keep_their_meaning(
    kind: str, row: dict[str, Any], data: EmailData
) -> None:
    assert email_data_of(kind, row) == data
    assert stored(email_data_row(data)).keys() == row.keys()


@pytest.mark.parametrize(("kind", "row"), [("newer_kind", {}), ("mentor_requested", {}), ("survey_due", {"side": "x"})])
def test_data_that_cannot_be_read_are_none_so_that_the_other_emails_of_the_batch_go_out(kind: str, row: object) -> None:
    assert email_data_of(kind, row) is None


def test_each_kind_of_email_has_data() -> None:
    assert set(DATA_OF) == set(EmailKind)


class Color(Enum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Note:
    color: Color
    at: datetime | None = None


def test_an_unknown_key_is_ignored_and_a_missing_one_takes_its_default() -> None:
    assert StoredJson(Note).load({"color": "red", "newer": 1}) == Note(Color.RED)


@pytest.mark.parametrize("row", [{}, {"color": "blue"}, {"color": "red", "at": "yesterday"}, "red", None])
def test_what_is_not_of_the_type_is_refused(row: object) -> None:
    with pytest.raises(ValueError, match="validation error"):
        StoredJson(Note).load(row)
