"""What the fake store has committed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from moments.application.email.kinds import Reminder
from moments.application.ports.journal import Done, Letter
from moments.domain.applications.application import Application
from moments.domain.email.email import OutgoingLetter
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.employee import Department, Employee
from moments.domain.participants.participant import Participant
from moments.domain.program.administrators import Administrator
from moments.domain.program.skills import HANDBOOK, Skill
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    MeetingId,
    MentorshipId,
    PersonId,
    SkillId,
)
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import DEFAULT_CHOICES, ChoiceQuestion, Survey


def handbook_skills() -> dict[SkillId, Skill]:
    """The catalogue (APP-5) under the ids that a migrated database has."""
    named = [(category, name) for category, names in HANDBOOK.items() for name in names]
    skills = [
        Skill(SkillId(f"{category.value}-{name.lower().replace(' ', '-')}"), category, name, number)
        for number, (category, name) in enumerate(named, 1)
    ]
    return {skill.id: skill for skill in skills}


@dataclass(slots=True)
class State:
    """Everything that is stored. What is in it is never changed in place, so a copy may share it."""

    employees: dict[PersonId, Employee] = field(default_factory=dict)
    departments: dict[DepartmentCode, Department] = field(default_factory=dict)
    skills: dict[SkillId, Skill] = field(default_factory=handbook_skills)
    administrators: dict[tuple[DepartmentCode, PersonId], Administrator] = field(default_factory=dict)
    office: dict[PersonId, None] = field(default_factory=dict)
    choices: dict[ChoiceQuestion, Sequence[str]] = field(default_factory=lambda: dict(DEFAULT_CHOICES))
    participants: dict[PersonId, Participant] = field(default_factory=dict)
    applications: dict[ApplicationId, Application] = field(default_factory=dict)
    mentorships: dict[MentorshipId, Mentorship] = field(default_factory=dict)
    meetings: dict[MeetingId, Meeting] = field(default_factory=dict)
    surveys: dict[tuple[MentorshipId, ApplicationKind], Survey] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)
    failed: dict[int, OutgoingLetter] = field(default_factory=dict)
    muted: dict[PersonId, frozenset[Reminder]] = field(default_factory=dict)
    keys: dict[tuple[PersonId, str], Done] = field(default_factory=dict)
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
    def letters(self) -> list[Letter]:
        return list(self.state.letters.values())
