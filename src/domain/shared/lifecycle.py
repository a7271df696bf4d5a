"""Lifecycles: a state machine is a table, and the next state is a pure function of state and trigger.

The only module that imports `transitions`. One Machine serves all aggregates of a type: it holds the table and no
model, so an aggregate carries its state and nothing else (docs/adr/0003).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

from transitions import Machine

from moments.domain.shared.errors import IllegalTransition

State = TypeVar("State", bound=Enum)


@dataclass(frozen=True, slots=True)
class Transition(Generic[State]):
    """One row of a table: `trigger` leads from any of `sources` to `target`."""

    trigger: str
    sources: tuple[State, ...]
    target: State


@dataclass(frozen=True, slots=True)
class StateWords:
    """How a person is told that a step is impossible in a state. `stands`: such as "This request was canceled".

    `way_on`: what to do instead; `ways_on`: by trigger, where it is another.
    """

    stands: str
    way_on: str
    ways_on: Mapping[str, str] = field(default_factory=dict[str, str])


class Lifecycle(Generic[State]):
    """The states of an aggregate type and their transitions; raises ValueError if the table is ambiguous, or a state
    lacks its words.
    """

    def __init__(
        self,
        what: str,
        states: type[State],
        initial: State,
        steps: Iterable[Transition[State]],
        words: Mapping[State, StateWords],
    ) -> None:
        self.what, self.states, self.initial, self.steps, self.words = what, states, initial, tuple(steps), words
        self._machine = Machine(
            model=None, states=states, initial=initial, auto_transitions=False, queued=False, send_event=False
        )
        rows = [(source, step.trigger) for step in self.steps for source in step.sources]
        if len(set(rows)) < len(rows):
            raise ValueError(f"A state and a trigger stand twice in the table of the {what}.")
        if set(words) != set(states):
            raise ValueError(f"A state of the {what} has no words for a person.")
        for step in self.steps:
            self._machine.add_transition(step.trigger, list(step.sources), step.target)

    def can(self, state: State, trigger: str) -> bool:
        return bool(self._machine.get_transitions(trigger, state))

    def next_state(self, state: State, trigger: str) -> State:
        """Returns the state that `trigger` leads to from `state`; raises IllegalTransition if there is none."""
        found = self._machine.get_transitions(trigger, state)
        if not found:
            raise self.refusal(state, trigger)
        return self.states[str(found[0].dest)]

    def refusal(self, state: State, trigger: str) -> IllegalTransition:
        """Why `trigger` is impossible in `state`, and what to do instead."""
        words = self.words[state]
        way_on = words.ways_on.get(trigger, words.way_on)
        return IllegalTransition(self.what, str(state.value), trigger, stands=words.stands, way_on=way_on)

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for the README."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial.value}"]
        for step in self.steps:
            lines += [f"    {source.value} --> {step.target.value}: {step.trigger}" for source in step.sources]
        left = {source for step in self.steps for source in step.sources if source is not step.target}
        lines += [f"    {state.value} --> [*]" for state in self.states if state not in left]
        return "\n".join(lines)
