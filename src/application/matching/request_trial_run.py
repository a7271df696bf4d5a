"""The program office asks for a preview of the next run, or for a past one with other settings."""

from dataclasses import dataclass, field

from moments.application.access.policy import demand, standing
from moments.application.use_case import Call, UseCase
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.trial_run import Rehearsal
from moments.domain.shared.ids import RehearsalId, RunId


@dataclass(frozen=True, slots=True)
class AskRehearsalCommand:
    """`basis`: the run whose recorded people are matched again; None for the people of today."""

    basis: RunId | None = None
    parameters: RunParameters = field(default_factory=RunParameters)


class AskRehearsal(UseCase[AskRehearsalCommand]):
    """MAT-2, MAT-8: the worker does it soon; nothing but its report is kept. Answers the rehearsal's id.

    Raises NotFound for a run that there is none of.
    """

    action = "askRehearsal"

    async def execute(self, call: Call[AskRehearsalCommand]) -> str:
        demand((await standing(call.work, call.by)).relations(), self.action, "rehearsal", named=False)
        command = call.command
        if command.basis is not None:
            await call.work.matching.check_run(command.basis)
        identity = RehearsalId(self._new_id())
        asked = Rehearsal.ask(identity, command.basis, command.parameters, by=call.by, at=call.at)
        await call.work.matching.save_rehearsal(asked)
        return identity
