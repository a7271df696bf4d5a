"""A market as arrays: people with the same skills form one class, so that each kind of pair is computed once."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from moments.domain.matching.common_hours import share_hours
from moments.domain.matching.fit import Weights
from moments.domain.matching.market import ExclusionIndex, Market
from moments.domain.matching.order import drawn
from moments.domain.matching.parameters import MAX_LISTS_PER_PLACE, HoursRule, Parameters
from moments.domain.matching.people import MarketMember, Mentee, Mentor
from moments.domain.matching.replacements import PRICE_UNIT, TIE_BREAK, weight
from moments.domain.program.skills import MAX_SKILLS, SkillCategory
from moments.domain.shared.apportionment import apportion
from moments.domain.shared.ids import SkillId
from moments.matcher.arrays import Floats, Ints, Weighed
from moments.matcher.kernels import PLAIN, Kernels
from moments.matcher.scale import NEVER, ONE

LIMIT_HEADROOM = 3.0
"""Minimum lists per open place, even if places are plentiful, so that good fits are kept."""


Person = TypeVar("Person", bound=MarketMember)


@dataclass(frozen=True, slots=True)
class Classes(Generic[Person]):
    """`of`: person -> class; `first`: class -> its first person; `ranks`: [class, skill], 0 if not listed."""

    of: Ints
    first: Sequence[Person]
    ranks: NDArray[np.int8]
    members: Ints

    @classmethod
    def sort(cls, people: Sequence[Person], keys: Iterable[Hashable], column: dict[SkillId, int]) -> "Classes[Person]":
        numbers: dict[Hashable, int] = {}
        of = np.fromiter((numbers.setdefault(key, len(numbers)) for key in keys), np.int64, len(people))
        _, firsts = np.unique(of, return_index=True)
        first = [people[int(person)] for person in firsts]
        ranks = np.zeros((len(first), len(column)), np.int8)
        for category in SkillCategory:
            listed = [someone.skills.of(category) for someone in first]
            counts = np.fromiter(map(len, listed), np.int64, len(first))
            columns = np.fromiter((column[skill] for skills in listed for skill in skills), np.int64, counts.sum())
            ranks[np.repeat(np.arange(len(first)), counts), columns] = _within(counts) + 1
        return cls(of, first, ranks, np.bincount(of, minlength=len(first)))


class MarketArrays:
    """The people who take part, in the order of their lots, and the arrays that the engine computes with."""

    def __init__(self, market: Market, parameters: Parameters, seed: str, whole: "MarketArrays | None" = None) -> None:
        """`whole`: the market of which this is a part; both have the same columns."""
        self.parameters, self.seed = parameters, seed
        self.kernels: Kernels = whole.kernels if whole else PLAIN
        self.mentees: list[Mentee] = drawn(market.mentees, seed, "mentee")
        self.mentors: list[Mentor] = drawn(market.mentors, seed, "mentor")
        self.length = parameters.list_length
        hours = parameters.hours is not HoursRule.IGNORED
        everybody = [person.skills for person in (*self.mentees, *self.mentors)]
        skills = {*chain.from_iterable([each.career for each in everybody] + [each.soft for each in everybody])}
        column = whole.column if whole else {skill: number for number, skill in enumerate(sorted(skills))}
        self.column: dict[SkillId, int] = column
        self.wishers = Classes[Mentee].sort(
            self.mentees,
            ((m.skills.career, m.skills.soft, m.hours if hours else None, weight(m, parameters)) for m in self.mentees),
            column,
        )
        self.offers = Classes[Mentor].sort(
            self.mentors,
            ((m.skills.career, m.skills.soft, m.hours if hours else None) for m in self.mentors),
            column,
        )
        self._weigh(parameters.weights, [weight(mentee, parameters) for mentee in self.wishers.first])
        self._choices: dict[str | None, MarketMember] = dict(whole._choices) if whole else {}
        self.bonus, self.shift = self._hours(parameters.hours)
        places = np.array([m.open_places for m in self.mentors], np.int64)
        self.limits = limits(places, len(self.mentees), parameters)
        self.room = room(self.limits, places, len(self.mentees))
        self.stock: Ints = np.bincount(self.offers.of, self.room, self.types).astype(np.int64)
        self.several = np.minimum(self.offers.members, self.length)
        index = ExclusionIndex(market)
        place = {mentor.id: number for number, mentor in enumerate(self.mentors)}
        self.excluded = [_numbers(index.exclusions_of(mentee), place) for mentee in self.mentees]

    def part(self, part: float) -> "MarketArrays":
        """Returns a sample of each side, the fraction `part`, by lot and without excluded pairs."""
        mentees = self.mentees[: max(round(part * len(self.mentees)), 1)]
        mentors = self.mentors[: max(round(part * len(self.mentors)), 1)]
        return MarketArrays(Market(tuple(mentees), tuple(mentors)), self.parameters, self.seed, self)

    def as_long_as_there_is_room(self) -> "MarketArrays":
        """The same market with lists so short that, spread evenly, they hold about all that may be shown (MAT-4)."""
        gives_way = self.room is not self.limits
        fair = 1 if gives_way else -(-int(self.stock.sum()) // max(len(self.mentees), 1))
        if fair >= self.length:
            return self
        other = copy(self)
        other.length, other.several = fair, np.minimum(self.offers.members, fair)
        return other

    @property
    def types(self) -> int:
        return len(self.offers.first)

    def _weigh(self, weights: Weights, hundredths: Sequence[int]) -> None:
        wish, offer = np.array((0, *weights.wish), np.int32), np.array((0, *weights.offer), np.int32)
        self._wish: Weighed = wish[self.wishers.ranks]
        self._offer: Weighed = offer[self.offers.ranks]
        self._sought: Ints = np.ascontiguousarray(np.argsort(self._wish == 0, axis=1, kind="stable")[:, :MAX_SKILLS])
        self._whole: Ints = np.maximum((wish * offer)[self.wishers.ranks].sum(1, dtype=np.int64), 1)
        self._hundredths: Ints = np.array(hundredths, np.int64)
        self.slack = 3 * max(weights.offer) + PRICE_UNIT + 2
        """The maximum difference between an approximate worth and the exact one."""

    def _hours(self, rule: HoursRule) -> tuple[Ints, Ints]:
        """Returns bonus[class of mentees, mentor's choice], which is added, and shift: mentor type -> its choice's
        number.
        """
        for mentor in self.offers.first:
            self._choices.setdefault(mentor.hours, mentor)
        numbers = {hours: number for number, hours in enumerate(self._choices)}
        shift = np.array([numbers[mentor.hours] for mentor in self.offers.first], np.int64)
        if rule is HoursRule.IGNORED:
            return np.zeros((len(self.wishers.first), 0), np.int64), shift
        apart, together = (NEVER, 0) if rule is HoursRule.REQUIRED else (0, TIE_BREAK * PRICE_UNIT)
        rows = [
            [together if share_hours(mentee, mentor) else apart for mentor in self._choices.values()]
            for mentee in self.wishers.first
        ]
        return np.array(rows, np.int64).reshape(len(self.wishers.first), len(numbers)), shift

    @cached_property
    def rough_wishes(self) -> Floats:
        """[class, skill and choice of hours]: the product with `rough_offers` is the worth, within `slack`."""
        rough = np.rint(ONE * self._wish.astype(np.int64) / self._whole[:, None] * (self._hundredths / 100)[:, None])
        bonus = self.bonus * np.where(self.bonus > 0, self._hundredths[:, None], 100) // 100
        return np.ascontiguousarray(np.concatenate([rough, bonus], axis=1), dtype=np.float32)

    @cached_property
    def rough_offers(self) -> Floats:
        """[skill and choice of hours, type]."""
        columns: int = self.bonus.shape[1]
        choices = np.arange(columns)[:, None] == self.shift[None, :]
        return np.ascontiguousarray(np.concatenate([self._offer.T, choices]), dtype=np.float32)

    def scores(self, wisher: Ints, offer: Ints) -> Ints:
        """The exact fits in 1/10,000 of these pairs of classes."""
        return self.kernels.scores(self._sought, self._wish, self._offer, self._whole, wisher, offer)

    def worths(self, wisher: Ints, offer: Ints) -> Ints:
        """The worth of a showing, in the unit of prices; negative if it is not allowed."""
        scores = self.scores(wisher, offer)
        extra = self.bonus[wisher, self.shift[offer]] if self.bonus.shape[1] else np.zeros_like(scores)
        worth = (scores * PRICE_UNIT + np.maximum(extra, 0)) * self._hundredths[wisher] // 100
        return np.where((scores > 0) & (extra >= 0), worth, NEVER)


def _within(counts: Ints) -> Ints:
    """For groups of these sizes, each member's index within its group, from 0."""
    return np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)


