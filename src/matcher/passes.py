"""How many passes a market gets: small ones many, large ones a sampled start and few (docs/adr/0014 has the trials)."""

from dataclasses import dataclass

_SAMPLED_FROM = 150_000_000
"""Pairs of mentees and types from which on the start is found on a part of the market."""
_QUICKLY_SEEN = 200_000_000
"""Pairs of classes and types up to which a look at all of them costs little."""
_BATCH = 128
_LEAST = -0.4


@dataclass(frozen=True, slots=True)
class Round:
    """Look at all pairs once, then one pass for each of `steps`; the prices of the last `averaged` are averaged.

    `most`, `margin`: as in `Pricing.widen`. `least`: how low a price may fall where every showing is needed. Prices of
    types without known pairs fall every step; clamp at zero while steps are large.
    """

    most: int
    margin: float | None
    steps: tuple[float, ...]
    averaged: int
    batch: int
    least: float = 0.0


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


def plan(mentees: int, classes: int, types: int) -> Plan:
    """`classes`: of mentees; `types`: of mentors."""
    if mentees * types >= _SAMPLED_FROM:
        return Plan(0.12, _few_classes() if classes * types <= _QUICKLY_SEEN else _many_classes())
    batch, more = min(max(mentees // 64, 1), _BATCH), 1 if mentees > 2_000 else 3 if mentees > 500 else 6
    return Plan(
        0.0,
        (
            Round(48, None, (0.3, 0.2, *(0.1,) * 2, *(0.05,) * 4 * more), 4, batch),
            Round(32, 0.1, (0.05,) * 4 * more + (0.02,) * 6 * more, 6, batch, _LEAST),
            Round(24, 0.05, (0.02,) * 5 * more + (0.01,) * 5 * more + (0.005,) * 8 * more, 6 * more, batch, _LEAST),
        ),
    )


def _few_classes() -> tuple[Round, ...]:
    """Of hundreds of members each, who are spread over more types than a class of one would ever look at."""
    later = (Round(48, 0.05, (step,) * 6, 3, _BATCH, _LEAST) for step in (0.03, 0.02, 0.01, 0.005))
    return Round(48, None, (0.05,) * 6, 3, _BATCH, _LEAST), *later


def _many_classes() -> tuple[Round, ...]:
    second = Round(24, 0.05, (0.02,) * 6 + (0.01,) * 6, 6, _BATCH, _LEAST)
    return Round(48, None, (0.04,) * 8, 4, _BATCH, _LEAST), second
