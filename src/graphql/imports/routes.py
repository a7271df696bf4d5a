"""`POST /imports` previews what two uploaded files would change; `POST /imports/<id>/apply` imports them.

`GET /imports/<id>/problems.csv`: why rows were set apart, or the files refused.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.utils.str_converters import to_camel_case

from moments.application.directory.office_imports import ImportNotReady, OfficeImports
from moments.application.ports.clock import IdGenerator
from moments.application.ports.imports import DirectoryFiles, ImportRecord, ImportState
from moments.domain.shared.ids import ImportId
from moments.edge.credentials import CredentialsReader
from moments.edge.http.accept import JSON
from moments.edge.http.response import HEADERS, respond
from moments.edge.http.uploads import UploadLimits, save_files
from moments.graphql.exports.csv_file import BYTE_ORDER_MARK, encode_rows
from moments.graphql.session import Services, Session
from moments.graphql.shared import ids
from moments.graphql.shared.http_access import office_member, refuse, refuse_error

FILES = ("employees", "departments")
SHOWN = 50
"""Problems in the answer; the schema has the others (`DirectoryImport.problems`)."""
PROBLEM_COLUMNS = ("file", "line", "column", "reason")
_PROBLEMS_FILE = 'attachment; filename="problems.csv"'
STATUS = {ImportState.REFUSED: 422}


@dataclass(frozen=True, slots=True)
class ImportServices:
    imports: OfficeImports
    files: DirectoryFiles
    identities: IdGenerator


@dataclass(frozen=True, slots=True)
class Imports:
    services: Callable[[], Services]
    parts: Callable[[], ImportServices]
    reader: CredentialsReader
    limits: UploadLimits

    async def upload(self, request: Request) -> Response:
        """Nothing is read of a body that is not the office's."""
        actor = await office_member(Session.of(self.services(), self.reader.of_request(request)), "import")
        parts = self.parts()
        identity = ImportId(parts.identities.new())
        try:
            await save_files(request, parts.files.folder(identity), FILES, self.limits)
        except BaseException:
            await parts.files.remove(identity)
            raise
        return _answer(await parts.imports.check(identity, actor.person))

    async def apply(self, request: Request) -> Response:
        actor = await office_member(Session.of(self.services(), self.reader.of_request(request)), "import")
        identity = ImportId(ids.find_identity("DirectoryImport", request.path_params["id"]) or "")
        return _answer(await self.parts().imports.apply(identity, actor.person))

    async def problems(self, request: Request) -> Response:
        """As CSV. A link of a page, so that a session's cookie will do, as for other downloads."""
        await office_member(Session.of(self.services(), self.reader.of_download(request)), "download")
        identity = ImportId(ids.find_identity("DirectoryImport", request.path_params["id"]) or "")
        found = await self.parts().imports.problems(identity)
        rows = [(each.file, each.line, each.column, each.reason) for each in found]
        content = BYTE_ORDER_MARK.encode() + encode_rows([PROBLEM_COLUMNS, *rows])
        headers = {"content-type": "text/csv; charset=utf-8", "content-disposition": _PROBLEMS_FILE}
        return Response(content, headers={**HEADERS, **headers})


def import_routes(
    services: Callable[[], Services],
    parts: Callable[[], ImportServices],
    reader: CredentialsReader,
    limits: UploadLimits | None = None,
) -> list[Route]:
    """Both are called only after the lifespan has started."""
    imports = Imports(services, parts, reader, limits or UploadLimits())
    return [
        Route("/imports", _refusing(imports.upload), methods=["POST"]),
        Route("/imports/{id}/apply", _refusing(imports.apply), methods=["POST"]),
        Route("/imports/{id}/problems.csv", _refusing(imports.problems), methods=["GET"]),
    ]


def _refusing(endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except ImportNotReady as error:
            return refuse(409, "IMPORT_NOT_READY", str(error))
        except Exception as error:
            return refuse_error(error)

    return answer


def _camel(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Named as in the schema."""
    return {to_camel_case(name): number for name, number in counts.items()}


def _answer(record: ImportRecord) -> Response:
    body = {
        "id": ids.encode("DirectoryImport", record.id),
        "state": record.state.name,
        "message": record.message,
        "counts": _camel(asdict(record.counts)) if record.counts else None,
        "problemCount": len(record.problems),
        "problems": [asdict(each) for each in record.problems[:SHOWN]],
    }
    return respond(body, JSON, STATUS.get(record.state, 200))
