"""The rows of the read side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from moments.application.access.relations import Actor
from moments.application.events import EventKind, Role, Subject
from moments.application.ports.imports import ImportRecord
from moments.application.ports.scheduling import JobFigures
from moments.domain.applications.decision import Decision
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.applications.supervisor import Supervisor
from moments.domain.email.email import EmailState
from moments.domain.matching.fit import CommonSkill, Fit
from moments.domain.matching.request_blockers import Blocked
from moments.domain.matching.suggestion import EmptyReason
from moments.domain.mentorships.agreement import Agreement
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.mentorships.meeting_time import Engagement, PairSchedule
from moments.domain.participants.eligibility import Ineligibility
from moments.domain.participants.participant import Standing as ParticipantStanding
from moments.domain.participants.private_facts import PrivateFacts, ReaderRole
from moments.domain.participants.renumbering import Renumbering
from moments.domain.program.common_hours import CommonHours
from moments.domain.program.cycle import Stage, StageState
from moments.domain.program.quarter import Quarter
from moments.domain.program.resources import ResourceText, ResourceVersion
from moments.domain.program.skills import RankedSkills
from moments.domain.program.working_hours import WorkingHours, working_hours
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    MeetingId,
    MentorshipId,
    PersonId,
    RunId,
    SessionId,
    SkillId,
)
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person's facts from the directory that a colleague may see."""

    id: PersonId
    first_name: str
    last_name: str
    email: str
    department: DepartmentCode
    division: str | None
    job_title: str
    work_location: str
    hire_date: date
    supervisor: PersonId | None
    on_leave_until: date | None
    """Last day of an extended leave, of which others learn only whether there is one."""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def is_on_leave(self, today: date) -> bool:
        return self.on_leave_until is not None and self.on_leave_until >= today


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """`reasons`: the failed criteria, which only some may read (ELIG-5). `mentees`, `mentors`: number of active ones.

    A person who has never applied is not a participant; their `standing` is None.
    """

    person: PersonRow
    reasons: tuple[Ineligibility, ...]
    standing: ParticipantStanding | None = None
    since: datetime | None = None
    mentor_approved: bool = False
    mentee_approved: bool = False
    available: bool = True
    capacity: int = 2
    mentees: int = 0
    mentors: int = 0
    waiting: int = 0
    """Number of the person's unanswered requests as a mentee."""


@dataclass(frozen=True, slots=True)
class ViewerRow:
    """The signed-in person, with all that the policy and the dashboard's header need, from one statement."""

    participant: ParticipantRow
    actor: Actor
    supervises: bool
    """Whether a person reports to them, or an application is routed to them."""
    mentee_skills: RankedSkills | None
    """The skills of their approved mentee application, from which match scores are computed."""
    mentee_hours: str | None = None
    """The working hours of that application."""


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """`asked`: whether the viewer is a mentor who may read it because the applicant requested them (REQ-3)."""

    id: ApplicationId
    kind: ApplicationKind
    state: ApplicationState
    applicant: PersonRow
    reasons: tuple[Ineligibility, ...]
    bio: str | None
    working_hours: str | None
    skills: RankedSkills
    supervisor: Supervisor | None
    supervisor_record: PersonRow | None
    """The supervisor it is routed to, by the directory of today."""
    started_at: datetime
    held_since: datetime
    submitted_at: datetime | None
    decision: Decision | None
    decided_by: PersonRow | None
    rerouted: bool
    """Whether the applicant named the supervisor (APP-7)."""
    is_requested_mentor: bool
    directory_supervisor: PersonId | None
    """The applicant's supervisor in the directory, unless they have left."""
    directory_supervisor_on_leave_until: date | None

    def is_unexplained(self, today: date) -> bool:
        """APP-7: whether the applicant named another than the directory's supervisor, who is there and not on leave."""
        until, routed = self.directory_supervisor_on_leave_until, self.supervisor and self.supervisor.person
        is_there = self.directory_supervisor is not None and self.directory_supervisor != routed
        return self.rerouted and is_there and (until is None or until < today)


@dataclass(frozen=True, slots=True)
class QueueGroupRow:
    """`supervisor`: None for applications that have none. `waiting`: number of applications."""

    supervisor: PersonRow | None
    on_leave: bool
    waiting: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class MentorshipRow:
    """`mentor_suspended`, `mentee_suspended`: for the office's flag (ELIG-4)."""

    id: MentorshipId
    state: MentorshipState
    mentor: PersonRow
    mentee: PersonRow
    requested_at: datetime
    held_since: datetime
    note: str | None
    response: str | None
    responded_at: datetime | None
    ends_on: date | None
    ended_at: datetime | None
    ended_by: PersonId | None
    end_reason: EndReason | None
    agreement: Agreement | None
    mentor_suspended: bool
    mentee_suspended: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    id: MeetingId
    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId
    state: MeetingState
    starts_at: datetime
    minutes: int
    agenda: str | None
    proposed_by: PersonId
    proposed_at: datetime
    outside_hours: bool
    organizer: PersonId
    sequence: int
    logged_by: PersonId | None = None
    hours_confirmed_at: datetime | None = None

    def other(self, side: PersonId) -> PersonId:
        return self.mentee if side == self.mentor else self.mentor


@dataclass(frozen=True, slots=True)
class SurveyRow:
    mentorship: MentorshipId
    side: ApplicationKind
    person: PersonRow
    other: PersonRow
    due_at: datetime
    submitted_at: datetime | None
    answers: Answers | None
    followed_up_at: datetime | None


@dataclass(frozen=True, slots=True)
class MentorSearchRow:
    """A mentor, with the viewer's match (SEA-1). `open_places`: None unless the mentor accepts requests."""

    person: PersonId
    first_name: str
    last_name: str
    department: DepartmentCode
    division: str | None
    job_title: str
    work_location: str
    bio: str
    working_hours: str
    skills: RankedSkills
    open_places: int | None
    fit: Fit


