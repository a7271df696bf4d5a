"""The facts of pairs, read for all mentorships of an operation at once, and the search for times to meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import PairRow
from moments.domain.mentorships.meeting_time import MAX_MINUTES, Engagement
from moments.domain.program.common_hours import spread, times_to_meet
from moments.domain.program.holidays import StateCalendar
from moments.domain.program.working_hours import WorkingHours
from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.edge.errors import ClientError
from moments.graphql.mentorships.pair_types import CommonTime
from moments.graphql.shared.context import Context
from moments.graphql.shared.pages import Connection, sorted_connection

TWO_WEEKS, LONGEST = timedelta(days=14), timedelta(days=92)


async def pair_of(context: Context, identity: MentorshipId) -> PairRow:
    """Of one of the viewer's own mentorships."""

    async def load(keys: list[MentorshipId]) -> list[PairRow]:
        actor = (await context.viewer()).actor
        found = await context.read(lambda queries: queries.pairs(actor, keys))
        return [found[key] for key in keys]

    return await context.loader("pairs", load).load(identity)


@dataclass(frozen=True, slots=True)
class TimeSearch:
    since: datetime
    until: datetime
    minutes: int
    per_day: int | None

    @classmethod
    def of(
        cls, now: datetime, since: datetime | None, until: datetime | None, minutes: int, per_day: int | None
    ) -> "TimeSearch":
        """Only times to come are searched. Raises ClientError for invalid arguments."""
        begin = max(since or now, now)
        end = until or begin + TWO_WEEKS
        if end > begin + LONGEST:
            raise ClientError("`until` is more than 92 days after `from`. Choose a shorter time.")
        if not 1 <= minutes <= MAX_MINUTES:
            raise ClientError(f"Choose `minutes` from 1 to {MAX_MINUTES}.")
        if per_day is not None and per_day < 1:
            raise ClientError("Choose 1 or more for `perDay`.")
        return cls(begin, end, minutes, per_day)

    def connection(
        self,
        hours: Mapping[ApplicationKind, WorkingHours],
        engagements: Sequence[Engagement],
        calendar: StateCalendar,
        page: PageRequest,
    ) -> Connection[CommonTime]:
        mentor, mentee = hours[ApplicationKind.MENTOR], hours[ApplicationKind.MENTEE]
        taken = [each.span for each in engagements]
        found = times_to_meet(
            mentor,
            mentee,
            calendar=calendar,
            since=self.since,
            until=self.until,
            minutes=self.minutes,
            taken=taken,
        )
        times = list(found if self.per_day is None else spread(found, self.per_day))
        return sorted_connection(times, datetime.isoformat, page, lambda each: CommonTime.of(each, self.minutes))


async def engagements_of(context: Context, identity: MentorshipId, search: TimeSearch) -> Sequence[Engagement]:
    """The meetings that are in the way, whatever the length; from the full hour, so that fields that are resolved one
    after the other ask for the same.
    """
    since = search.since.replace(minute=0, second=0, microsecond=0)
    until = search.until.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=MAX_MINUTES + 60)

    async def load(keys: list[MentorshipId]) -> list[Sequence[Engagement]]:
        actor = (await context.viewer()).actor
        found = await context.read(lambda queries: queries.engagements(actor, keys, since, until))
        return [found[key] for key in keys]

    return await context.loader(("engagements", since, until), load).load(identity)
