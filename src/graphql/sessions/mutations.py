"""The viewer ends and extends their own browser sessions."""

import strawberry

from moments.application.sessions.end_sessions import EndOtherSessionsCommand, EndSessionCommand, ExtendSessionCommand
from moments.domain.shared.ids import SessionId
from moments.graphql.sessions.types import Session, current_session, own_sessions
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.payloads import Changed, Payload, payload


@strawberry.type
class SessionsPayload(Changed):
    outcome = "the viewer's open sessions"

    @strawberry.field(
        description="The viewer's open sessions, the last used first; null if the mutation failed, or ended this one."
    )
    async def sessions(self, info: Info) -> list[Session] | None:
        return None if self.identity is None else list(await own_sessions(info.context))


@strawberry.input(description="The browser to sign out of.")
class EndSessionInput(Keyed):
    session: strawberry.ID = strawberry.field(description="ID of the session, one of `viewer.sessions`.")


@payload
class EndSessionPayload(SessionsPayload):
    pass


@strawberry.input(description="Signs out of all other browsers.")
class EndOtherSessionsInput(Keyed):
    pass


@payload
class EndOtherSessionsPayload(SessionsPayload):
    pass


@strawberry.input(description="Stays signed in.")
class ExtendSessionInput(Keyed):
    pass


@strawberry.type(description="Result of `extendSession`: the session with its new end, or errors.")
class ExtendSessionPayload(Payload):
    @strawberry.field(
        description="The session that this request belongs to; null if the mutation failed, or for a token."
    )
    async def session(self, info: Info) -> Session | None:
        return None if self.errors else await current_session(info)


@strawberry.type
class SessionMutation:
    @strawberry.mutation(description="Sign out of one browser; its pages and sockets are signed out within a second.")
    async def end_session(self, info: Info, input: EndSessionInput) -> EndSessionPayload:
        command = EndSessionCommand(SessionId(ids.identity_of("Session", input.session)))
        outcome = await run_use_case(info, info.context.use_cases.end_session, command, input.idempotency_key)
        return EndSessionPayload.of(outcome)

    @strawberry.mutation(description="Sign out of all browsers but this one; of all, if signed in by a token.")
    async def end_other_sessions(self, info: Info, input: EndOtherSessionsInput) -> EndOtherSessionsPayload:
        command = EndOtherSessionsCommand(await _current(info))
        outcome = await run_use_case(info, info.context.use_cases.end_other_sessions, command, input.idempotency_key)
        return EndOtherSessionsPayload.of(outcome)

    @strawberry.mutation(
        description="Stay signed in: the session's idle time begins anew. Requests by HTTP do the same; over a socket "
        "this is the way."
    )
    async def extend_session(self, info: Info, input: ExtendSessionInput) -> ExtendSessionPayload:
        command = ExtendSessionCommand(await _current(info))
        outcome = await run_use_case(info, info.context.use_cases.extend_session, command, input.idempotency_key)
        return ExtendSessionPayload(errors=outcome.errors)


async def _current(info: Info) -> SessionId | None:
    current = await info.context.session()
    return current.id if current else None
