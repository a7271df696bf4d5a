"""The body of a request: JSON in UTF-8, not too much of it, and not too slowly."""

import asyncio
import re
from dataclasses import dataclass

from starlette.requests import Request

from moments.edge.http.errors import RequestRefused

_JSON = re.compile(r'application/json(\s*;\s*charset\s*=\s*("utf-?8"|utf-?8))?\s*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bounds:
    """`seconds`: for the whole of the body, so that a trickle is no way around it. `address`: bytes of what is asked
    for by GET, which servers and proxies keep in their logs and memory."""

    bytes: int = 256 * 1024
    address: int = 8 * 1024
    seconds: float = 10.0


USUAL = Bounds()


async def read_body(request: Request, bounds: Bounds = USUAL) -> bytes:
    """Raises RequestRefused, and starlette's ClientDisconnect."""
    _check_type(request)
    announced = request.headers.get("content-length", "0")
    too_large = not announced.isdecimal() or int(announced[:20]) > bounds.bytes
    if too_large and request.headers.get("expect"):
        raise _too_large(bounds)  # the client waits for a word before it sends the body
    try:
        async with asyncio.timeout(bounds.seconds):
            return await _collect(request, bounds)
    except TimeoutError:
        sentence = f"The body did not arrive within {bounds.seconds:g} seconds."
        raise RequestRefused(408, sentence, {"Connection": "close"}) from None


async def _collect(request: Request, bounds: Bounds) -> bytes:
    """Reads and discards an oversized body (up to 2 MiB), so that the client sees the 413.: a client that is busy
    sending when the
    connection is closed does not get to see why."""
    body, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= bounds.bytes:
            body += chunk
        elif size > 8 * bounds.bytes:
            break
    if size > bounds.bytes:
        raise _too_large(bounds)
    return bytes(body)


def _too_large(bounds: Bounds) -> RequestRefused:
    sentence = f"A body has at most {bounds.bytes // 1024} KiB."
    return RequestRefused(413, sentence, {"Connection": "close"})


def _check_type(request: Request) -> None:
    if len(request.headers.getlist("content-type")) != 1 or not _JSON.fullmatch(request.headers["content-type"]):
        raise RequestRefused(415, "Send `Content-Type: application/json`, in UTF-8.", {"Accept": "application/json"})
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise RequestRefused(415, "Send the body as it is, not compressed.", {"Accept-Encoding": "identity"})
