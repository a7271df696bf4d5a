"""Imports of the directory at a terminal: rows set apart, mappings, reports, a folder that is watched."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_commands import Moments, moments

__all__ = ["moments"]

IMPORT = "directory", "import", "state/EMPLOYEES.csv", "--departments", "state/DEPARTMENTS.csv"


@pytest.fixture
def people(moments: Moments) -> list[str]:
    """The lines of a directory of sixty people, in `state`."""
    assert moments("demo", "--people", "60", "--files", "state").exit_code == 0
    return Path("state/EMPLOYEES.csv").read_text("utf-8-sig").splitlines()


def write(lines: list[str], name: str = "state/EMPLOYEES.csv") -> Path:
    file = Path(name)
    file.write_text("\n".join([*lines, ""]), "utf-8")
    return file


def spoiled(lines: list[str], *at: int) -> list[str]:
    """Those rows' `under_discipline`, a private field, is nonsense."""
    place = lines[0].split(",").index("under_discipline")
    after = lines[0].count(",") - place
    parts = [line.rsplit(",", after + 1) for line in lines]  # what has a comma in quotes stands before
    return [
        ",".join([before, "TELLTALE", *rest] if number in at else [before, field, *rest])
        for number, (before, field, *rest) in enumerate(parts)
    ]


@pytest.mark.rule("DIR-4")
def test_the_exit_code_says_whether_all_some_or_no_rows_were_taken(moments: Moments, people: list[str]) -> None:
    assert moments(*IMPORT).exit_code == 0
    write(spoiled(people, 7))
    assert [moments(*IMPORT, "--preview").exit_code, moments(*IMPORT).exit_code] == [3, 3]
    write(spoiled(people, 5, 6, 7, 8))
    assert moments(*IMPORT).exit_code == 1
    assert moments(*IMPORT, "--max-bad-rows", "10").exit_code == 3
    write([*people[:-1], people[-1][:-20]])
    assert "it was cut off" in moments(*IMPORT).stderr
    assert moments(*IMPORT, "--max-bad-rows", "100").exit_code == 1
    assert moments("directory", "import", "nothing.csv").exit_code == 2


@pytest.mark.rule("DIR-4", "ELIG-5")
def test_a_row_that_is_set_apart_is_reported_as_text_csv_and_json(moments: Moments, people: list[str]) -> None:
    write(spoiled(people, 7))
    text = moments(*IMPORT, "--problems", "problems.csv")
    assert "EMPLOYEES.csv, line 8, under_discipline: The value is neither TRUE nor FALSE" in text.stderr
    assert "1 row of employees were set apart" in text.stderr
    assert "people who are new" in text.stdout
    assert "EMPLOYEES.csv,8,under_discipline" in Path("problems.csv").read_text("utf-8-sig")

    found = moments(*IMPORT, "--json")
    document = json.loads(found.stdout)
    assert (document["state"], document["rows"], document["rowsApart"]) == ("imported", 60, 1)
    (problem,) = document["problems"]
    assert (problem["line"], problem["column"]) == (8, "under_discipline")
    assert "TELLTALE" not in text.output + found.output + Path("problems.csv").read_text("utf-8-sig")

    write(people[:2])
    refused = json.loads(moments(*IMPORT, "--json").stdout)
    assert (refused["state"], "more than 10%" in refused["message"]) == ("refused", True)


@pytest.mark.rule("DIR-4")
def test_an_older_file_is_refused_unless_it_is_allowed(moments: Moments, people: list[str]) -> None:
    assert moments(*IMPORT, "--as-of", "2026-02-02").exit_code == 0
    older = moments(*IMPORT, "--as-of", "2026-02-01")
    assert (older.exit_code, "one of 2026-02-02 was imported before" in older.stderr) == (1, True)
    assert moments(*IMPORT, "--as-of", "2026-02-01", "--preview").exit_code == 1
    assert moments(*IMPORT, "--as-of", "2026-02-01", "--allow-older").exit_code == 0
    assert moments(*IMPORT, "--as-of", "2999-01-01").exit_code == 1


