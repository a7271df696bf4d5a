"""Explains empty lists after a run: the reason, and which added skills would fill them."""

from collections.abc import Iterator, Mapping

from moments.domain.matching.common_hours import share_hours
from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.market import Market
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.people import Mentee, Mentor, NonParticipation
from moments.domain.matching.suggestion import EmptyList, EmptyReason
from moments.domain.shared.ids import SkillId


class SkillSupply:
    """Indexes mentors by the skills they offer: built once a run, then queried for each empty list."""

    def __init__(self, market: Market, parameters: Parameters) -> None:
        self._skills = market.skills
        self._need_hours = parameters.hours is HoursRule.REQUIRED
        self._open: dict[SkillId, list[Mentor]] = {}
        self._full_or_not: dict[SkillId, set[bool]] = {}
        self._anyone = any(mentor.takes_part for mentor in market.mentors)
        for mentor in market.mentors:
            for skill in mentor.skills.all:
                if mentor.takes_part:
                    self._open.setdefault(skill, []).append(mentor)
                elif NonParticipation.NOT_APPROVED not in mentor.non_participation:  # an applicant is not a mentor yet
                    self._full_or_not.setdefault(skill, set()).add(
                        NonParticipation.FULL in mentor.non_participation_reasons
                    )

    def why_empty(self, mentee: Mentee, excluded: Mapping[str, Exclusion]) -> EmptyList:
        """`excluded`: the result of `ExclusionIndex.exclusions_of`."""
        return EmptyList(self._reason(mentee, excluded), tuple(self._changes(mentee, excluded)))

    def _reason(self, mentee: Mentee, excluded: Mapping[str, Exclusion]) -> EmptyReason:
        if not self._anyone:
            return EmptyReason.NO_MENTORS
        sharing = [mentor for skill in mentee.skills.all for mentor in self._open.get(skill, ())]
        if not sharing:
            return self._none_takes_part(mentee)
        allowed = [mentor for mentor in sharing if mentor.id not in excluded]
        if not allowed:
            return EmptyReason.ONLY_EXCLUDED
        if self._need_hours and not any(share_hours(mentee, mentor) for mentor in allowed):
            return EmptyReason.NO_COMMON_HOURS
        return EmptyReason.SHOWN_ENOUGH

    def _none_takes_part(self, mentee: Mentee) -> EmptyReason:
        full = {each for skill in mentee.skills.all for each in self._full_or_not.get(skill, ())}
        if not full:
            return EmptyReason.NOBODY_OFFERS
        if len(full) == 2:
            return EmptyReason.ALL_FULL_OR_UNAVAILABLE
        return EmptyReason.ALL_FULL if full == {True} else EmptyReason.ALL_UNAVAILABLE

    def _changes(self, mentee: Mentee, excluded: Mapping[str, Exclusion]) -> Iterator[tuple[SkillId, int]]:
        unsought = [skill for skill in self._skills if skill not in mentee.skills.all]
        counts = [(skill, self._would_give(mentee, skill, excluded)) for skill in unsought]
        yield from sorted((each for each in counts if each[1]), key=lambda each: (-each[1], each[0]))

    def _would_give(self, mentee: Mentee, skill: SkillId, excluded: Mapping[str, Exclusion]) -> int:
        mentors = (mentor for mentor in self._open.get(skill, ()) if mentor.id not in excluded)
        return sum(1 for mentor in mentors if not self._need_hours or share_hours(mentee, mentor))
