"""How many passes a market gets: small ones many, large ones a sampled start and few (docs/adr/0014 has the trials)."""

from dataclasses import dataclass

_SAMPLED_FROM = 150_000_000
"""Pairs of classes from which on the start is found on a part of the market."""


@dataclass(frozen=True, slots=True)
class Round:
    """Look at all pairs once, then one pass for each of `steps`."""

    most: int
    margin: float | None
    steps: tuple[float, ...]
    averaged: int
    batch: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`sample`: the part of the market on which the start is found; 0 for none."""

    sample: float
    rounds: tuple[Round, ...]


SAMPLE = (
    Round(48, None, (0.3, 0.2, 0.1, 0.1, 0.05, 0.05, 0.03, 0.03), 4, 64),
    Round(48, None, (0.05,) * 4 + (0.02,) * 4, 4, 64),
    Round(32, 0.1, (0.02,) * 4 + (0.01,) * 6, 4, 64),
)
"""The rounds on a part of a large market."""


def plan(mentees: int, types: int) -> Plan:
    batch = min(max(mentees // 64, 1), 128)
    if mentees * types >= _SAMPLED_FROM:
        first = Round(48, None, (0.03,) * 3 + (0.02,) * 5, 4, batch)
        second = Round(24, 0.05, (0.02,) * 4 + (0.01,) * 4 + (0.005,) * 4, 4, batch)
        return Plan(0.12, (first, second))
    more = 1 if mentees > 2_000 else 3 if mentees > 500 else 6
    return Plan(
        0.0,
        (
            Round(48, None, (0.3, 0.2, *(0.1,) * 2, *(0.05,) * 4 * more), 4, batch),
            Round(32, 0.1, (0.05,) * 4 * more + (0.02,) * 6 * more, 6, batch),
            Round(24, 0.05, (0.02,) * 5 * more + (0.01,) * 5 * more + (0.005,) * 8 * more, 6 * more, batch),
        ),
    )
