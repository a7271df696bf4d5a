"""What stands beside ours in the table: strawberry's own view and handler under uvicorn as it comes.

Each subscriber has a queue; publishing puts the event into all of them. There is no database, no rights are looked at,
and the rows are made once: all that is measured is the way from an event to the sockets.
"""

import argparse
import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime

import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from strawberry.asgi import GraphQL
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL


@strawberry.type
class Person:
    name: str


@strawberry.type
class Supervisor:
    email: str


@strawberry.type
class Decision:
    outcome: str
    ground: str | None


@strawberry.type
class Application:
    id: strawberry.ID
    state: str
    applicant: Person
    supervisor: Supervisor
    decision: Decision | None = None


@strawberry.type
class QueueEvent:
    cursor: str
    occurred_at: datetime
    change: str
    application_id: strawberry.ID
    in_queue: bool
    by: str
    application: Application
    in_lieu: bool | None = None
    ground: str | None = None


_queues: set["asyncio.Queue[QueueEvent]"] = set()


@strawberry.type
class Query:
    followers: int


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def department_queue(self) -> AsyncGenerator[QueueEvent, None]:
        queue: asyncio.Queue[QueueEvent] = asyncio.Queue()
        _queues.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            _queues.discard(queue)


def _event() -> QueueEvent:
    identity = strawberry.ID("QXBwbGljYXRpb246MDE5YTEyMzQtNTY3OC03YWJjLThkZWY")
    return QueueEvent(
        cursor="bGl2ZToxMjM0NTo5OQ",
        occurred_at=datetime.now(UTC),
        change="REROUTED",
        application_id=identity,
        in_queue=True,
        by="Ann Doe",
        application=Application(
            id=identity,
            state="SUBMITTED",
            applicant=Person(name="Ann Doe"),
            supervisor=Supervisor(email="boss@oa.mo.example"),
        ),
    )


async def _publish(request: Request) -> PlainTextResponse:
    event = _event()
    for each in _queues:
        each.put_nowait(event)
    return PlainTextResponse("published")


async def _alive(request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    view: GraphQL[None, None] = GraphQL(
        strawberry.Schema(Query, subscription=Subscription), subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL]
    )
    app = Starlette(
        routes=[
            WebSocketRoute("/graphql", view),
            Route("/publish", _publish, methods=["POST"]),
            Route("/healthz", _alive),
        ]
    )
    uvicorn.run(app, port=parser.parse_args().port, loop="uvloop", http="httptools", log_level="warning")


if __name__ == "__main__":
    main()
