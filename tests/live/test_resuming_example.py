"""The example of docs/live.md resumes as it says: through interruptions, each event arrives once, in order."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.api.api_client import ApiClient
from tests.api.test_conventions import served
from tests.edge.websocket.test_real_clients import FOLDER, node

__all__ = ["node"]

EXAMPLE = Path(__file__).parents[2] / "docs" / "live.md"
DRIVER = """
import WebSocket from "ws";
import { createInterface } from "node:readline";

const [url, authorization, after] = process.argv.slice(2);
const query = `subscription($after: String) { myProgram(after: $after) {
  ... on MyProgramEvent { cursor action application { kind } } ... on Lagged { cursor } } }`;
const say = (what) => console.log(JSON.stringify(what));
const client = follow({
  query, after, url, webSocketImpl: WebSocket, connectionParams: { authorization }, retryWait: async () => {},
  onEvent: ({ action, application }) => say(`${action} ${application.kind}`), onEnd: say,
});
client.on("connected", (socket, { release }) => say({ release }));
createInterface({ input: process.stdin }).on("line", () => client.terminate());
"""


@asynccontextmanager
async def following(node: str, script: Path, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A line into it interrupts its connection."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(node, str(script), *arguments, stdin=pipe, stdout=pipe)
    try:
        yield process
    finally:
        process.kill()
        await process.wait()


async def heard(process: asyncio.subprocess.Process) -> object:
    assert process.stdout
    return json.loads(await asyncio.wait_for(process.stdout.readline(), 20))


async def interrupt(process: asyncio.subprocess.Process) -> None:
    """Until it is connected again."""
    assert process.stdin
    process.stdin.write(b"\n")
    await process.stdin.drain()
    assert isinstance(await heard(process), dict)


async def test_the_example_gets_each_event_once(world: ApiClient, node: str) -> None:
    (example,) = re.findall(r"<!-- resume -->\n```js\n(.*?)```", EXAMPLE.read_text(), re.DOTALL)
    script = FOLDER / "resume.generated.mjs"  # beside the packages that it imports
    script.write_text(example + DRIVER)
    cursor = (await world.data("ann", "{ liveCursor }"))["liveCursor"]
    try:
        async with (
            served(world) as address,
            following(node, script, f"ws://{address}/graphql", f"Bearer {world.token('ann')}", cursor) as client,
        ):
            assert "release" in (await heard(client))  # type: ignore[operator]
            await world.draft("ann", "MENTEE")
            assert await heard(client) == "APPLICATION_STARTED MENTEE"
            for _ in range(3):
                await interrupt(client)
            await world.draft("ann", "MENTOR")
            assert await heard(client) == "APPLICATION_STARTED MENTOR"
    finally:
        script.unlink()
