"""What two people have in common: hours, and times to meet."""

from datetime import datetime, timedelta

import strawberry

from moments.domain.program import common_hours as domain
from moments.domain.program.working_hours import STATE_TIME
from moments.graphql.program.types import Shift


@strawberry.type(description="The regular working hours of both people at once, in Central time (MEN-3).")
class CommonHours:
    minutes_per_week: int = strawberry.field(description="Minutes a week in which both work; 0 if there are none.")
    windows: list[Shift] = strawberry.field(description="The hours by weekday, Monday first; empty if there are none.")
    message: str = strawberry.field(description="The hours as one sentence to show to either of the two.")

    @classmethod
    def of(cls, common: domain.CommonHours) -> "CommonHours":
        windows = [Shift.of(each) for each in common.windows]
        return cls(minutes_per_week=common.minutes, windows=windows, message=common.sentence)


def common_hours(one: str | None, other: str | None) -> CommonHours | None:
    """Of two of the form's choices; None if either is unknown."""
    common = domain.hours_in_common(one, other)
    return CommonHours.of(common) if common else None


@strawberry.type(description="A time at which both people work and neither has another meeting (MEN-3).")
class CommonTime:
    starts_at: datetime = strawberry.field(description="When the meeting would start.")
    ends_at: datetime = strawberry.field(description="When the meeting would end.")
    label: str = strawberry.field(description="The time to show to the user, in Central time.")

    @classmethod
    def of(cls, starts_at: datetime, minutes: int) -> "CommonTime":
        ends_at = starts_at + timedelta(minutes=minutes)
        begin, end = starts_at.astimezone(STATE_TIME), ends_at.astimezone(STATE_TIME)
        day = f"{begin:%A}, {begin:%B} {begin.day}, {begin.year}"
        label = f"{day}, {domain.clock_time(begin.time())} to {domain.clock_time(end.time())}"
        return cls(starts_at=starts_at, ends_at=ends_at, label=label)
