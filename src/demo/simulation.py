"""What the demo's lives act with: the real use-cases, under the demo's clock, in the people's own names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Protocol, TypeVar

from moments.application.ports.clock import Clock, IdGenerator
from moments.application.unit_of_work import UnitsOfWork
from moments.application.use_case import Caller, UseCase
from moments.demo.agenda import Agenda, Life, SimulatedClock, at_work
from moments.demo.batches import Batches
from moments.demo.mentor_pool import MentorPool
from moments.demo.profiles import SkillNames
from moments.domain.participants.employee import Employee
from moments.domain.program.common_hours import Span
from moments.domain.program.holidays import StateCalendar
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import DepartmentCode, PersonId, SkillId
from moments.domain.surveys.survey import ChoiceQuestion

C = TypeVar("C")


class _Makes(Protocol[C]):
    """A use-case's class."""

    def __call__(self, units_of_work: UnitsOfWork, clock: Clock, identities: IdGenerator) -> UseCase[C]: ...


@dataclass(slots=True)
class Stage:
    """`people` is the directory as it is at the moment; `suspended` are those whom its update made ineligible."""

    units_of_work: Batches
    clock: SimulatedClock
    identities: IdGenerator
    agenda: Agenda
    skills: Mapping[str, SkillId]
    choices: Mapping[ChoiceQuestion, list[str]]
    calendar: StateCalendar
    people: Mapping[PersonId, Employee]
    administrators: Mapping[DepartmentCode, tuple[Employee, ...]]
    office: tuple[Employee, ...]
    market: MentorPool = field(default_factory=MentorPool)
    suspended: set[PersonId] = field(default_factory=set)
    wishes: dict[PersonId, RankedSkills] = field(default_factory=dict)
    meetings: dict[PersonId, list[Span]] = field(default_factory=dict)

    def reserve(self, span: Span, *people: PersonId) -> bool:
        """MEN-4: nobody is in two meetings at a time. Whether all of them are free; from now on they are not."""
        calendars = [self.meetings.setdefault(person, []) for person in people]
        if any(span.overlaps(each) for calendar in calendars for each in calendar):
            return False
        for calendar in calendars:
            calendar.append(span)
        return True

    async def do(self, use_case: _Makes[C], command: C, by: PersonId) -> str:
        """The use-case in that person's name, now. A refusal is a bug of the demo, and ends it."""
        return await use_case(self.units_of_work, self.clock, self.identities)(command, Caller(by))

    def in_days(self, rng: Random, least: float, most: float) -> datetime:
        """Some days from now, in office hours."""
        return at_work(self.clock.now() + timedelta(days=rng.uniform(least, most)), rng)

    def begin(self, life: Life, begins: datetime | None = None) -> None:
        self.agenda.add(begins or self.clock.now(), life)

    def ranked(self, chosen: SkillNames) -> RankedSkills:
        return RankedSkills(
            tuple(self.skills[name] for name in chosen.career), tuple(self.skills[name] for name in chosen.soft)
        )

    def administrator_for(self, applicant: Employee, supervisor: PersonId) -> Employee | None:
        """One of the department who is neither of the two."""
        administrators = self.administrators.get(applicant.department, ())
        return next((each for each in administrators if each.id not in (applicant.id, supervisor)), None)
