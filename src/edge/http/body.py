"""The body of a request: JSON in UTF-8, not too much of it, and not too slowly."""

import asyncio
import re
from dataclasses import dataclass, replace

from starlette.requests import Request

from moments.edge.http.errors import HttpError

_JSON = re.compile(r'application/json(\s*;\s*charset\s*=\s*("utf-?8"|utf-?8))?\s*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """`stranger_bytes`: of who is not signed in. `seconds`: for the whole of the body, so that a trickle is no way
    around it. `url_bytes`: of what is asked for by GET, which servers and proxies keep in their logs and memory."""

    bytes: int = 256 * 1024
    stranger_bytes: int = 8 * 1024
    url_bytes: int = 8 * 1024
    seconds: float = 10.0

    def for_strangers(self) -> "BodyLimits":
        return replace(self, bytes=min(self.bytes, self.stranger_bytes))


DEFAULT_BODY_LIMITS = BodyLimits()


async def read_body(request: Request, body_limits: BodyLimits = DEFAULT_BODY_LIMITS) -> bytes:
    """Raises HttpError, and starlette's ClientDisconnect."""
    _check_type(request)
    announced = request.headers.get("content-length", "0")
    too_large = not announced.isdecimal() or int(announced[:20]) > body_limits.bytes
    if too_large and request.headers.get("expect"):
        raise _too_large(body_limits)  # the client waits for a word before it sends the body
    try:
        async with asyncio.timeout(body_limits.seconds):
            return await _collect(request, body_limits)
    except TimeoutError:
        sentence = f"The body did not arrive within {body_limits.seconds:g} seconds. Send it again."
        raise HttpError(408, sentence, {"Connection": "close"}) from None


async def _collect(request: Request, body_limits: BodyLimits) -> bytes:
    """Reads and discards an oversized body (up to 2 MiB), so that the client sees the 413: a client that is still
    sending when the connection is closed does not see the reason."""
    body, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= body_limits.bytes:
            body += chunk
        elif size > 8 * body_limits.bytes:
            break
    if size > body_limits.bytes:
        raise _too_large(body_limits)
    return bytes(body)


def _too_large(body_limits: BodyLimits) -> HttpError:
    sentence = f"A body has at most {body_limits.bytes // 1024} KiB. Send less at once."
    return HttpError(413, sentence, {"Connection": "close"})


def _check_type(request: Request) -> None:
    if len(request.headers.getlist("content-type")) != 1 or not _JSON.fullmatch(request.headers["content-type"]):
        raise HttpError(415, "Send `Content-Type: application/json`, in UTF-8.", {"Accept": "application/json"})
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise HttpError(415, "Send the body as it is, not compressed.", {"Accept-Encoding": "identity"})
