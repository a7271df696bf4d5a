"""Sample emails of each kind for people who do not exist, to look at: `moments emails preview`, and the tests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from moments.application.ports.email import ClaimedEmail
from moments.application.queries.rows import MeetingRow
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.data import (
    AnnouncementEmail,
    ApplicationEmail,
    DecisionEmail,
    DigestDepartment,
    DigestEmail,
    DigestLine,
    EmailData,
    MeetingEmail,
    MentorshipEmail,
    MovedMeetingEmail,
    PeriodEmail,
    RequestEmail,
    ResponseEmail,
    SuggestionsEmail,
    SurveyEmail,
)
from moments.domain.email.kinds import EmailKind
from moments.domain.matching.suggestion import EmptyReason
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.shared.ids import ApplicationId, DepartmentCode, MeetingId, MentorshipId, PersonId, RunId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.email.facts import (
    ApplicationFacts,
    CommonSkill,
    EmptySuggestions,
    Facts,
    MentorshipFacts,
    Person,
    SuggestedMentor,
)

NOW = datetime(2027, 1, 11, 13, 0, tzinfo=UTC)
"""A Monday, 7 o'clock in Missouri."""
MENTOR, MENTEE = ApplicationKind.MENTOR, ApplicationKind.MENTEE
K = EmailKind


def _person(identity: str, first: str, last: str, title: str, code: str, department: str) -> Person:
    address = f"{identity}@{code.lower()}.mo.example"
    contact = f"hr@{code.lower()}.mo.example"
    return Person(PersonId(identity), first, last, address, title, DepartmentCode(code), department, contact)


ADA = _person("ada", "Ada", "Lang", "Budget Analyst", "DOR", "Department of Revenue")
BEN = _person("ben", "Ben", "Ode", "Laboratory Manager", "DPS", "Department of Public Safety")
SUE = _person("sue", "Sue", "Field", "Budget Director", "DOR", "Department of Revenue")
LONG = _person(
    "maximiliana",
    "Maximiliana-Josephine",
    "Wolfeschlegelsteinhausen",
    "Senior Program Specialist for Regional Transportation Planning",
    "MODOT",
    "Missouri Department of Transportation",
)
PEOPLE = {each.id: each for each in (ADA, BEN, SUE, LONG)}
A1, M1, T1 = ApplicationId("a-1"), MentorshipId("m-1"), MeetingId("t-1")
WORDS = "Thank you for your interest.\n\nPlease try again in the spring, once the audit is done. I will gladly help."


@dataclass(frozen=True, slots=True)
class Sample:
    """`name`: the kind and, after a dash, the variant."""

    name: str
    email: ClaimedEmail
    facts: Facts


def _due(kind: EmailKind, recipient: Person, data: EmailData) -> ClaimedEmail:
    return ClaimedEmail(1, 1, "<sample@moments.mo.gov>", kind.value, recipient.id, data, NOW, 1)


def _application(
    identity: str, applicant: Person, days: float, state: ApplicationState = ApplicationState.SUBMITTED
) -> ApplicationFacts:
    kind = MENTEE if applicant is ADA else MENTOR
    held = NOW - timedelta(days=days)
    return ApplicationFacts(ApplicationId(identity), applicant.id, kind, state, SUE.id, SUE.name, held)


def samples() -> Sequence[Sample]:
    """Every kind, and the variants that look or read otherwise."""
    return [*_of_applications(), *_of_mentorships(), *_of_meetings(), *_of_the_end(), *_of_the_cycle(), *_digests()]


def _of_applications() -> list[Sample]:
    def one(name: str, kind: EmailKind, applicant: Person, state: ApplicationState, said: EmailData) -> Sample:
        application = _application(A1, applicant, 2, state)
        facts = Facts(NOW, PEOPLE, applications={application.id: application})
        return Sample(name, _due(kind, applicant, said), facts)

    received = ApplicationEmail(A1)
    silent, praise = DecisionEmail(A1, SUE.name), DecisionEmail(A1, SUE.name, "You will be great at this.")
    approved, denied = ApplicationState.APPROVED, ApplicationState.DENIED
    return [
        one("application_received", K.APPLICATION_RECEIVED, ADA, ApplicationState.SUBMITTED, received),
        one("application_approved-mentee", K.APPLICATION_APPROVED, ADA, approved, silent),
        one("application_approved-mentor", K.APPLICATION_APPROVED, BEN, approved, praise),
        one("application_denied", K.APPLICATION_DENIED, ADA, denied, silent),
        one("application_denied-message", K.APPLICATION_DENIED, ADA, denied, DecisionEmail(A1, SUE.name, WORDS)),
    ]


