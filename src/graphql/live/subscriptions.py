"""The subscription type of the schema."""

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
    strawberry.argument(
        description="A `liveCursor`, or the `cursor` of the last event received. If left out, the subscription starts "
        "with new events."
    ),
]


@strawberry.type(description="Live changes; each subscription resumes `after` any of its cursors.")
class Subscription:
    @strawberry.subscription(description="Changes in the viewer's queue as a supervisor.")
    async def approval_queue(self, info: Info, after: AfterEvent = None) -> AsyncGenerator[QueueMessage, None]:
        return cast("AsyncGenerator[QueueMessage, None]", await start_stream(info, ApprovalQueue(), after))

    @strawberry.subscription(description="Changes in the viewer's queue as a department's administrator.")
    async def department_queue(self, info: Info, after: AfterEvent = None) -> AsyncGenerator[QueueMessage, None]:
        return cast("AsyncGenerator[QueueMessage, None]", await start_stream(info, DepartmentQueue(), after))

    @strawberry.subscription(
        description="Changes in the viewer's own applications, mentorships, meetings, surveys and suggestions."
    )
    async def my_program(self, info: Info, after: AfterEvent = None) -> AsyncGenerator[MyProgramMessage, None]:
        wanted = frozenset(thing for thing in SUBJECT_FIELDS if is_selected(info, thing))
        return cast("AsyncGenerator[MyProgramMessage, None]", await start_stream(info, MyProgram(wanted), after))

    @strawberry.subscription(description="All events of the program, with its current counts; for the program office.")
    async def program(self, info: Info, after: AfterEvent = None) -> AsyncGenerator[ProgramMessage, None]:
        return cast("AsyncGenerator[ProgramMessage, None]", await start_stream(info, Program(), after))


@strawberry.type
class LiveQuery:
    @strawberry.field(
        description="Current position in the event stream. Subscribe `after` it to miss nothing between this "
        "operation's lists and the first event."
    )
    async def live_cursor(self, info: Info) -> str:
        await info.context.viewer()
        return cursors.encode(await current_position(info.context))
