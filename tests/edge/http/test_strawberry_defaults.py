"""What strawberry's view does where ours differs: each row is a reason for the subclass.

A row that fails because strawberry has become better is good news: take our own code away.
"""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from strawberry.asgi import GraphQL
from strawberry.types import ExecutionResult

from tests.edge.http.http_client import GRAPHQL, JSON, TYPENAME, persisted
from tests.edge.websocket.stub_schema import STOCK_SCHEMA

OF_JSON = {"content-type": JSON}


@pytest.fixture
async def stock() -> AsyncIterator[httpx.AsyncClient]:
    app: GraphQL[None, None] = GraphQL(STOCK_SCHEMA, graphql_ide=None)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://stock.test") as client:
        yield client


def asking(query: str, **more: object) -> bytes:
    return json.dumps({"query": query, **more}).encode()


FAILS = {
    "another content type": (asking(TYPENAME), {"content-type": "application/jsonp"}, 200),
    "a compressed body is read as it is": (asking(TYPENAME), OF_JSON | {"content-encoding": "gzip"}, 200),
    "what can't be accepted": (asking(TYPENAME), OF_JSON | {"accept": "text/xml"}, 200),
    "NaN": (b'{"query": "{ __typename }", "variables": {"a": NaN}}', OF_JSON, 200),
    "5,000 digits": (b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 5000 + b"}}", OF_JSON, 500),
    "deep nesting": (b"[" * 100_000, OF_JSON, 500),
    "no object": (b"7", OF_JSON, 500),
    "bad UTF-8": (b'{"query": "\xff"}', OF_JSON, 500),
    "too large": (b" " * 1_000_000 + asking(TYPENAME), OF_JSON, 200),
    "a syntax error": (asking("{"), OF_JSON | {"accept": GRAPHQL}, 200),
    "two operations": (asking("query A { __typename } query B { __typename }"), OF_JSON, 200),
}


@pytest.mark.parametrize(("body", "headers", "status"), FAILS.values(), ids=FAILS.keys())
async def test_stock_strawberry_answers(
    stock: httpx.AsyncClient, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = await stock.post("/", content=body, headers=headers)

    assert answer.status_code == status
    assert GRAPHQL not in answer.headers.get("content-type", "")
    assert "cache-control" not in answer.headers


async def test_stock_strawberry_takes_queries_by_get(stock: httpx.AsyncClient) -> None:
    assert (await stock.get("/", params={"query": TYPENAME})).status_code == 200


async def test_stock_strawberry_s_get_takes_either_of_two_queries_and_loses_one_known_by_its_hash(
    stock: httpx.AsyncClient,
) -> None:
    assert (await stock.get("/?query={a:__typename}&query={b:__typename}")).status_code == 200
    known = {"extensions": json.dumps(persisted(TYPENAME))}
    assert (await stock.get("/", params=known, headers={"accept": "*/*"})).status_code == 404


async def test_stock_strawberry_does_not_say_that_a_mutation_comes_by_post(stock: httpx.AsyncClient) -> None:
    answer = await stock.get("/", params={"query": "mutation { double(number: 1) }"})

    assert (answer.status_code, answer.headers.get("allow")) == (400, None)


async def test_stock_strawberry_has_data_where_nothing_was_run(stock: httpx.AsyncClient) -> None:
    answer = await stock.post("/", content=asking("{ nope }"), headers=OF_JSON)

    assert answer.json()["data"] is None


async def test_stock_strawberry_makes_a_bug_of_a_long_number() -> None:
    result = await STOCK_SCHEMA.execute("mutation { double(number: " + "9" * 5000 + ") }")

    assert isinstance(result, ExecutionResult)
    assert result.errors
    assert isinstance(result.errors[0].original_error, ValueError)
