"""DateTime: accepts any UTC offset, returns Central time, so that every client shows the same clock."""

from dataclasses import replace
from datetime import datetime

from graphql import GraphQLError
from strawberry import scalar
from strawberry.schema.types.base_scalars import DateDefinition, TimeDefinition
from strawberry.types.scalar import ScalarDefinition

from moments.domain.program.working_hours import STATE_TIME

YEARS = range(1900, 9000)
"""Years outside of these fail in other time zones, because Python's calendar ends."""


def parse_moment(value: object) -> datetime:
    """Parses ISO 8601 with an offset; without an offset the time is ambiguous."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or moment.year not in YEARS:
        raise GraphQLError('A moment is ISO 8601 with an offset, such as "2026-01-12T09:00:00-06:00".')
    return moment


def show_moment(value: datetime) -> str:
    return value.astimezone(STATE_TIME).isoformat()


MOMENT: ScalarDefinition = scalar(
    name="DateTime",
    description="Date and time, ISO 8601 with an offset. Accepts any offset; returns Central time (America/Chicago).",
    serialize=show_moment,
    parse_value=parse_moment,
)

DATE = replace(DateDefinition, description="A calendar date, ISO 8601, such as 2027-01-04.")
TIME = replace(TimeDefinition, description="A time of day, ISO 8601, such as 07:30:00.")
