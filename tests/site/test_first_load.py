"""How much script each address loads before its page is drawn."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from moments.infrastructure.web import SITE
from tests.browser.chromium import lacking

SOURCE = Path(__file__).parents[2] / "web" / "site"
MANIFEST = SITE / ".vite" / "manifest.json"
NOT_BUILT = "the site is not built (`make site`, which needs Node), so its scripts are not added up"
ROUTE = re.compile(r'path: "([^"]+)", load: \(\) => import\("\.\./([^"]+)"\)')
LIMIT = 60_000
"""Bytes by gzip. What comes after the page is drawn is not counted: the socket, and what opens at a press."""

Manifest = Mapping[str, Mapping[str, Any]]


def _with_imports(manifest: Manifest, names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += manifest[name].get("imports", [])
    return found


def _first_loads() -> Iterator[tuple[str, int]]:
    """Each address with the bytes of its scripts."""
    manifest = json.loads(MANIFEST.read_text())
    routes = ROUTE.findall((SOURCE / "src" / "app" / "routes.ts").read_text())
    assert [path for path, _ in routes] == json.loads((SITE / "addresses.json").read_text())
    size = {
        name: len(gzip.compress((SITE / each["file"]).read_bytes(), 9))
        for name, each in manifest.items()
        if each["file"].endswith(".js")
    }
    for path, page in routes:
        yield (
            path,
            sum(size[name] for name in _with_imports(manifest, ["index.html", "src/first.ts", f"src/{page}.tsx"])),
        )


def test_each_address_loads_less_than_60_kb_of_script_before_it_is_drawn() -> None:
    if not MANIFEST.is_file():
        lacking(NOT_BUILT)
    loads = dict(_first_loads())
    assert {path: size for path, size in loads.items() if size >= LIMIT} == {}
    assert min(loads.values()) > 30_000, "the frame of each page is counted"
