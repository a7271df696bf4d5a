"""Whom an applicant names as their supervisor, looked up and checked (APP-7)."""

from datetime import datetime, timedelta

from moments.application.applications.loading import directory_supervisor
from moments.application.unit_of_work import UnitOfWork
from moments.domain.applications.supervisor import Colleague, Supervisor, SupervisorInput, name_supervisor
from moments.domain.participants.employee import Employee
from moments.domain.shared.ids import PersonId

NOT_EACH_OTHER = timedelta(days=365)
"""Two people do not approve each other within this time."""


async def named_supervisor(
    work: UnitOfWork, applicant: Employee, written: SupervisorInput, *, at: datetime
) -> Supervisor:
    """Raises InvalidSupervisor."""
    return name_supervisor(
        written,
        named=await _colleague(work, written.email, applicant.id, at),
        applicant=applicant.id,
        directory=await directory_supervisor(work, applicant),
    )


async def _colleague(work: UnitOfWork, email: str, applicant: PersonId, at: datetime) -> Colleague | None:
    """Locked, so that of two who name each other one is second."""
    record = await work.directory.by_email(email)
    if record is None:
        return None
    await work.participants.lock(record.id)
    return Colleague(
        record,
        above=await work.directory.above(record.id),
        supervises=await work.directory.supervises(record.id),
        decided_by_applicant=await work.applications.routes_to(applicant, record.id, at - NOT_EACH_OTHER),
    )
