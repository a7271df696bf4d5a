"""Runs, lists and trial runs that a test makes up; nothing is worked out."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from moments.application.ports.errors import NotFound
from moments.application.ports.matcher import Advance
from moments.application.ports.matching import ComputedList, PriceRequest, RunRecord
from moments.domain.matching.certificate import Certificate
from moments.domain.matching.fit import CommonSkill
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.suggestion import EmptyList, Suggestion
from moments.domain.matching.trial_report import TrialReport
from moments.domain.shared.ids import PersonId, RunId, SkillId
from tests.domain.builders import a_trial_report, some_figures

COMMON = (CommonSkill(SkillId("career-networking"), 1, 1, 5_000),)


def suggestions(*mentors: PersonId) -> tuple[Suggestion, ...]:
    """The best first."""
    return tuple(Suggestion(mentor, 5_000 - place, COMMON) for place, mentor in enumerate(mentors))


def a_run_record(
    run: RunId, lists: Mapping[PersonId, Sequence[PersonId]], empty: Mapping[PersonId, EmptyList] | None = None
) -> RunRecord:
    """`lists`: each mentee's mentors. `empty`: why a list is."""
    heads = [_head(mentee, (empty or {}).get(mentee)) for mentee in lists]
    rows = [
        {"m": mentee, "p": place, "r": each.mentor, "s": each.score, "c": [asdict(common) for common in each.common]}
        for mentee, mentors in lists.items()
        for place, each in enumerate(suggestions(*mentors), 1)
    ]
    told = some_figures(mentees=len(lists), mentors=2, matched=1, max_matched=1, suggestions=len(rows))
    return RunRecord(
        run=run,
        parameters=RunParameters(),
        seed="seed",
        code_version="test",
        fingerprint="f" * 64,
        lists_hash="d" * 64,
        certificate=Certificate(bound=10, value=10),
        figures=told,
        inputs=b"",
        exposures=b"",
        lists=[json.dumps(heads)],
        suggestions=[json.dumps(rows)],
    )


def _head(mentee: PersonId, empty: EmptyList | None) -> dict[str, object]:
    return {"m": mentee, "e": empty and empty.reason.value, "w": empty and empty.would_give}


@dataclass(slots=True)
class FakeMatchingService:
    """`meanwhile`: what somebody else does while it works; once."""

    record: RunRecord | None = None
    made: Sequence[ComputedList] = ()
    report: TrialReport = field(default_factory=a_trial_report)
    meanwhile: Callable[[], None] | None = None
    asked: list[object] = field(default_factory=list)

    async def run(self, at: datetime, advance: Advance | None = None) -> RunRecord:
        self._work("run")
        assert self.record is not None
        return self.record

    async def run_trial(
        self, basis: RunId | None, parameters: RunParameters, at: datetime, seed: str, advance: Advance | None = None
    ) -> TrialReport:
        self._work(("run_trial", basis, seed))
        if basis is not None and (self.record is None or self.record.run != basis):
            raise NotFound("run")
        return self.report

    async def lists(self, run: RunId, requests: Sequence[PriceRequest], at: datetime) -> Sequence[ComputedList]:
        self._work(("lists", run, requests))
        wanted = {each.mentee for each in requests}
        return [each for each in self.made if each.mentee in wanted]

    def _work(self, what: object) -> None:
        self.asked.append(what)
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
