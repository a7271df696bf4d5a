"""People's mentorships: one statement for those of all people whom an operation shows."""

from collections.abc import Sequence

from moments.application.queries.paging import PageRequest
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.mentorships.types import Mentorship
from moments.graphql.shared.context import Context
from moments.graphql.shared.pages import Connection, connection


async def mentorships_of(
    context: Context,
    person: PersonId,
    side: ApplicationKind,
    states: Sequence[MentorshipState] | None,
    page: PageRequest,
) -> Connection[Mentorship]:
    """Returns those that the viewer may see; no states: in any."""
    wanted = frozenset(states or ())

    async def load(people: list[PersonId]) -> list[Connection[Mentorship]]:
        actor, reference = (await context.viewer()).actor, await context.reference()
        pages = await context.read(lambda queries: queries.mentorships_of(actor, side, people, wanted, page))
        return [connection(pages[each], lambda row: Mentorship.of(row, actor, reference)) for each in people]

    return await context.loader(("mentorships of", side, wanted, page), load).load(person)
