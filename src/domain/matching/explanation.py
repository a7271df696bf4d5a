"""The suggestions of a run with their reasons, and the reason for each empty list (MAT-4)."""

from collections.abc import Iterator

from moments.domain.matching.empty_lists import SkillSupply
from moments.domain.matching.fit import fit
from moments.domain.matching.market import ExclusionIndex, Market
from moments.domain.matching.parameters import Parameters
from moments.domain.matching.result import MatchingResult
from moments.domain.matching.suggestion import EmptyList, Suggestion


def explained(
    market: Market, outcome: MatchingResult, parameters: Parameters
) -> Iterator[tuple[str, tuple[Suggestion, ...]]]:
    """Yields each participating mentee, in order of id, with the list to show."""
    mentees = {mentee.id: mentee for mentee in market.mentees}
    mentors = {mentor.id: mentor for mentor in market.mentors}
    for identity in sorted(outcome.lists):
        wishes = mentees[identity].skills
        fits = [(each, fit(wishes, mentors[each].skills, parameters.weights)) for each in outcome.lists[identity]]
        yield identity, tuple(Suggestion(mentor, found.score, found.common) for mentor, found in fits)


def empty_lists(market: Market, outcome: MatchingResult, parameters: Parameters) -> dict[str, EmptyList]:
    """Maps each mentee with an empty list to the reason and the skills that would fill it, in order of id."""
    empty = {mentee for mentee, mentors in outcome.lists.items() if not mentors}
    if not empty:
        return {}
    offers, index = SkillSupply(market, parameters), ExclusionIndex(market)
    mentees = sorted((mentee for mentee in market.mentees if mentee.id in empty), key=lambda mentee: mentee.id)
    return {mentee.id: offers.why_empty(mentee, index.exclusions_of(mentee)) for mentee in mentees}
