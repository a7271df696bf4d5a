"""The graph's entrance for following."""

from collections.abc import AsyncGenerator
from typing import Annotated, cast

import strawberry

from moments.graphql.live import cursors
from moments.graphql.live.my_program import SUBJECT_FIELDS, MyProgram
from moments.graphql.live.program import Program
from moments.graphql.live.queues import ApprovalQueue, DepartmentQueue
from moments.graphql.live.start import current_position, start_stream
from moments.graphql.live.types import MyProgramMessage, ProgramMessage, QueueMessage
from moments.graphql.shared.context import Info
from moments.graphql.shared.selection import is_selected

AfterEvent = Annotated[
    str | None,
    strawberry.argument(description="A `liveCursor`, or the last event's `cursor`; from now on where it is not given."),
]


@strawberry.type(description="What changes while somebody looks. Each stream is resumed `after` any of its cursors.")
class Subscription:
    @strawberry.subscription(description="For a supervisor: what comes to, changes in and leaves their queue.")
    async def approval_queue(self, info: Info, after: AfterEvent = None) -> AsyncGenerator[QueueMessage, None]:
        return cast("AsyncGenerator[QueueMessage, None]", await start_stream(info, ApprovalQueue(), after))

    @strawberry.subscription(description="For a department's administrator: the same for their departments.")
    async def department_queue(self, info: Info, after: AfterEvent = None) -> AsyncGenerator[QueueMessage, None]:
        return cast("AsyncGenerator[QueueMessage, None]", await start_stream(info, DepartmentQueue(), after))

    @strawberry.subscription(description="Whatever changes in what is the viewer's own.")
    async def my_program(self, info: Info, after: AfterEvent = None) -> AsyncGenerator[MyProgramMessage, None]:
        wanted = frozenset(thing for thing in SUBJECT_FIELDS if is_selected(info, thing))
        return cast("AsyncGenerator[MyProgramMessage, None]", await start_stream(info, MyProgram(wanted), after))

    @strawberry.subscription(description="For the program office: whatever happens, and where the program stands.")
    async def program(self, info: Info, after: AfterEvent = None) -> AsyncGenerator[ProgramMessage, None]:
        return cast("AsyncGenerator[ProgramMessage, None]", await start_stream(info, Program(), after))


@strawberry.type
class LiveQuery:
    @strawberry.field(
        description="Where the stream of events stands for this operation: subscribe `after` it, and nothing is "
        "missed between the lists of this operation and the first event."
    )
    async def live_cursor(self, info: Info) -> str:
        await info.context.viewer()
        return cursors.encode(await current_position(info.context))
