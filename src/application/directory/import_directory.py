"""Import a directory, with all consequences for the program, in one transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime

from moments.application.directory.keeping import keep_renumberings, move_departments
from moments.application.directory.limits import USUAL_LIMITS, AlreadyImported, ImportLimits, check_age, check_limits
from moments.application.directory.plan import ImportPlan, plan_import
from moments.application.directory.snapshot import read_snapshot
from moments.application.directory.update import DirectoryUpdate, ImportedFile, Snapshot
from moments.application.endings import settle_departure
from moments.application.ports.clock import Clock
from moments.application.retry import retry_write
from moments.application.unit_of_work import UnitOfWork, UnitsOfWork
from moments.domain.participants.events import DirectoryImported
from moments.domain.program.administrators import AdministratorRemoved
from moments.domain.program.office import OfficeMemberRemoved
from moments.domain.shared.ids import PersonId

Progress = Callable[[str], None]
"""Receives a sentence about the current step, for users."""


def _silent(_step: str) -> None: ...


class ImportDirectory:
    """ELIG-4: suspends participants who are now ineligible, and reinstates those who are eligible again; active
    mentorships continue. APP-7: submitted applications and drafts follow the directory unless the applicant named a
    supervisor. APR-4, APR-8: removes administrators who left or moved to another department, and office members who
    left, but never the last one. DIR-1: ends the browser sessions of people who left, and settles what waits on them.
    DIR-2: keeps the pairs that look like one person, to be asked about. DIR-3: departments take their people,
    administrators and history along.

    DIR-4: applies everything but the rows that are set apart, or nothing. Importing the same file again changes
    nothing; each import is recorded.
    """

    def __init__(self, units_of_work: UnitsOfWork, clock: Clock) -> None:
        self._units_of_work, self._clock = units_of_work, clock

    async def __call__(
        self,
        update: DirectoryUpdate,
        *,
        limits: ImportLimits = USUAL_LIMITS,
        once: bool = False,
        by: PersonId | None = None,
        progress: Progress = _silent,
    ) -> ImportPlan:
        """Returns the changes. Raises TooManyDepartures, TooManyRowsApart, OlderFile, and changes nothing; and with
        `once`, AlreadyImported, whoever imported the file.

        `by`: who of the office imports it; None for the command line.
        """
        return await retry_write(
            lambda: self._once(update, limits, by, progress, once=once),
            failed=lambda _failures, _error: progress("Somebody was quicker; starting again"),
        )

    async def _once(
        self, update: DirectoryUpdate, limits: ImportLimits, by: PersonId | None, progress: Progress, *, once: bool
    ) -> ImportPlan:
        async with self._units_of_work() as work:
            now = self._clock.now()
            progress("Reading what is there")
            present = await read_snapshot(work)
            imported = await work.directory.imported_files()
            if once:
                _check_once(update, imported)
            if not limits.older:
                check_age(update.source, imported)
            progress("Comparing")
            plan = plan_import(present, update, now)
            check_limits(plan, limits)
            if update.source is not None:
                await work.directory.add_imported_file(ImportedFile(update.source.digest, update.source.as_of, now))
            await write_plan(plan, present, work, by, now, progress)
            await work.commit()
            return plan


async def write_plan(
    plan: ImportPlan,
    present: Snapshot,
    work: UnitOfWork,
    by: PersonId | None,
    now: datetime,
    progress: Progress = _silent,
    *,
    of_file: bool = True,
) -> None:
    """All that the plan changes, in the transaction in which `present` was read, and that it was imported.

    `of_file`: False for what the office decided between two files.
    """
    progress(f"Writing {len(plan.people.all):,} people")
    await work.directory.write_departments(plan.departments)
    await move_departments(plan, work, by, now)
    await work.directory.write(plan.people.all)
    await keep_renumberings(plan, present, work, by, now, of_file=of_file)
    progress("Writing what follows for the program")
    await _apply(plan, present, work, now)
    work.record(_note(plan, by, now))


def _check_once(update: DirectoryUpdate, imported: Sequence[ImportedFile]) -> None:
    source = update.source
    done = [each.at for each in imported if source and (each.digest, each.as_of) == (source.digest, source.as_of)]
    if done:
        raise AlreadyImported(done[0])


async def _apply(plan: ImportPlan, present: Snapshot, work: UnitOfWork, now: datetime) -> None:
    for person in plan.standings.suspended:
        present.participants[person].suspend(at=now)
    for person in plan.standings.reinstated:
        present.participants[person].reinstate(at=now)
    for person in (*plan.standings.suspended, *plan.standings.reinstated):
        await work.participants.save(present.participants[person])
    applications = {application.id: application for application in present.applications}
    for route in plan.routes:
        application = applications[route.application]
        application.follow_directory(route.after, supervisor_left=route.supervisor_left, at=now)
        await work.applications.save(application)
    for person in plan.settlements.people:
        theirs = [each for each in present.applications if each.applicant == person]
        await settle_departure(work, present.participants[person], theirs, at=now)
    for administrator in plan.roles.administrators:
        who, where = administrator.person, administrator.department
        await work.administrators.remove(who, where)
        work.record(AdministratorRemoved(occurred_at=now, by=None, person=who, department=where))
    for member in plan.roles.office:
        await work.office.remove(member)
        work.record(OfficeMemberRemoved(occurred_at=now, by=None, person=member))
    await work.sessions.end_of_leavers()


def _note(plan: ImportPlan, by: PersonId | None, now: datetime) -> DirectoryImported:
    return DirectoryImported(
        occurred_at=now,
        by=by,
        added=len(plan.people.added),
        changed=len(plan.people.changed) + len(plan.people.returned),
        left=len(plan.people.left),
        suspended=len(plan.standings.suspended),
        reinstated=len(plan.standings.reinstated),
        rerouted=len(plan.rerouted),
        requests_closed=len(plan.settlements.requests),
        applications_withdrawn=len(plan.settlements.applications),
    )
