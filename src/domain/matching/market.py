"""The people and the excluded pairs that a matching run needs, read from a file or from the program's tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from moments.domain.matching.people import Mentee, Mentor
from moments.domain.shared.ids import SkillId


class Bar(Enum):
    """Why a mentor is not suggested to a mentee, whatever the fit (MAT-6)."""

    SELF = "self"
    SUPERVISOR = "supervisor"
    DIRECT_REPORT = "direct_report"
    EXISTING = "existing"
    WITHIN_THE_YEAR = "within_the_year"
    PENDING = "pending"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class ExcludedPair:
    """A pair with a history, by their ids in the market."""

    mentee: str
    mentor: str
    why: Bar


@dataclass(frozen=True, slots=True)
class Market:
    """`skills`: all available skills, so that the explanation of an empty list can name one that would help."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    barred: tuple[ExcludedPair, ...] = ()
    skills: tuple[SkillId, ...] = ()
    _between: dict[str, dict[str, Bar]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for pair in self.barred:
            self._between.setdefault(pair.mentee, {})[pair.mentor] = pair.why

    def between(self, mentee: str) -> Mapping[str, Bar]:
        """The mentors with whom this mentee has, had or requested a mentorship, by id."""
        return self._between.get(mentee, {})


HISTORY = (Bar.EXISTING, Bar.PENDING, Bar.DECLINED, Bar.WITHIN_THE_YEAR)
"""The bars from the history of a pair, in order of precedence."""


def bar_between(
    mentee: str, mentor: str, *, above_mentee: str | None, above_mentor: str | None, history: Bar | None
) -> Bar | None:
    """Why this mentor cannot be suggested to this mentee; None if the pair is allowed (MAT-6).

    `above_mentee`, `above_mentor`: their supervisors. History takes precedence over supervision, because the mentee
    knows of it. Department plays no part (MAT-5).
    """
    if mentee == mentor:
        return Bar.SELF
    if history is not None:
        return history
    if above_mentee == mentor:
        return Bar.SUPERVISOR
    return Bar.DIRECT_REPORT if above_mentor == mentee else None


def bar(mentee: Mentee, mentor: Mentor, between: Mapping[str, Bar]) -> Bar | None:
    """`bar_between` for two people in a market. `between`: the mentee's history, by the mentor's id."""
    return bar_between(
        mentee.person,
        mentor.person,
        above_mentee=mentee.supervisor,
        above_mentor=mentor.supervisor,
        history=between.get(mentor.id),
    )


class ExclusionIndex:
    """Finds the few mentors barred for a mentee, without checking every pair."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._as_person: dict[str, list[Mentor]] = {}
        self._as_report: dict[str, list[Mentor]] = {}
        for mentor in market.mentors:
            self._as_person.setdefault(mentor.person, []).append(mentor)
            if mentor.supervisor is not None:
                self._as_report.setdefault(mentor.supervisor, []).append(mentor)

    def barred(self, mentee: Mentee) -> Mapping[str, Bar]:
        """Maps each barred mentor's id to the result of `bar`; can contain mentors who are not in the market."""
        between, near = self._market.between(mentee.id), self._near(mentee)
        if not near:
            return between
        found = {mentor.id: bar(mentee, mentor, between) for mentor in near}
        return dict(between) | {mentor: why for mentor, why in found.items() if why is not None}

    def _near(self, mentee: Mentee) -> Sequence[Mentor]:
        person = mentee.person
        near = [*self._as_person.get(person, ()), *self._as_report.get(person, ())]
        return near + self._as_person.get(mentee.supervisor, []) if mentee.supervisor is not None else near
