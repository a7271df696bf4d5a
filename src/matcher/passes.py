"""How many passes a market gets: many if small, a sampled start and few if large (trials in docs/adr/0014)."""

from dataclasses import dataclass

_SAMPLED_FROM = 8_000_000
"""The number of pairs of mentees and types from which the start prices come from a part of the market."""
_QUICKLY_SEEN = 200_000_000
"""The number of pairs of classes and types up to which scanning all of them costs little."""
_SLOWLY_SEEN = 2_000_000_000
"""The number of such pairs from which two scans leave a gap of nearly a hundredth."""
_BATCH = 128
_LEAST = -0.4


@dataclass(frozen=True, slots=True)
class Round:
    """One scan of all pairs, then one pass for each of `steps`; the prices of the last `averaged` are averaged.

    `most`, `margin`: as in `Pricing.widen`. `least`: the lowest price if every showing is needed. Prices of types
    without known pairs fall every step, so clamp at zero while steps are large.
    """

    most: int
    margin: float | None
    steps: tuple[float, ...]
    averaged: int
    batch: int
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """`sample`: the fraction of the market that the start prices come from; 0 for no sample."""

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
        pairs = classes * types
        if pairs <= _QUICKLY_SEEN:
            return Plan(0.12, _few_classes())
        return Plan(0.12, _many_classes() if pairs <= _SLOWLY_SEEN else _most_classes())
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
    """For classes of hundreds of members, which spread over more types than a class of one would consider."""
    later = (Round(48, 0.05, (step,) * 6, 3, _BATCH, _LEAST) for step in (0.03, 0.02, 0.01, 0.005))
    return Round(48, None, (0.05,) * 6, 3, _BATCH, _LEAST), *later


def _many_classes() -> tuple[Round, ...]:
    second = Round(24, 0.05, (0.02,) * 6 + (0.01,) * 6, 6, _BATCH, _LEAST)
    return Round(48, None, (0.04,) * 8, 4, _BATCH, _LEAST), second


def _most_classes() -> tuple[Round, ...]:
    """For tens of thousands on either side, of whom hardly two are alike: they spread over the most types."""
    second = Round(64, 0.05, (0.02,) * 6 + (0.01,) * 6, 6, _BATCH, _LEAST)
    third = Round(48, 0.05, (0.01,) * 6 + (0.005,) * 6, 6, _BATCH, _LEAST)
    return Round(64, None, (0.04,) * 8, 4, _BATCH, _LEAST), second, third
