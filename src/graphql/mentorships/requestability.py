"""Whether the viewer can request a mentor now, and why not (MAT-4, MAT-6)."""

from datetime import datetime

import strawberry

from moments.application.queries.aggregates import participant_of
from moments.application.queries.rows import ParticipantRow
from moments.domain.matching import request_blockers
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import PersonId
from moments.graphql.shared.context import Context
from moments.graphql.shared.enums import described_enum

RequestBlockerCode = described_enum(
    request_blockers.RequestBlocker,
    name="RequestBlockerCode",
    description="Why the viewer cannot request a mentor.",
    values={
        request_blockers.RequestBlocker.NO_LONGER_AVAILABLE: (
            "The mentor is no longer available; the reason is not revealed."
        ),
        request_blockers.RequestBlocker.REQUESTED: "The viewer's request to the mentor waits for an answer.",
        request_blockers.RequestBlocker.CURRENT_MENTOR: "The mentor is the viewer's mentor already.",
        request_blockers.RequestBlocker.DECLINED: "The mentor declined a request from the viewer this quarter.",
        request_blockers.RequestBlocker.RECENT_MENTORSHIP: (
            "The viewer's mentorship with the mentor ended less than a year ago."
        ),
        request_blockers.RequestBlocker.SUPERVISION: (
            "One of the two supervises the other, by the directory or as the viewer's application names it."
        ),
        request_blockers.RequestBlocker.CANCELED: "The viewer canceled a request to the mentor within the day.",
        request_blockers.RequestBlocker.YOURSELF: "The mentor is the viewer.",
        request_blockers.RequestBlocker.NOT_ALLOWED_TO_REQUEST: (
            "The viewer cannot request any mentor now; `searchMentors` gives the reason."
        ),
    },
)


@strawberry.type(description="Reason why the viewer cannot request a mentor now.")
class RequestBlocker:
    code: request_blockers.RequestBlocker = strawberry.field(
        description="Machine-readable reason why the mentor cannot be requested."
    )
    message: str = strawberry.field(description="The reason as a sentence, with what to do about it.")
    possible_from: datetime | None = strawberry.field(
        description="Moment at which the viewer may ask the mentor again; null if waiting does not help (MAT-6)."
    )

    @classmethod
    def of(cls, blocked: request_blockers.Blocked) -> "RequestBlocker":
        return cls(code=blocked.why, message=blocked.sentence, possible_from=blocked.until)


def may_request(row: ParticipantRow) -> bool:
    """Whether the viewer may search and request mentors at all (SEA-1)."""
    try:
        participant_of(row).check_may_search()
    except DomainError:
        return False
    return True


async def request_blocker(context: Context, mentor: PersonId) -> RequestBlocker | None:
    """One statement for all mentors of an operation."""
    viewer = (await context.viewer()).participant
    allowed, now = may_request(viewer), context.now()

    async def load(mentors: list[PersonId]) -> list[RequestBlocker | None]:
        found = await context.read(
            lambda queries: queries.request_blockers(viewer.person, mentors, now, may_request=allowed)
        )
        return [RequestBlocker.of(why) if (why := found.get(each)) else None for each in mentors]

    return await context.loader("request blockers", load).load(mentor)
