"""`moments matching`: what it says and what it leaves behind."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, text
from typer.testing import CliRunner, Result

from moments.cli import app
from moments.infrastructure.persistence.tables import metadata

Moments = Callable[..., Result]


def _run(*words: str) -> Result:
    result = CliRunner().invoke(app, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def _settle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MOMENTS_DATABASE_URL", "sqlite:///moments.db")
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that each test has a copy of."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as monkeypatch:
        _settle(folder, monkeypatch)
        assert _run("demo", "--people", "250").exit_code == 0
    return folder


@pytest.fixture
def moments(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Moments:
    """Runs a command in a folder and on a database of its own, in which a small demo is."""
    shutil.copytree(demo, tmp_path, dirs_exist_ok=True)
    _settle(tmp_path, monkeypatch)
    return _run


def with_database(do: Callable[[Connection], Any]) -> Any:
    engine = create_engine("sqlite:///moments.db")
    with engine.begin() as connection:
        found = do(connection)
    engine.dispose()
    return found


def dump() -> dict[str, list[Any]]:
    return with_database(  # type: ignore[no-any-return]
        lambda connection: {
            table.name: [tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }
    )


def test_the_demo_has_two_past_runs_whose_lists_were_sent(moments: Moments) -> None:
    lines = [line.split("\t") for line in moments("matching", "list").stdout.splitlines()]
    assert [line[-1] for line in lines] == ["sent", "sent"]
    assert lines[0][0] < lines[1][0]
    assert all(int(matched) <= int(mentees) for *_, mentees, matched, _ in lines)


@pytest.mark.rule("MAT-2")
def test_a_preview_prints_its_report_beside_the_last_run_and_stores_nothing(moments: Moments) -> None:
    before = dump()
    told = moments("matching", "preview")
    assert told.exit_code == 0
    assert "the run before" in told.stdout
    assert "mentees who take part" in told.stdout
    assert "gap" in told.stdout
    assert told.stderr.endswith("Nothing was stored.\n")
    assert dump() == before


@pytest.mark.rule("MAT-8")
def test_a_past_run_is_repeated_by_quarter_and_by_id(moments: Moments) -> None:
    quarter, identity, *_ = moments("matching", "list").stdout.splitlines()[0].split("\t")
    for which in (quarter, identity):
        told = moments("matching", "repeat", which)
        assert told.exit_code == 0
        assert told.stderr.endswith("The same: inputs, lists and certificate.\n")


@pytest.mark.rule("MAT-8")
def test_a_run_that_was_tampered_with_is_told_apart_with_what_differs(moments: Moments) -> None:
    quarter = moments("matching", "list").stdout.split("\t")[0]
    with_database(lambda connection: connection.execute(text("UPDATE matching_runs SET lists_digest = 'x', bound = 1")))
    told = moments("matching", "repeat", quarter)
    assert told.exit_code == 1
    assert "The lists differ" in told.stderr
    assert "The certificate is another now." in told.stderr


def test_a_run_that_there_is_none_of_cannot_be_repeated(moments: Moments) -> None:
    told = moments("matching", "repeat", "2001Q1")
    assert (told.exit_code, "Run not found" in told.stderr) == (1, True)


@pytest.mark.rule("MAT-2", "MAT-8")
def test_a_quarter_is_run_by_hand_once_and_not_before_its_turn(moments: Moments) -> None:
    quarter = moments("matching", "list").stdout.splitlines()[-1].split("\t")[0]
    again = moments("matching", "run", "--quarter", quarter)
    assert (again.exit_code, "done already" in again.stderr) == (1, True)
    early = moments("matching", "run", "--quarter", "2099Q1")
    assert (early.exit_code, "Before the matching comes" in early.stderr) == (1, True)
    wrong = moments("matching", "run", "--quarter", "next")
    assert (wrong.exit_code, "as in 2027Q1" in wrong.stderr) == (2, True)


def test_a_quarter_whose_period_is_over_is_matched(moments: Moments) -> None:
    """The latest run is taken out, as if its matching had not been run yet."""
    quarter, identity, *_ = moments("matching", "list").stdout.splitlines()[-1].split("\t")

    def undo(connection: Connection) -> None:
        for table in ("suggestions", "suggestion_lists"):
            connection.execute(text(f"DELETE FROM {table} WHERE run = :run"), {"run": identity})
        connection.execute(text("DELETE FROM matching_runs WHERE id = :run"), {"run": identity})
        for stage in ("match", "suggest"):
            connection.execute(
                text(
                    f"UPDATE cycles SET stages = json_set(stages, '$.{stage}.state', 'planned', '$.{stage}.at', NULL, "
                    f"'$.{stage}.by', NULL) WHERE quarter = :quarter"
                ),
                {"quarter": quarter},
            )

    with_database(undo)
    told = moments("matching", "run", "--quarter", quarter)
    assert told.exit_code == 0
    assert "matched of at most" in told.stderr
    last = moments("matching", "list").stdout.splitlines()[-1].split("\t")
    assert (last[0], last[1], last[-1]) == (quarter, told.stdout.strip(), "not sent")
