"""What a refusal has to be: of its class, told in a person's words, and without any trace in the aggregates."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, Generic, TypeVar

import pytest

from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.errors import DomainError
from moments.domain.shared.lifecycle import Lifecycle

ErrorType = TypeVar("ErrorType", bound=DomainError)


def state_of(aggregate: Aggregate) -> dict[str, Any]:
    """A deep copy of all that the aggregate holds, its unread events included."""
    return {each.name: copy.deepcopy(getattr(aggregate, each.name)) for each in fields(aggregate)}


class Caught(Generic[ErrorType]):
    """The refusal, once the `with` has ended."""

    error: ErrorType

    @property
    def sentence(self) -> str:
        return str(self.error)


@contextmanager
def refused(kind: type[ErrorType], *aggregates: Aggregate) -> Iterator[Caught[ErrorType]]:
    """The block is refused with exactly that class, and leaves each of the aggregates exactly as it was."""
    before = [state_of(aggregate) for aggregate in aggregates]
    caught = Caught[ErrorType]()
    with pytest.raises(kind) as raised:
        yield caught
    assert type(raised.value) is kind
    caught.error = raised.value
    assert [state_of(aggregate) for aggregate in aggregates] == before


def told(error: DomainError) -> set[tuple[str, str | None, str | None]]:
    """Every refusal in it as (class, rule, field): what a form shows beside its inputs."""
    return {(type(each).__name__, each.rule, each.field) for each in error.all}


def triggers_of(lifecycle: Lifecycle[Any]) -> set[str]:
    return {step.trigger for step in lifecycle.steps}
