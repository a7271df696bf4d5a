"""Everybody and every pair that a matching run has to know of, from a file or from the program's tables alike."""

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
    """What has been between the two: by their ids in the market."""

    mentee: str
    mentor: str
    why: Bar


@dataclass(frozen=True, slots=True)
class Market:
    """`skills`: every skill there is to choose from, so that an empty list can say what would change it."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    barred: tuple[ExcludedPair, ...] = ()
    skills: tuple[SkillId, ...] = ()
    _between: dict[str, dict[str, Bar]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for pair in self.barred:
            self._between.setdefault(pair.mentee, {})[pair.mentor] = pair.why

    def between(self, mentee: str) -> Mapping[str, Bar]:
        """The mentors with whom this mentee has, had or asked for a mentorship, by id."""
        return self._between.get(mentee, {})


HISTORY = (Bar.EXISTING, Bar.PENDING, Bar.DECLINED, Bar.WITHIN_THE_YEAR)
"""What may have been between the two, the one that is told first where there are several."""


def bar_between(
    mentee: str, mentor: str, *, above_mentee: str | None, above_mentor: str | None, history: Bar | None
) -> Bar | None:
    """Why this mentor may not be suggested to this mentee; None where nothing stands against it (MAT-6).

    `above_mentee`, `above_mentor`: whom they report to. What has been between the two is told rather than who
    supervises whom, as the mentee knows of it. Departments are not asked about (MAT-5).
    """
    if mentee == mentor:
        return Bar.SELF
    if history is not None:
        return history
    if above_mentee == mentor:
        return Bar.SUPERVISOR
    return Bar.DIRECT_REPORT if above_mentor == mentee else None


def bar(mentee: Mentee, mentor: Mentor, between: Mapping[str, Bar]) -> Bar | None:
    """As `bar_between`, of two in a market. `between`: the mentee's history, by the mentor's id."""
    return bar_between(
        mentee.person,
        mentor.person,
        above_mentee=mentee.supervisor,
        above_mentor=mentor.supervisor,
        history=between.get(mentor.id),
    )


class ExclusionIndex:
    """For each mentee the few mentors who are barred, found without looking at every pair."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._as_person: dict[str, list[Mentor]] = {}
        self._as_report: dict[str, list[Mentor]] = {}
        for mentor in market.mentors:
            self._as_person.setdefault(mentor.person, []).append(mentor)
            if mentor.supervisor is not None:
                self._as_report.setdefault(mentor.supervisor, []).append(mentor)

    def barred(self, mentee: Mentee) -> Mapping[str, Bar]:
        """Mentor's id -> why not, as `bar` says of each pair; there may be mentors who are not in the market."""
        between, near = self._market.between(mentee.id), self._near(mentee)
        if not near:
            return between
        found = {mentor.id: bar(mentee, mentor, between) for mentor in near}
        return dict(between) | {mentor: why for mentor, why in found.items() if why is not None}

    def _near(self, mentee: Mentee) -> Sequence[Mentor]:
        person = mentee.person
        near = [*self._as_person.get(person, ()), *self._as_report.get(person, ())]
        return near + self._as_person.get(mentee.supervisor, []) if mentee.supervisor is not None else near
