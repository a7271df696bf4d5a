"""What is sent for one file of the site: one of its encodings, or word that the browser has it already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

IDENTITY: Final = "identity"
PREFERRED: Final = ("br", "gzip", IDENTITY)
_MEDIA: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Our own table: Python's depends on the machine."""


@dataclass(frozen=True, slots=True)
class Content:
    """`encodings`: the bytes by the name of their encoding; `identity` is always there."""

    media: str
    encodings: Mapping[str, bytes]
    digest: str

    def answer(self, request: Request, headers: Mapping[str, str], status: int = 200) -> Response:
        encoding = chosen(", ".join(request.headers.getlist("accept-encoding")), self.encodings)
        tag = f'"{self.digest}-{encoding}"'
        headers = {**headers, "Vary": ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))}
        if status == 200:
            headers["ETag"] = tag
            if _has(request.headers.get("if-none-match", ""), tag):
                return Response(None, 304, headers)
        if encoding != IDENTITY:
            headers["Content-Encoding"] = encoding
        return Response(self.encodings[encoding], status, headers, self.media)


def content(suffix: str, encodings: Mapping[str, bytes]) -> Content:
    """`suffix`: of the file's name, such as `.js`."""
    digest = sha256(encodings[IDENTITY]).hexdigest()[:24]
    return Content(_MEDIA.get(suffix, "application/octet-stream"), encodings, digest)


def chosen(accepted: str, offered: Mapping[str, bytes]) -> str:
    """The smallest encoding that the client takes (RFC 9110, 12.5.3); all clients take identity."""
    weights = dict(_weights(accepted))
    return next(each for each in PREFERRED if each in offered and (each == IDENTITY or _takes(each, weights)))


def _takes(encoding: str, weights: Mapping[str, float]) -> bool:
    return weights.get(encoding, weights.get("*", 0)) > 0


def _weights(accepted: str) -> Iterator[tuple[str, float]]:
    for each in accepted.lower().split(","):
        name, _, parameter = each.partition(";")
        yield name.strip(), _weight(parameter.replace(" ", ""))


def _weight(parameter: str) -> float:
    try:
        return float(parameter.removeprefix("q=") or 1)
    except ValueError:
        return 0


def _has(known: str, tag: str) -> bool:
    """Whether `If-None-Match` names the tag; a proxy may have made it a weak one."""
    return known.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in known.split(","))