def _numbers(mentors: Iterable[str], place: Mapping[str, int]) -> Collection[int]:
    """Returns a tuple, because most are empty and an empty tuple takes no memory."""
    return tuple(place[mentor] for mentor in mentors if mentor in place)


def limits(places: Ints, mentees: int, parameters: Parameters) -> Ints:
    """The maximum number of lists for each mentor, in proportion to open places; the total is what all lists can hold.

    The rest from rounding goes to the largest remainders; the first by lot wins ties.
    """
    if not len(places):
        return places
    slots, all_places = parameters.list_length * mentees, int(places.sum())
    per_place = parameters.max_lists_per_open_place or min(max(slots / all_places, LIMIT_HEADROOM), MAX_LISTS_PER_PLACE)
    total = round(per_place * all_places)
    return _in_proportion(total, places, mentees)


def room(limits: Ints, places: Ints, mentees: int) -> Ints:
    """How often each mentor is shown at most while lists are made: all limits give way alike where they hold less than
    a name for each mentee (MAT-4).
    """
    if not len(places) or int(limits.sum()) >= mentees:
        return limits
    return np.maximum(limits, _in_proportion(mentees, places, mentees))


def _in_proportion(total: int, places: Ints, mentees: int) -> Ints:
    whole: Ints = np.array(apportion(total, (places * total).tolist(), int(places.sum())))
    return np.minimum(np.maximum(whole, 1), max(mentees, 1))
