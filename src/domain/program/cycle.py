"""The quarterly cycle: its stages, when each is due, and the state of each (MAT-2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from enum import Enum
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from moments.domain.program.cycle_events import (
    ListsSent,
    MatchingRan,
    PeriodAnnounced,
    PeriodClosed,
    PeriodEndAnnounced,
    PeriodOpened,
    StageEvent,
    StageMoved,
    StageSkipped,
)
from moments.domain.program.holidays import StateCalendar
from moments.domain.program.quarter import Quarter, first_monday_after_the_first, state_moment
from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import PersonId
from moments.domain.shared.lifecycle import Lifecycle, StateWords, Transition
from moments.domain.shared.revision import revision_of
from moments.domain.shared.text import required_text

PERIOD = timedelta(weeks=2)
"""Length of the application period (MAT-2)."""
REMINDED_BEFORE = timedelta(days=3)
REASON_LIMIT = 1_000


class Stage(Enum):
    """The stages in order."""

    ANNOUNCE = "announce"
    OPEN = "open"
    REMIND = "remind"
    CLOSE = "close"
    MATCH = "match"
    SUGGEST = "suggest"


class StageState(Enum):
    PLANNED = "planned"
    DONE = "done"
    SKIPPED = "skipped"


_S = StageState
_NEXT_STAGE = "What is over is not done again. Go on with the next stage, or change the next quarter's dates."
STAGE = Lifecycle(
    "stage",
    StageState,
    _S.PLANNED,
    [
        Transition("move", (_S.PLANNED,), _S.PLANNED),
        Transition("run", (_S.PLANNED,), _S.DONE),
        Transition("skip", (_S.PLANNED,), _S.SKIPPED),
    ],
    {
        _S.PLANNED: StateWords("This stage is planned", "You can move it, run it, or skip it."),
        _S.DONE: StateWords("This stage is done", _NEXT_STAGE),
        _S.SKIPPED: StateWords("This stage was skipped", _NEXT_STAGE),
    },
)

STAGE_NAMES = {
    Stage.ANNOUNCE: "announcing the application period",
    Stage.OPEN: "opening the application period",
    Stage.REMIND: "the reminder of the period's end",
    Stage.CLOSE: "closing the application period",
    Stage.MATCH: "the matching",
    Stage.SUGGEST: "sending the lists",
}
_EVENTS: Mapping[Stage, type[StageEvent]] = {
    Stage.ANNOUNCE: PeriodAnnounced,
    Stage.OPEN: PeriodOpened,
    Stage.REMIND: PeriodEndAnnounced,
    Stage.CLOSE: PeriodClosed,
    Stage.MATCH: MatchingRan,
    Stage.SUGGEST: ListsSent,
}
_IN_FIRST_MONTH = (Stage.MATCH, Stage.SUGGEST)
STAGE_ORDER = tuple(Stage)


class StageAlreadyDone(DomainError):
    rule = "MAT-2"

    def __init__(self, stage: Stage, state: StageState, field: str = "stage") -> None:
        self.stage, self.state, self.field = stage, state, field
        super().__init__(f"This stage ({STAGE_NAMES[stage]}) is {state.value} already. {_NEXT_STAGE}")


class EarlierStagePending(DomainError):
    rule = "MAT-2"
    field = "stage"

    def __init__(self, stage: Stage, earlier: Stage) -> None:
        self.stage, self.earlier = stage, earlier
        super().__init__(
            f"Before {STAGE_NAMES[stage]} comes {STAGE_NAMES[earlier]}. Run that first, or skip it with a reason."
        )


class StagesOutOfOrder(DomainError):
    rule = "MAT-2"
    field = "stages"

    def __init__(self, stage: Stage, earlier: Stage) -> None:
        self.stage, self.earlier = stage, earlier
        super().__init__(
            f"With these dates, {STAGE_NAMES[stage]} would come before {STAGE_NAMES[earlier]}. Move both, or neither."
        )


class InvalidStageTime(DomainError):
    rule = "MAT-2"
    field = "stages"


class OutsideFirstMonth(DomainError):
    """The program matches in the quarter's first month; at another time only if the office confirms."""

    rule = "MAT-2"
    field = "outsideFirstMonth"

    def __init__(self, quarter: Quarter) -> None:
        self.quarter = quarter
        month = quarter.first_day.strftime("%B %Y")
        super().__init__(
            f"Matching for {quarter.label} is planned for {month}. To run it at another time, confirm that you mean to."
        )


