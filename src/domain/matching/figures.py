"""The figures of a run, as the program office reads them (MAT-7, MAT-8)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from moments.domain.matching.market import Market
from moments.domain.matching.people import MarketMember, NonParticipation
from moments.domain.matching.result import MatchingResult
from moments.domain.matching.suggestion import EmptyList, EmptyReason
from moments.domain.shared.small_groups import Disclosure, disclose


@dataclass(frozen=True, slots=True)
class DepartmentFigures:
    mentees: int
    mentors: int
    matched: int
    empty: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`matched`: mentees who get a mentor if each requests the mentors of their list from the top, in the order of
    `lists`, and no mentor declines; `max_matched`: the limit set by open places. `shown`: number of lists -> number
    of mentors on that many lists.
    """

    mentees: int
    mentors: int
    mentees_not_taking_part: Mapping[NonParticipation, int]
    mentors_not_taking_part: Mapping[NonParticipation, int]
    open_places: int
    matched: int
    max_matched: int
    suggestions: int
    shown: Mapping[int, int]
    empty: Mapping[EmptyReason, int]
    departments: Mapping[str, DepartmentFigures]


def figures(market: Market, outcome: MatchingResult, empty: Mapping[str, EmptyList]) -> Figures:
    mentees = {mentee.id: mentee for mentee in market.mentees if mentee.takes_part}
    mentors = [mentor for mentor in market.mentors if mentor.takes_part]
    places = {mentor.id: mentor.open_places for mentor in mentors}
    matched = potential(outcome.lists, places)
    shown = Counter(mentor for mentors in outcome.lists.values() for mentor in mentors)
    return Figures(
        mentees=len(mentees),
        mentors=len(mentors),
        mentees_not_taking_part=_not_taking_part(market.mentees),
        mentors_not_taking_part=_not_taking_part(market.mentors),
        open_places=sum(places.values()),
        matched=len(matched),
        max_matched=min(len(mentees), sum(places.values())),
        suggestions=shown.total(),
        shown=dict(sorted(Counter(shown[mentor] for mentor in places).items())),
        empty=dict(sorted(Counter(each.reason for each in empty.values()).items(), key=lambda each: each[0].value)),
        departments=_departments(mentees.values(), mentors, matched, set(empty)),
    )


def potential(lists: Mapping[str, tuple[str, ...]], places: Mapping[str, int]) -> set[str]:
    """Mentees who get a mentor if each in turn requests the first mentor on their list with an open place."""
    left, matched = dict(places), set[str]()
    for mentee, mentors in lists.items():
        found = next((mentor for mentor in mentors if left[mentor] > 0), None)
        if found is not None:
            left[found] -= 1
            matched.add(mentee)
    return matched


def _not_taking_part(people: Iterable[MarketMember]) -> dict[NonParticipation, int]:
    """Counts a person who does not take part for two reasons under both."""
    counts = Counter(why for each in people for why in each.non_participation_reasons)
    return dict(sorted(counts.items(), key=lambda each: each[0].value))


def _departments(
    mentees: Iterable[MarketMember], mentors: Iterable[MarketMember], matched: set[str], empty: set[str]
) -> dict[str, DepartmentFigures]:
    seeking, offering = Counter[str](), Counter(mentor.department for mentor in mentors)
    served, unserved = Counter[str](), Counter[str]()
    for mentee in mentees:
        seeking[mentee.department] += 1
        served[mentee.department] += mentee.id in matched
        unserved[mentee.department] += mentee.id in empty
    names = sorted(seeking.keys() | offering.keys())
    return {name: DepartmentFigures(seeking[name], offering[name], served[name], unserved[name]) for name in names}


@dataclass(frozen=True, slots=True)
class DepartmentDisclosure:
    """What can be shown of each department's figures. `matched`: in two columns, matched and not matched."""

    mentees: Disclosure[str]
    mentors: Disclosure[str]
    matched: Disclosure[str]

    @classmethod
    def of(cls, departments: Mapping[str, DepartmentFigures]) -> "DepartmentDisclosure":
        mentees = disclose({code: (each.mentees,) for code, each in departments.items()})
        return cls(
            mentees=mentees,
            mentors=disclose({code: (each.mentors,) for code, each in departments.items()}),
            matched=disclose(
                {code: (each.matched, each.mentees - each.matched) for code, each in departments.items()},
                hidden=[code for code in departments if mentees.hides(code)],
                sizes_known=True,
            ),
        )
