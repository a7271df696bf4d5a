"""Requests and answers after a run: what becomes of lists when people use them, in several ways."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

BEHAVIOURS = ("down the list", "weak order", "picky mentors", "in rounds")
_DECLINES = 0.25
_TASTE = 2_000
"""By how much of a fit (in 1/10,000) people's own taste differs from it."""


@dataclass(frozen=True)
class Lists:
    """For each mentee the mentors' numbers, best first; `fits` and `mentors_fits` of the same pairs, in 1/10,000."""

    mentors: Sequence[Sequence[int]]
    fits: Sequence[Sequence[int]]
    mentors_fits: Sequence[Sequence[int]]
    places: np.ndarray


@dataclass(frozen=True)
class Result:
    matched: int
    total: int


def simulate(lists: Lists, behaviour: str, seed: int) -> Result:
    """Every mentee looks for one mentor; nobody asks beyond the list."""
    random = np.random.default_rng(seed)
    if behaviour == "in rounds":
        return _rounds(lists, random)
    left, matched, total = lists.places.tolist(), 0, 0
    for mentee in random.permutation(len(lists.mentors)):
        mentors, fits = lists.mentors[mentee], lists.fits[mentee]
        order = range(len(mentors))
        if behaviour == "weak order":
            order = np.argsort(-(np.array(fits) / _TASTE + random.gumbel(size=len(fits)))).tolist()
        for place in order:
            declines = behaviour == "picky mentors" and random.random() < _DECLINES
            if left[mentors[place]] > 0 and not declines:
                left[mentors[place]] -= 1
                matched, total = matched + 1, total + fits[place]
                break
    return Result(matched, total)


def _rounds(lists: Lists, random: np.random.Generator) -> Result:
    """All ask at once, mentors take those who fit them best, the others ask the next on their lists."""
    left, matched, total = lists.places.tolist(), 0, 0
    at, asking = [0] * len(lists.mentors), list(range(len(lists.mentors)))
    lot = random.permutation(len(lists.mentors))
    while asking:
        requests: dict[int, list[tuple[int, int, int]]] = {}
        for mentee in asking:
            mentors = lists.mentors[mentee]
            while at[mentee] < len(mentors) and left[mentors[at[mentee]]] == 0:
                at[mentee] += 1
            if at[mentee] < len(mentors):
                own = lists.mentors_fits[mentee][at[mentee]]
                requests.setdefault(mentors[at[mentee]], []).append((-own, int(lot[mentee]), mentee))
        taken = {mentor: sorted(these)[: left[mentor]] for mentor, these in requests.items()}
        for mentor, accepted in taken.items():
            left[mentor] -= len(accepted)
            matched += len(accepted)
            total += sum(lists.fits[mentee][at[mentee]] for *_, mentee in accepted)
        served = {mentee for accepted in taken.values() for *_, mentee in accepted}
        asking = [each[2] for each in chain(*requests.values()) if each[2] not in served]
        for mentee in asking:
            at[mentee] += 1
    return Result(matched, total)


def lists_of(found: Mapping[int, Sequence[int]], fits: np.ndarray, theirs: np.ndarray, places: np.ndarray) -> Lists:
    rows = [list(found.get(mentee, ())) for mentee in range(len(fits))]
    return Lists(
        rows,
        [fits[mentee, mentors].tolist() for mentee, mentors in enumerate(rows)],
        [theirs[mentee, mentors].tolist() for mentee, mentors in enumerate(rows)],
        places,
    )
