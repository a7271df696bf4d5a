"""A page to try operations on and to read the schema; in development only, from our own files and no others."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ASSETS = Path(__file__).parent / "assets"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def explorer_routes() -> list[Route]:
    return [
        Route("/explore", _asset("explore.html")),
        Route("/explore/explore.js", _asset("explore.js")),
        Route("/explore/explore.css", _asset("explore.css")),
    ]


def _asset(name: str) -> Callable[[Request], Awaitable[Response]]:
    file = ASSETS / name

    async def asset(request: Request) -> Response:
        return Response(file.read_bytes(), media_type=TYPES[file.suffix], headers=HEADERS)

    return asset