def _pair(state: MentorshipState, mentor: Person = BEN, end_reason: EndReason | None = None) -> Facts:
    mentorship = MentorshipFacts(M1, mentor.id, ADA.id, state, NOW - timedelta(days=14), end_reason)
    return Facts(NOW, PEOPLE, mentorships={M1: mentorship}, may_search=frozenset({ADA.id}))


def _taken_back(reason: EndReason) -> Facts:
    return _pair(MentorshipState.CANCELLED, end_reason=reason)


def _of_mentorships() -> list[Sample]:
    asked, active = _pair(MentorshipState.REQUESTED), _pair(MentorshipState.ACTIVE)
    declined, closed = _pair(MentorshipState.DECLINED), _pair(MentorshipState.CLOSED)
    of = MentorshipEmail(M1)
    note = "I would like to learn how you lead a team through change.\nMondays suit me best."
    full = replace(closed, may_search=frozenset())
    return [
        Sample("mentor_requested", _due(K.MENTOR_REQUESTED, BEN, RequestEmail(M1)), asked),
        Sample("mentor_requested-note", _due(K.MENTOR_REQUESTED, BEN, RequestEmail(M1, note)), asked),
        Sample("request_waiting", _due(K.REQUEST_WAITING, BEN, of), asked),
        Sample("request_still_waiting", _due(K.REQUEST_STILL_WAITING, ADA, of), asked),
        Sample("request_accepted", _due(K.REQUEST_ACCEPTED, ADA, ResponseEmail(M1)), active),
        Sample("request_accepted-message", _due(K.REQUEST_ACCEPTED, ADA, ResponseEmail(M1, "I look forward.")), active),
        Sample("mentorship_confirmed", _due(K.MENTORSHIP_CONFIRMED, BEN, of), active),
        Sample("request_declined", _due(K.REQUEST_DECLINED, ADA, ResponseEmail(M1)), declined),
        Sample("request_declined-message", _due(K.REQUEST_DECLINED, ADA, ResponseEmail(M1, WORDS)), declined),
        Sample("request_closed", _due(K.REQUEST_CLOSED, ADA, of), closed),
        Sample("request_closed-two-mentors", _due(K.REQUEST_CLOSED, ADA, of), full),
        Sample("request_withdrawn", _due(K.REQUEST_WITHDRAWN, BEN, of), _taken_back(EndReason.MENTEE_LEFT)),
        Sample("request_withdrawn-role", _due(K.REQUEST_WITHDRAWN, BEN, of), _taken_back(EndReason.MENTEE_WITHDREW)),
        Sample("first_meeting_due", _due(K.FIRST_MEETING_DUE, ADA, of), active),
    ]


def _of_meetings() -> list[Sample]:
    agenda = "Goals for the year.\nHow we want to work together."
    meeting = MeetingRow(
        id=T1,
        mentorship=M1,
        mentor=BEN.id,
        mentee=ADA.id,
        state=MeetingState.PROPOSED,
        starts_at=datetime(2027, 1, 19, 15, 0, tzinfo=UTC),
        minutes=60,
        agenda=agenda,
        proposed_by=ADA.id,
        proposed_at=NOW,
        outside_hours=False,
        organizer=ADA.id,
        sequence=0,
    )
    changed = replace(meeting, sequence=1, agenda=None)
    moved = replace(changed, proposed_by=BEN.id)
    off = replace(changed, state=MeetingState.CANCELLED)
    was = datetime(2027, 1, 18, 20, 30, tzinfo=UTC)
    ended = MentorshipState.COMPLETED

    def one(
        name: str,
        kind: EmailKind,
        reader: Person,
        meeting: MeetingRow,
        by: Person,
        state: MentorshipState = MentorshipState.ACTIVE,
        moved_from: datetime | None = None,
    ) -> Sample:
        subject = (M1, T1, meeting.sequence, by.id)
        data = MovedMeetingEmail(*subject, moved_from) if moved_from else MeetingEmail(*subject)
        return Sample(name, _due(kind, reader, data), replace(_pair(state), meetings={T1: meeting}))

    outside = replace(meeting, outside_hours=True, minutes=30, agenda=None)
    set_up = replace(changed, state=MeetingState.CONFIRMED)
    return [
        one("meeting_proposed", K.MEETING_PROPOSED, BEN, meeting, ADA),
        one("meeting_proposed-outside-hours", K.MEETING_PROPOSED, BEN, outside, ADA),
        one("meeting_moved", K.MEETING_MOVED, ADA, moved, BEN, moved_from=was),
        one("meeting_moved-own", K.MEETING_MOVED, BEN, moved, BEN, moved_from=was),
        one("meeting_confirmed", K.MEETING_CONFIRMED, ADA, set_up, BEN),
        one("meeting_confirmed-own", K.MEETING_CONFIRMED, BEN, set_up, BEN),
        one("meeting_called_off", K.MEETING_CALLED_OFF, ADA, off, BEN),
        one("meeting_called_off-own", K.MEETING_CALLED_OFF, BEN, off, BEN),
        one("meeting_called_off-ended", K.MEETING_CALLED_OFF, BEN, off, ADA, ended),
    ]


