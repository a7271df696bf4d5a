"""A person by id, where only the id is at hand."""

from moments.domain.shared.ids import PersonId
from moments.graphql.participants.types import Person
from moments.graphql.shared.context import Context


async def person(context: Context, identity: PersonId) -> Person | None:
    """Returns None for somebody whom the directory does not know; the people of an operation are loaded together.

    No access check: call it only for ids from what the viewer may read.
    """

    async def load(people: list[PersonId]) -> list[Person | None]:
        rows, reference = await context.read(lambda queries: queries.people(people)), await context.reference()
        return [Person.of_row(rows.get(each), reference) for each in people]

    return await context.loader("people", load).load(identity)
