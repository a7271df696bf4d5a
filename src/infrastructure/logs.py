"""Structured logs: an event and its facts a line, with the request's id, and without personal data.

Log ids, never names, email addresses or texts: `log_privacy` says what may stand in a line, and `log_exceptions` what
of an exception. The security log's lines (`moments.security_log`) are JSON in every format.
"""

import logging
import re
import sys
import time
from collections.abc import AsyncGenerator, Generator, Iterable
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final, TextIO
from uuid import uuid4

import orjson
import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import EventDict, Processor

from moments import security_log
from moments.infrastructure.log_exceptions import format_exception
from moments.infrastructure.log_privacy import PLAIN, TEMPLATES, only_own_words, without_personal_data

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_SILENT: Final = ("uvicorn.access",)
"""uvicorn's access lines hold network addresses and what was asked for; `RequestLog` writes its own without."""


def configure(level: str, log_format: str, stream: TextIO | None = None) -> None:
    """Sends all logs, structlog's and the standard library's, to `stream` (standard error by default).

    `level`: of our own lines. Libraries are asked for warnings only: below that they tell what passes through them,
    such as the rows that were found. The security log has no level: all its lines are written.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(log_format))
    least = max(logging.getLevelNamesMapping()[level], logging.INFO)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(least, logging.WARNING))
    for name in PLAIN | TEMPLATES:
        logging.getLogger(name).setLevel(least)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger("moments").setLevel(level)
    _configure_security_log(stream or sys.stderr)
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


def _configure_security_log(stream: TextIO) -> None:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter("json"))
    log = logging.getLogger(security_log.LOGGER)
    log.handlers[:] = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False


def _formatter(log_format: str) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_steps(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(log_format)],
        pass_foreign_args=True,
    )


def _steps() -> list[Processor]:
    return [
        only_own_words,
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(format_exception),
        without_personal_data,
    ]


def _rendering(log_format: str) -> list[Processor]:
    if log_format == "json":
        return [structlog.processors.EventRenamer("message"), structlog.processors.JSONRenderer(_as_json)]
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]


def _as_json(line: EventDict, default: Any, **_: Any) -> str:
    return orjson.dumps(line, default=default, option=orjson.OPT_NON_STR_KEYS).decode()


@contextmanager
def request_context(proposed: str | None = None) -> Generator[str]:
    """Binds a request's id to every line logged inside; a caller's own id is kept where it is a sane one."""
    request_id = proposed if proposed and _REQUEST_ID.fullmatch(proposed) else uuid4().hex
    with structlog.contextvars.bound_contextvars(request_id=request_id):
        yield request_id


_MOST_SEGMENTS: Final = 12


@asynccontextmanager
async def said_in_the_log(what: str) -> AsyncGenerator[None]:
    """Logs what is raised inside with its place in the code, and lets it through: servers write it with its text."""
    try:
        yield
    except Exception:
        logging.getLogger("moments.server").exception(what)
        raise


class RequestLog:
    """ASGI middleware: one line a request, and its id in the answer's `X-Request-ID`."""

    def __init__(self, app: ASGIApp, routes: Iterable[str] = ()) -> None:
        """`routes`: the addresses that there are, such as `/resources/:slug`. Of a request's address only the words
        of these are written, because all else in it is an id, or what somebody typed."""
        self._app, self._words = app, frozenset(word for route in routes for word in route.split("/"))
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
            facts = {"kind": scope["type"], "path": self._shape(scope["path"]), "status": status, "milliseconds": took}
            self._log.info("request", **facts)

    def _shape(self, path: str) -> str:
        return "/".join(word if word in self._words else "..." for word in path.split("/")[:_MOST_SEGMENTS])
