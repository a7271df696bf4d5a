"""The stores of the clock's jobs over the memory: cycles, the ledger, what waits, what expires."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime

from moments.application.ports.errors import DuplicateKey
from moments.application.ports.scheduling import PendingApplication, PendingMentorship, Run
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.program.cycle import Cycle
from moments.domain.program.holidays import StateCalendar
from moments.domain.program.quarter import Quarter
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import DepartmentCode, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.state_holidays import usual_holidays
from tests.application.fakes.base import Store

CLOCK = "clock"
"""The job whose one run says since when the clock runs."""


class FakeHolidays(Store):
    async def calendar(self) -> StateCalendar:
        return StateCalendar(usual_holidays, dict(self._state.holiday_changes))

    async def save(self, day: date, name: str | None) -> None:
        self._state.holiday_changes[day] = name


class FakeCycles(Store):
    async def get(self, quarter: Quarter) -> Cycle:
        calendar = StateCalendar(usual_holidays, self._state.holiday_changes)
        return deepcopy(self._state.cycles.get(quarter)) or Cycle.planned(quarter, calendar)

    async def save(self, cycle: Cycle) -> None:
        self._write(self._state.cycles, cycle.quarter, cycle)

    async def since(self, first: Quarter, last: Quarter) -> Sequence[Cycle]:
        found: list[Cycle] = []
        while first <= last:
            found.append(await self.get(first))
            first = first.next
        return found


class FakeJobRuns(Store):
    async def lock(self, job: str) -> None:
        """A unit of work that was overtaken is refused at its commit."""

    async def started_at(self, now: datetime) -> datetime:
        if found := await self.latest(CLOCK):
            return found.due
        await self.add(Run(CLOCK, now, now, ()))
        return now

    async def latest(self, job: str) -> Run | None:
        runs = [run for run in self._state.job_runs.values() if run.job == job]
        return max(runs, key=lambda run: run.due, default=None)

    async def add(self, run: Run) -> None:
        if (run.job, run.due) in self._state.job_runs:
            raise DuplicateKey
        self._state.job_runs[run.job, run.due] = run


class FakePendingItems(Store):
    async def pending_applications(self) -> Sequence[PendingApplication]:
        waiting = [each for each in self._state.applications.values() if each.state is ApplicationState.SUBMITTED]
        return [
            PendingApplication(
                each.id,
                each.applicant,
                self._state.employees[each.applicant].department,
                each.supervisor.person if each.supervisor and self._is_employed(each.supervisor.person) else None,
                each.held_since,
            )
            for each in sorted(waiting, key=lambda each: (each.held_since, each.id))
            if self._is_employed(each.applicant)
        ]

    async def administrators(self) -> Mapping[PersonId, Sequence[DepartmentCode]]:
        found: dict[PersonId, list[DepartmentCode]] = {}
        for department, person in self._state.administrators:
            if self._is_employed(person):
                found.setdefault(person, []).append(department)
        return found

    async def requests(self, before: datetime, unless_emailed: str, *, acceptable: bool) -> Sequence[PendingMentorship]:
        return self._unmet(
            unless_emailed,
            lambda each: (
                each.state is MentorshipState.REQUESTED
                and each.requested_at <= before
                and (not acceptable or (self._is_employed(each.mentor) and self._are_eligible(each)))
            ),
        )

    async def without_meeting(self, before: datetime, unless_emailed: str) -> Sequence[PendingMentorship]:
        met = {each.mentorship for each in self._state.meetings.values()}
        return self._unmet(
            unless_emailed,
            lambda each: (
                each.state is MentorshipState.ACTIVE
                and each.responded_at is not None
                and each.responded_at <= before
                and each.id not in met
                and self._is_employed(each.mentor)
            ),
        )

    async def mentorships_of_leavers(self, left_by: date) -> Sequence[PendingMentorship]:
        found = [
            each
            for each in self._state.mentorships.values()
            if each.state is MentorshipState.ACTIVE
            and any(self._has_left_by(side, left_by) for side in (each.mentor, each.mentee))
        ]
        in_order = sorted(found, key=lambda each: (each.requested_at, each.id))
        return [PendingMentorship(each.id, each.mentor, each.mentee) for each in in_order]

    async def surveys(
        self, before: datetime, unless_emailed: str
    ) -> Sequence[tuple[MentorshipId, ApplicationKind, PersonId]]:
        found = [
            each
            for each in self._state.surveys.values()
            if each.submitted_at is None
            and each.due_at <= before
            and not self._is_written(unless_emailed, f"{each.mentorship}:{each.side.value}")
            and self._is_employed(each.person)
        ]
        in_order = sorted(found, key=lambda each: (each.due_at, each.mentorship, each.side.value))
        return [(each.mentorship, each.side, each.person) for each in in_order]

    async def team_members(self) -> Sequence[PersonId]:
        return self._employed(self._state.employees)

    async def without_application(self) -> Sequence[PersonId]:
        counting = (ApplicationState.SUBMITTED, ApplicationState.APPROVED)
        applied = {each.applicant for each in self._state.applications.values() if each.state in counting}
        return self._employed(self._state.employees.keys() - applied)

    def _unmet(self, unless_emailed: str, wanted: Callable[[Mentorship], bool]) -> Sequence[PendingMentorship]:
        found = [
            each
            for each in self._state.mentorships.values()
            if wanted(each) and not self._is_written(unless_emailed, each.id) and self._is_employed(each.mentee)
        ]
        in_order = sorted(found, key=lambda each: (each.requested_at, each.id))
        return [PendingMentorship(each.id, each.mentor, each.mentee) for each in in_order]

    def _is_written(self, kind: str, subject: str) -> bool:
        return f"{kind}:{subject}" in self._state.emails

    def _are_eligible(self, mentorship: Mentorship) -> bool:
        people = (self._state.participants[side] for side in (mentorship.mentor, mentorship.mentee))
        return not any(person.suspended for person in people)

    def _has_left_by(self, person: PersonId, day: date) -> bool:
        left = self._state.employees[person].left
        return left is not None and left <= day

    def _is_employed(self, person: PersonId) -> bool:
        found = self._state.employees.get(person)
        return found is not None and found.left is None

    def _employed(self, people: Iterable[PersonId]) -> list[PersonId]:
        return sorted(person for person in people if self._is_employed(person))


class FakeExpiry(Store):
    async def of_keys(self, before: datetime) -> int:
        old = [key for key, stored in self._state.keys.items() if stored.at < before]
        for key in old:
            del self._state.keys[key]
        return len(old)

    async def of_sessions(self, before: datetime) -> int:
        sessions, tokens = self._state.sessions, self._state.logout_tokens
        ended = [key for key, each in sessions.items() if min(each.session.idle_ends_at, each.session.ends_at) < before]
        used = [key for key, until in tokens.items() if until < before]
        for session in ended:
            del sessions[session]
        for token in used:
            del tokens[token]
        return len(ended) + len(used)

    async def of_private_reads(self, before: datetime) -> int:
        day = before.astimezone(STATE_TIME).date()
        old = [key for key, each in self._state.private_reads.items() if each.day < day]
        for key in old:
            del self._state.private_reads[key]
        return len(old)

    async def of_events(self, before: datetime) -> int:
        last = max(self._state.events, default=0)
        old = [number for number, event in self._state.events.items() if event.occurred_at < before and number < last]
        for number in old:
            del self._state.events[number]
        return len(old)
