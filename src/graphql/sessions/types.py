"""Where the viewer is signed in, and until when."""

from collections.abc import Sequence
from datetime import datetime

import strawberry

from moments.application.access.relations import Relation
from moments.application.actions.applications import SESSION_STEPS
from moments.application.queries.rows import SessionRow
from moments.graphql.shared import ids
from moments.graphql.shared.context import Context, CurrentSession, Info
from moments.graphql.shared.node import Node
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions


@strawberry.type(description="A browser in which the viewer is signed in.")
class Session(Node):
    device: str = strawberry.field(description="Browser and system, such as `Firefox on Windows`.")
    created_at: datetime = strawberry.field(description="When the viewer signed in there.")
    last_used_at: datetime = strawberry.field(description="When it was last used, to the minute.")
    idle_expires_at: datetime = strawberry.field(
        description="When it ends unless it is used; each request extends it, and `extendSession` does."
    )
    expires_at: datetime = strawberry.field(description="When it ends in any case; the viewer then signs in again.")
    current: bool = strawberry.field(description="Whether this very request belongs to it.")

    @classmethod
    def of(cls, row: SessionRow, current: CurrentSession | None) -> "Session":
        is_current = current is not None and row.id == current.id
        idle_end = max(row.idle_ends_at, current.idle_ends_at) if current and is_current else row.idle_ends_at
        return cls(
            id=ids.encode("Session", row.id),
            device=row.device,
            created_at=row.created_at,
            last_used_at=row.last_used_at,
            idle_expires_at=idle_end,
            expires_at=row.ends_at,
            current=is_current,
        )

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        return viewer_actions({Relation.SELF}, SESSION_STEPS, only)


async def own_sessions(context: Context) -> Sequence[Session]:
    me, current = await context.person(), await context.session()
    rows = await context.read(lambda queries: queries.sessions(me, context.now()))
    return [Session.of(row, current) for row in rows]


async def current_session(info: Info) -> Session | None:
    return next((each for each in await own_sessions(info.context) if each.current), None)
