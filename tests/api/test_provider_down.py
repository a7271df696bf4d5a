"""Without the identity provider nobody can be told from anybody: that is said as such, and is nobody's bug."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from moments.domain.shared.ids import PersonId
from tests.api.api_client import ApiClient, a_world
from tests.api.test_conventions import begin, served

VIEWER = "{ viewer { id } }"
BOTH = "{ viewer { id } skills(first: 1) { nodes { name } } }"
GRAPHQL = "application/graphql-response+json"
CODE = "IDENTITY_PROVIDER_UNAVAILABLE"


@pytest.fixture
async def world(sqlite_url: str, tmp_path: Path) -> AsyncIterator[ApiClient]:
    """Its provider's port is closed."""
    async with a_world(sqlite_url, tmp_path, oidc_issuer="http://127.0.0.1:9") as made:
        yield made


def bearer(world: ApiClient) -> str:
    return f"Bearer {world.issuer.token_for(world.email('ann'), person=PersonId('ann'))}"


@pytest.mark.parametrize("accept", [GRAPHQL, "application/json"])
@pytest.mark.parametrize("query", [VIEWER, BOTH])
async def test_a_token_that_cannot_be_judged_is_to_come_again(world: ApiClient, accept: str, query: str) -> None:
    headers = {"authorization": bearer(world), "accept": accept}

    with capture_logs() as lines:
        answer = await world.client.post("/graphql", json={"query": query}, headers=headers)

    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1
    (error,) = answer.json()["errors"]
    assert error["extensions"] == {"code": CODE, "retryAfter": int(answer.headers["retry-after"])}
    assert error["message"] == "The identity provider cannot be reached at the moment; try again shortly."
    assert "data" not in answer.json()
    told = [line for line in lines if line["log_level"] != "info"]
    assert [line["event"] for line in told] == ["the identity provider's keys cannot be had"]
    assert "exc_info" not in told[0]


async def test_who_sends_no_token_is_served_all_the_same(world: ApiClient) -> None:
    answer = await world.client.post("/graphql", json={"query": BOTH})

    assert (answer.status_code, answer.json()["data"]["viewer"]) == (200, None)


async def test_a_socket_is_told_to_come_again(world: ApiClient) -> None:
    protocols = [Subprotocol("graphql-transport-ws")]
    async with served(world) as address, connect(f"ws://{address}/graphql", subprotocols=protocols) as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await begin(socket, {"authorization": bearer(world)})

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1013


async def test_a_forged_token_s_own_faults_are_told_without_the_provider(world: ApiClient) -> None:
    headers = {"authorization": "Bearer nonsense"}

    answer = await world.client.post("/graphql", json={"query": VIEWER}, headers=headers)

    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