class MatchingSkipped(DomainError):
    rule = "MAT-2"
    field = "stage"

    def __init__(self) -> None:
        super().__init__(
            "The matching of this quarter was skipped, so there are no lists to send. Skip this stage, too."
        )


@dataclass(frozen=True, slots=True)
class StagePlan:
    """`due`: when the scheduler runs the stage. `at`, `by`, `reason`: when, by whom and why it was run or skipped; `by`
    None means the scheduler.
    """

    due: datetime
    state: StageState = STAGE.initial
    at: datetime | None = None
    by: PersonId | None = None
    reason: str | None = None

    @property
    def is_over(self) -> bool:
        return self.state is not StageState.PLANNED


def default_dates(quarter: Quarter, calendar: StateCalendar) -> dict[Stage, datetime]:
    """Each is a day on which the State works. The two weeks start on the first Monday after the 1st (MAT-2).

    What falls on a day off moves later, so that nobody's time gets shorter; only the reminder moves earlier, so that
    it is never less than REMINDED_BEFORE the closing. By the law's holidays the last stage is by the 24th.
    """
    opens = calendar.next_working_day(first_monday_after_the_first(quarter))
    closes = calendar.next_working_day(opens + PERIOD)
    reminds = max(opens, calendar.last_working_day(closes - REMINDED_BEFORE))
    matches = calendar.next_working_day(closes + timedelta(days=1))
    return {
        Stage.ANNOUNCE: state_moment(opens, time(8)),
        Stage.OPEN: state_moment(opens, time(9)),
        Stage.REMIND: state_moment(reminds, time(9)),
        Stage.CLOSE: state_moment(closes, time(17)),
        Stage.MATCH: state_moment(matches, time(6)),
        Stage.SUGGEST: state_moment(matches, time(10)),
    }


def dates_revision(dates: Iterable[datetime]) -> int:
    """Of the stages' dates, in the stages' order; that a stage was run or skipped is not of it."""
    return revision_of(*(due.astimezone(UTC).isoformat() for due in dates))


