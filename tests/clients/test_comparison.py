"""The site compares names as the server does."""

import json
import subprocess
from pathlib import Path
from unicodedata import category

import pytest

from moments.domain.shared.comparison import comparison_key
from tests.clients.test_javascript import FOLDER
from tests.domain.shared.test_comparison import EXAMPLES

CHARACTERS = [chr(code) for code in range(0x110000) if category(chr(code)) not in ("Cn", "Co", "Cs")]
"""What both have heard of: the browser's Unicode is newer."""


def keys_of_the_site(texts: list[str], folder: Path) -> list[str]:
    file = folder / "texts.json"
    file.write_text(json.dumps(texts))
    run = ["node", FOLDER / "comparison.mjs", file]
    done = subprocess.run(run, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.mark.rule("APP-7")
def test_the_site_s_keys_are_those_of_the_table(tmp_path: Path) -> None:
    assert dict(zip(EXAMPLES, keys_of_the_site(list(EXAMPLES), tmp_path), strict=True)) == EXAMPLES


@pytest.mark.parametrize("frame", ["{}", "a{}b", "1{}2"])
def test_every_character_is_the_same_to_both(tmp_path: Path, frame: str) -> None:
    texts = [frame.format(ch) for ch in CHARACTERS]
    keys = zip(texts, keys_of_the_site(texts, tmp_path), strict=True)
    assert [(ascii(text), ascii(key)) for text, key in keys if key != comparison_key(text)] == []
