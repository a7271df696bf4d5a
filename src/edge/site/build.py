"""The site as it was built, held in memory: nothing else on the disk can be asked for."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Final

from moments.edge.site.addresses import Addresses
from moments.edge.site.content import IDENTITY, Content, content

PAGE, FRONT, ADDRESSES = "index.html", "front.html", "addresses.json"
_COMPRESSED: Final = {".br": "br", ".gz": "gzip"}
_NUMBER = re.compile(r'<a href="tel:[^"]*">[^<]*</a>')
_OURS = re.compile(r'\s*<(?:base\b|meta name="release")[^>]*>')


@dataclass(frozen=True, slots=True)
class Build:
    """`front`: the page with the front page's text in it. `files`: by their address, such as `/assets/main.js`."""

    page: Content
    front: Content
    files: Mapping[str, Content]
    addresses: Addresses


@dataclass(slots=True)
class BuiltSite:
    """`folder`: what `web/site` is built into. `base_url`: where people reach the server. `path`: the path of that,
    such as `/moments`, or nothing. `telephone`: whom to call where the page needs JavaScript and has none."""

    folder: Path
    base_url: str
    path: str
    release: str
    telephone: str
    _build: Build | None = field(default=None, init=False)
    _built_at: int = field(default=0, init=False)

    def current(self) -> Build | None:
        """Read again when it was built again, as that takes the old files away; None where it is not built."""
        try:
            built_at = (self.folder / PAGE).stat().st_mtime_ns
        except FileNotFoundError:
            return None
        if self._build is None or built_at != self._built_at:
            self._build, self._built_at = self._read(), built_at
        return self._build

    def _read(self) -> Build:
        page, front = self._page(self.folder / PAGE), self.folder / FRONT
        front_page = self._page(front) if front.is_file() else page
        return Build(page, front_page, _files(self.folder), Addresses.read(self.folder / ADDRESSES))

    def _page(self, file: Path) -> Content:
        html = _filled_in(file.read_text("utf-8"), self.path, self.release, self.telephone).encode()
        return content(".html", {IDENTITY: html, "gzip": gzip.compress(html, mtime=0)})


def _filled_in(html: str, path: str, release: str, telephone: str) -> str:
    """The page with what the build can't know, before anything that is loaded by a relative address."""
    ours = f'<base href="{escape(path)}/">\n<meta name="release" content="{escape(release)}">'
    number = f'<a href="tel:{re.sub(r"[^+0-9]", "", telephone)}">{escape(telephone)}</a>'
    return _NUMBER.sub(lambda _: number, _OURS.sub("", html)).replace("<head>", f"<head>\n{ours}", 1)


def _files(folder: Path) -> dict[str, Content]:
    every = (each for each in folder.rglob("*") if each.is_file() and each.suffix not in _COMPRESSED)
    names = {f"/{each.relative_to(folder).as_posix()}": each for each in every}
    return {name: content(file.suffix, _encodings(file)) for name, file in names.items() if not _is_kept_back(name)}


def _is_kept_back(name: str) -> bool:
    return name in (f"/{PAGE}", f"/{FRONT}", f"/{ADDRESSES}") or name.startswith("/.")


def _encodings(file: Path) -> dict[str, bytes]:
    beside = {name: file.with_name(file.name + suffix) for suffix, name in _COMPRESSED.items()}
    compressed = {name: each.read_bytes() for name, each in beside.items() if each.is_file()}
    return {IDENTITY: file.read_bytes(), **compressed}