def test_the_file_s_own_columns_are_named_and_mapped(
    moments: Moments, people: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write([people[0].replace("supervisor_id", "Manager_ID"), *people[1:]])
    refused = moments(*IMPORT)
    assert refused.exit_code == 1
    assert "not known: Manager_ID. Perhaps supervisor_id is 'Manager_ID'" in refused.stderr

    Path("m.toml").write_text(moments("directory", "columns", "state/EMPLOYEES.csv").stdout)
    assert moments(*IMPORT, "--mapping", "m.toml").exit_code == 0
    monkeypatch.setenv("MOMENTS_DIRECTORY_MAPPING", "m.toml")
    assert moments(*IMPORT).exit_code == 0
    Path("m.toml").write_text("[employes]")
    bad = moments(*IMPORT)
    assert (bad.exit_code, "Do you mean 'employees'?" in bad.stderr) == (2, True)


def test_employment_codes_are_taken_and_told(moments: Moments, people: list[str]) -> None:
    write([line.replace("full_time", "F").replace("part_time", "P") for line in people])
    taken = moments(*IMPORT)
    assert taken.exit_code == 0
    assert "employment_type: 'F' is read as full_time in" in taken.stderr


# --- a folder that is watched ---------------------------------------------------------------------


def drop(lines: list[str], name: str = "EMPLOYEES-1.csv") -> Path:
    Path("drop").mkdir(exist_ok=True)
    Path("drop/DEPARTMENTS.csv").write_bytes(Path("state/DEPARTMENTS.csv").read_bytes())
    return write(lines, f"drop/{name}")


def in_folder(where: str, kind: str = "*.csv") -> list[Path]:
    return sorted(path for path in Path("drop", where).glob(kind) if ".problems." not in path.name)


WATCH = "directory", "watch", "drop", "--once", "--every", "0.1"


def imports(moments: Moments, table: str = "imported_files") -> int:
    """By the database itself: how many files were imported."""
    from sqlalchemy import create_engine, text

    with create_engine("sqlite:///moments.db").connect() as connection:
        count: int = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    return count


def test_a_file_in_a_watched_folder_is_imported_once_with_its_report(moments: Moments, people: list[str]) -> None:
    drop(spoiled(people, 7))
    assert moments(*WATCH).exit_code == 0
    (done,) = in_folder("imported")
    report = Path(f"{done}.report.txt").read_text("utf-8")
    assert "60 rows: " in report
    assert "EMPLOYEES-1.csv, line 8, under_discipline" in report
    assert Path(f"{done}.problems.csv").exists()
    assert (in_folder("."), imports(moments)) == ([Path("drop/DEPARTMENTS.csv")], 1)
    assert (imports(moments, "imports"), imports(moments, "import_changes")) == (1, 59), "the office reads who came"

    drop(spoiled(people, 7), "EMPLOYEES-again.csv")
    again = moments(*WATCH)
    assert "This file was imported on" in again.stderr
    assert (imports(moments), len(in_folder("imported"))) == (1, 2)


def test_a_file_that_is_refused_is_put_beside_its_report(moments: Moments, people: list[str]) -> None:
    drop([*people[:-1], people[-1][:-20]])
    moments(*WATCH)
    (refused,) = in_folder("refused")
    assert "it was cut off" in Path(f"{refused}.report.txt").read_text("utf-8")
    assert in_folder(".") == [Path("drop/DEPARTMENTS.csv")]


def test_a_file_that_grows_is_left_until_it_has_stopped(moments: Moments, people: list[str]) -> None:
    from moments.application.directory.limits import ImportLimits
    from moments.cli.directory_watch import Watch
    from moments.infrastructure.settings import Mode, load

    moments("migrate")
    file = drop(people[:30])
    watch = Watch(load(Mode.DEVELOPMENT), Path("drop"), None, None, ImportLimits())

    async def look() -> None:
        await watch._look()  # one look of the watch, without the wait

    asyncio.run(look())
    write(people, str(file))
    asyncio.run(look())
    assert (file.exists(), in_folder("imported")) == (True, [])
    asyncio.run(look())
    assert (file.exists(), len(in_folder("imported")), imports(moments)) == (False, 1, 1)


@pytest.fixture
def watchers(moments: Moments, people: list[str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    moments("migrate")
    drop(people)
    command = [sys.executable, "-m", "moments", "directory", "watch", "drop", "--every", "0.2"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "MOMENTS_MODE": "development"}
    started = [subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) for _ in range(2)]
    yield started
    for each in started:
        each.kill()
        each.wait()


def test_two_watches_import_a_file_once_and_a_killed_one_loses_nothing(
    moments: Moments, people: list[str], watchers: list[subprocess.Popen[bytes]]
) -> None:
    until = time.monotonic() + 60
    while not in_folder("imported") and time.monotonic() < until:
        time.sleep(0.1)
    assert (len(in_folder("imported")), imports(moments)) == (1, 1)
    watchers[0].send_signal(signal.SIGKILL)
    drop([*people[:-1], people[-1].replace("full_time", "part_time", 1)], "EMPLOYEES-2.csv")
    while len(in_folder("imported")) < 2 and time.monotonic() < until:
        time.sleep(0.1)
    assert (len(in_folder("imported")), imports(moments)) == (2, 2)


def test_what_was_imported_and_not_moved_before_a_kill_is_moved_and_not_imported_again(
    moments: Moments, people: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from moments.cli.directory_watch import Watch

    class Killed(BaseException): ...

    def killed(*_: object) -> None:
        raise Killed

    file = drop(people)
    with monkeypatch.context() as patch:
        patch.setattr(Watch, "_put_away", killed)
        with pytest.raises(Killed):
            moments(*WATCH)
    assert (file.exists(), imports(moments)) == (True, 1)

    moments(*WATCH)
    assert (file.exists(), imports(moments), len(in_folder("imported"))) == (False, 1, 1)
