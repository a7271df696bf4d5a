"""The best that any lists could do, found exactly: shortest augmenting paths on the pairs, for small markets only."""

from moments.domain.matching.common_hours import share_hours
from moments.domain.matching.fit import fit
from moments.domain.matching.market import ExclusionIndex, Market
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.people import Mentee, Mentor
from moments.domain.matching.replacements import PRICE_UNIT, TIE_BREAK
from moments.domain.matching.result import MatchingResult

_FAR = 10**12


def best_total(market: Market, outcome: MatchingResult, parameters: Parameters) -> int:
    """The greatest sum of worths of lists that keep to the rules and the run's limits (Bellman-Ford, step by step)."""
    mentees = [mentee for mentee in market.mentees if mentee.takes_part]
    mentors = [mentor for mentor in market.mentors if mentor.takes_part]
    index = ExclusionIndex(market)
    source, sink = 0, 1 + len(mentees) + len(mentors)
    edges: list[list[int]] = []

    def edge(start: int, end: int, room: int, cost: int) -> None:
        edges.append([start, end, room, cost])
        edges.append([end, start, 0, -cost])

    for e, mentee in enumerate(mentees):
        edge(source, 1 + e, parameters.list_length, 0)
        excluded = index.exclusions_of(mentee)
        for m, mentor in enumerate(mentors):
            worth = _worth(mentee, mentor, parameters)
            if worth and mentor.id not in excluded:
                edge(1 + e, 1 + len(mentees) + m, 1, -worth)
    for m, mentor in enumerate(mentors):
        edge(1 + len(mentees) + m, sink, outcome.limits[mentor.id], 0)
    return -_cheapest(edges, source, sink) // PRICE_UNIT


def _worth(mentee: Mentee, mentor: Mentor, parameters: Parameters) -> int:
    """What showing is worth by the office's settings, 0 where it may not be."""
    score = fit(mentee.skills, mentor.skills, parameters.weights).score
    together = parameters.hours is HoursRule.IGNORED or share_hours(mentee, mentor)
    if not score or (parameters.hours is HoursRule.REQUIRED and not together):
        return 0
    bonus = TIE_BREAK if parameters.hours is HoursRule.TIE_BREAK and together else 0
    return (
        (score + bonus) * PRICE_UNIT * (100 + (0 if mentee.has_mentor else parameters.unmatched_bonus_percent)) // 100
    )


def _cheapest(edges: list[list[int]], source: int, sink: int) -> int:
    total = 0
    while True:
        distance, through = [_FAR] * (sink + 1), [-1] * (sink + 1)
        distance[source], changed = 0, True
        while changed:
            changed = False
            for number, (start, end, room, cost) in enumerate(edges):
                if room and distance[start] < _FAR and distance[start] + cost < distance[end]:
                    distance[end], through[end], changed = distance[start] + cost, number, True
        if distance[sink] >= 0:
            return total
        total += distance[sink]
        node = sink
        while node != source:
            number = through[node]
            edges[number][2] -= 1
            edges[number ^ 1][2] += 1
            node = edges[number][0]
