"""Chooses the inner loops of a run: the compiled ones if numba is installed and the market is large enough."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from moments.matcher import kernels_numpy
from moments.matcher.arrays import Floats, Ints, Weighed
from moments.matcher.kernels_numpy import Picks

_WORTH_IT = 20_000_000
"""The number of pairs of classes from which loading the compiler pays."""


@dataclass(frozen=True, slots=True)
class Kernels:
    candidates: Callable[[Floats, Floats, Floats, Floats, int], tuple[Picks, Floats]]
    descend: Callable[[Ints, Ints, Picks, Weighed, Ints, Ints, Ints, int, int, int, int], None]
    scores: Callable[[Ints, Weighed, Weighed, Ints, Ints, Ints], Ints]


PLAIN = Kernels(kernels_numpy.candidates, kernels_numpy.descend, kernels_numpy.scores)


def compiled() -> Kernels:
    """Raises ImportError without numba."""
    from moments.matcher import kernels_numba

    return Kernels(kernels_numba.candidates, kernels_numba.descend, kernels_numba.scores)


def best_for(pairs: int) -> Kernels:
    return compiled() if pairs >= _WORTH_IT and find_spec("numba") else PLAIN
