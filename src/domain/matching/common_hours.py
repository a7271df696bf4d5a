"""Common working hours of two people, for runs that use them."""

from functools import cache

from moments.domain.matching.people import MarketMember
from moments.domain.program.working_hours import common_minutes, working_hours


@cache
def minutes_in_common(one: str, other: str) -> int:
    """Minutes a week that two of the form's choices have in common; raises UnknownWorkingHours."""
    return common_minutes(working_hours(one), working_hours(other))


def share_hours(mentee: MarketMember, mentor: MarketMember) -> bool:
    """Returns True also if either choice is unknown."""
    if mentee.hours is None or mentor.hours is None:
        return True
    return minutes_in_common(mentee.hours, mentor.hours) >= 60