@dataclass(frozen=True, slots=True)
class MentorFacets:
    """Number of mentors found by department, division, work location and skill, each without its own criterion; skills
    with it, as a mentor has all of them.
    """

    departments: Mapping[DepartmentCode, int] = field(default_factory=dict[DepartmentCode, int])
    divisions: Mapping[str, int] = field(default_factory=dict[str, int])
    locations: Mapping[str, int] = field(default_factory=dict[str, int])
    skills: Mapping[SkillId, int] = field(default_factory=dict[SkillId, int])


@dataclass(frozen=True, slots=True)
class PairRow:
    """What the two people of a mentorship may know of each other's applications. `mentor_profile`, `mentee_hours`: None
    where the application is gone; the profile's fit is the mentee's.
    """

    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId
    state: MentorshipState
    ends_on: date | None
    mentor_profile: MentorSearchRow | None
    mentee_hours: str | None

    @property
    def hours(self) -> Mapping[ApplicationKind, WorkingHours]:
        """Of the sides whose working hours are known."""
        profile = self.mentor_profile
        given = {ApplicationKind.MENTOR: profile and profile.working_hours, ApplicationKind.MENTEE: self.mentee_hours}
        return {side: working_hours(choice) for side, choice in given.items() if choice}

    def schedule(self, engagements: Sequence[Engagement]) -> PairSchedule:
        return PairSchedule(self.mentorship, self.mentor, self.mentee, self.ends_on, self.hours, engagements)


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """`score` (in 1/10,000) and `common`: as of the run. `listing`: None unless the mentor accepts requests and the
    viewer may request one. `common_hours`: None if unknown.
    """

    rank: int
    mentor: PersonRow
    score: int
    common: tuple[CommonSkill, ...]
    listing: MentorSearchRow | None
    request_blocker: Blocked | None
    common_hours: CommonHours | None


@dataclass(frozen=True, slots=True)
class SuggestionListRow:
    """`empty`, `would_give`: why the list was empty when it was made, and which skills would fill it."""

    run: RunId
    quarter: Quarter
    made_at: datetime
    empty: EmptyReason | None
    would_give: tuple[tuple[SkillId, int], ...]
    suggestions: tuple[SuggestionRow, ...]


@dataclass(frozen=True, slots=True)
class SignInRow:
    """The account that a person is bound to; `subject` is the provider's name for it."""

    person: PersonRow
    issuer: str
    subject: str
    bound_at: datetime


@dataclass(frozen=True, slots=True)
class AdministratorRow:
    person: PersonRow
    department: DepartmentCode
    named_at: datetime


@dataclass(frozen=True, slots=True)
class StageRow:
    """`by`: the person who ran or skipped the stage by hand. `day_off`: why the State does not work on the day on which
    the stage is due, or None.
    """

    stage: Stage
    state: StageState
    due: datetime
    at: datetime | None
    by: PersonRow | None
    reason: str | None
    day_off: str | None = None


@dataclass(frozen=True, slots=True)
class CycleRow:
    """`stages`: in order. `last_working_day`: the last up to the closing."""

    quarter: Quarter
    stages: tuple[StageRow, ...]
    last_working_day: date


@dataclass(frozen=True, slots=True)
class JobRunRow:
    job: str
    due: datetime
    ran_at: datetime
    outcome: JobFigures


@dataclass(frozen=True, slots=True)
class EmailRow:
    """An email, without its text."""

    id: int
    kind: str
    recipient: PersonRow
    state: EmailState
    due_at: datetime
    attempts: int
    next_at: datetime
    settled_at: datetime | None
    problem: str | None


EmailCounts = Mapping[EmailState, int]
"""Number of emails by state; a state without emails can be missing."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """`by`: the person who acted. `names`: of the people in the event who are in the directory."""

    id: int
    at: datetime
    action: EventKind
    by: PersonRow | None
    names: Mapping[Role, str]


@dataclass(frozen=True, slots=True)
class PrivateReadRow:
    """The reads of a person's private facts on one day by one reader in one role."""

    person: PersonRow
    reader: PersonRow
    facts: PrivateFacts
    role: ReaderRole
    first_at: datetime
    last_at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class AuditRow:
    entry: TimelineRow
    subject: Subject


@dataclass(frozen=True, slots=True)
class ImportRow:
    record: ImportRecord
    uploaded_by: PersonRow | None


@dataclass(frozen=True, slots=True)
class RenumberingRow:
    """`number`: the person's own; empty while another person has it."""

    renumbering: Renumbering
    person: PersonRow
    number: str


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """`text`: what the version's Markdown says."""

    version: ResourceVersion
    text: ResourceText


@dataclass(frozen=True, slots=True)
class HoursTotal:
    meetings: int = 0
    minutes: int = 0

    def __add__(self, other: "HoursTotal") -> "HoursTotal":
        return HoursTotal(self.meetings + other.meetings, self.minutes + other.minutes)


@dataclass(frozen=True, slots=True)
class HoursRow:
    """MEN-4: the held meetings of one mentorship in a period; those whose hours the other side confirmed, and the
    others.
    """

    mentorship: MentorshipId
    side: ApplicationKind
    other: PersonRow
    confirmed: HoursTotal
    unconfirmed: HoursTotal


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of the program. `participants`: approved in a role and not suspended."""

    applications_waiting: int
    participants: int
    active_mentorships: int
    surveys_due: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A browser in which the viewer is signed in. It ends at the earlier of its two ends."""

    id: SessionId
    device: str
    created_at: datetime
    last_used_at: datetime
    idle_ends_at: datetime
    ends_at: datetime
