"""How every mutation runs its use-case: the result is an identity, or the broken rules as data."""

from dataclasses import dataclass, field
from typing import TypeVar

from graphql import GraphQLInputObjectType, get_named_type

from moments.application.use_case import UseCase
from moments.domain.shared.errors import DomainError
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
        return failure(info, error)
    return MutationResult(result)


def failure(info: Info, error: DomainError) -> MutationResult:
    """The result for a command, or an input that cannot be turned into one."""
    info.context.note_error(error)
    return MutationResult(errors=user_errors(error, info.context.contact, input_paths(_input_of(info))))


def input_paths(input_: GraphQLInputObjectType) -> dict[str, list[str]]:
    """Each field of the input, also of an object in it, with its path; required IDs first."""
    paths: dict[str, list[str]] = {}
    for name in sorted(input_.fields, key=lambda name: str(input_.fields[name].type) != "ID!"):
        paths[name] = ["input", name]
        inner = input_.fields[name].type
        if isinstance(inner, GraphQLInputObjectType):
            paths |= {each: ["input", name, each] for each in inner.fields}
    return paths


def _input_of(info: Info) -> GraphQLInputObjectType:
    raw = info._raw_info
    found = get_named_type(raw.parent_type.fields[raw.field_name].args["input"].type)
    assert isinstance(found, GraphQLInputObjectType)
    return found


def check_key(key: str | None) -> None:
    """Raises ClientError for an invalid idempotency key."""
    if key is not None and not 1 <= len(key) <= MAX_KEY_LENGTH:
        raise ClientError(f"Send an `idempotencyKey` of 1 to {MAX_KEY_LENGTH} characters, such as a UUID.")
