"""Results as clients get them in a message."""

from typing import Any

from graphql import ExecutionResult as CoreResult
from strawberry.types import ExecutionResult

from moments.edge.errors import codes


def result_dict(result: ExecutionResult | CoreResult) -> dict[str, Any]:
    payload: dict[str, Any] = {"data": result.data}
    if result.errors:
        payload["errors"] = format_errors(result)
    if result.extensions:
        payload["extensions"] = result.extensions
    return payload


def format_errors(result: ExecutionResult | CoreResult) -> list[Any]:
    return [error.formatted for error in result.errors or []]


def wants_sign_in(result: ExecutionResult | CoreResult) -> bool:
    """Whether nothing came of it for want of a sign-in."""
    return codes(result.errors or []) == {"UNAUTHENTICATED"} and not any(
        value is not None for value in (result.data or {}).values()
    )