def _of_the_end() -> list[Sample]:
    facts = replace(_pair(MentorshipState.COMPLETED), answered={(M1, MENTEE): False, (M1, MENTOR): False})
    return [
        Sample("survey_due", _due(K.SURVEY_DUE, ADA, SurveyEmail(M1, MENTEE)), facts),
        Sample("survey_reminder", _due(K.SURVEY_REMINDER, BEN, SurveyEmail(M1, MENTOR)), facts),
    ]


def _of_the_cycle() -> list[Sample]:
    said = AnnouncementEmail("2027Q1", opens=date(2027, 1, 4), closes=date(2027, 1, 18))
    later = replace(said, opens=date(2027, 1, 13))
    plain = Facts(NOW, PEOPLE)
    draft = replace(plain, application_states={ADA.id: frozenset({(MENTEE, ApplicationState.DRAFT)})})
    listed = [
        SuggestedMentor(BEN.id, [CommonSkill("Networking", 1, 2), CommonSkill("Goal Setting", 3, 1)]),
        SuggestedMentor(LONG.id, [CommonSkill("Change Management", 2, 5)]),
    ]
    nobody = EmptySuggestions(EmptyReason.ALL_FULL, [("Networking", 6), ("Goal Setting", 1)])
    empty = replace(plain, empty_lists={("r-1", ADA.id): nobody}, may_search=frozenset({ADA.id}))
    suggested = replace(plain, suggestions={("r-1", ADA.id): listed}, may_search=frozenset({ADA.id}))
    taken = replace(suggested, suggestions={("r-1", ADA.id): []})
    return [
        Sample("period_announced", _due(K.PERIOD_ANNOUNCED, ADA, said), plain),
        Sample("period_announced-to-come", _due(K.PERIOD_ANNOUNCED, ADA, later), plain),
        Sample("period_ending", _due(K.PERIOD_ENDING, ADA, PeriodEmail(said.quarter, said.closes)), plain),
        Sample("period_ending-draft", _due(K.PERIOD_ENDING, ADA, PeriodEmail(said.quarter, said.closes)), draft),
        Sample("suggestions_arrived", _due(K.SUGGESTIONS_ARRIVED, ADA, SuggestionsEmail(RunId("r-1"))), suggested),
        Sample("suggestions_arrived-taken", _due(K.SUGGESTIONS_ARRIVED, ADA, SuggestionsEmail(RunId("r-1"))), taken),
        Sample("suggestions_arrived-empty", _due(K.SUGGESTIONS_ARRIVED, ADA, SuggestionsEmail(RunId("r-1"))), empty),
    ]


def _digests() -> list[Sample]:
    applications = [_application("a-1", ADA, 0.2), _application("a-2", LONG, 12), _application("a-3", BEN, 1)]
    facts = Facts(
        NOW,
        {**PEOPLE, LONG.id: replace(LONG, department=ADA.department, department_name=ADA.department_name)},
        applications={each.id: each for each in applications},
        administered=frozenset({(SUE.id, ADA.department)}),
    )
    mine = (DigestLine(A1, new=True), DigestLine(ApplicationId("a-3"), new=False))
    waiting = DigestDepartment(ADA.department, (DigestLine(ApplicationId("a-2"), new=False),), more=3)
    others = DigestEmail(
        departments=(waiting,),
        next_match=date(2027, 1, 20),
        next_match_closes=datetime(2027, 1, 20, 15, 0, tzinfo=UTC),
    )
    return [
        Sample("monday_digest-both", _due(K.MONDAY_DIGEST, SUE, replace(others, supervised=mine)), facts),
        Sample("monday_digest-supervisor", _due(K.MONDAY_DIGEST, SUE, DigestEmail(mine[:1])), facts),
        Sample("monday_digest-administrator", _due(K.MONDAY_DIGEST, SUE, others), facts),
    ]
