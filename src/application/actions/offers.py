"""The actions offered for a thing: those that the policy lets the person know of, each with what stands against it."""

from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from moments.application.access.policy import may_know_of
from moments.application.access.relations import Relation
from moments.application.actions.action import Action
from moments.domain.shared.errors import DomainError


@dataclass(frozen=True, slots=True)
class Step:
    """`check`: raises the DomainError with which any input would be refused; returns if valid input succeeds.
    `command`: with which the effect is foreseen; None if that depends on the input.
    """

    check: Callable[[], object]
    command: object | None = None


Steps = Mapping[Action, Step]


@dataclass(frozen=True, slots=True)
class Offer:
    """`error`: why the action would be refused now; None if valid input would succeed."""

    action: Action
    error: DomainError | None
    command: object | None


def offers(relations: AbstractSet[Relation], steps: Steps, only: Collection[Action] | None = None) -> list[Offer]:
    """In the order of `steps`. An action that the policy denies is left out, as if it did not exist. `only`: None for
    all.
    """
    return [
        Offer(action, _error(step), step.command)
        for action, step in steps.items()
        if (only is None or action in only) and may_know_of(relations, action.value)
    ]


def _error(step: Step) -> DomainError | None:
    try:
        step.check()
    except DomainError as error:
        return error
    return None


def _pass() -> None: ...


ALWAYS = Step(_pass)
"""Only its input can make it fail."""
