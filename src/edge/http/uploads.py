"""Files in a request's body (multipart/form-data), written to disk while they arrive."""

import asyncio
import os
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from moments.edge.http.errors import HttpError

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

_MAX_HEADERS = 8 * 1024
"""Bytes of one part's headers."""


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """`bytes`: of the whole body. `seconds`: for all of it, so that a trickle is no way around it."""

    bytes: int = 100 * 1024 * 1024
    seconds: float = 300.0


async def save_files(request: Request, folder: Path, names: Collection[str], limits: UploadLimits) -> dict[str, Path]:
    """Returns the path of each part in `names`, each of which the body has once and besides which it has none.

    A file is named after its part, never by the client. Raises HttpError, and starlette's ClientDisconnect.
    """
    media, options = parse_options_header(request.headers.get("content-type"))
    if media != b"multipart/form-data" or b"boundary" not in options:
        raise HttpError(415, f"Send the files {_listed(names)} as multipart/form-data.")
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced[:20]) > limits.bytes:
        raise _too_large(limits)
    files = _Files(folder, frozenset(names))
    try:
        async with asyncio.timeout(limits.seconds):
            await _receive(request, MultipartParser(options[b"boundary"], files.callbacks()), limits)
    except TimeoutError:
        raise HttpError(408, f"The files did not arrive within {limits.seconds:g} seconds. Send them again.") from None
    except FormParserError:
        raise HttpError(400, "The body is not multipart/form-data. Send the files as that.") from None
    finally:
        files.close()
    missing = sorted(set(names) - files.found.keys())
    if missing:
        raise HttpError(400, f"The file `{missing[0]}` is missing. Send {_listed(names)}.")
    return files.found


async def _receive(request: Request, parser: MultipartParser, limits: UploadLimits) -> None:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limits.bytes:
            raise _too_large(limits)
        if chunk:
            await asyncio.to_thread(parser.write, chunk)
    parser.finalize()


@dataclass(slots=True)
class _Files:
    """What the parser calls, one part after the other."""

    folder: Path
    names: frozenset[str]
    found: dict[str, Path] = field(default_factory=dict[str, Path])
    _file: BinaryIO | None = None
    _field: bytearray = field(default_factory=bytearray)
    _value: bytearray = field(default_factory=bytearray)
    _name: str = ""

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._add_field,
            "on_header_value": self._add_value,
            "on_header_end": self._end_header,
            "on_headers_finished": self._open,
            "on_part_data": self._write,
            "on_part_end": self.close,
        }

    def _begin(self) -> None:
        self._name = ""

    def _add_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]
        self._check_headers()

    def _add_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        self._check_headers()

    def _check_headers(self) -> None:
        if len(self._field) + len(self._value) > _MAX_HEADERS:
            raise HttpError(400, "A part's headers are too long. Send shorter ones.")

    def _end_header(self) -> None:
        if bytes(self._field).lower() == b"content-disposition":
            _, options = parse_options_header(bytes(self._value))
            self._name = options.get(b"name", b"").decode(errors="replace")
        self._field.clear()
        self._value.clear()

    def _open(self) -> None:
        if self._name not in self.names or self._name in self.found:
            raise HttpError(400, f"Send the files {_listed(self.names)}, each once, and nothing else.")
        self.found[self._name] = self.folder / self._name
        self._file = open(self.found[self._name], "xb", opener=_of_its_owner)  # noqa: SIM115  # closed by `close`

    def _write(self, data: bytes, start: int, end: int) -> None:
        assert self._file is not None, "a part's headers come before its data"
        self._file.write(data[start:end])

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _of_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _listed(names: Collection[str]) -> str:
    return " and ".join(f"`{name}`" for name in sorted(names))


def _too_large(limits: UploadLimits) -> HttpError:
    sentence = f"The files have at most {limits.bytes // (1024 * 1024)} MiB together. Send smaller ones."
    return HttpError(413, sentence, {"Connection": "close"})
