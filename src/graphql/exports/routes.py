"""`GET /exports/<table>.csv`: a table of the office as a file, read page by page while it is sent."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from moments.application.access.record_private_reads import RecordPrivateReads
from moments.application.access.relations import Actor
from moments.application.ports.errors import NotFound
from moments.application.program.exports import RecordExport
from moments.application.queries.paging import Key, PageRequest
from moments.application.queries.queries import ReadTransactions
from moments.domain.program.working_hours import STATE_TIME
from moments.edge.credentials import CredentialsReader
from moments.edge.http.response import HEADERS
from moments.graphql.exports.criteria import BadFilter, Criteria
from moments.graphql.exports.csv_file import BYTE_ORDER_MARK, encode_rows
from moments.graphql.exports.figures import FIGURES
from moments.graphql.exports.tables import TABLES, ReadPage, Table
from moments.graphql.session import Services, Session
from moments.graphql.shared.http_access import office_member, refuse, refuse_error
from moments.graphql.shared.reference import Reference

PAGE_SIZE = 500
"""Rows in memory at a time, and read by one statement in a transaction of its own: a slow reader holds none open."""


@dataclass(frozen=True, slots=True)
class Exports:
    services: Callable[[], Services]
    record_export: Callable[[], RecordExport]
    reader: CredentialsReader

    async def download(self, request: Request) -> Response:
        services, name = self.services(), request.path_params["table"]
        session = Session.of(services, self.reader.of_download(request))
        actor = await office_member(session, "download")
        if name in FIGURES:
            return await self._figures(services, actor, name, request)
        if name not in TABLES:
            raise NotFound("table", field_given=False)
        table = TABLES[name]
        async with services.read_transactions() as queries:
            reference = await Reference.read(queries)
        read = table.read(Criteria(request.query_params, table.filters, reference))
        await self.record_export()(name, actor.person)
        rows = stream(services.read_transactions, services.record_private_reads, table, read, actor)
        return StreamingResponse(rows, headers=_headers(name, services.clock.now()))

    async def _figures(self, services: Services, actor: Actor, name: str, request: Request) -> Response:
        figures = FIGURES[name]
        async with services.read_transactions() as queries:
            given = Criteria(request.query_params, figures.filters, await Reference.read(queries))
            rows = await figures.rows(queries, given, services.clock.now())
        await self.record_export()(name, actor.person)
        content = BYTE_ORDER_MARK.encode() + encode_rows([figures.columns, *rows])
        return Response(content, headers=_headers(name, services.clock.now()))


async def stream(
    read_transactions: ReadTransactions, record: RecordPrivateReads, table: Table, read: ReadPage, actor: Actor
) -> AsyncIterator[bytes]:
    yield BYTE_ORDER_MARK.encode() + encode_rows([table.columns])
    after: Key | None = None
    is_more = True
    while is_more:
        async with read_transactions() as queries:
            reference = await Reference.read(queries)
            page = await read(queries, actor, PageRequest(limit=PAGE_SIZE, after=after))
        shown = dict.fromkeys(each for row in page.rows if (each := table.shows(row)))
        if shown:
            await record([(actor.person, each) for each in shown])
        yield encode_rows(table.cells(row, reference) for row in page.rows)
        is_more = page.has_next
        after = page.keys[-1] if page.keys else None


def export_routes(
    services: Callable[[], Services], record_export: Callable[[], RecordExport], reader: CredentialsReader
) -> list[Route]:
    """Both are called only after the lifespan has started."""
    exports = Exports(services, record_export, reader)

    async def download(request: Request) -> Response:
        try:
            return await exports.download(request)
        except BadFilter as error:
            return refuse(400, "BAD_USER_INPUT", str(error))
        except Exception as error:
            return refuse_error(error)

    return [Route("/exports/{table}.csv", download, methods=["GET"])]


def _headers(name: str, now: datetime) -> dict[str, str]:
    day = now.astimezone(STATE_TIME).date()
    return {
        **HEADERS,
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": f'attachment; filename="moments-{name}-{day}.csv"',
    }
