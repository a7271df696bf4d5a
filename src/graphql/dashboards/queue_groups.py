"""The administrators' queue by supervisor: for whom an administrator may have to decide in lieu (APR-4)."""

from datetime import datetime

import strawberry

from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import QueueGroupRow
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.graphql.applications.types import Application
from moments.graphql.participants.types import Person
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection, connection
from moments.graphql.shared.reference import Reference


@strawberry.type(description="Applications of the viewer's departments that wait for one supervisor.")
class QueueGroup:
    department: strawberry.Private[DepartmentCode | None]
    identity: strawberry.Private[PersonId | None]
    supervisor: Person | None = strawberry.field(
        description="The supervisor who has to decide; null for applications that have no supervisor."
    )
    on_leave: bool = strawberry.field(
        description="Whether the supervisor is on an extended leave by the directory, so that an administrator may "
        "decide in lieu (APR-4)."
    )
    waiting: int = strawberry.field(description="Number of applications that wait for the supervisor.")
    oldest_since: datetime = strawberry.field(description="When the longest of these waits began.")

    @classmethod
    def of(cls, row: QueueGroupRow, department: DepartmentCode | None, reference: Reference) -> "QueueGroup":
        return cls(
            department=department,
            identity=row.supervisor.id if row.supervisor else None,
            supervisor=Person.of_row(row.supervisor, reference),
            on_leave=row.on_leave,
            waiting=row.waiting,
            oldest_since=row.oldest,
        )

    @connection_field("The applications that wait for the supervisor, longest held first.")
    async def applications(self, info: Info, page: PageRequest) -> Connection[Application]:
        context, department = info.context, self.department

        async def load(supervisors: list[PersonId | None]) -> list[Connection[Application]]:
            actor, reference = (await context.viewer()).actor, await context.reference()
            pages = await context.read(
                lambda queries: queries.queue_of_supervisors(actor, department, supervisors, page)
            )
            return [connection(pages[each], lambda row: Application.of(row, actor, reference)) for each in supervisors]

        return await context.loader(("queue of", department, page), load).load(self.identity)
