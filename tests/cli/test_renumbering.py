"""An import is told at the command line who has another employee id (DIR-2)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.cli.test_commands import files, moments

__all__ = ["files", "moments"]
Moments = Callable[..., Result]
pytestmark = pytest.mark.rule("DIR-2")


@pytest.fixture
def renumbered(moments: Moments, files: Any) -> tuple[str, str]:
    """One person of the file has another employee id, also where others name them."""
    assert moments(*files).exit_code == 0
    path = Path(files[2])
    text = path.read_text(encoding="utf-8-sig")
    old = text.splitlines()[5].split(",")[0]
    path.write_text("\n".join(line.replace(f"{old},", "N-1,") for line in text.splitlines()) + "\n", encoding="utf-8")
    return old, "N-1"


def test_a_preview_names_the_pair_and_the_import_leaves_both_as_they_are(
    moments: Moments, files: Any, renumbered: tuple[str, str]
) -> None:
    old, new = renumbered

    preview, imported = moments(*files, "--preview"), moments(*files)

    assert preview.exit_code == imported.exit_code == 3, preview.stderr
    for said in (preview, imported):
        assert f"Say --renumber {old}={new} if so and --two-people {old}={new} if not" in said.stderr
        assert "Until it is said whose they are, 1 w" in said.stderr
        assert f"{old}={new}" in said.stdout
    assert "people who have left" not in imported.stdout


@pytest.mark.parametrize("way", ["option", "file"])
def test_who_is_told_to_be_one_person_is_imported(
    moments: Moments, files: Any, renumbered: tuple[str, str], way: str
) -> None:
    old, new = renumbered
    Path("pairs.csv").write_text(f"old,new\n{old},{new}\n", encoding="utf-8")
    told = ("--renumber", f"{old}={new}") if way == "option" else ("--renumber-file", "pairs.csv")

    imported, again = moments(*files, *told), moments(*files)

    assert (imported.exit_code, again.exit_code) == (0, 0), imported.stderr
    assert "people who have another employee id" in imported.stdout
    assert "Nothing has changed." in again.stdout


def test_two_people_are_a_leaver_and_a_newcomer(moments: Moments, files: Any, renumbered: tuple[str, str]) -> None:
    old, new = renumbered

    imported = moments(*files, "--two-people", f"{old}={new}")

    assert imported.exit_code == 0, imported.stderr
    assert "people who have left" in imported.stdout
    assert "people who are new" in imported.stdout


@pytest.mark.parametrize(
    ("told", "code", "reason"),
    [
        (("--renumber", "M1"), 2, "'M1' is no pair of employee ids: write OLD=NEW."),
        (("--renumber", "nobody=N-1"), 1, "Nobody in the directory has the id nobody."),
        (("--renumber-file", "bad.csv"), 2, "bad.csv, line 2: '!' is no code"),
        (("--renumber-file", "headless.csv"), 2, "The first line lacks the columns old, new"),
    ],
)
def test_what_is_no_pair_is_refused_with_the_reason(
    moments: Moments, files: Any, renumbered: tuple[str, str], told: tuple[str, str], code: int, reason: str
) -> None:
    Path("bad.csv").write_text("old,new\n!,N-1\n", encoding="utf-8")
    Path("headless.csv").write_text("M1,N-1\n", encoding="utf-8")

    refused = moments(*files, *told)

    assert (refused.exit_code, reason in refused.stderr) == (code, True), refused.stderr
