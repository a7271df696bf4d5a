"""What a run is made from, and what it leaves of the mentors: gzipped JSON, the same for the same people (MAT-8).

Confirmed mentorships are kept as numbers beside the people, so that a trial run may change the caps.
"""

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.inputs import Inputs, places
from moments.domain.matching.market import ExcludedPair, Market
from moments.domain.matching.parameters import MAX_LIST_LENGTH
from moments.domain.matching.people import MarketMember, Mentee, Mentor, NonParticipation
from moments.domain.matching.replacements import Exposure
from moments.domain.matching.result import MatchingResult
from moments.domain.participants.participant import CAP
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import SkillId

_FORMAT = "moments-run-inputs/1"
_LEVEL = 6


def pack(value: Any) -> bytes:
    return gzip.compress(orjson.dumps(value), _LEVEL, mtime=0)


def unpack(stored: bytes) -> Any:
    return orjson.loads(gzip.decompress(stored))


def record_of(inputs: Inputs) -> bytes:
    market = inputs.market
    names = _Names()
    mentees = _rows(
        [*_person(each, names), inputs.mentors_of.get(each.id, 0)]
        for each in sorted(market.mentees, key=lambda each: each.id)
    )
    mentors = _rows(
        [*_person(each, names), inputs.mentees_of.get(each.id, 0), inputs.wanted.get(each.id, CAP)]
        for each in sorted(market.mentors, key=lambda each: each.id)
    )
    return pack(
        {
            "format": _FORMAT,
            "skills": market.skills,
            "mentees": mentees,
            "mentors": mentors,
            "barred": sorted([pair.mentee, pair.mentor, pair.why.value] for pair in market.excluded),
            "names": names.listed,
        }
    )


def _rows(rows: Iterable[list[Any]]) -> orjson.Fragment:
    """Written row by row: one call for all of them would keep the interpreter from everybody else."""
    return orjson.Fragment(b"[" + b",".join([orjson.dumps(row) for row in rows]) + b"]")


def exposures_record(market: Market, outcome: MatchingResult) -> bytes:
    shown = Counter(mentor for mentors in outcome.lists.values() for mentor in mentors)
    places = sum(each.open_places for each in market.mentors if each.id in outcome.limits)
    own = {mentor: limit - outcome.beyond.get(mentor, 0) for mentor, limit in outcome.limits.items()}
    each = {
        mentor: [price, own[mentor], shown[mentor], outcome.longest.get(mentor, MAX_LIST_LENGTH)]
        for mentor, price in sorted(outcome.prices.items())
    }
    return pack({"per_place": sum(own.values()) / max(places, 1), "mentors": each})


@dataclass(frozen=True, slots=True)
class Exposures:
    """`per_place`: lists that a run gave an open place."""

    per_place: float
    mentors: Mapping[str, tuple[int, int, int, int]]

    @classmethod
    def of(cls, stored: bytes) -> "Exposures":
        written = unpack(stored)
        return cls(written["per_place"], written["mentors"])

    def of_mentor(self, mentor: Mentor) -> Exposure:
        """Whoever came after the run costs nothing, until they are on as many lists as their places would have had."""
        if mentor.id in self.mentors:
            return Exposure(*self.mentors[mentor.id])
        return Exposure(0, max(round(self.per_place * mentor.open_places), 1), 0)


def inputs_of(stored: bytes) -> Inputs:
    """Raises ValueError for what is no record of this format."""
    written = unpack(stored)
    if written.get("format") != _FORMAT:
        raise ValueError(f"inputs of another format: {written.get('format')}")
    reading = _Reading(written["names"])
    mentees, mentors = written["mentees"], written["mentors"]
    excluded = tuple(ExcludedPair(mentee, mentor, Exclusion(why)) for mentee, mentor, why in written["barred"])
    return Inputs(
        Market(
            tuple(reading.mentee(*row) for row in mentees),
            tuple(reading.mentor(*row) for row in mentors),
            excluded,
            tuple(written["skills"]),
        ),
        {row[0]: row[-1] for row in mentees if row[-1]},
        {row[0]: row[-2] for row in mentors if row[-2]},
        {row[0]: row[-1] for row in mentors if row[-1] < CAP},
    )


class _Names:
    """What many people have in common is written once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    @property
    def listed(self) -> list[str]:
        return list(self._numbers)

    def number(self, name: str | None) -> int:
        """-1 for none."""
        return -1 if name is None else self._numbers.setdefault(name, len(self._numbers))

    def numbers(self, names: Sequence[str]) -> list[int]:
        return [self.number(name) for name in names]


def _person(each: MarketMember, names: _Names) -> Iterator[Any]:
    """In the program's tables a person has one id on both sides."""
    yield each.id
    yield names.number(each.department)
    yield each.supervisor
    yield names.numbers(each.skills.career)
    yield names.numbers(each.skills.soft)
    yield names.numbers([reason.value for reason in each.non_participation])
    yield names.number(each.hours)


class _Reading:
    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._skills: dict[tuple[tuple[int, ...], tuple[int, ...]], RankedSkills] = {}

    def mentee(self, *row: Any) -> Mentee:
        *facts, confirmed = row
        return Mentee(**self._facts(*facts), open_places=places(confirmed), has_mentor=confirmed > 0)

    def mentor(self, *row: Any) -> Mentor:
        *facts, confirmed, wanted = row
        return Mentor(**self._facts(*facts), open_places=places(confirmed, wanted))

    def _facts(
        self,
        identity: str,
        department: int,
        supervisor: str | None,
        career: list[int],
        soft: list[int],
        non_participation: list[int],
        hours: int,
    ) -> Mapping[str, Any]:
        return {
            "id": identity,
            "person": identity,
            "department": self._names[department],
            "supervisor": supervisor,
            "skills": self._ranked(tuple(career), tuple(soft)),
            "non_participation": tuple(NonParticipation(self._names[each]) for each in non_participation),
            "hours": None if hours < 0 else self._names[hours],
        }

    def _ranked(self, career: tuple[int, ...], soft: tuple[int, ...]) -> RankedSkills:
        if (career, soft) not in self._skills:
            self._skills[career, soft] = RankedSkills(self._skill_ids(career), self._skill_ids(soft))
        return self._skills[career, soft]

    def _skill_ids(self, numbers: tuple[int, ...]) -> tuple[SkillId, ...]:
        return tuple(SkillId(self._names[each]) for each in numbers)
