"""The Monday digests: applications pending for a supervisor or an administrator (APR-6, APR-7)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from moments.application.email.due import EmailKind
from moments.application.ports.journal import Email
from moments.application.ports.scheduling import JobFigures, PendingApplication, job_figures
from moments.application.scheduling.cycle import next_matching
from moments.application.scheduling.job import CalendarJob, DueRun
from moments.application.unit_of_work import UnitOfWork
from moments.domain.email.data import DigestDepartment, DigestEmail, DigestLine
from moments.domain.program.cycle import Stage
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import DepartmentCode, PersonId

MAX_ENTRIES = 50
"""The maximum number of applications that one list of an email shows; the others are counted, and are on the site."""


class MondayDigests(CalendarJob):
    """Sends each recipient one email with both lists, new items first; sends nothing if both are empty.

    APR-5: an application decided in lieu is in neither list, because it is no longer pending. A digest never contains
    the recipient's own application (APR-9), nor repeats one that they decide as supervisor in the administrator's list.
    """

    name = "monday-digests"
    description = "Emails to supervisors and administrators about what waits for them"

    async def run(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures:
        last = await work.job_runs.latest(self.name)
        cycle = await next_matching(work, now)
        closes = cycle.stages[Stage.MATCH].due if cycle else None
        match = closes.astimezone(STATE_TIME).date() if closes else None
        day = due.due_at.astimezone(STATE_TIME).date()
        lists = _Lists(await work.pending_items.pending_applications(), last.ran_at if last else None)
        emails = [
            Email(
                EmailKind.MONDAY_DIGEST.value,
                person,
                f"monday_digest:{day}:{person}",
                due.due_at,
                replace(content, next_match=match, next_match_closes=closes),
            )
            for person, content in lists.by_person(await work.pending_items.administrators())
        ]
        return job_figures(letters=await work.outbox.add_all(emails), waiting=lists.number)


class _Lists:
    """`since`: an application that reached its supervisor after this time is new."""

    def __init__(self, pending: Sequence[PendingApplication], since: datetime | None) -> None:
        self.number, self._since = len(pending), since
        self._of_supervisor: dict[PersonId, list[PendingApplication]] = defaultdict(list)
        self._of_department: dict[DepartmentCode, list[PendingApplication]] = defaultdict(list)
        for each in pending:
            if each.supervisor is not None:
                self._of_supervisor[each.supervisor].append(each)
            self._of_department[each.department].append(each)

    def by_person(
        self, administrators: Mapping[PersonId, Sequence[DepartmentCode]]
    ) -> Iterator[tuple[PersonId, DigestEmail]]:
        for person in sorted({*self._of_supervisor, *administrators}):
            supervised = self._of_supervisor.get(person, [])
            departments = [
                self._department(code, [each for each in self._of_department[code] if not _is_theirs(each, person)])
                for code in sorted(administrators.get(person, ()))
                if code in self._of_department
            ]
            departments = [each for each in departments if each.applications]
            if supervised or departments:
                yield (
                    person,
                    DigestEmail(
                        supervised=self._shown(supervised),
                        supervised_more=max(0, len(supervised) - MAX_ENTRIES),
                        departments=tuple(departments),
                    ),
                )

    def _department(self, code: DepartmentCode, waiting: Sequence[PendingApplication]) -> DigestDepartment:
        return DigestDepartment(code, self._shown(waiting), max(0, len(waiting) - MAX_ENTRIES))

    def _shown(self, waiting: Iterable[PendingApplication]) -> tuple[DigestLine, ...]:
        """New applications first, then the oldest of the others."""
        found = [DigestLine(each.application, self._is_new(each)) for each in waiting]
        return tuple(sorted(found, key=lambda each: not each.new)[:MAX_ENTRIES])

    def _is_new(self, each: PendingApplication) -> bool:
        return self._since is None or each.since > self._since


def _is_theirs(each: PendingApplication, person: PersonId) -> bool:
    return person in (each.applicant, each.supervisor)
