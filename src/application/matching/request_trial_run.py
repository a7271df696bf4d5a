"""The program office requests a preview of the next run, or a repeat of a past run with other settings."""

from dataclasses import dataclass, field

from moments.application.access.policy import authorize, load_actor
from moments.application.use_case import Call, UseCase
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.trial_run import TrialRun
from moments.domain.shared.ids import RunId, TrialRunId


@dataclass(frozen=True, slots=True)
class RequestTrialRunCommand:
    """`basis`: the run whose recorded people are matched again; None for the current people."""

    basis: RunId | None = None
    parameters: RunParameters = field(default_factory=RunParameters)


class RequestTrialRun(UseCase[RequestTrialRunCommand]):
    """MAT-2, MAT-8: the worker runs it soon; only its report is kept. Returns the trial run's id.

    Raises NotFound if `basis` does not exist.
    """

    action = "requestTrialRun"

    async def execute(self, call: Call[RequestTrialRunCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "rehearsal", field_given=False)
        command = call.command
        if command.basis is not None:
            await call.work.matching.check_run(command.basis)
        identity = TrialRunId(self._new_id())
        asked = TrialRun.ask(identity, command.basis, command.parameters, by=call.by, at=call.at)
        await call.work.matching.save_trial_run(asked)
        return identity
