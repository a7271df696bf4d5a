"""`python -m benchmarks.serving`: what README.md says under "Serving"."""

import argparse
import asyncio
import gc
import json
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import orjson
from starlette.types import ASGIApp, Message

from benchmarks.live.database import a_database
from moments.edge.operation_schema import OperationSchema
from moments.graphql.schema import build_schema
from moments.infrastructure import logs
from moments.infrastructure.settings import Mode, Settings
from moments.main import Container, serve_app
from tests.browser.chromium import staged
from tests.unbounded import unbounded

WARM = 5
_PERSON = "{ id name jobTitle department { name } }"
_SKILLS = "skills { career { skill { name } } soft { skill { name } } } workingHours { label }"
_APPLICATION = f"id kind state submittedAt applicant {_PERSON}"
SCREENS = {
    "the viewer's name": ("program office", "{ viewer { person { name } } }"),
    "a queue of 10": (
        "supervisor, applications wait",
        f"{{ viewer {{ supervisorDashboard {{ queue(first: 10) {{ nodes {{ {_APPLICATION} {_SKILLS} }} }} }} }} }}",
    ),
    "a search of 20": (
        "mentee who looks for a mentor",
        f"{{ searchMentors(first: 20) {{ nodes {{ id name {_SKILLS} match {{ score }} }} }} }}",
    ),
    "the office's 50": (
        "program office",
        f"{{ viewer {{ officeDashboard {{ applications(first: 50) {{ nodes {{ {_APPLICATION} }} }} }} }} }}",
    ),
    "the same, counted": (
        "program office",
        f"{{ viewer {{ officeDashboard {{ applications(first: 50) {{ totalCount nodes {{ {_APPLICATION} }} }} }} }} }}",
    ),
}


@dataclass
class Spent:
    """Microseconds of the processor a request, of each round; of them the collector's; its longest pause in ms."""

    processor: list[float] = field(default_factory=list)
    collector: list[float] = field(default_factory=list)
    longest: float = 0.0


@contextmanager
def collecting() -> Iterator[list[float]]:
    """Seconds of each collection in the block."""
    pauses: list[float] = []
    begun = 0.0

    def note(phase: str, _: Any) -> None:
        nonlocal begun
        if phase == "start":
            begun = time.thread_time()
        else:
            pauses.append(time.thread_time() - begun)

    gc.callbacks.append(note)
    try:
        yield pauses
    finally:
        gc.callbacks.remove(note)


@asynccontextmanager
async def running(app: ASGIApp) -> AsyncIterator[None]:
    """Between the start and the end of its lifespan."""
    inbox, outbox = asyncio.Queue[Message](), asyncio.Queue[Message]()
    task = asyncio.ensure_future(app({"type": "lifespan", "asgi": {"version": "3.0"}}, inbox.get, outbox.put))
    await inbox.put({"type": "lifespan.startup"})
    assert (await outbox.get())["type"] == "lifespan.startup.complete"
    try:
        yield
    finally:
        await inbox.put({"type": "lifespan.shutdown"})
        await outbox.get()
        await task


async def ask(app: ASGIApp, body: bytes, token: str) -> bytes:
    """Without a client's own work in it."""
    given, sent = [{"type": "http.request", "body": body, "more_body": False}], bytearray()

    async def receive() -> Message:
        return given.pop() if given else await asyncio.get_running_loop().create_future()

    async def send(message: Message) -> None:
        sent.extend(message.get("body", b""))

    headers = {"host": "127.0.0.1", "content-type": "application/json", "authorization": f"Bearer {token}"}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()]
        + [(b"content-length", str(len(body)).encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    await app(scope, receive, send)
    return bytes(sent)


async def measure(url: str, folder: Path, people: int, requests: int, rounds: int) -> dict[tuple[str, str], Spent]:
    roles = {each.role: each for each in await staged(url, people)}
    settings = Settings(database_url=url, data_directory=folder, worker_in_server=False, **unbounded())
    logs.configure("INFO", "json")
    container, schema = Container(settings=settings), build_schema(development=True)
    with patch("moments.main.build_schema", lambda **_: schema):
        app = serve_app(settings, container)
    compiler, found = schema.compiler, dict[tuple[str, str], Spent]()
    async with running(app):
        issuer = container.development_issuer()
        for _ in range(rounds):
            for screen, (role, query) in SCREENS.items():
                body, token = json.dumps({"query": query}).encode(), issuer.token_for(roles[role].email)
                answers = set[bytes]()
                for way, using in (("graphql-core", None), ("compiled", compiler)):
                    schema.compiler = using
                    spent = found.setdefault((screen, way), Spent())
                    answers.add(await _round(app, schema, body, token, requests, spent))
                assert len(answers) == 1, f"{screen}: the answers differ"
    assert not schema.given_up, schema.given_up
    return found


async def _round(app: ASGIApp, schema: OperationSchema, body: bytes, token: str, requests: int, spent: Spent) -> bytes:
    answer = b""
    for _ in range(WARM):
        answer = await ask(app, body, token)
    assert "errors" not in orjson.loads(answer), answer
    with collecting() as pauses:
        began = time.process_time()
        for _ in range(requests):
            await ask(app, body, token)
        spent.processor.append((time.process_time() - began) / requests * 1e6)
    spent.collector.append(sum(pauses) / requests * 1e6)
    spent.longest = max([spent.longest, *(each * 1e3 for each in pauses)])
    return answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--requests", type=int, default=100, help="of each screen, in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="postgresql")
    given = parser.parse_args()
    os.environ["MOMENTS_MODE"] = Mode.DEVELOPMENT.value
    with tempfile.TemporaryDirectory() as folder, a_database(given.database, Path(folder)) as url:
        found = asyncio.run(measure(url, Path(folder), given.people, given.requests, given.rounds))
    print(f"{'screen':<22}{'graphql-core us':>16}{'compiled us':>13}{'ratio':>7}{'collector us':>14}{'longest ms':>12}")
    for screen in SCREENS:
        core, compiled = (found[screen, way] for way in ("graphql-core", "compiled"))
        before, after = statistics.median(core.processor), statistics.median(compiled.processor)
        collected, longest = statistics.median(compiled.collector), compiled.longest
        print(f"{screen:<22}{before:>16.0f}{after:>13.0f}{before / after:>7.2f}{collected:>14.0f}{longest:>12.1f}")


if __name__ == "__main__":
    main()
