"""The office's tables as files: who gets them, what is in them, and that they are harmless in a spreadsheet."""

import csv
import io
import tracemalloc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import insert

from moments.application.access.relations import Actor
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.queries import Queries
from moments.domain.shared.ids import PersonId
from moments.graphql.exports.csv_file import as_text, encode_rows
from moments.graphql.exports.figures import FIGURES
from moments.graphql.exports.routes import PAGE_SIZE, stream
from moments.graphql.exports.tables import TABLES, Table
from moments.graphql.shared import ids
from moments.infrastructure.persistence.tables import events
from tests.api.api_client import ApiClient
from tests.api.test_rules_surveys import answer, ended

EVERY_TABLE = sorted([*TABLES, *FIGURES])


async def get(world: ApiClient, who: str | None, path: str, **headers: str) -> httpx.Response:
    authorization = {"authorization": f"Bearer {world.token(who)}"} if who else {}
    return await world.client.get(f"/exports/{path}", headers={**authorization, **headers})


async def rows(world: ApiClient, path: str) -> list[dict[str, str]]:
    answer = await get(world, "olga", path)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("table", EVERY_TABLE)
async def test_the_office_gets_each_table_as_a_file(world: ApiClient, table: str) -> None:
    await world.ready("ann", "mia")
    answer = await get(world, "olga", f"{table}.csv")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="moments-{table}-20')
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert all(head)
    assert {len(line) for line in lines} <= {len(head)}


@pytest.mark.parametrize("table", [*EVERY_TABLE, "nothing"])
async def test_to_everybody_else_there_is_no_such_table_and_nothing_is_noted(world: ApiClient, table: str) -> None:
    before = await world.dump()
    for who in ("ann", "adam", "boss"):
        answer = await get(world, who, f"{table}.csv")
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")
    assert (await get(world, None, f"{table}.csv")).status_code == 401
    assert (await get(world, None, f"{table}.csv", authorization="Bearer x")).status_code == 401
    assert await world.dump() == before


async def test_an_unknown_table_or_filter_is_refused_and_not_noted(world: ApiClient) -> None:
    before = await world.dump()
    assert (await get(world, "olga", "nothing.csv")).status_code == 404
    for path, message in {
        "applications.csv?state=DENIED": "This table has no filter `state`.",
        "applications.csv?states=MAYBE": "`states` has no value MAYBE.",
        "audit.csv?since=yesterday": "`since` is a day such as 2027-01-31.",
        "participants.csv?suspended=1": "`suspended` is true or false.",
        "decision-times.csv?year=1": "`year` is from 2000 to 2099.",
    }.items():
        answer = await get(world, "olga", path)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["message"].startswith(message)
    assert await world.dump() == before


async def test_an_export_is_in_the_audit_with_who_took_which_table(each_world: ApiClient) -> None:
    world = each_world
    await get(world, "olga", "mentorships.csv")
    seen = await world.viewer(
        "olga", "officeDashboard { audit(actions: [TABLE_EXPORTED]) { nodes { message actor { email } } } }"
    )
    (entry,) = seen["officeDashboard"]["audit"]["nodes"]
    assert entry["actor"]["email"] == world.email("olga")
    assert entry["message"].endswith("downloaded a table of the program office: mentorships.")


async def test_a_table_is_filtered_as_its_field_is(each_world: ApiClient) -> None:
    world = each_world
    await world.ready("ann abe", "mia")
    await ended(world)
    await answer(world, "ann")
    ann = ids.encode("Person", "ann")
    assert [each["Role"] for each in await rows(world, f"applications.csv?person={ann}")] == ["Mentee"]
    assert len(await rows(world, "applications.csv?kind=MENTOR&states=APPROVED,DENIED")) == 1
    assert await rows(world, "applications.csv?until=2001-01-01") == []
    (mentorship,) = await rows(world, "mentorships.csv?name=mia")
    assert mentorship["State"] == "Completed"
    (survey,) = await rows(world, "surveys.csv")
    assert (survey["Rating"], survey["Skills worked on"]) == ("Excellent", "Career development, Soft skills")
    assert [each["Role"] for each in await rows(world, "surveys.csv?answered=false")] == ["Mentor"]
    assert {each["Kind"] for each in await rows(world, "emails.csv?kinds=SURVEY_DUE")} == {"Survey due"}
    assert {each["By"] for each in await rows(world, f"audit.csv?actor={ann}")} == {"Ann Doe"}


