"""GraphiQL, and as whom to try it; in development only, from our own files and no others (docs/adr/0012)."""

import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from moments.edge.development_tokens import TokenFor, token_route

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The editor writes its colours into style elements of its own, hence that one `unsafe-inline`."""
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
TOKEN_PATH = "/explore/token"
NOT_BUILT = (
    '<!doctype html><html lang="en"><title>MOMENTS: GraphiQL is not built</title><p>GraphiQL is not built here: '
    "install Node (18 or newer, with npm), run <code>make explorer</code>, and load this page again.</p></html>"
)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody invented, for each role one."""

    role: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Explorer:
    """What the composition root gives the page. `folder`: the built files, if they are there.

    `token_for`: None where this server signs no tokens. `base_url`: where people reach the server.
    """

    folder: Path
    people: Callable[[], Awaitable[Sequence[DemoPerson]]]
    token_for: TokenFor | None
    base_url: str


def explorer_routes(explorer: Explorer) -> list[BaseRoute]:
    async def page(request: Request) -> Response:
        built = explorer.folder / "index.html"
        if not built.is_file():
            return HTMLResponse(NOT_BUILT, 404, HEADERS)
        return HTMLResponse(built.read_bytes(), headers=HEADERS)

    async def people(request: Request) -> Response:
        """Nobody where one could not become them."""
        cast = await explorer.people() if explorer.token_for else ()
        return JSONResponse([asdict(each) for each in cast], headers=HEADERS)

    signing_in = [token_route(TOKEN_PATH, explorer.token_for, explorer.base_url)] if explorer.token_for else []
    return [
        Route("/explore", page),
        Route("/explore/people", people),
        *signing_in,
        Mount("/explore/files", _Files(directory=explorer.folder, check_dir=False)),
    ]


class _Files(StaticFiles):
    """Starlette's, with our headers, and for a folder that may be built while the server runs."""

    async def check_config(self) -> None:
        return None

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(HEADERS)
        return response
