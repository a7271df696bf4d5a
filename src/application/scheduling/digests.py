"""The Monday digests: what waits for a supervisor's or an administrator's decision (APR-6, APR-7)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from moments.application.email.data import DigestDepartment, DigestEmail, DigestLine
from moments.application.email.due import LetterKind
from moments.application.ports.journal import Letter
from moments.application.ports.scheduling import JobFigures, Undecided, job_figures
from moments.application.scheduling.cycle import next_matching
from moments.application.scheduling.job import CalendarJob, Due
from moments.application.unit_of_work import UnitOfWork
from moments.domain.program.cycle import Stage
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import DepartmentCode, PersonId

LONGEST = 50
"""Applications that one list of a letter shows; the others are counted, and are on the site."""


class MondayDigests(CalendarJob):
    """Sends each recipient one email with both lists, new items first; sends nothing if both are empty.

    APR-5: a decision taken in lieu is in neither list, as it no longer waits. Nobody's own application is in
    their digest (APR-9); one that is theirs to decide as supervisor is not said again as administrator.
    """

    name = "monday-digests"
    what = "Letters to supervisors and administrators about what waits for them"

    async def run(self, work: UnitOfWork, due: Due, now: datetime) -> JobFigures:
        last = await work.ledger.last(self.name)
        cycle = await next_matching(work, now)
        closes = cycle.stages[Stage.MATCH].due if cycle else None
        match = closes.astimezone(STATE_TIME).date() if closes else None
        day = due.at.astimezone(STATE_TIME).date()
        lists = _Lists(await work.waiting.undecided(), last.ran_at if last else None)
        letters = [
            Letter(
                LetterKind.MONDAY_DIGEST.value,
                person,
                f"monday_digest:{day}:{person}",
                due.at,
                replace(content, next_match=match, next_match_closes=closes),
            )
            for person, content in lists.by_person(await work.waiting.administrators())
        ]
        return job_figures(letters=await work.outbox.add_all(letters), waiting=lists.number)


class _Lists:
    """`since`: what came to its supervisor later than that is new."""

    def __init__(self, undecided: Sequence[Undecided], since: datetime | None) -> None:
        self.number, self._since = len(undecided), since
        self._of_supervisor: dict[PersonId, list[Undecided]] = defaultdict(list)
        self._of_department: dict[DepartmentCode, list[Undecided]] = defaultdict(list)
        for each in undecided:
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
                        supervised_more=max(0, len(supervised) - LONGEST),
                        departments=tuple(departments),
                    ),
                )

    def _department(self, code: DepartmentCode, waiting: Sequence[Undecided]) -> DigestDepartment:
        return DigestDepartment(code, self._shown(waiting), max(0, len(waiting) - LONGEST))

    def _shown(self, waiting: Iterable[Undecided]) -> tuple[DigestLine, ...]:
        """New ones first, and of the others the longest held."""
        found = [DigestLine(each.application, self._is_new(each)) for each in waiting]
        return tuple(sorted(found, key=lambda each: not each.new)[:LONGEST])

    def _is_new(self, each: Undecided) -> bool:
        return self._since is None or each.since > self._since


def _is_theirs(each: Undecided, person: PersonId) -> bool:
    return person in (each.applicant, each.supervisor)
