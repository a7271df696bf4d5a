"""Several applications decided at once: each for itself, so that one that is refused holds up no other."""

from collections.abc import Sequence

from moments.application.applications.decide_application import DecideApplicationCommand
from moments.application.use_case import Caller, UseCase, fingerprint
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import ApplicationId

MAX_AT_ONCE = 50


class InvalidSelection(DomainError):
    """Nothing is selected, too much, or an application twice."""

    rule = "APR-1"
    field = "items"

    def __init__(self) -> None:
        super().__init__(f"Select 1 to {MAX_AT_ONCE} applications, each of them once.")


async def decide_each(
    decide: UseCase[DecideApplicationCommand], commands: Sequence[DecideApplicationCommand], caller: Caller
) -> list[DomainError | None]:
    """APR-1, APR-9: runs the use case for each command, in a transaction of its own and in their order.

    Returns each one's error, or None where it is decided. Each has an idempotency key of its own, made from the
    caller's, so that a repeat decides only what was not decided before. Raises InvalidSelection.
    """
    applications = {command.application for command in commands}
    if not 1 <= len(commands) <= MAX_AT_ONCE or len(applications) < len(commands):
        raise InvalidSelection
    return [await _decide(decide, command, _caller_for(command.application, caller)) for command in commands]


async def _decide(
    decide: UseCase[DecideApplicationCommand], command: DecideApplicationCommand, caller: Caller
) -> DomainError | None:
    try:
        await decide(command, caller)
    except DomainError as error:
        return error
    return None


def _caller_for(application: ApplicationId, caller: Caller) -> Caller:
    key = None if caller.key is None else fingerprint((caller.key, application))
    return Caller(caller.person, key)
