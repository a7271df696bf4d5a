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
PEERS = {"mentor-match": ("mentor_match.py", 1_000), "matching": ("deferred_acceptance.py", 1_000)}
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
    return {mentee: _best_first(mentee, mentors, market) for mentee, mentors in found.items()}


def _best_first(mentee: int, mentors: Sequence[int], market: Dense) -> list[int]:
    return sorted(mentors, key=lambda mentor: -market.fits[mentee, mentor])


def _stable(fits: np.ndarray, market: Dense) -> dict[int, int]:
    orders = [iter(np.argsort(-row, kind="stable")[: np.count_nonzero(row)].tolist()) for row in fits]
    kept: list[list[tuple[int, int]]] = [[] for _ in market.places]
    free = list(range(len(fits)))
    while free:
        mentee = free.pop()
        mentor = next(orders[mentee], None)
        if mentor is None:
            continue
        kept[mentor].append((int(market.mentors_fits[mentee, mentor]), mentee))
        if len(kept[mentor]) > market.places[mentor]:
            out = min(kept[mentor])
            kept[mentor].remove(out)
            free.append(out[1])
    return {mentee: mentor for mentor, mentees in enumerate(kept) for _, mentee in mentees}


def packages(folder: Path | None, market: Dense) -> dict[str, tuple[Found, float]]:
    """Of those packages that are there and can be expected to end: lists, and seconds of a processor."""
    if folder is None:
        return {}
    there = {name: run for name, (run, most) in PEERS.items() if (folder / name).is_dir() and len(market.fits) <= most}
    return {name: _run(folder / name, run, market) for name, run in there.items()}


def _run(folder: Path, script: str, market: Dense) -> tuple[Found, float]:
    before = _spent()
    fits, theirs = market.fits.tolist(), market.mentors_fits.tolist()
    given = json.dumps({"fits": fits, "theirs": theirs, "places": market.places.tolist()})
    environment = os.environ | {"PYTHONPATH": str(folder)}
    command = [sys.executable, str(HERE / script)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True, env=environment)
    pairs: dict[int, list[int]] = {}
    for mentee, mentor in json.loads(done.stdout):
        pairs.setdefault(mentee, []).append(mentor)
    return {mentee: _best_first(mentee, mentors, market) for mentee, mentors in pairs.items()}, _spent() - before


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
