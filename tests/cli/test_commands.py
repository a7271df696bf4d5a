"""The commands as somebody at a terminal meets them: what they say, and what they answer to a script."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema, parse, validate
from typer.testing import CliRunner, Result

from moments.cli import app

Moments = Callable[..., Result]


@pytest.fixture
def moments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Moments:
    """Runs a command in a folder and on a database of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOMENTS_DATABASE_URL", "sqlite:///moments.db")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str) -> Result:
        result = CliRunner().invoke(app, words)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def files(moments: Moments) -> tuple[str, ...]:
    """A directory of sixty people, as the import's arguments."""
    assert moments("demo", "--people", "60", "--files", "state").exit_code == 0
    return "directory", "import", "state/EMPLOYEES.csv", "--departments", "state/DEPARTMENTS.csv"


def test_an_import_says_what_it_changed_and_the_second_that_nothing_did(moments: Moments, files: Any) -> None:
    first, second = moments(*files), moments(*files)

    assert first.exit_code == second.exit_code == 0
    assert "people who are new" in first.stdout
    assert "60" in first.stdout
    assert "Nothing has changed." in second.stdout


def test_a_preview_changes_nothing(moments: Moments, files: Any) -> None:
    preview = moments(*files, "--preview")

    assert "The import would change" in preview.stdout
    assert "people who are new" in moments(*files).stdout


@pytest.mark.rule("DIR-4")
def test_a_file_of_bad_rows_is_reported_row_by_row_and_changes_nothing(moments: Moments, files: Any) -> None:
    good = Path(files[2]).read_text(encoding="utf-8-sig").splitlines()
    Path("bad.csv").write_text("\n".join([good[0], *(f"{line[:-1]}x," for line in good[1:]), ""]), encoding="utf-8")

    bad = moments(*files[:2], "bad.csv", *files[3:], "--problems", "problems.csv")

    assert bad.exit_code == 1
    assert "bad.csv, line 2, under_discipline: The value is neither TRUE nor FALSE" in bad.stderr
    assert "... and 10 more." in bad.stderr
    assert "60 of the 60 rows are in error, more than 5%. Nothing was changed." in bad.stderr
    assert len(Path("problems.csv").read_text(encoding="utf-8-sig").splitlines()) == 61
    assert "people who are new" in moments(*files).stdout


def test_a_file_that_was_cut_off_is_refused_unless_departures_are_allowed(moments: Moments, files: Any) -> None:
    moments(*files)
    moments("demo", "--people", "20", "--seed", "7", "--files", "state")

    refused = moments(*files)

    assert refused.exit_code == 1
    assert "Nothing was changed. If they have really left, allow the departures" in refused.stderr
    preview = moments(*files, "--preview")
    assert (preview.exit_code, "The import would be refused." in preview.stderr) == (1, True)
    assert "people who have left" in preview.stdout
    assert moments(*files, "--allow-departures").exit_code == 0


def test_the_office_is_staffed_from_outside(moments: Moments, files: Any) -> None:
    moments(*files)
    email = Path(files[2]).read_text(encoding="utf-8-sig").splitlines()[1].split(",")[3]

    assert "Nobody is in the program office." in moments("office", "list").stderr
    assert moments("office", "add", email).exit_code == 0
    assert moments("office", "list").stdout.startswith(email)
    stranger = moments("office", "add", "nobody@mo.example")
    assert (stranger.exit_code, stranger.stderr.strip()) == (
        1,
        "No State employee has this email in the directory. Check its spelling.",
    )


