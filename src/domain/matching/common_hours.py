"""Common working hours of two people, where a run asks for them."""

from functools import cache

from moments.domain.matching.people import MarketMember
from moments.domain.program.working_hours import common_minutes, working_hours


@cache
def minutes_in_common(one: str, other: str) -> int:
    """Of two choices of the form's list, minutes a week; raises UnknownWorkingHours."""
    return common_minutes(working_hours(one), working_hours(other))


def share_hours(mentee: MarketMember, mentor: MarketMember) -> bool:
    """Where a choice is unknown, nothing stands against the two."""
    if mentee.hours is None or mentor.hours is None:
        return True
    return minutes_in_common(mentee.hours, mentor.hours) >= 60
