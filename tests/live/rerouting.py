"""Events in any number that concern nearly everybody: ann's application changes hands again and again."""

from collections.abc import Sequence

from moments.domain.applications.events import ApplicationRerouted
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.domain.shared.kind import ApplicationKind
from tests.api.api_client import BEGIN, ApiClient

HANDS = (PersonId("boss"), PersonId("deputy"))


async def reroute(
    world: ApiClient, application: ApplicationId, hands: Sequence[PersonId] = HANDS, *, number: int = 1
) -> None:
    """So many events in one transaction; the row stays as it is."""
    async with world.container.unit_of_work() as work:
        for _ in range(number):
            work.record(
                ApplicationRerouted(
                    occurred_at=BEGIN,
                    by=None,
                    application=application,
                    applicant=PersonId("ann"),
                    kind=ApplicationKind.MENTEE,
                    from_supervisor=hands[0],
                    to_supervisor=hands[1],
                )
            )
        await work.commit()
