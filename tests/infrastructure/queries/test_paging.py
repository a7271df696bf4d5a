"""Keyset pages against a model: a sorted list in Python, walked in every way from every place."""

import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Row, String, Table, bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.queries.paging import BadCursor, Key, Page, PageRequest
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.types import UtcDateTime
from moments.infrastructure.queries.paging.groups import KeysetGroups
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey

things = Table(
    "things",
    MetaData(),
    Column("id", String(10), primary_key=True),
    Column("parent", String(10), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("perhaps", Integer),
)
c = things.c
ORDERS = {
    "up": (SortKey(c.number), SortKey(c.id)),
    "down": (SortKey(c.at, descending=True), SortKey(c.id, descending=True)),
    "mixed": (SortKey(c.number, descending=True), SortKey(c.id)),
    "three": (SortKey(c.number), SortKey(c.at, descending=True), SortKey(c.id)),
    "nulls up": (SortKey(c.perhaps, nullable=True), SortKey(c.id)),
    "nulls down": (SortKey(c.perhaps, descending=True, nullable=True), SortKey(c.id, descending=True)),
    "nulls within": (SortKey(c.number), SortKey(c.perhaps, descending=True, nullable=True), SortKey(c.id)),
    "computed": (SortKey(c.number * 2, descending=True), SortKey(c.id)),
    "identity": (SortKey(c.id),),
}
PARENTS = ["a", "b", "none"]


def _rows() -> list[dict[str, Any]]:
    chance = random.Random(7)
    return [
        {
            "id": f"t{number:02}",
            "parent": chance.choice(["a", "a", "b"]),
            "number": chance.randrange(4),
            "at": datetime(2026, 1, 1, 12, 0, chance.randrange(3), chance.randrange(2), UTC),
            "perhaps": chance.choice([None, 1, 2]),
        }
        for number in range(14)
    ]


ROWS = _rows()


@pytest.fixture
async def connection(database_url: str) -> AsyncIterator[AsyncConnection]:
    database = open_database(database_url, pool_size=1)
    async with database.writing() as connection:
        await connection.run_sync(things.metadata.create_all)
        await connection.execute(insert(things), ROWS)
        yield connection
    await database.close()


def _id(row: Row[Any]) -> str:
    return str(row.id)


def _place(term: SortKey, row: dict[str, Any]) -> Any:
    """Sorts as the term does, nulls last when ascending."""
    name = getattr(term.column, "name", None)
    value = row[name] if isinstance(name, str) and name in row else row["number"]
    number = value.timestamp() if isinstance(value, datetime) else value
    if isinstance(number, str):
        number = int(number[1:])
    place = (number is None, number or 0)
    return (not place[0], -place[1]) if term.descending else place


def _in_order(terms: tuple[SortKey, ...], rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in sorted(rows, key=lambda row: [_place(term, row) for term in terms])]


def _expected(ids: list[str], request: PageRequest, at: int | None) -> Page[str]:
    """`at`: the index of the row whose key begins the page."""
    if request.backward:
        end = len(ids) if at is None else at
        start = max(0, end - request.limit)
    else:
        start = 0 if at is None else at + 1
        end = min(len(ids), start + request.limit)
    if request.backward:
        has_next, has_previous = at is not None, start > 0
    else:
        has_next, has_previous = end < len(ids), at is not None
    total = len(ids) if request.total else None
    return Page(tuple(ids[start:end]), (), has_next, has_previous, total)


def _without_keys(page: Page[str]) -> Page[str]:
    return Page(page.rows, (), page.has_next, page.has_previous, page.total)


def _request(limit: int, key: Key | None, backward: bool, total: bool) -> PageRequest:
    return PageRequest(limit, None if backward else key, key if backward else None, backward, total)


@pytest.mark.parametrize("order", ORDERS)
async def test_every_page_from_every_place_is_the_models(connection: AsyncConnection, order: str) -> None:
    things_in_order = KeysetList(select(c.id), ORDERS[order], _id)
    ids = _in_order(ORDERS[order], ROWS)
    whole = await things_in_order.page(connection, {}, PageRequest(limit=100))
    assert list(whole.rows) == ids
    places: list[tuple[int | None, Key | None]] = [(None, None), *list(enumerate(whole.keys))[::3]]
    for (at, key), backward, limit, total in product(places, (False, True), (1, 4, 14, 20), (False, True)):
        request = _request(limit, key, backward, total)
        page = await things_in_order.page(connection, {}, request)
        assert _without_keys(page) == _expected(ids, request, at)
        assert page.keys == tuple(whole.keys[ids.index(row)] for row in page.rows)


@pytest.mark.parametrize("order", ORDERS)
async def test_every_page_of_every_parent_is_the_models(connection: AsyncConnection, order: str) -> None:
    """The place is one row's, of whichever parent, and begins the same page of each."""
    terms = ORDERS[order]
    groups = KeysetGroups(select(c.id), c.parent, terms, _id)
    every = _in_order(terms, ROWS)
    keys = (await KeysetList(select(c.id), terms, _id).page(connection, {}, PageRequest(limit=100))).keys
    parent_of = {row["id"]: row["parent"] for row in ROWS}
    places: list[tuple[int | None, Key | None]] = [(None, None), *list(enumerate(keys))[::3]]
    for (at, key), backward, limit, total in product(places, (False, True), (1, 5, 20), (False, True)):
        request = _request(limit, key, backward, total)
        pages = await groups.pages(connection, PARENTS, {}, request)
        assert list(pages) == PARENTS
        for parent, page in pages.items():
            own = [row for row in every if parent_of[row] == parent]
            assert _without_keys(page) == _model_of_parent(own, every, request, at)


def _model_of_parent(own: list[str], every: list[str], request: PageRequest, at: int | None) -> Page[str]:
    total = len(own) if request.total else None
    if at is None:
        return _expected(own, request, None)
    inside = [row for row in own if (every.index(row) < at if request.backward else every.index(row) > at)]
    other_side = len(inside) < len(own)
    if request.backward:
        rows, more = inside[-request.limit :], len(inside) > request.limit
        return Page(tuple(rows), (), other_side, more, total)
    rows, more = inside[: request.limit], len(inside) > request.limit
    return Page(tuple(rows), (), more, other_side, total)


async def test_a_page_goes_on_where_its_row_was_though_the_row_has_gone(connection: AsyncConnection) -> None:
    in_order = KeysetList(select(c.id), ORDERS["up"], _id)
    ids = _in_order(ORDERS["up"], ROWS)
    first = await in_order.page(connection, {}, PageRequest(limit=1))
    await connection.execute(things.delete().where(c.id == first.rows[0]))
    rest = await in_order.page(connection, {}, PageRequest(limit=3, after=first.keys[0]))
    assert list(rest.rows) == ids[1:4]
    assert not rest.has_previous


async def test_nothing_beyond_the_place_still_says_what_is_before_it(connection: AsyncConnection) -> None:
    in_order = KeysetList(select(c.id), ORDERS["up"], _id)
    whole = await in_order.page(connection, {}, PageRequest(limit=100))
    page = await in_order.page(connection, {}, PageRequest(limit=3, after=whole.keys[-1], total=True))
    assert page == Page((), (), has_next=False, has_previous=True, total=len(ROWS))


async def test_an_empty_list_has_an_empty_page_and_a_total(connection: AsyncConnection) -> None:
    nothing = KeysetList(select(c.id).where(c.id == "nobody"), ORDERS["up"], _id)
    assert await nothing.page(connection, {}, PageRequest(total=True)) == Page(total=0)
    assert await nothing.page(connection, {}, PageRequest(total=True, after=(1, "t01"))) == Page(total=0)


async def test_a_statements_own_parameters_reach_its_pages_and_its_total(connection: AsyncConnection) -> None:
    mine = KeysetList(select(c.id).where(c.parent == bindparam("whose")), ORDERS["up"], _id)
    expected = _in_order(ORDERS["up"], [row for row in ROWS if row["parent"] == "b"])
    page = await mine.page(connection, {"whose": "b"}, PageRequest(limit=1, total=True))
    rest = await mine.page(connection, {"whose": "b"}, PageRequest(limit=99, after=page.keys[0], total=True))
    assert [*page.rows, *rest.rows] == expected
    assert page.total == rest.total == len(expected)


BAD_KEYS: list[Key] = [
    (),
    ("2026-01-01T12:00:00+00:00",),
    ("2026-01-01T12:00:00+00:00", "t01", 1),
    (7, "t01"),
    (None, "t01"),
    ("yesterday", "t01"),
    ("2026-01-01T12:00:00", "t01"),
    ("0001-01-01T00:00:00+14:00", "t01"),
    ("2026-01-01T12:00:00+00:00", 1),
    ("2026-01-01T12:00:00+00:00", None),
    ("2026-01-01T12:00:00+00:00", "t\0"),
    ("2026-01-01T12:00:00+00:00", "\ud800"),
]


@pytest.mark.parametrize("key", BAD_KEYS, ids=repr)
async def test_a_key_of_another_list_is_refused(connection: AsyncConnection, key: Key) -> None:
    in_order = KeysetList(select(c.id), ORDERS["down"], _id)
    groups = KeysetGroups(select(c.id), c.parent, ORDERS["down"], _id)
    for request in (PageRequest(after=key), PageRequest(before=key, backward=True)):
        with pytest.raises(BadCursor):
            await in_order.page(connection, {}, request)
        with pytest.raises(BadCursor):
            await groups.pages(connection, PARENTS, {}, request)


@pytest.mark.parametrize("part", ["1", True, 2**31, -(2**70)])
async def test_a_number_that_is_none_or_that_no_column_holds_is_refused(
    connection: AsyncConnection, part: str | int
) -> None:
    with pytest.raises(BadCursor):
        await KeysetList(select(c.id), ORDERS["up"], _id).page(connection, {}, PageRequest(after=(part, "t01")))
