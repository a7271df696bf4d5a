"""The posts of a department as a tree of reporting lines: who there is to be before it is said who they are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from moments.demo import locations
from moments.demo.agencies import Agency, Division
from moments.domain.shared.apportionment import apportion

NARROWEST, WIDEST = 4, 12
"""Direct reports of a leader, where there are people enough."""

_OFFICE_TITLES = ("Executive Assistant", "General Counsel", "Director of Communications", "Legislative Liaison")
_DEPUTY_OFFICE_TITLES = ("Executive Assistant", "Special Assistant")
_OFFICE_FROM, _DEPUTY_FROM = 40, 300
_ONE_ROOF = 120
"""People under one leader who still work in one place."""


@dataclass(frozen=True, slots=True)
class Post:
    """`boss` is a place in the department's list; `height` is 0 for staff, 1 to 3 for leaders, 4 for the head."""

    title: str
    division: str | None
    place: str
    boss: int | None
    height: int


def shares_of(total: int, weights: Sequence[float], least: int) -> list[int]:
    """`total` in whole parts, each of at least `least` and beyond that by weight (largest remainders)."""
    spare = total - least * len(weights)
    return [part + least for part in apportion(spare, [spare * weight / sum(weights) for weight in weights])]


def posts_of(agency: Agency, people: int, rng: Random) -> list[Post]:
    """So many posts, the head's first; every other one's boss comes before it."""
    return _Growth(agency, rng).grown(people)


class _Growth:
    def __init__(self, agency: Agency, rng: Random) -> None:
        self._agency, self._rng, self._posts = agency, rng, list[Post]()

    def grown(self, people: int) -> list[Post]:
        head = self._add(Post(self._agency.head, None, locations.CAPITAL[0], None, 4))
        below = people - 1
        if below <= WIDEST:
            self._staff(head, below, self._agency.divisions[0])
            return self._posts
        second = self._office(head, below)
        below = people - len(self._posts)
        divisions = self._agency.divisions[: max(1, below // (NARROWEST + 2))]
        sizes = shares_of(below, [each.share for each in divisions], NARROWEST + 1)
        for at, (division, size) in enumerate(zip(divisions, sizes, strict=True)):
            boss = head if at * 2 < len(divisions) else second
            self._division(boss, division, size)
        return self._posts

    def _office(self, head: int, below: int) -> int:
        """The head's own office, and in a large department a deputy, to whom the smaller divisions report."""
        if below < _OFFICE_FROM:
            return head
        place = self._posts[head].place
        for title in _OFFICE_TITLES:
            self._add(Post(title, None, place, head, 0))
        if below < _DEPUTY_FROM:
            return head
        deputy = self._add(Post(self._agency.deputy, None, place, head, 3))
        for title in _DEPUTY_OFFICE_TITLES:
            self._add(Post(title, None, place, deputy, 0))
        return deputy

    def _division(self, boss: int, division: Division, size: int) -> None:
        director = self._add(Post("Division Director", division.name, division.places[0], boss, 3))
        self._below(director, size - 1, division)

    def _below(self, lead: int, people: int, division: Division) -> None:
        if people <= WIDEST:
            return self._staff(lead, people, division)
        leaders, staff = span(people)
        self._staff(lead, staff, division)
        weights = [self._rng.uniform(0.75, 1.25) for _ in range(leaders)]
        for part in shares_of(people - staff - leaders, weights, NARROWEST):
            place = self._rng.choice(division.places) if people > _ONE_ROOF else self._posts[lead].place
            height = 1 if part <= WIDEST else 2 if part <= _ONE_ROOF else 3
            self._below(
                self._add(Post(division.trade.title(height), division.name, place, lead, height)), part, division
            )

    def _staff(self, lead: int, people: int, division: Division) -> None:
        titles, rng, place = division.trade.staff, self._rng, self._posts[lead].place
        for _ in range(people):
            title = titles[int(rng.betavariate(1.4, 1.8) * len(titles))]
            elsewhere = rng.random() < 0.07
            where = rng.choice(division.places) if elsewhere else place
            self._add(Post(title, division.name, where, lead, 0))

    def _add(self, post: Post) -> int:
        self._posts.append(post)
        return len(self._posts) - 1


def span(people: int) -> tuple[int, int]:
    """How many leaders and how many of the staff report to one who has more than WIDEST people below.

    The leaders have about as many reports at each level, and people enough for NARROWEST each.
    """
    levels = max(2, math.ceil(math.log(people) / math.log(11.5)))
    leaders = min(max(2, round(people ** (1 / levels))), (people - 2) // (NARROWEST + 1))
    return leaders, max(0, NARROWEST - leaders)
