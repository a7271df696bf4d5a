"""Clients that others wrote: graphql-ws, the protocol's own, on Node; gql on Python."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from gql import Client, gql
from gql.transport.exceptions import TransportConnectionFailed, TransportQueryError
from gql.transport.websockets import WebsocketsTransport

from tests.edge.websocket.socket_client import bearer, until
from tests.edge.websocket.stub_schema import GAUGES, token

FOLDER = Path(__file__).parent / "client"
NO_NODE = "no Node here, so graphql-ws is not tried"


@pytest.fixture(scope="module")
def node() -> str:
    """Node, with the client's packages installed as the lock says."""
    found = shutil.which("node")
    if found is None or shutil.which("npm") is None:
        if os.environ.get("CI"):
            pytest.fail(NO_NODE)
        pytest.skip(NO_NODE)
    stamp = FOLDER / "node_modules" / ".package-lock.json"
    if not stamp.exists() or stamp.stat().st_mtime < (FOLDER / "package-lock.json").stat().st_mtime:
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=FOLDER, check=True, timeout=120)
    return found


def drive(node: str, *arguments: str) -> dict[str, Any]:
    run = subprocess.run([node, "drive.mjs", *arguments], cwd=FOLDER, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


async def test_graphql_ws(node: str, address: str) -> None:
    saw = drive(node, address, f"Bearer {token()}", f"Bearer {token(kind='bad')}")

    assert _data(saw["query"]) == [{"hello": "hello", "email": "tess@oa.example"}]
    assert _data(saw["mutation"]) == [{"double": 42}]
    assert _data(saw["subscription"]) == [{"count": 0}, {"count": 1}, {"count": 2}]
    assert saw["syntax"] == [{"thrown": ["GRAPHQL_PARSE_FAILED"]}]
    assert saw["validation"] == [{"thrown": ["GRAPHQL_VALIDATION_FAILED"]}]
    assert saw["bug"][0]["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert saw["anonymous"][0]["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert (saw["given_up"], saw["at_a_time"], saw["pongs"], set(saw["closed"])) == (5, 20, True, {1000})
    assert saw["refused"] == [{"thrown": 4403}]
    assert (saw["expired"], saw["expired_close"]) == ({"thrown": 4403}, [4403])
    await until(lambda: GAUGES.open == 0, 1)


def _data(results: list[Any]) -> list[Any]:
    return [each["data"] for each in results]


async def test_gql(address: str) -> None:
    async with Client(transport=_transport(address, token())) as session:
        assert await session.execute(gql("{ hello email }")) == {"hello": "hello", "email": "tess@oa.example"}
        counted = [each["count"] async for each in session.subscribe(gql("subscription { count(to: 4) }"))]
        async for _ in session.subscribe(gql("subscription { ticks }")):
            break
        with pytest.raises(TransportQueryError, match="Cannot query field"):
            await session.execute(gql("{ nothing }"))
        assert await session.execute(gql("{ hello }")) == {"hello": "hello"}

    assert counted == [0, 1, 2, 3]
    await until(lambda: GAUGES.open == 0, 1)


async def test_gql_with_a_bad_token(address: str) -> None:
    with pytest.raises(TransportConnectionFailed) as refused:
        async with Client(transport=_transport(address, token(kind="bad"))):
            pass

    assert "4403" in str(refused.value.__cause__)


def _transport(address: str, text: str) -> WebsocketsTransport:
    return WebsocketsTransport(url=address, init_payload=bearer(text), connect_args={"proxy": None}, ping_interval=1)
