"""The result of a matching run: each mentee's list and the prices behind it (MAT-7, MAT-8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from moments.domain.matching.certificate import Certificate


@dataclass(frozen=True, slots=True)
class MatchingResult:
    """`lists`: mentee -> mentors, best first, for every participating mentee. `prices`: of every participating mentor,
    in 1/(256 x 10,000) of a perfect fit. `limits`: the maximum number of lists for each of these mentors. `beyond`: by
    how many lists the limit gave way, for mentors whose did. `longest`: the longest list to be on, for mentors whom
    somebody lacks whose list is short (MAT-4).
    """

    lists: Mapping[str, tuple[str, ...]]
    prices: Mapping[str, int]
    limits: Mapping[str, int]
    certificate: Certificate
    beyond: Mapping[str, int] = field(default_factory=dict[str, int])
    longest: Mapping[str, int] = field(default_factory=dict[str, int])
