"""A site as `web/site` is built: small, and with something beside it that is nobody's business."""

import gzip
import json
from pathlib import Path

from moments.edge.site.build import BuiltSite

PAGE = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n<base href="/">\n'
    '<meta name="release" content="">\n<script type="module" src="./assets/main-a1.js"></script></head>'
    '<body><noscript>Call <a href="tel:1">1</a>.</noscript><div id="site"></div></body></html>'
)
SCRIPT = b"console.log('MOMENTS');" * 100
BROTLI = b"as the build compressed it"
ADDRESSES = ["/", "/queue", "/applications/:id", "/applications/:id/edit", "/office/*"]


def build_into(folder: Path, page: str = PAGE) -> None:
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    (folder / "assets/main-a1.js").write_bytes(SCRIPT)
    (folder / "assets/main-a1.js.br").write_bytes(BROTLI)
    (folder / "assets/main-a1.js.gz").write_bytes(gzip.compress(SCRIPT))
    (folder / "assets/site-b2.css").write_text("a { color: blue }")
    (folder / "favicon.svg").write_text("<svg/>")
    (folder / "addresses.json").write_text(json.dumps(ADDRESSES))
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "front.html").write_text(page.replace('<div id="site">', '<div id="site">Find a mentor'))
    (folder / "index.html").write_text(page)


def a_site(folder: Path, base_url: str = "http://127.0.0.1:8000", path: str = "") -> BuiltSite:
    return BuiltSite(folder, f"{base_url}{path}", path, "1.2.3", "573-555-0100")
