"""What emails are written from: the tables' rows as they are now, those that a batch of emails needs and no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from moments.application.queries.rows import MeetingRow
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.kinds import Reminder
from moments.domain.matching.suggestion import EmptyReason
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.shared.ids import ApplicationId, DepartmentCode, MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class Person:
    """As the directory has them; what a colleague may know, and whom to tell of misconduct (MEN-6)."""

    id: PersonId
    first_name: str
    last_name: str
    email: str
    job_title: str
    department: DepartmentCode
    department_name: str
    hr_contact: str
    left: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """`supervisor_name`: whom it is routed to, as the application has it."""

    id: ApplicationId
    applicant: PersonId
    kind: ApplicationKind
    state: ApplicationState
    supervisor: PersonId | None
    supervisor_name: str
    held_since: datetime


@dataclass(frozen=True, slots=True)
class MentorshipFacts:
    """`suspended`: whether one of the two is (ELIG-4)."""

    id: MentorshipId
    mentor: PersonId
    mentee: PersonId
    state: MentorshipState
    requested_at: datetime
    end_reason: EndReason | None = None
    suspended: bool = False

    def other(self, side: PersonId) -> PersonId:
        return self.mentee if side == self.mentor else self.mentor


@dataclass(frozen=True, slots=True)
class CommonSkill:
    name: str
    mentee_rank: int
    mentor_rank: int


@dataclass(frozen=True, slots=True)
class SuggestedMentor:
    """One of a mentee's ranked list, the best first, with why (MAT-4)."""

    mentor: PersonId
    common: Sequence[CommonSkill]


@dataclass(frozen=True, slots=True)
class EmptySuggestions:
    """Why a mentee's list is empty. `would_give`: a skill's name -> mentors it would give, most first."""

    reason: EmptyReason
    would_give: Sequence[tuple[str, int]] = ()


@dataclass(slots=True)
class Facts:
    """`administered`: who administers which department. `may_search`: the mentees among the recipients who may search
    now (SEA-1). `application_states`: those of each recipient's applications. `with_meeting`: mentorships with one.
    """

    now: datetime
    people: Mapping[PersonId, Person] = field(default_factory=dict[PersonId, Person])
    applications: Mapping[ApplicationId, ApplicationFacts] = field(
        default_factory=dict[ApplicationId, ApplicationFacts]
    )
    mentorships: Mapping[MentorshipId, MentorshipFacts] = field(default_factory=dict[MentorshipId, MentorshipFacts])
    meetings: Mapping[MeetingId, MeetingRow] = field(default_factory=dict[MeetingId, MeetingRow])
    answered: Mapping[tuple[MentorshipId, ApplicationKind], bool] = field(
        default_factory=dict[tuple[MentorshipId, ApplicationKind], bool]
    )
    with_meeting: frozenset[MentorshipId] = frozenset()
    may_search: frozenset[PersonId] = frozenset()
    application_states: Mapping[PersonId, frozenset[tuple[ApplicationKind, ApplicationState]]] = field(
        default_factory=dict[PersonId, frozenset[tuple[ApplicationKind, ApplicationState]]]
    )
    muted: frozenset[tuple[PersonId, Reminder]] = frozenset()
    administered: frozenset[tuple[PersonId, DepartmentCode]] = frozenset()
    suggestions: Mapping[tuple[str, PersonId], Sequence[SuggestedMentor]] = field(
        default_factory=dict[tuple[str, PersonId], Sequence[SuggestedMentor]]
    )
    """By run and mentee: those on the list who can be asked; of a list that was not empty when it was made."""
    empty_lists: Mapping[tuple[str, PersonId], EmptySuggestions] = field(
        default_factory=dict[tuple[str, PersonId], EmptySuggestions]
    )
    """The empty lists, by run and mentee."""
