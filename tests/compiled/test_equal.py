"""Compiled code and graphql-core answer alike, byte for byte, whatever is asked.

The short form is a hundred documents, the long one five hundred; `make soak` plays ten thousand, and a million.
"""

from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from moments.graphql.compiled.operations import Compiler
from moments.graphql.schema import build_schema
from tests.clients.answers import NOT_RUN
from tests.clients.conftest import PEOPLE as DEMO_FOR_ALL_PAGES
from tests.clients.operations import operations
from tests.clients.people import PEOPLE as PEOPLE_OF_PAGES
from tests.clients.rare import fail_emails, renumber
from tests.clients.variables import VARIABLES
from tests.compiled.documents import Harvest, Writer, one_for_each_field
from tests.compiled.two_ways import TwoWays, two_ways
from tests.databases import SqliteDatabases

GRAPHQL_CORES_OWN = "ignore:.*_async_resolver:pytest.PytestUnraisableExceptionWarning"
"""It leaves resolvers that it has called, where another field fails at once."""
SOAKED = 1_000_000
PEOPLE = 300
ROLES = ("program office", "department's administrator", "mentee with a mentor", "mentee who looks for a mentor")
FAULTS = {"AttributeError", "GivesUp", "KeyError", "NameError", "TypeError"}
"""Of compiled code, or of a resolver that needs more of `info` than it has; what is refused to a client is another."""


async def compare(world: TwoWays, documents: int, seed: int) -> None:
    random, harvest = Random(seed), Harvest()
    roles = [*ROLES, *world.tokens]
    for _ in range(documents):
        asked = Writer(world.schema._schema, harvest, random, world.clock.at).asked()
        answer = await world.compared(random.choice(roles), asked.text, asked.variables)
        harvest.take(answer.data)


@pytest.mark.filterwarnings(GRAPHQL_CORES_OWN)
@pytest.mark.parametrize(
    ("documents", "seed"),
    [
        (100, 1),
        pytest.param(500, 2, marks=pytest.mark.long),
        pytest.param(10_000, 4, marks=[pytest.mark.long, pytest.mark.soak]),
        pytest.param(SOAKED, 3, marks=[pytest.mark.long, pytest.mark.soak]),
    ],
)
async def test_documents_made_from_the_schema(
    sqlite_databases: SqliteDatabases, tmp_path: Path, documents: int, seed: int
) -> None:
    async with two_ways(sqlite_databases.fresh(), tmp_path, PEOPLE) as world:
        await compare(world, documents, seed)
    print(world.counted, dict(world.schema.given_up))
    assert world.counted["compiled"] > documents / 2, "too many are refused, so too little is compared"
    assert FAULTS.isdisjoint(world.schema.given_up)


@pytest.mark.long
async def test_every_operation_of_the_site(sqlite_databases: SqliteDatabases, tmp_path: Path) -> None:
    """In their order, so that each page has something to show; none of them is ever handed on."""
    url = sqlite_databases.fresh()
    async with two_ways(url, tmp_path, DEMO_FOR_ALL_PAGES) as world:
        await fail_emails(url, 2)
        await renumber(url, world.roles["mentee with a mentor"].person)
        data: dict[str, Any] = {}
        for each in operations():
            if each.kind != "subscription" and each.name not in NOT_RUN:
                variables = VARIABLES[each.name](data.__getitem__) if each.name in VARIABLES else {}
                if each.role in PEOPLE_OF_PAGES:
                    world.sign_in(each.role, PEOPLE_OF_PAGES[each.role](data.__getitem__))
                else:
                    world.sign_in(each.role)
                if each.kind == "mutation":
                    world.clock.at = datetime.now(UTC)
                ask = world.compared if each.kind == "query" else world.ask
                answer = await ask(each.role, each.with_type_names, variables, each.name)
                assert not answer.has_errors, answer.body
                data[each.name] = answer.data
    assert not world.schema.given_up
    assert world.counted == {"compiled": sum(each.kind == "query" for each in operations()), "errors": 0}


async def test_every_type_that_a_query_comes_to_is_compiled(sqlite_databases: SqliteDatabases, tmp_path: Path) -> None:
    """A document that asks for all fields of one type in each place where it is: none has anything only graphql-core
    knows."""
    schema = build_schema(development=True)
    compiler = Compiler(schema)
    for text in one_for_each_field(schema._schema):
        operation = schema.gate.admit(text, None, None, None, before_parse=lambda: None, is_stranger=False)
        operation.memory.is_new()
        assert compiler.query(operation, {}) is not None, text
