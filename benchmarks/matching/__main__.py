"""`python -m benchmarks.matching`: what README.md says under "Matching"."""

import argparse
import gc
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.matching.bound import most_total
from benchmarks.matching.markets import Dense, Shape, dense, make_market
from benchmarks.matching.peers import deferred_acceptance, own_best, packages
from benchmarks.matching.simulate import BEHAVIOURS, Lists, lists_of, simulate
from moments.domain.matching.fit import DEFAULT_WEIGHTS, Weights, fit
from moments.domain.matching.market import Market
from moments.domain.matching.parameters import Parameters
from moments.domain.matching.result import MatchingResult
from moments.matcher.engine import PricedLists
from moments.matcher.kernels import PLAIN, Kernels, compiled
from moments.matcher.market_file import read_instance

_DENSE = 5_000
"""Up to so many mentees everything is compared with what is exactly best."""
_HEAD = ("how", *BEHAVIOURS, "lists", "most shown", "never shown", "gap", "CPU s")


def main() -> None:
    given = _arguments()
    kernels = {"plain": PLAIN, "fast": compiled() if given.kernels == "fast" else None, "usual": None}[given.kernels]
    for name, market in _markets(given):
        print(f"\n## {name}")
        print("| " + " | ".join(_HEAD) + " |\n|" + " --- |" * len(_HEAD))
        if len(market.mentees) <= _DENSE:
            _compared(market, given, kernels)
        else:
            _alone(market, given.weights, kernels)
    print(f"\nLargest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MiB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of mentees")
    parser.add_argument("--long", action="store_true", help="all sizes to 50,000, and three seeds")
    parser.add_argument("--seeds", type=int, nargs="+", default=None)
    parser.add_argument("--kernels", choices=["usual", "plain", "fast"], default="usual")
    parser.add_argument(
        "--weights", type=_weights, default=DEFAULT_WEIGHTS, help="a mentee's and a mentor's: 6,5,4,3,2,1/10,9,8,7,6,5"
    )
    parser.add_argument("--peers", type=Path, help="the folder with a folder for each package")
    parser.add_argument("--files", type=Path, nargs="*", help="markets from files instead (docs/matching.md)")
    return parser.parse_args()


def _weights(text: str) -> Weights:
    wish, offer = (tuple(map(int, side.split(","))) for side in text.split("/"))
    return Weights(wish, offer)


def _markets(given: argparse.Namespace) -> Iterator[tuple[str, Market]]:
    if given.files:
        yield from ((path.name, read_instance(path).market) for path in given.files)
        return
    sizes = given.sizes or ([30, 100, 1_000, 5_000, 20_000, 50_000] if given.long else [30, 100, 1_000])
    for seed in given.seeds or ([1, 2, 3] if given.long else [1]):
        for size in sizes:
            for skills in (10, 40):
                for ratio in (0.5, 2.0):
                    shape = Shape(size, ratio, skills, seed)
                    yield str(shape), make_market(shape)


def _compared(market: Market, given: argparse.Namespace, kernels: Kernels | None) -> None:
    """Cells: mentees matched of those who could be, and total fit of the exact best."""
    from benchmarks.matching.oracles import best_total, most_matched

    whole = dense(market, given.weights)
    best, most = best_total(whole), most_matched(whole)
    ours, outcome, spent = _ours(market, given.weights, kernels)
    column = {mentor.id: number for number, mentor in enumerate(whole.mentors)}
    priced = {row: [column[mentor] for mentor in ours[mentee.id]] for row, mentee in enumerate(whole.mentees)}
    _row("priced lists", _lists(priced, whole), most, best, f"{outcome.certificate.gap:.2%}", spent)
    for name, make in _plain_peers(whole).items():
        start = time.process_time()
        found = make()
        _row(name, _lists(found, whole), most, best, "", time.process_time() - start)
    for name, (found, spent) in packages(given.peers, whole).items():
        _row(name, _lists(found, whole), most, best, "", spent)


def _plain_peers(whole: Dense) -> dict[str, Callable[[], Mapping[int, Sequence[int]]]]:
    return {"own five best": lambda: own_best(whole, 1), "deferred acceptance": lambda: deferred_acceptance(whole)}


def _lists(found: Mapping[int, Sequence[int]], whole: Dense) -> Lists:
    return lists_of(found, whole.fits, whole.mentors_fits, whole.places)


def _ours(
    market: Market, weights: Weights, kernels: Kernels | None
) -> tuple[Mapping[str, tuple[str, ...]], MatchingResult, float]:
    gc.collect()
    gc.disable()  # as the command and the run have it
    start = time.process_time()
    outcome = PricedLists(kernels)(market, Parameters(weights=weights), "benchmark")
    spent = time.process_time() - start
    gc.enable()
    return outcome.lists, outcome, spent


def _alone(market: Market, weights: Weights, kernels: Kernels | None) -> None:
    """Too large for a comparison: mentees matched of what places allow, and total fit of what no assignment exceeds."""
    found, outcome, spent = _ours(market, weights, kernels)
    mentees = {mentee.id: mentee for mentee in market.mentees}
    mentors = {mentor.id: (number, mentor) for number, mentor in enumerate(market.mentors)}
    rows, fits, theirs = [], [], []
    for mentee, shown in found.items():
        skills = [mentors[mentor][1].skills for mentor in shown]
        rows.append([mentors[mentor][0] for mentor in shown])
        fits.append([fit(mentees[mentee].skills, each, weights).score for each in skills])
        theirs.append([fit(each, mentees[mentee].skills, weights).score for each in skills])
    places = np.array([mentor.open_places if mentor.takes_part else 0 for mentor in market.mentors])
    most = min(len(found), int(places.sum()))
    lists = Lists(rows, fits, theirs, places)
    best = most_total(market, weights)
    _row("priced lists", lists, most, best, f"{outcome.certificate.gap:.2%}", spent)


def _row(how: str, lists: Lists, most: int, best: int, gap: str, spent: float) -> None:
    cells = []
    for behaviour in BEHAVIOURS:
        results = [simulate(lists, behaviour, seed) for seed in range(2)]
        matched = np.mean([result.matched for result in results])
        total = np.mean([result.total for result in results])
        cells.append(f"{matched / max(most, 1):.3f} {total / max(best, 1):.3f}")
    shown = Counter(mentor for mentors in lists.mentors for mentor in mentors)
    open_ = np.flatnonzero(lists.places).tolist()
    per_place = max((shown[mentor] / lists.places[mentor] for mentor in open_), default=0)
    never = np.mean([shown[mentor] == 0 for mentor in open_])
    length = np.mean([len(mentors) for mentors in lists.mentors])
    print(
        "| "
        + " | ".join((how, *cells, f"{length:.2f}", f"{per_place:.1f}", f"{never:.0%}", gap, f"{spent:.2f}"))
        + " |"
    )


if __name__ == "__main__":
    main()
