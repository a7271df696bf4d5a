"""Logs: one object a line, found again by the request's id, and nobody's data in them."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from moments import security_log
from moments.infrastructure.logs import RequestLog, configure, request_context
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.tables import skills
from moments.security_log import SecurityEvent
from tests.log_state import log_state_kept


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    with log_state_kept():
        configure("INFO", "json", stream)
        yield stream


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_has_its_facts_and_the_request_id(out: io.StringIO) -> None:
    with request_context("request-17") as request_id:
        structlog.get_logger("moments.test").info("application approved", application="a-1")

    (line,) = lines(out)
    assert request_id == line["request_id"] == "request-17"
    assert line["message"] == "application approved"
    assert line["application"] == "a-1"
    assert line["level"] == "info"
    assert line["timestamp"].endswith("Z")


def test_the_request_id_ends_with_the_request(out: io.StringIO) -> None:
    with request_context("request-17"):
        pass
    structlog.get_logger("moments.test").info("later")

    assert "request_id" not in lines(out)[0]


@pytest.mark.parametrize("proposed", [None, "", "short", "x" * 65, "line\nbreak-in-it", "spaces in here"])
def test_an_id_that_is_not_sane_is_replaced(proposed: str | None) -> None:
    with request_context(proposed) as request_id:
        assert request_id != proposed
        assert len(request_id) == 32


def test_a_fact_that_is_not_known_is_left_out_also_within_others(out: io.StringIO) -> None:
    log = structlog.get_logger("moments.test")
    log.info("x", bio="fishing", kind={"email": "a@b.gov", "count": 7}, people=["c@d.gov"])

    (line,) = lines(out)
    assert line["bio"] == "[left out]"
    assert line["kind"] == {"email": "[email]", "count": 7}
    assert line["people"] == ["[email]"]


def test_of_a_library_s_line_only_its_place_is_written(out: io.StringIO) -> None:
    logging.getLogger("some.library").warning("found %s", ("Ann Doe", "fishing"))
    logging.getLogger("some.library").warning("found Ann Doe, fishing")

    for line in lines(out):
        assert line["message"] == "a line of a library"
        assert line["where"].startswith("test_logs.py:")
        assert line["logger"] == "some.library"
    assert "Ann" not in out.getvalue()


def test_the_server_s_notices_are_written_with_the_numbers_in_them(out: io.StringIO) -> None:
    log = logging.getLogger("uvicorn.error")
    log.info("Started server process [%d]", 17)
    log.info('%s - "WebSocket %s" [accepted]', "10.0.0.1:5000", "/graphql?token=abc")
    log.error("a traceback that says Ann Doe")

    first, second, third = lines(out)
    assert first["message"] == "Started server process [17]"
    assert second["message"] == '[left out] - "WebSocket [left out]" [accepted]'
    assert third["message"] == "a line of a library"


def test_an_exception_is_written_without_what_it_says(out: io.StringIO) -> None:
    said = "jane.o'neil+x@oa.mo.gov sent eyJhbGciOi.eyJzdWIi.c2ln and fished"
    try:
        try:
            int(said)
        except ValueError as error:
            raise ExceptionGroup(said, [OSError(2, said), LookupError(said)]) from error
    except ExceptionGroup:
        logging.getLogger("moments.test").exception("failed for %s", "ann@oa.mo.gov")

    (line,) = lines(out)
    assert line["message"] == "failed for [email]"
    assert "int(said)" in line["exception"], "the line of code"
    assert "direct cause" in line["exception"]
    for kind in ("ValueError", "ExceptionGroup", "FileNotFoundError (No such file or directory)", "LookupError"):
        assert kind in line["exception"]
    for told in ("oa.mo.gov", "eyJ", "fished"):
        assert told not in out.getvalue()


def test_the_security_log_is_json_whatever_the_level_and_format() -> None:
    stream = io.StringIO()
    with log_state_kept(), request_context("request-17"):
        configure("ERROR", "console", stream)
        structlog.get_logger("moments.test").info("nothing")
        security_log.record(SecurityEvent.ACTION_REFUSED, person="p-1", action="addSkill")
        with security_log.silent():
            security_log.record(SecurityEvent.ACTION_REFUSED, person="p-2", action="addSkill")

    (line,) = lines(stream)
    assert line.pop("timestamp")
    assert line == {
        **{"message": "action_refused", "logger": "moments.security", "level": "info"},
        **{"request_id": "request-17", "person": "p-1", "action": "addSkill"},
    }


async def test_what_a_statement_was_to_write_is_not_in_the_log_when_it_fails(
    database_url: str, out: io.StringIO
) -> None:
    """The drivers would say it: SQLAlchemy the parameters, PostgreSQL the row that it refused."""
    database = open_database(database_url)
    written = "My mother was ill,\n\nand so I fell behind"
    row = {"id": "x", "category": written[:10], "name": "Ann Doe", "name_key": written, "retired_at": None}
    try:
        async with database.writing() as connection:
            await connection.execute(insert(skills), row)  # it has no number
    except IntegrityError:
        logging.getLogger("some.library").exception("a bug")
    finally:
        await database.close()

    (line,) = lines(out)
    assert "INSERT INTO skills" in line["exception"]
    assert (
        "number" in line["exception"]
        if "sqlstate" in line["exception"]
        else "SQLITE_CONSTRAINT_NOTNULL" in line["exception"]
    )
    for told in ("mother", "fell behind", "Ann Doe"):
        assert told not in out.getvalue()


def test_lines_below_the_level_are_not_written(out: io.StringIO) -> None:
    structlog.get_logger("moments.test").debug("detail")
    for library in ("httpx", "sqlalchemy.engine", "aiosqlite", "uvicorn.access"):
        assert not logging.getLogger(library).isEnabledFor(logging.INFO)

    assert out.getvalue() == ""


def test_the_console_s_lines_are_for_people() -> None:
    stream = io.StringIO()
    with log_state_kept():
        configure("INFO", "console", stream)
        structlog.get_logger("moments.test").info("server started", port=8000)

    assert "server started" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


async def test_a_request_is_one_line_and_its_id_is_in_the_answer(out: io.StringIO) -> None:
    import httpx

    async def page(request: Request) -> PlainTextResponse:
        structlog.get_logger("moments.test").info("inside")
        return PlainTextResponse("ok")

    app = RequestLog(Starlette(routes=[Route("/page/{id}", page)]), ["/page/{id}"])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        answer = await client.get("/page/ann-doe?email=a@b.gov", headers={"X-Request-ID": "abcdefgh"})

    inside, request = lines(out)
    assert answer.headers["x-request-id"] == "abcdefgh"
    assert inside["request_id"] == request["request_id"] == "abcdefgh"
    assert (request["path"], request["status"]) == ("/page/...", 200)
    assert "b.gov" not in out.getvalue()
    assert "ann-doe" not in out.getvalue()