@dataclass(slots=True, eq=False)
class Cycle(Aggregate):
    """The cycle of one quarter. A stage is run or skipped once; its date can be moved until then."""

    quarter: Quarter
    stages: dict[Stage, StagePlan] = field(default_factory=dict)

    @classmethod
    def planned(cls, quarter: Quarter, calendar: StateCalendar) -> "Cycle":
        """Of a quarter that was never changed: its dates follow the calendar until the first is moved, run or
        skipped.
        """
        return cls(quarter, {stage: StagePlan(due) for stage, due in default_dates(quarter, calendar).items()})

    @property
    def revision(self) -> int:
        return dates_revision([self.stages[stage].due for stage in STAGE_ORDER])

    def move(
        self, dates: Mapping[Stage, datetime], *, by: PersonId, at: datetime, outside_first_month: bool = False
    ) -> None:
        """Raises StageAlreadyDone, InvalidStageTime, StagesOutOfOrder, OutsideFirstMonth."""
        if not dates:
            raise InvalidStageTime("Name at least one stage and its new time.")
        for stage, due in dates.items():
            self.check_may_move(stage)
            if due <= at:
                raise InvalidStageTime(
                    f"The new time for {STAGE_NAMES[stage]} is in the past. Run the stage by hand instead."
                )
            self._check_month(stage, due, outside_first_month)
        moved = self.stages | {stage: replace(self.stages[stage], due=due) for stage, due in dates.items()}
        _check_order(moved)
        self.stages = moved
        for stage in STAGE_ORDER:
            if stage in dates:
                self._record(self._event(StageMoved, by, at, stage=stage.value, due=dates[stage]))

    def run(
        self,
        stage: Stage,
        *,
        by: PersonId | None,
        at: datetime,
        outside_first_month: bool = False,
        facts: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        """Called by the scheduler (`by` None), if need be late, or by the office. `facts`: further fields of its event.

        Raises StageAlreadyDone, EarlierStagePending, MatchingSkipped, OutsideFirstMonth.
        """
        state = self.check_run(stage, by=by, at=at, outside_first_month=outside_first_month)
        self.stages[stage] = replace(self.stages[stage], state=state, at=at, by=by)
        self._record(self._event(_EVENTS[stage], by, at, **facts))

    def check_run(
        self, stage: Stage, *, by: PersonId | None, at: datetime, outside_first_month: bool = False
    ) -> StageState:
        """Returns the state that `run` would lead to; raises the same errors."""
        state = self._after(stage, "run")
        for earlier in STAGE_ORDER[: STAGE_ORDER.index(stage)]:
            if not self.stages[earlier].is_over:
                raise EarlierStagePending(stage, earlier)
        if stage is Stage.SUGGEST and self.stages[Stage.MATCH].state is StageState.SKIPPED:
            raise MatchingSkipped
        if by is not None:
            self._check_month(stage, at, outside_first_month)
        return state

    def check_may_move(self, stage: Stage) -> None:
        """Raises StageAlreadyDone."""
        self._after(stage, "move")

    def check_may_skip(self, stage: Stage) -> StageState:
        """Returns the state after the skip; raises StageAlreadyDone."""
        return self._after(stage, "skip")

    def skip(self, stage: Stage, reason: str, *, by: PersonId | None, at: datetime) -> None:
        """Skipping the matching also skips the lists, because there are none. Raises StageAlreadyDone, InvalidText."""
        state = self.check_may_skip(stage)
        reason = required_text(reason, "reason", "The reason", limit=REASON_LIMIT, rule="MAT-2")
        also = [Stage.SUGGEST] if stage is Stage.MATCH and not self.stages[Stage.SUGGEST].is_over else []
        for each in (stage, *also):
            self.stages[each] = replace(self.stages[each], state=state, at=at, by=by, reason=reason)
            self._record(self._event(StageSkipped, by, at, stage=each.value))

    def next_stage(self) -> tuple[Stage, StagePlan] | None:
        """The earliest stage that is neither run nor skipped."""
        return next(((stage, self.stages[stage]) for stage in STAGE_ORDER if not self.stages[stage].is_over), None)

    def _after(self, stage: Stage, trigger: str) -> StageState:
        planned = self.stages[stage]
        if not STAGE.can(planned.state, trigger):
            raise StageAlreadyDone(stage, planned.state, "stages" if trigger == "move" else "stage")
        return STAGE.next_state(planned.state, trigger)

    def _check_month(self, stage: Stage, moment: datetime, said_so: bool) -> None:
        if stage in _IN_FIRST_MONTH and not said_so and not self.quarter.in_first_month(moment):
            raise OutsideFirstMonth(self.quarter)

    def _event(self, event: type[StageEvent], by: PersonId | None, at: datetime, **facts: Any) -> StageEvent:
        return event(occurred_at=at, by=by, quarter=self.quarter.name, **facts)


def _check_order(stages: Mapping[Stage, StagePlan]) -> None:
    """Checks the stages still to come; two can share a time."""
    left = [(stage, stages[stage].due) for stage in STAGE_ORDER if not stages[stage].is_over]
    for (earlier, first), (stage, second) in pairwise(left):
        if second < first:
            raise StagesOutOfOrder(stage, earlier)