async def test_what_is_hidden_on_the_page_is_hidden_in_the_file(world: ApiClient) -> None:
    await world.ready("ann", "mia")
    assert {each["Mentors"] for each in await rows(world, "participation.csv")} == {"Not shown"}
    assert {each["Applications"] for each in await rows(world, "decision-times.csv")} == {"Not shown"}
    assert {each["Mentees who seek it"] for each in await rows(world, "shortage.csv")} == {"Not shown"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert as_text(text) == f"'{text}"


def test_cells_are_quoted_after_rfc_4180_and_times_are_those_of_missouri() -> None:
    cells = ['a "quoted" word', "two\r\nlines", "1,5", None, True, 7, datetime(2026, 7, 1, 5, tzinfo=UTC)]
    assert encode_rows([cells]) == b'"a ""quoted"" word","two\r\nlines","1,5",,Yes,7,2026-07-01 00:00:00 CDT\r\n'


@pytest.mark.parametrize(
    ("sec_fetch_site", "status"), [("same-origin", 200), ("none", 200), ("cross-site", 403), ("same-site", 403)]
)
async def test_a_session_counts_only_from_our_own_pages(world: ApiClient, sec_fetch_site: str, status: int) -> None:
    cookie = f"moments={await world.browser('olga')}"
    answer = await get(world, None, "members.csv", cookie=cookie, **{"sec-fetch-site": sec_fetch_site})
    assert answer.status_code == status


async def test_twenty_thousand_rows_are_sent_in_bounded_memory() -> None:
    many, most = 20_000, 0

    async def read(queries: Queries, actor: Actor, page: PageRequest) -> Page[int]:
        first = int(page.after[0] or 0) if page.after else 0
        numbers = range(first, min(first + page.limit, many))
        return Page(tuple(numbers), tuple((number + 1,) for number in numbers), has_next=numbers.stop < many)

    class Nothing:
        async def departments(self) -> Sequence[Any]:
            return []

        skills = departments

    @asynccontextmanager
    async def read_transactions() -> AsyncIterator[Any]:
        yield Nothing()

    def cells(row: int, reference: object) -> list[str]:
        return [str(row), "x" * 500]

    async def nothing_private(_: object) -> None:
        raise AssertionError("the table shows nothing private")

    table = Table(frozenset(), ("Number", "Text"), cells, lambda given: read)
    tracemalloc.start()
    lines = 0
    not_recorded: Any = nothing_private
    async for chunk in stream(read_transactions, not_recorded, table, read, Actor(PersonId("olga"), office=True)):
        lines += chunk.count(b"\r\n")
        most = max(most, tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert lines == many + 1
    assert most < 4 * PAGE_SIZE * 600, "about a page at a time of a file of ten megabytes"


async def test_each_of_twenty_thousand_rows_is_in_the_file_once_and_in_order(world: ApiClient) -> None:
    begin = datetime(2026, 3, 1, 12, tzinfo=UTC)
    kept = {"type": "skill.added", "by": None, "subject_kind": "skill", "subject": "x", "data": {}, "version": 1}
    async with world.container.database().writing() as connection:
        many = [{**kept, "occurred_at": begin + timedelta(seconds=n)} for n in range(20_000)]
        await connection.execute(insert(events), many)
        await connection.commit()
    times = [each["When"] for each in await rows(world, "audit.csv?since=2026-03-01&until=2026-03-01&orderBy=OLDEST")]
    assert len(times) == 20_000
    assert times == sorted(set(times))