def test_the_settings_name_the_offices_first_people(
    moments: Moments, files: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    email = Path(files[2]).read_text(encoding="utf-8-sig").splitlines()[1].split(",")[3]
    monkeypatch.setenv("MOMENTS_PROGRAM_OFFICE", f"{email}, nobody@mo.example")

    imported = moments(*files)

    assert "is in the program office now" in imported.stderr
    assert "names nobody@mo.example, whom the directory does not have" in imported.stderr
    assert moments("office", "list").stdout.startswith(email)


def test_a_token_is_for_people_of_the_directory(moments: Moments, files: Any) -> None:
    moments(*files)
    email = Path(files[2]).read_text(encoding="utf-8-sig").splitlines()[1].split(",")[3]

    given, refused = moments("token", "--as", email.upper()), moments("token", "--as", "nobody@mo.example")

    assert given.stdout.count(".") == 2
    assert refused.exit_code == 1
    assert "The directory has nobody with the email nobody@mo.example." in refused.stderr


@pytest.mark.parametrize("command", [("token", "--as", "a@mo.example"), ("demo",), ("serve", "--demo")])
def test_invented_people_and_tokens_are_refused_in_production(
    moments: Moments, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    for name, value in {
        "MODE": "production",
        "BASE_URL": "https://moments.mo.example",
        "OIDC_ISSUER": "https://login.mo.example",
        "SECRET_KEY": "8f2b7c1e9d3a4f60b5e8d7c2a1f09e64",
        "SMTP_HOST": "mail.mo.example",
    }.items():
        monkeypatch.setenv(f"MOMENTS_{name}", value)

    refused = moments(*command)

    assert refused.exit_code == 2
    assert "MOMENTS_MODE is production." in refused.stderr


def test_bad_settings_are_said_one_a_line(moments: Moments, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOMENTS_MODE", "odd")
    monkeypatch.setenv("MOMENTS_DATABASE_POOL_SIZE", "none")

    refused = moments("migrate")

    assert refused.exit_code == 2
    assert [line.split()[0] for line in refused.stderr.splitlines()] == ["MOMENTS_MODE", "MOMENTS_DATABASE_POOL_SIZE"]


def test_a_database_that_does_not_answer_is_a_sentence(moments: Moments, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOMENTS_DATABASE_URL", "postgresql://me:secret@127.0.0.1:1/none")

    refused = moments("office", "list")

    assert refused.exit_code == 1
    assert "cannot be used" in refused.stderr
    assert "secret" not in refused.stderr


def test_the_demo_fills_an_empty_database_only(moments: Moments) -> None:
    filled, again = moments("demo", "--people", "150"), moments("demo", "--people", "150")

    assert filled.exit_code == 0
    assert "MOMENTS is at http://127.0.0.1:8000\n\nSign in there as one of these invented people:" in filled.stdout
    assert again.exit_code == 2
    assert "The database has a directory already" in again.stderr


def test_each_request_to_paste_is_one_that_the_schema_knows() -> None:
    from moments.demo.demo_roles import _parts
    from moments.graphql.schema import build_schema as ours

    schema = build_schema(ours().as_str())
    for role, query in _parts():
        assert validate(schema, parse(query)) == [], role
        assert '"' not in query, "the shell function that sends it puts it between double quotes"


def test_the_schema_is_printed_and_written(moments: Moments) -> None:
    printed = moments("schema").stdout
    moments("schema", "--output", "schema.graphql")

    assert "type Query {" in printed
    assert Path("schema.graphql").read_text() == printed


def test_an_outdated_postgresql_schema_stops_the_server_with_what_to_do(
    moments: Moments, monkeypatch: pytest.MonkeyPatch, postgresql_url: str
) -> None:
    import asyncio

    import asyncpg  # type: ignore[import-untyped]

    async def age() -> None:
        connection = await asyncpg.connect(postgresql_url)
        await connection.execute("UPDATE alembic_version SET version_num = 'older'")
        await connection.close()

    asyncio.run(age())
    monkeypatch.setenv("MOMENTS_DATABASE_URL", postgresql_url)

    refused = moments("serve", "--port", "0")

    assert refused.exit_code == 1
    assert "Run `moments migrate` first." in refused.stderr


def test_a_port_in_use_is_said_at_once(moments: Moments) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = moments("serve", "--port", port)

    assert refused.exit_code == 1
    assert f"Cannot listen at 127.0.0.1, port {port}: Address already in use." in refused.stderr


@pytest.mark.parametrize(
    "command", [("serve",), ("worker",), ("migrate",), ("office", "list"), ("schedule", "--until", "2027-02-01")]
)
def test_nothing_runs_in_a_mode_that_nobody_said(
    moments: Moments, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.delenv("MOMENTS_MODE")

    refused = moments(*command)

    assert refused.exit_code == 2
    assert refused.stderr.startswith("MOMENTS_MODE is not set; say production where people use the program")
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("command", [("demo", "--people", "60"), ("who",), ("emails", "preview", "previews")])
def test_what_production_refuses_is_development(
    moments: Moments, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.delenv("MOMENTS_MODE")

    assert moments(*command).exit_code == 0


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("worker",)])
def test_a_second_process_on_sqlite_is_refused_in_production(
    moments: Moments, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    from moments.infrastructure.persistence.sole_process import sole_process

    for name, value in {
        "MODE": "production",
        "BASE_URL": "https://moments.mo.example",
        "OIDC_ISSUER": "https://login.mo.example",
        "SECRET_KEY": "8f2b7c1e9d3a4f60b5e8d7c2a1f09e64",
        "HOLD_EMAILS": "true",
    }.items():
        monkeypatch.setenv(f"MOMENTS_{name}", value)

    with sole_process("sqlite:///moments.db"):
        refused = moments(*command)

    assert refused.exit_code == 1
    assert "Another process serves moments.db already" in refused.stderr
    assert "name a PostgreSQL database in MOMENTS_DATABASE_URL" in refused.stderr


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2027-03-14T02:30", "There is no 2027-03-14T02:30"),
        ("2027-11-07T01:30", "comes twice"),
    ],
)
def test_a_time_that_the_clocks_skip_or_repeat_is_refused_with_what_to_write(
    moments: Moments, until: str, told: str
) -> None:
    refused = moments("schedule", "--since", "2027-01-04", "--until", until)

    assert refused.exit_code == 2
    assert told in refused.stderr


def test_with_its_offset_a_repeated_time_is_taken(moments: Moments) -> None:
    shown = moments("schedule", "--since", "2027-11-07T01:00-05:00", "--until", "2027-11-07T01:30-06:00")

    assert shown.exit_code == 0
    assert "Nothing was done." in shown.stderr
