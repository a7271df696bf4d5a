"""Whom an applicant names as their supervisor, looked up and checked (APP-7)."""

from datetime import datetime, timedelta

from moments.application.applications.loading import directory_supervisor
from moments.application.unit_of_work import UnitOfWork
from moments.domain.applications.supervisor import (
    TRIES_LAST,
    Colleague,
    Supervisor,
    SupervisorInput,
    check_may_try,
    name_supervisor,
)
from moments.domain.participants.employee import Employee
from moments.domain.shared.ids import PersonId

NOT_EACH_OTHER = timedelta(days=365)
"""Two people do not approve each other within this time."""


async def named_supervisor(
    work: UnitOfWork, applicant: Employee, written: SupervisorInput, *, at: datetime
) -> Supervisor:
    """Raises InvalidSupervisor, TooManySupervisorTries.

    A try that names nobody is committed, though the rest of the transaction fails: nothing may be saved before.
    """
    check_may_try(await work.supervisor_tries.since(applicant.id, at - TRIES_LAST))
    directory, record = await directory_supervisor(work, applicant), await work.directory.by_email(written.email)
    if record is None or not written.names(record):
        await work.supervisor_tries.add(applicant.id, at)
        await work.commit()
        return name_supervisor(written, named=None, applicant=applicant.id, directory=directory)
    colleague = await _colleague(work, record, applicant.id, at)
    return name_supervisor(written, named=colleague, applicant=applicant.id, directory=directory)


async def _colleague(work: UnitOfWork, record: Employee, applicant: PersonId, at: datetime) -> Colleague:
    """Locked, so that of two who name each other one is second."""
    await work.participants.lock(record.id)
    return Colleague(
        record,
        above=await work.directory.above(record.id),
        supervises=await work.directory.supervises(record.id),
        decided_by_applicant=await work.applications.routes_to(applicant, record.id, at - NOT_EACH_OTHER),
    )
