"""Structured logs: an event and its facts a line, with the request's id, and without personal data.

Log ids, never names or email addresses. Fields known to hold personal data are left out,
and e-mail addresses and tokens are struck out of whatever text remains, tracebacks included; the
libraries' own lines pass through the same.
"""

import logging
import re
import sys
import time
from collections.abc import Generator, Iterable, MutableMapping
from contextlib import contextmanager
from typing import Any, Final, TextIO, cast
from uuid import uuid4

import orjson
import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import EventDict, Processor

PERSONAL: Final = frozenset(
    {"authorization", "cookie", "password", "token"}  # secrets
    | {"email", "first_name", "last_name", "name", "recipient", "subject_name"}  # who
    | {"supervisor_email", "supervisor_first_name", "supervisor_last_name"}
    | {"bio", "comments", "message_text", "note", "reason", "variables"}  # what people wrote
)
_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_TOKEN = re.compile(r"\beyJ[\w-]+(?:\.[\w-]*){1,2}")
_ROW = re.compile(r"DETAIL: .*?(?=\n\[SQL|\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)
"""PostgreSQL shows the row that it refused."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_QUIET: Final = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "uvicorn.access": logging.CRITICAL}
"""uvicorn's access lines hold people's network addresses; `RequestLog` writes its own without."""


def configure(level: str, log_format: str, stream: TextIO | None = None) -> None:
    """Sends all logs, structlog's and the standard library's, to `stream` (standard error by default)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_steps(),
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(log_format)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(least)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_steps(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _steps() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_personal_data,
    ]


def _rendering(log_format: str) -> list[Processor]:
    if log_format == "json":
        return [structlog.processors.EventRenamer("message"), structlog.processors.JSONRenderer(_as_json)]
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]


def _as_json(line: EventDict, default: Any, **_: Any) -> str:
    return orjson.dumps(line, default=default, option=orjson.OPT_NON_STR_KEYS).decode()


def without_personal_data(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """The last step before a line is written."""
    return {key: _cleared(key, value) for key, value in line.items()}


def _cleared(key: str, value: Any) -> Any:
    if key.lower() in PERSONAL:
        return "[left out]"
    if isinstance(value, str):
        return _TOKEN.sub("[token]", _EMAIL.sub("[e-mail]", _ROW.sub("DETAIL: [left out]", value)))
    if isinstance(value, MutableMapping):
        return {inner: _cleared(str(inner), each) for inner, each in cast("MutableMapping[object, Any]", value).items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_cleared("", each) for each in cast("Iterable[Any]", value)]
    return value


@contextmanager
def request_context(proposed: str | None = None) -> Generator[str]:
    """Binds a request's id to every line logged inside; a caller's own id is kept where it is a sane one."""
    request_id = proposed if proposed and _REQUEST_ID.fullmatch(proposed) else uuid4().hex
    with structlog.contextvars.bound_contextvars(request_id=request_id):
        yield request_id


class RequestLog:
    """ASGI middleware: one line a request, and its id in the answer's `X-Request-ID`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._log = structlog.stdlib.get_logger("moments.requests")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        with request_context(Headers(scope=scope).get("x-request-id")) as request_id:
            await self._answer(scope, receive, send, request_id)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        began, status = time.perf_counter(), 0

        async def answered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, answered)
        finally:
            took = round((time.perf_counter() - began) * 1000, 1)
            facts = {"kind": scope["type"], "path": scope["path"], "status": status, "milliseconds": took}
            self._log.info("request", **facts)
