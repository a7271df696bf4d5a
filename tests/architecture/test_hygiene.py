"""The repository speaks of the project alone; the check can fail."""

import re
import subprocess
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.hygiene import stains

ROOT = Path(__file__).parents[2]


def our_files() -> list[str]:
    """What git tracks, and what it would: a stain is found before it is committed."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_is_stained() -> None:
    found = []
    for name in our_files():
        try:
            text = (ROOT / name).read_text("utf-8")
        except UnicodeDecodeError:
            continue  # an image
        found += stains(name, text, ROOT)

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.py", "DATA = '" + "/" + "home/ann/data'"),
        ("a.sh", "cd " + "/" + "work/main"),
        ("a.md", "see " + "/" + "tmp/notes"),
        ("a.md", "see " + "/srv/checkouts/moments" + "/README.md"),
        ("requirements.lock", "alembic @ https://mirror.example.gov/alembic.whl"),
        ("requirements.lock", "--index" + "-url https://x"),
        ("web/package-lock.json", '"resolved": "' + 'https://mirror.example.gov/preact.tgz"'),
        ("README.md", "from https://py" + "pi.org/simple"),
        (".npmrc", "registry=https://registry.npm" + "js.org"),
    ],
)
def test_a_planted_stain_is_found(name: str, line: str) -> None:
    assert len(list(stains(name, f"first\n{line}\n", Path("/srv/checkouts/moments")))) == 1


@pytest.mark.parametrize(
    "line", ["the work/home balance", "var/moments.db", "https://example.gov/home/page", "../tmp/x"]
)
def test_what_is_no_stain_is_let_be(line: str) -> None:
    assert list(stains("a.md", line, Path("/srv/checkouts/moments"))) == []


def test_the_lock_names_each_extra_that_a_package_asks_of_another() -> None:
    """Else pip asks for "coverage[toml]" beside the locked "coverage", and refuses when a newer one has come out."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = [Requirement(line.partition("==")[0]) for line in re.findall(r"^[\w.-]+(?:\[[^\]]+\])?==", lock, re.M)]
    extras = {canonicalize_name(each.name): each.extras for each in locked}
    asked = [Requirement(line) for name in extras for line in _requires(name)]
    missing = [
        f"{each.name}[{','.join(each.extras - extras[name])}]"
        for each in asked
        if (name := canonicalize_name(each.name)) in extras and not each.extras <= extras[name]
    ]
    assert len(extras) > 50
    assert not missing


def _requires(name: str) -> list[str]:
    """Without what its own extras bring."""
    try:
        found = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []  # of another platform
    return [line for line in found if "extra ==" not in line]
