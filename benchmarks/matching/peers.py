"""Other ways to make lists, on the same market: our own plain ones, and two packages in processes of their own.

Both packages are imported as `matching`, so each lives in a folder of its own (README.md says how to put it there).
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.matching.markets import Dense

Found = Mapping[int, Sequence[int]]
HERE = Path(__file__).parent / "contenders"
PEERS = {"mentor-match": ("mentor_match.py", 100), "matching": ("deferred_acceptance.py", 1_000)}
"""Package -> what runs it, and the most mentees that it is given."""


def own_best(market: Dense, seed: int, length: int = 5) -> Found:
    """Each mentee's five best, ties by chance."""
    random = np.random.default_rng(seed)
    found = {}
    for mentee, fits in enumerate(market.fits):
        best = np.lexsort((random.random(len(fits)), -fits))[:length]
        found[mentee] = [int(mentor) for mentor in best if fits[mentor]]
    return found


def deferred_acceptance(market: Dense, rounds: int = 5) -> Found:
    """Mentees propose, mentors keep those who fit them best; then again without those pairs, for the next place."""
    found: dict[int, list[int]] = {mentee: [] for mentee in range(len(market.fits))}
    fits = market.fits.copy()
    for _ in range(rounds):
        for mentee, mentor in _stable(fits, market).items():
            found[mentee].append(mentor)
            fits[mentee, mentor] = 0
    best_first = {e: sorted(mentors, key=lambda m, e=e: -market.fits[e, m]) for e, mentors in pairs.items()}
    return best_first, _spent() - before


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
