"""A trial run: a run over recorded or current people with other settings; only its report is kept (MAT-2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from moments.domain.matching.events import TrialRunDone, TrialRunRequested
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.trial_report import TrialReport
from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.ids import PersonId, RunId, TrialRunId
from moments.domain.shared.lifecycle import Lifecycle, StateWords, Transition

MAX_ATTEMPTS = 3
LEASE = timedelta(minutes=3)
"""After this time, the worker that started the trial run is considered dead."""
GIVEN_UP = (
    f"The trial run was started {MAX_ATTEMPTS} times and never finished. Request it again, or change fewer settings."
)


class TrialRunState(Enum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


_S = TrialRunState
_ANOTHER = "Request another trial run if you want to try again."
TRIAL_RUN = Lifecycle(
    "rehearsal",
    TrialRunState,
    _S.WAITING,
    [
        Transition("begin", (_S.WAITING,), _S.WAITING),
        Transition("finish", (_S.WAITING,), _S.DONE),
        Transition("give_up", (_S.WAITING,), _S.FAILED),
    ],
    {
        _S.WAITING: StateWords("This trial run is waiting", "Wait for its result."),
        _S.DONE: StateWords("This trial run is done", _ANOTHER),
        _S.FAILED: StateWords("This trial run failed", _ANOTHER),
    },
)


@dataclass(slots=True, eq=False)
class TrialRun(Aggregate):
    """`basis`: the run whose recorded people are matched again; None for the current people. `taken_until`: end of the
    current worker's lease.
    """

    id: TrialRunId
    asked_at: datetime
    asked_by: PersonId
    basis: RunId | None
    parameters: RunParameters
    state: TrialRunState = TRIAL_RUN.initial
    attempts: int = 0
    taken_until: datetime | None = None
    done_at: datetime | None = None
    report: TrialReport | None = None
    problem: str | None = None

    @classmethod
    def ask(
        cls, identity: TrialRunId, basis: RunId | None, parameters: RunParameters, *, by: PersonId, at: datetime
    ) -> "TrialRun":
        new = cls(identity, at, by, basis, parameters)
        new._record(TrialRunRequested(occurred_at=at, by=by, rehearsal=identity))
        return new

    def take_up(self, *, at: datetime) -> bool:
        """Starts the trial run, or gives it up after MAX_ATTEMPTS starts; returns whether it was started."""
        if self.attempts < MAX_ATTEMPTS:
            self.begin(at=at)
        else:
            self.give_up(at=at)
        return self.state is TrialRunState.WAITING

    def begin(self, *, at: datetime) -> None:
        """Counts the attempt before the work starts."""
        self.state = TRIAL_RUN.next_state(self.state, "begin")
        self.attempts += 1
        self.taken_until = at + LEASE

    def give_up(self, *, at: datetime) -> None:
        self._end("give_up", at)
        self.problem = GIVEN_UP

    def finish(self, report: TrialReport, *, at: datetime) -> None:
        """Raises IllegalTransition if another worker has already finished it."""
        self._end("finish", at)
        self.report = report

    def _end(self, trigger: str, at: datetime) -> None:
        self.state, self.done_at, self.taken_until = TRIAL_RUN.next_state(self.state, trigger), at, None
        self._record(TrialRunDone(occurred_at=at, by=None, rehearsal=self.id))
