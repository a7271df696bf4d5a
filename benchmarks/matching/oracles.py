"""What is exactly the best, at sizes where that can be found: with SciPy, which MOMENTS itself does without."""

import numpy as np
from scipy.optimize import linear_sum_assignment  # pyright: ignore[reportMissingImports]
from scipy.sparse import csr_matrix  # pyright: ignore[reportMissingImports]
from scipy.sparse.csgraph import maximum_flow  # pyright: ignore[reportMissingImports]

from benchmarks.matching.markets import Dense


def best_total(market: Dense) -> int:
    """The greatest sum of fits of one mentor for each mentee, within open places."""
    columns = np.repeat(np.arange(len(market.places)), market.places)
    rows, places = linear_sum_assignment(market.fits[:, columns].astype(np.float32), maximize=True)
    return int(market.fits[rows, columns[places]].sum())


def most_matched(market: Dense) -> int:
    """How many mentees can have a mentor at all."""
    mentees, mentors = market.fits.shape
    e, m = np.nonzero(market.fits)
    source, sink = mentees + mentors, mentees + mentors + 1
    start = np.concatenate([np.full(mentees, source), e, mentees + np.arange(mentors)])
    end = np.concatenate([np.arange(mentees), mentees + m, np.full(mentors, sink)])
    room = np.concatenate([np.ones(mentees + len(e)), market.places]).astype(np.int32)
    return int(maximum_flow(csr_matrix((room, (start, end)), shape=(sink + 1, sink + 1)), source, sink).flow_value)
