"""A mentee's list, or the reason why it is empty (MAT-4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from moments.domain.matching.fit import CommonSkill
from moments.domain.shared.ids import SkillId


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`score`: in 1/10,000. `common`: exactly the shared skills, the largest share first."""

    mentor: str
    score: int
    common: tuple[CommonSkill, ...]


class EmptyReason(Enum):
    NO_MENTORS = "no_mentors"
    NOBODY_OFFERS = "nobody_offers"
    ALL_FULL = "all_full"
    ALL_UNAVAILABLE = "all_unavailable"
    ALL_FULL_OR_UNAVAILABLE = "all_full_or_unavailable"
    ONLY_EXCLUDED = "only_barred"
    NO_COMMON_HOURS = "no_common_hours"
    SHOWN_ENOUGH = "shown_enough"


SENTENCES: Mapping[EmptyReason, str] = {
    EmptyReason.NO_MENTORS: "No mentor takes part at present.",
    EmptyReason.NOBODY_OFFERS: "No mentor offers a skill that is sought.",
    EmptyReason.ALL_FULL: "All mentors who offer a skill that is sought have no place open.",
    EmptyReason.ALL_UNAVAILABLE: "All mentors who offer a skill that is sought are unavailable at present.",
    EmptyReason.ALL_FULL_OR_UNAVAILABLE: (
        "All mentors who offer a skill that is sought have no place open or are unavailable."
    ),
    EmptyReason.ONLY_EXCLUDED: (
        "The only available mentors with your desired skills cannot be suggested: your supervisor, "
        "your direct reports, or mentors you have already had, requested or been declined by."
    ),
    EmptyReason.NO_COMMON_HOURS: "No open mentor who offers a skill that is sought shares a working hour.",
    EmptyReason.SHOWN_ENOUGH: (
        "The available mentors with your desired skills are already on as many lists as they can be."
    ),
}


@dataclass(frozen=True, slots=True)
class EmptyList:
    """`would_give`: skill not yet sought -> how many available mentors adding it would match, most first."""

    reason: EmptyReason
    would_give: tuple[tuple[SkillId, int], ...] = ()
