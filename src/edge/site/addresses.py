"""Which addresses are pages of the site: a wrong one is a 404 for whoever asks without running the site's script."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_UNREADABLE: Final = "\ufffd"
"""In the place of bytes that are no text, as in `/resources/%C3`."""


class Addresses:
    """`patterns`: such as `/applications/:id/edit`; a `*` at the end stands for whatever comes below."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns = tuple(patterns)
        self._pattern = re.compile("|".join(map(_expression, self.patterns)) or r"(?!)")

    @classmethod
    def read(cls, file: Path) -> "Addresses":
        """A build that does not say is taken to know every address."""
        return cls(json.loads(file.read_bytes()) if file.is_file() else ["/", "/*"])

    def __contains__(self, path: str) -> bool:
        return self._pattern.fullmatch(path.strip("/")) is not None


def _expression(pattern: str) -> str:
    return "/".join(map(_segment, pattern.strip("/").split("/")))


def _segment(text: str) -> str:
    if text == "*":
        return ".+"
    return f"[^/{_UNREADABLE}]+" if text.startswith(":") else re.escape(text)
