"""What the fake store has committed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime

from moments.application.directory.update import ImportedFile
from moments.application.ports.journal import Email, IdempotencyRecord
from moments.application.ports.matching import RunRecord
from moments.application.ports.scheduling import Run
from moments.application.ports.sessions import BrowserSession
from moments.domain.applications.application import Application
from moments.domain.email.email import EmailState
from moments.domain.email.kinds import Reminder
from moments.domain.matching.suggestion import EmptyList, Suggestion
from moments.domain.matching.trial_run import TrialRun
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.employee import Department, Employee
from moments.domain.participants.participant import Participant
from moments.domain.participants.private_facts import DaysReads
from moments.domain.participants.renumbering import Renumbering
from moments.domain.program.administrators import Administrator
from moments.domain.program.cycle import Cycle
from moments.domain.program.quarter import Quarter
from moments.domain.program.resources import ResourceVersion
from moments.domain.program.skills import HANDBOOK, Skill
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    MeetingId,
    MentorshipId,
    PersonId,
    RenumberingId,
    ResourceSlug,
    RunId,
    SessionId,
    SkillId,
    TrialRunId,
)
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import ChoiceQuestion, Survey
from moments.infrastructure.resources.originals import ORIGINALS
from tests.domain.builders import DEFAULT_CHOICES


def handbook_skills() -> dict[SkillId, Skill]:
    """The catalog (APP-5) under the ids that a migrated database has."""
    named = [(category, name) for category, names in HANDBOOK.items() for name in names]
    skills = [
        Skill(SkillId(f"{category.value}-{name.lower().replace(' ', '-')}"), category, name, number)
        for number, (category, name) in enumerate(named, 1)
    ]
    return {skill.id: skill for skill in skills}


@dataclass(frozen=True, slots=True)
class StoredLetter:
    id: int
    email: Email
    state: EmailState = EmailState.QUEUED
    attempts: int = 0
    problem: str | None = None
    settled_at: datetime | None = None
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredKey:
    done: IdempotencyRecord
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredSession:
    session: BrowserSession
    last_used_at: datetime


@dataclass(frozen=True, slots=True)
class StoredSignIn:
    """`subject`: None while the person is unbound."""

    subject: str | None
    unbound_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredRun:
    quarter: Quarter
    record: RunRecord
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredSuggestion:
    """`suggestion`: also of one that was replaced, which comes back to its place if it is suggested again."""

    suggestion: Suggestion
    replaced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredList:
    """`places`: the first is place 1."""

    places: tuple[StoredSuggestion, ...]
    empty: EmptyList | None = None


def _original_resources() -> dict[ResourceSlug, tuple[ResourceVersion, ...]]:
    return {slug: (original,) for slug, original in ORIGINALS.items()}


@dataclass(slots=True)
class State:
    """Everything that is stored. What is in it is never changed in place, so a copy may share it."""

    employees: dict[PersonId, Employee] = field(default_factory=dict)
    departments: dict[DepartmentCode, Department] = field(default_factory=dict)
    renumberings: dict[RenumberingId, Renumbering] = field(default_factory=dict)
    former_numbers: dict[tuple[PersonId, str], datetime] = field(default_factory=dict)
    imported_files: dict[int, ImportedFile] = field(default_factory=dict)
    skills: dict[SkillId, Skill] = field(default_factory=handbook_skills)
    administrators: dict[tuple[DepartmentCode, PersonId], Administrator] = field(default_factory=dict)
    office: dict[PersonId, None] = field(default_factory=dict)
    sign_ins: dict[tuple[PersonId, str], StoredSignIn] = field(default_factory=dict)
    """By person and issuer."""
    choices: dict[ChoiceQuestion, Sequence[str]] = field(default_factory=lambda: dict(DEFAULT_CHOICES))
    resources: dict[ResourceSlug, tuple[ResourceVersion, ...]] = field(default_factory=_original_resources)
    """The versions of each, the oldest first."""
    participants: dict[PersonId, Participant] = field(default_factory=dict)
    applications: dict[ApplicationId, Application] = field(default_factory=dict)
    mentorships: dict[MentorshipId, Mentorship] = field(default_factory=dict)
    meetings: dict[MeetingId, Meeting] = field(default_factory=dict)
    surveys: dict[tuple[MentorshipId, ApplicationKind], Survey] = field(default_factory=dict)
    supervisor_tries: dict[PersonId, tuple[datetime, ...]] = field(default_factory=dict)
    emails: dict[str, StoredLetter] = field(default_factory=dict)
    muted: dict[PersonId, frozenset[Reminder]] = field(default_factory=dict)
    sessions: dict[SessionId, StoredSession] = field(default_factory=dict)
    logout_tokens: dict[tuple[str, str], datetime] = field(default_factory=dict)
    keys: dict[tuple[PersonId, str], StoredKey] = field(default_factory=dict)
    holiday_changes: dict[date, str | None] = field(default_factory=dict)
    cycles: dict[Quarter, Cycle] = field(default_factory=dict)
    job_runs: dict[tuple[str, datetime], Run] = field(default_factory=dict)
    runs: dict[RunId, StoredRun] = field(default_factory=dict)
    lists: dict[tuple[RunId, PersonId], StoredList] = field(default_factory=dict)
    trial_runs: dict[TrialRunId, TrialRun] = field(default_factory=dict)
    private_reads: dict[tuple[str, date, str, str, str], DaysReads] = field(default_factory=dict)
    events: dict[int, DomainEvent] = field(default_factory=dict)

    def copy(self) -> "State":
        return State(**{each.name: dict(getattr(self, each.name)) for each in fields(self)})


@dataclass(slots=True)
class Memory:
    """`generation` counts the commits: a unit of work that began before the last one has been overtaken."""

    state: State = field(default_factory=State)
    generation: int = 0

    @property
    def events(self) -> list[DomainEvent]:
        return list(self.state.events.values())

    @property
    def emails(self) -> list[Email]:
        return [each.email for each in self.state.emails.values()]

    def send_emails(self, at: datetime) -> None:
        """As the delivery does with those that may be sent by then."""
        for key, stored in self.state.emails.items():
            if stored.state is EmailState.QUEUED and (stored.next_at or at) <= at:
                self.state.emails[key] = replace(stored, state=EmailState.SENT, attempts=1, settled_at=at, problem=None)

    def fail_email(self, key: str, problem: str) -> int:
        """As the delivery does with an email that no mail server takes; its number."""
        stored = self.state.emails[key]
        self.state.emails[key] = replace(stored, state=EmailState.FAILED, attempts=1, problem=problem)
        return stored.id
