"""The result of a matching run: each mentee's list and the prices behind it (MAT-7, MAT-8)."""

from collections.abc import Mapping
from dataclasses import dataclass

from moments.domain.matching.certificate import Certificate


@dataclass(frozen=True, slots=True)
class MatchingResult:
    """`lists`: mentee -> mentors, best first, for every mentee who takes part. `prices`: of every mentor who does,
    in 1/(256 x 10,000) of a whole fit. `limits`: on how many lists each of these mentors could be at most.
    """

    lists: Mapping[str, tuple[str, ...]]
    prices: Mapping[str, int]
    limits: Mapping[str, int]
    certificate: Certificate
