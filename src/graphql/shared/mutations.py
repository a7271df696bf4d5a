"""How every mutation runs its use-case: the result is an identity, or the broken rules as data."""

from dataclasses import dataclass, field
from typing import TypeVar

from moments.application.use_case import UseCase
from moments.domain.shared.errors import DomainError, DomainErrors
from moments.edge.errors import ClientError
from moments.graphql.shared.context import Info
from moments.graphql.shared.user_errors import UserError, user_errors

Command = TypeVar("Command")
MAX_KEY_LENGTH = 128


@dataclass(frozen=True, slots=True)
class MutationResult:
    """`result`: the identity of the object that was created or changed; None if the mutation failed."""

    result: str | None = None
    errors: list[UserError] = field(default_factory=list)


async def run_use_case(info: Info, use_case: UseCase[Command], command: Command, key: str | None) -> MutationResult:
    """Raises Unauthenticated, and ClientError for an invalid idempotency key; broken rules are in the result."""
    check_key(key)
    caller = await info.context.caller(key)
    await info.context.end_read_transaction()
    try:
        result = await use_case(command, caller)
    except DomainError as error:
        return MutationResult(errors=user_errors(error))
    return MutationResult(result)


def check_key(key: str | None) -> None:
    """Raises ClientError for an invalid idempotency key."""
    if key is not None and not 1 <= len(key) <= MAX_KEY_LENGTH:
        raise ClientError(f"`idempotencyKey` is text of 1 to {MAX_KEY_LENGTH} characters, such as a UUID.")


def failure(*errors: DomainError) -> MutationResult:
    """The result for input that cannot be turned into a command."""
    return MutationResult(errors=user_errors(DomainErrors(errors)))
