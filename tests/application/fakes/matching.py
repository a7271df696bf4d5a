"""Runs, lists and trial runs over the memory."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from moments.application.ports.errors import DuplicateKey, NotFound
from moments.application.ports.matching import ComputedList, CurrentList, RunRecord
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.matching.exclusions import ON_RECORD, Between, Exclusion, between
from moments.domain.matching.fit import CommonSkill
from moments.domain.matching.request_blockers import Blocked, calls_for_replacement, request_blocker
from moments.domain.matching.suggestion import EmptyList, EmptyReason, Suggestion
from moments.domain.matching.trial_run import TrialRun, TrialRunState
from moments.domain.participants.participant import Participant
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import PersonId, RunId, SkillId, TrialRunId
from moments.domain.shared.kind import ApplicationKind
from tests.application.fakes.base import Store, read
from tests.application.fakes.memory import State, StoredList, StoredRun, StoredSuggestion
from tests.application.fakes.stores import seated
from tests.domain.matching.left_by import left_by


class FakeMatching(Store):
    # --- runs ---

    async def check_run(self, run: RunId) -> None:
        if run not in self._state.runs:
            raise NotFound("run", field_given=False)

    async def add_run(self, quarter: Quarter, record: RunRecord, *, by: PersonId | None, at: datetime) -> None:
        if record.run in self._state.runs or any(each.quarter == quarter for each in self._state.runs.values()):
            raise DuplicateKey
        self._state.runs[record.run] = StoredRun(quarter, record)
        suggested = [row for piece in record.suggestions for row in json.loads(piece)]
        for head in (row for piece in record.lists for row in json.loads(piece)):
            theirs = sorted((row for row in suggested if row["m"] == head["m"]), key=lambda row: int(row["p"]))
            places = tuple(StoredSuggestion(_suggestion_of(row)) for row in theirs)
            self._state.lists[record.run, PersonId(head["m"])] = StoredList(places, _empty_of(head))

    async def publish(self, quarter: Quarter, at: datetime) -> RunId | None:
        for run, stored in self._state.runs.items():
            if stored.quarter == quarter:
                self._state.runs[run] = replace(stored, published_at=at)
                return run
        return None

    async def mentees_of(self, run: RunId) -> Sequence[PersonId]:
        return sorted(mentee for of, mentee in self._state.lists if of == run)

    async def latest_published(self) -> RunId | None:
        return next(iter(self._published()), None)

    # --- lists ---

    async def without_list(self, run: RunId, most: int) -> Sequence[PersonId]:
        people = [seated(self._state, person) for person in sorted(self._state.participants)]
        return [each.id for each in people if _seeks(each) and (run, each.id) not in self._state.lists][:most]

    async def list_of(self, mentee: PersonId, at: datetime) -> CurrentList | None:
        run = next((each for each in self._published() if (each, mentee) in self._state.lists), None)
        if run is None:
            return None
        places = {
            place: PersonId(each.suggestion.mentor)
            for place, each in enumerate(self._state.lists[run, mentee].places, 1)
            if each.replaced_at is None
        }
        why = {place: self._why_not(mentee, mentor, at) for place, mentor in places.items()}
        lost = [place for place in places if calls_for_replacement(why[place])]
        return CurrentList(run, lost, frozenset(places.values()))

    async def who_can_be_asked(
        self, mentee: PersonId, mentors: Collection[PersonId], at: datetime
    ) -> frozenset[PersonId]:
        known = [mentor for mentor in mentors if mentor in self._state.employees]
        return frozenset(mentor for mentor in known if self._why_not(mentee, mentor, at) is None)

    async def between(self, mentee: PersonId, mentor: PersonId, at: datetime) -> Between | None:
        return self._between(mentee, mentor, at) if mentor in self._state.employees else None

    async def add_lists(self, run: RunId, lists: Sequence[ComputedList], at: datetime) -> None:
        for each in lists:
            if (run, each.mentee) in self._state.lists:
                raise DuplicateKey
            places = tuple(StoredSuggestion(suggestion) for suggestion in each.suggestions)
            self._state.lists[run, each.mentee] = StoredList(places, each.empty)

    async def replace(
        self, run: RunId, mentee: PersonId, gone: Sequence[int], others: Sequence[Suggestion], at: datetime
    ) -> None:
        stored = self._state.lists[run, mentee]
        left = [replace(each, replaced_at=at) if n in gone else each for n, each in enumerate(stored.places, 1)]
        again = {each.mentor: StoredSuggestion(each) for each in others}
        places = [again.pop(each.suggestion.mentor, each) for each in left]
        self._state.lists[run, mentee] = replace(stored, places=(*places, *again.values()))

    # --- trial runs ---

    async def trial_run(self, identity: TrialRunId) -> TrialRun:
        return read(self._state.trial_runs, identity, "trial run")

    async def next_trial_run(self, now: datetime) -> TrialRun | None:
        waiting = [
            each
            for each in self._state.trial_runs.values()
            if each.state is TrialRunState.WAITING and (each.taken_until is None or each.taken_until <= now)
        ]
        found = min(waiting, key=lambda each: (each.asked_at, each.id), default=None)
        return found and await self.trial_run(found.id)

    async def save_trial_run(self, trial_run: TrialRun) -> None:
        self._write(self._state.trial_runs, trial_run.id, trial_run)

    # --- who can be asked ---

    def _published(self) -> list[RunId]:
        """The latest first."""
        found = [(each.published_at, each.quarter, run) for run, each in self._state.runs.items() if each.published_at]
        return [run for *_, run in sorted(found, reverse=True)]

    def _why_not(self, mentee: PersonId, mentor: PersonId, at: datetime) -> Blocked | None:
        found = self._between(mentee, mentor, at)
        return request_blocker(may_request=True, between=found, takes_requests=takes_requests(self._state, mentor))

    def _between(self, mentee: PersonId, mentor: PersonId, at: datetime) -> Between | None:
        employees = self._state.employees
        return between(
            mentee,
            mentor,
            above_mentee=employees[mentee].supervisor,
            above_mentor=employees[mentor].supervisor,
            on_record=min(self._on_record(mentee, mentor, at), key=_precedence, default=None),
        )

    def _on_record(self, mentee: PersonId, mentor: PersonId, at: datetime) -> Iterator[Between]:
        for each in self._state.mentorships.values():
            since = each.ended_at or each.held_since
            if (each.mentee, each.mentor) == (mentee, mentor) and (why := left_by(each.state, since, at)):
                yield Between(why, since)
        for application in self._state.applications.values():
            supervisor = application.supervisor
            if (
                (application.applicant, application.kind) == (mentee, ApplicationKind.MENTEE)
                and application.state in (ApplicationState.SUBMITTED, ApplicationState.APPROVED)
                and (supervisor and supervisor.chosen and supervisor.person == mentor)
            ):
                yield Between(Exclusion.SUPERVISOR)


def _precedence(found: Between) -> tuple[int, float]:
    return ON_RECORD.index(found.why), -found.since.timestamp() if found.since else 0.0


def takes_requests(state: State, mentor: PersonId) -> bool:
    approved = any(
        each.applicant == mentor and each.kind is ApplicationKind.MENTOR and each.state is ApplicationState.APPROVED
        for each in state.applications.values()
    )
    return approved and mentor in state.participants and seated(state, mentor).takes_requests


def _seeks(participant: Participant) -> bool:
    return participant.mentee_approved and not participant.suspended and participant.open_places_as_mentee > 0


def _suggestion_of(row: dict[str, Any]) -> Suggestion:
    return Suggestion(row["r"], row["s"], tuple(CommonSkill(**each) for each in row["c"]))


def _empty_of(row: dict[str, Any]) -> EmptyList | None:
    if row["e"] is None:
        return None
    return EmptyList(EmptyReason(row["e"]), tuple((SkillId(skill), mentors) for skill, mentors in row["w"] or ()))
