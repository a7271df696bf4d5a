"""How every mutation runs its use-case: the outcome is an identity, or the refusals as data."""

from dataclasses import dataclass, field
from typing import TypeVar

from moments.application.use_case import UseCase
from moments.domain.shared.errors import DomainError, Refusals
from moments.edge.errors import Fault
from moments.graphql.shared.context import Info
from moments.graphql.shared.user_errors import UserError, user_errors

Command = TypeVar("Command")
LONGEST_KEY = 128


@dataclass(frozen=True, slots=True)
class Outcome:
    """`result`: the identity of what was made or changed; None when refused."""

    result: str | None = None
    errors: list[UserError] = field(default_factory=list)


async def run(info: Info, use_case: UseCase[Command], command: Command, key: str | None) -> Outcome:
    """Raises Unauthenticated, and Fault for a key that can't be one; refusals are in the outcome."""
    if key is not None and not 1 <= len(key) <= LONGEST_KEY:
        raise Fault(f"`idempotencyKey` is text of 1 to {LONGEST_KEY} characters, such as a UUID.")
    caller = await info.context.caller(key)
    await info.context.wrote()
    try:
        result = await use_case(command, caller)
    except DomainError as error:
        return Outcome(errors=user_errors(error))
    return Outcome(result)


def refused(*errors: DomainError) -> Outcome:
    """For input that can't be made into a command."""
    return Outcome(errors=user_errors(Refusals(errors)))
