"""What an applicant fills in, of which any part may be given: one Save of the form (APP-2, APP-3, APP-4, APP-9)."""

from dataclasses import dataclass
from datetime import datetime

from moments.application.applications.naming import named_supervisor
from moments.application.unit_of_work import UnitOfWork
from moments.domain.applications.form import Form
from moments.domain.applications.supervisor import Supervisor, SupervisorInput
from moments.domain.participants.employee import Employee
from moments.domain.participants.errors import OnlyForMentors
from moments.domain.participants.participant import Participant
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.errors import DomainError, collecting, raise_all
from moments.domain.shared.ids import SkillId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisorWritten:
    """The supervisor's fields, as they were typed (APP-7)."""

    first_name: str
    last_name: str
    email: str
    on_leave: bool

    def read(self) -> SupervisorInput:
        """Raises InvalidText for each field that is wrong, all at once."""
        return SupervisorInput.read(
            first_name=self.first_name, last_name=self.last_name, email=self.email, on_leave=self.on_leave
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledIn:
    """The form. `supervisor`, `available`, `capacity`: None leaves them as they are."""

    bio: str | None = None
    working_hours: str | None = None
    career: tuple[SkillId, ...] = ()
    soft: tuple[SkillId, ...] = ()
    supervisor: SupervisorWritten | None = None
    available: bool | None = None
    capacity: int | None = None

    @property
    def sets_availability(self) -> bool:
        return self.available is not None or self.capacity is not None

    def not_asked(self, kind: ApplicationKind) -> list[DomainError]:
        """CAP-3: the errors for what only a mentor's form asks."""
        if kind is ApplicationKind.MENTOR:
            return []
        given = {"available": self.available is not None, "capacity": self.capacity is not None}
        return [OnlyForMentors(field) for field, is_given in given.items() if is_given]


async def fill_in(
    work: UnitOfWork,
    filled: FilledIn,
    *,
    kind: ApplicationKind,
    applicant: Employee,
    participant: Participant,
    kept: RankedSkills,
    complete: bool,
    at: datetime,
) -> tuple[Form, Supervisor | None]:
    """Returns the form and the supervisor, if one is named; sets the participant's availability.

    `kept`: the skills that the application has. `complete`: nothing may be missing. Raises all errors at once.
    """
    errors = filled.not_asked(kind)
    form, supervisor = Form(), None
    with collecting(errors):
        form = Form.draft(
            bio=filled.bio,
            working_hours_id=filled.working_hours,
            career=filled.career,
            soft=filled.soft,
            catalog=await work.skills.catalog(),
            kept=kept,
            complete=complete,
        )
    with collecting(errors):
        if filled.supervisor is not None:
            supervisor = await named_supervisor(work, applicant, filled.supervisor.read(), at=at)
    with collecting(errors):
        participant.set_availability(available=filled.available, capacity=filled.capacity, at=at)
    raise_all(errors)
    return form, supervisor
