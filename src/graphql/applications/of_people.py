"""People's applications: one statement for those of all people whom an operation shows."""

from collections.abc import Sequence

from moments.application.queries.paging import PageRequest
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.ids import PersonId
from moments.graphql.applications.types import Application
from moments.graphql.shared.context import Context
from moments.graphql.shared.pages import Connection, connection


async def applications_of(
    context: Context, person: PersonId, states: Sequence[ApplicationState] | None, page: PageRequest
) -> Connection[Application]:
    """Returns those that the viewer may see; no states: in any."""
    wanted = frozenset(states or ())

    async def load(people: list[PersonId]) -> list[Connection[Application]]:
        actor, reference = (await context.viewer()).actor, await context.reference()
        pages = await context.read(lambda queries: queries.applications_of(actor, people, wanted, page))
        return [connection(pages[each], lambda row: Application.of(row, actor, reference)) for each in people]

    return await context.loader(("applications of", wanted, page), load).load(person)
