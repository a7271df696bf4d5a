"""The people and the excluded pairs that a matching run needs, read from a file or from the program's tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from moments.domain.matching.exclusions import Exclusion, exclusion_between
from moments.domain.matching.people import Mentee, Mentor
from moments.domain.shared.ids import SkillId


@dataclass(frozen=True, slots=True)
class ExcludedPair:
    """A pair with a history, by their ids in the market."""

    mentee: str
    mentor: str
    why: Exclusion


@dataclass(frozen=True, slots=True)
class Market:
    """`skills`: all available skills, so that the explanation of an empty list can name one that would help."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    excluded: tuple[ExcludedPair, ...] = ()
    skills: tuple[SkillId, ...] = ()
    _between: dict[str, dict[str, Exclusion]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for pair in self.excluded:
            self._between.setdefault(pair.mentee, {})[pair.mentor] = pair.why

    def between(self, mentee: str) -> Mapping[str, Exclusion]:
        """The mentors with whom this mentee has, had or requested a mentorship, by id."""
        return self._between.get(mentee, {})


def exclusion(mentee: Mentee, mentor: Mentor, between: Mapping[str, Exclusion]) -> Exclusion | None:
    """`exclusion_between` for two people in a market. `between`: the mentee's history, by the mentor's id."""
    return exclusion_between(
        mentee.person,
        mentor.person,
        above_mentee=mentee.supervisor,
        above_mentor=mentor.supervisor,
        history=between.get(mentor.id),
    )


class ExclusionIndex:
    """Finds the few mentors excluded for a mentee, without checking every pair."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._as_person: dict[str, list[Mentor]] = {}
        self._as_report: dict[str, list[Mentor]] = {}
        for mentor in market.mentors:
            self._as_person.setdefault(mentor.person, []).append(mentor)
            if mentor.supervisor is not None:
                self._as_report.setdefault(mentor.supervisor, []).append(mentor)

    def exclusions_of(self, mentee: Mentee) -> Mapping[str, Exclusion]:
        """Maps each excluded mentor's id to the result of `exclusion`; can contain mentors outside the market."""
        between, near = self._market.between(mentee.id), self._near(mentee)
        if not near:
            return between
        found = {mentor.id: exclusion(mentee, mentor, between) for mentor in near}
        return dict(between) | {mentor: why for mentor, why in found.items() if why is not None}

    def _near(self, mentee: Mentee) -> Sequence[Mentor]:
        person = mentee.person
        near = [*self._as_person.get(person, ()), *self._as_report.get(person, ())]
        return near + self._as_person.get(mentee.supervisor, []) if mentee.supervisor is not None else near
