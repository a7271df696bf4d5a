"""Who has read whose private facts (ELIG-5); reading it is recorded as well."""

from datetime import datetime
from typing import Annotated

import strawberry

from moments.application.access.relations import Actor
from moments.application.queries.filters import Period, PrivateReadFilter, TimeOrder
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import PrivateReadRow
from moments.domain.participants import private_facts
from moments.graphql.participants.types import Person
from moments.graphql.shared import filters
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.pages import Connection
from moments.graphql.shared.reference import Reference

PrivateFacts = described_enum(
    private_facts.PrivateFacts,
    name="PrivateFacts",
    description="Private facts of a person (ELIG-5).",
    values={
        private_facts.PrivateFacts.ELIGIBILITY: "Eligibility of the person, with the criteria that are not met.",
        private_facts.PrivateFacts.READERS: "The record of who has read the person's private facts.",
    },
)
ReaderRole = described_enum(
    private_facts.ReaderRole,
    name="ReaderRole",
    description="Role in which somebody reads another person's private facts (ELIG-5).",
    values={
        private_facts.ReaderRole.SUPERVISOR: "The reader is the person's supervisor.",
        private_facts.ReaderRole.ADMINISTRATOR: "The reader administers the person's department.",
        private_facts.ReaderRole.OFFICE: "The reader is a member of the program office.",
        private_facts.ReaderRole.DECIDER: "The reader decided an application of the person, as supervisor or in lieu.",
    },
)
Whose = Annotated[
    strawberry.ID | None, strawberry.argument(description="Filter: private facts of the person with this ID only.")
]
By = Annotated[
    strawberry.ID | None, strawberry.argument(description="Filter: what the person with this ID has read only.")
]


@strawberry.type(description="All reads on one day, in Central time, of a person's private facts by one reader.")
class PrivateRead:
    person: Person = strawberry.field(description="The person whose private facts they are.")
    reader: Person = strawberry.field(description="The person who has read them.")
    facts: private_facts.PrivateFacts = strawberry.field(description="The private facts that were read.")
    role: private_facts.ReaderRole = strawberry.field(description="Role in which the reader may read it.")
    first_at: datetime = strawberry.field(description="When it was first read on that day.")
    last_at: datetime = strawberry.field(description="When it was last read on that day.")
    times: int = strawberry.field(description="Number of answers on that day that had it in them.")

    @classmethod
    def of(cls, row: PrivateReadRow, reference: Reference) -> "PrivateRead":
        return cls(
            person=Person.of(row.person, reference),
            reader=Person.of(row.reader, reference),
            facts=row.facts,
            role=row.role,
            first_at=row.first_at,
            last_at=row.last_at,
            times=row.times,
        )


@strawberry.type
class PrivateReadsDashboard:
    @connection_field(
        "Reads of people's private facts by others, newest first (ELIG-5): those of a reader, a person and a day "
        "together. Reading this is recorded as well."
    )
    async def private_reads(
        self,
        info: Info,
        page: PageRequest,
        person: Whose = None,
        reader: By = None,
        since: filters.Since = None,
        until: filters.Until = None,
        order_by: filters.InTimeOrder = None,
    ) -> Connection[PrivateRead]:
        criteria = PrivateReadFilter(
            person=filters.person_of(person),
            reader=filters.person_of(reader),
            period=Period(since, until),
            order=order_by or TimeOrder.NEWEST,
        )

        def shape(row: PrivateReadRow, actor: Actor, reference: Reference) -> PrivateRead:
            info.context.private_facts.note_readers(row.person.id)
            return PrivateRead.of(row, reference)

        return await resolve_connection(
            info, page, lambda queries, actor, page: queries.private_reads(actor, criteria, page), shape
        )
