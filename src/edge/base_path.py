"""The site under a path, such as `https://mo.example/moments`, whether a proxy before us takes it off or leaves it."""

from starlette.types import ASGIApp, Receive, Scope, Send


class UnderPath:
    """An ASGI application that answers with and without the path; Starlette's routes are below `root_path`."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app, self._path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            scope = {**scope, "root_path": self._path}
        await self._app(scope, receive, send)


def path_below(scope: Scope) -> str:
    """The address as routes have it; empty for the path itself, without a slash at its end."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "")
    return path.removeprefix(root) if path == root or path.startswith(f"{root}/") else path
