"""Results as clients get them in a message."""

from typing import Any

from graphql import ExecutionResult as CoreResult
from strawberry.types import ExecutionResult


def result_dict(result: ExecutionResult | CoreResult) -> dict[str, Any]:
    payload: dict[str, Any] = {"data": result.data}
    if result.errors:
        payload["errors"] = format_errors(result)
    if result.extensions:
        payload["extensions"] = result.extensions
    return payload


def format_errors(result: ExecutionResult | CoreResult) -> list[Any]:
    return [error.formatted for error in result.errors or []]
