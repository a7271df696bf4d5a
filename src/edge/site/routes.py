"""The site's pages and files, at every address that no route has (docs/adr/0036)."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from moments.edge.base_path import path_below
from moments.edge.site.build import Build, BuiltSite
from moments.edge.site.headers import CHECKED, KEPT, NEVER_KEPT, security_headers

NOT_BUILT = (
    '<!doctype html><html lang="en"><title>MOMENTS: the site is not built</title><p>The site is not built here: '
    "install Node (20.19 or newer, with npm), run <code>make site</code>, and load this page again.</p></html>"
)
ASSETS = "/assets/"


class SitePages:
    """An ASGI application for what no route answers. `otherwise`: for what the site does not answer either."""

    def __init__(self, site: BuiltSite, otherwise: ASGIApp) -> None:
        self._site, self._otherwise = site, otherwise
        self._headers = security_headers(site.base_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asks = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        answer = self._answer(Request(scope), path_below(scope)) if asks else None
        await (answer or self._otherwise)(scope, receive, send)

    def _answer(self, request: Request, path: str) -> Response | None:
        if not path:
            return RedirectResponse(f"{self._site.base_url}/")
        build = self._site.current()
        if build is None:
            seeks_page = path == "/" or _names_html(request)
            return HTMLResponse(NOT_BUILT, 404, self._with(CHECKED)) if seeks_page else None
        if file := build.files.get(path):
            return file.answer(request, self._with(KEPT if path.startswith(ASSETS) else CHECKED))
        if path.startswith(ASSETS):  # another release's; the page in its place would be taken for a script
            return PlainTextResponse("Not Found", 404, {"Cache-Control": NEVER_KEPT})
        if path == "/":
            # who has a cookie of ours is signed in, most likely, and would see the front page flash by
            front = build.page if request.cookies else build.front
            return front.answer(request, {**self._with(CHECKED), "Vary": "Cookie"})
        status = _status_of_page(request, path, build)
        return build.page.answer(request, self._with(CHECKED), status) if status else None

    def _with(self, cache_control: str) -> dict[str, str]:
        return {"Cache-Control": cache_control, **self._headers}


def _status_of_page(request: Request, path: str, build: Build) -> int | None:
    """With a 404 the page still comes, and says so in its own words; None for what does not ask for a page."""
    if path in build.addresses:
        return 200
    return 404 if _names_html(request) else None


def _names_html(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "").lower()
