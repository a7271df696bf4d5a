"""`moments check`: each line says what is well or what to do, and nothing is changed or sent."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from typer.testing import CliRunner, Result

from moments.cli import app
from tests.infrastructure.delivery.smtp_server import FakeSmtpServer, a_certificate

PRODUCTION = {
    "MODE": "production",
    "BASE_URL": "https://moments.mo.example",
    "SECRET_KEY": "8f2b7c1e9d3a4f60b5e8d7c2a1f09e64",
}
Check = Callable[..., Result]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Runs the command in a folder of its own, with these settings."""
    monkeypatch.chdir(tmp_path)

    def run(**given: str) -> Result:
        for name, value in given.items():
            monkeypatch.setenv(f"MOMENTS_{name}", value)
        return CliRunner().invoke(app, ["check"])

    return run


def lines(result: Result) -> dict[str, tuple[str, str]]:
    """By what was tried: its mark and its sentence."""
    split = [line.partition(": ") for line in result.stdout.splitlines()]
    return {head[7:]: (head[:7].strip(), sentence) for head, _, sentence in split}


@contextmanager
def a_provider(folder: Path, **changes: Any) -> Iterator[tuple[str, str]]:
    """Its address, and the file of who vouches for it. `changes`: of what it says about itself."""
    trusted, context = a_certificate(folder)
    public = RSAAlgorithm.to_jwk(rsa.generate_private_key(65537, 2048).public_key(), as_dict=True)

    class Documents(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys = {"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]}
            about = {name: f"{issuer}/{name}" for name in ("jwks_uri", "authorization_endpoint", "token_endpoint")}
            body = json.dumps(keys if self.path == "/jwks_uri" else {"issuer": issuer} | about | changes).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Documents)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    issuer = f"https://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield issuer, str(trusted)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def a_mail_server(**does: Any) -> Iterator[FakeSmtpServer]:
    """In a thread, as the command has an event loop of its own."""
    server, loop, stop = FakeSmtpServer(**does), asyncio.new_event_loop(), asyncio.Event()
    up = threading.Event()

    async def serve() -> None:
        async with server.open():
            up.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert up.wait(20)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


def test_development_needs_nothing_and_nothing_is_made(check: Check, tmp_path: Path) -> None:
    checked = check(MODE="development")

    assert checked.exit_code == 0
    assert {mark for mark, _ in lines(checked).values()} == {"ok"}
    assert list(lines(checked)) == ["Settings", "Data directory", "Database", "Identity provider", "Mail server"]
    assert lines(checked)["Database"][1] == "var/moments.db is not there yet; the server makes it when it starts."
    assert list(tmp_path.iterdir()) == []


def test_bad_settings_are_all_said_and_nothing_is_tried(check: Check) -> None:
    checked = check(MODE="production", SECRET_KEY="x" * 32, LOG_LEVEL="DEBUG")

    assert checked.exit_code == 2
    said = checked.stdout.splitlines()
    assert [line.split()[3] for line in said] == [
        *("MOMENTS_BASE_URL", "MOMENTS_OIDC_ISSUER", "MOMENTS_SMTP_HOST", "MOMENTS_SECRET_KEY", "MOMENTS_LOG_LEVEL")
    ]
    assert all(line.startswith("to do  Settings: ") and line.endswith(".") for line in said)
    assert "Mend the settings first" in checked.stderr


def test_a_mode_that_is_not_said_is_said(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOMENTS_MODE")
    checked = check()

    assert checked.exit_code == 2
    assert checked.stdout.startswith("to do  Settings: MOMENTS_MODE is not set; say production")


def test_what_production_needs_is_tried_and_no_email_is_sent(check: Check, tmp_path: Path, postgresql_url: str) -> None:
    with a_provider(tmp_path) as (issuer, trusted), a_mail_server() as server:
        checked = check(
            **PRODUCTION,
            DATABASE_URL=postgresql_url,
            OIDC_ISSUER=issuer,
            OIDC_CA_FILE=trusted,
            SMTP_HOST="127.0.0.1",
            SMTP_PORT=str(server.port),
            SMTP_SECURITY="none",
        )

    assert checked.exit_code == 0, checked.stdout
    said = lines(checked)
    assert said["Database"][1].endswith("answers, and its schema is this version's.")
    assert said["Identity provider"] == ("ok", f"{issuer} answers, and its keys are good.")
    assert "takes emails from moments@moments.mo.gov" in said["Mail server"][1]
    assert server.connections == 1
    assert server.received == []


def test_each_that_does_not_answer_is_said_with_what_to_do(check: Check) -> None:
    checked = check(
        **PRODUCTION,
        DATABASE_URL="postgresql://me:hunter2@127.0.0.1:1/none",
        OIDC_ISSUER="https://127.0.0.1:1",
        SMTP_HOST="127.0.0.1",
        SMTP_PORT="1",
    )

    assert checked.exit_code == 1
    said = lines(checked)
    assert {what: mark for what, (mark, _) in said.items()} == {
        **{"Settings": "ok", "Data directory": "ok"},
        **{"Database": "to do", "Identity provider": "to do", "Mail server": "to do"},
    }
    assert "Check MOMENTS_DATABASE_URL" in said["Database"][1]
    assert "Check MOMENTS_OIDC_ISSUER" in said["Identity provider"][1]
    assert "Check MOMENTS_SMTP_HOST" in said["Mail server"][1]
    assert "hunter2" not in checked.output
    assert "3 of 5 checks found something to do. Do what their lines say, then run this again." in checked.stderr


def test_a_provider_of_another_name_or_without_a_sign_in_is_said(check: Check, tmp_path: Path) -> None:
    for changes, reason in (
        ({"issuer": "https://login.mo.example"}, "compare MOMENTS_OIDC_ISSUER letter by letter"),
        ({"token_endpoint": None}, "no https:// address to sign in at"),
    ):
        with a_provider(tmp_path, **changes) as (issuer, trusted):
            checked = check(**PRODUCTION, OIDC_ISSUER=issuer, OIDC_CA_FILE=trusted, HOLD_EMAILS="true")
        assert checked.exit_code == 1
        assert reason in lines(checked)["Identity provider"][1]
        assert lines(checked)["Mail server"] == (
            *("ok", "There is none yet, so emails are held. They go out once MOMENTS_SMTP_HOST names one."),
        )


def test_a_file_of_no_certificates_is_said(check: Check, tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("none")
    given = {"OIDC_ISSUER": "https://127.0.0.1:1", "OIDC_CA_FILE": "none.pem"}
    checked = check(**PRODUCTION, **given, SMTP_HOST="127.0.0.1", SMTP_PORT="1", SMTP_CA_FILE="none.pem")

    assert checked.exit_code == 1
    assert "Check MOMENTS_OIDC_CA_FILE." in lines(checked)["Identity provider"][1]
    assert lines(checked)["Mail server"][0] == "to do"


def test_a_mail_server_that_refuses_us_or_has_no_tls_is_said(check: Check) -> None:
    with a_mail_server(refuse_sender="550 5.7.1 not you") as server:
        given = {"MODE": "development", "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(server.port)}
        refused, plain = check(**given, SMTP_SECURITY="none"), check(**given, SMTP_SECURITY="starttls")

    assert refused.exit_code == plain.exit_code == 1
    assert "550 5.7.1 not you" in lines(refused)["Mail server"][1]
    assert lines(plain)["Mail server"][0] == "to do"
    assert server.received == []


def test_an_outdated_schema_is_said(check: Check, postgresql_url: str) -> None:
    import asyncpg  # type: ignore[import-untyped]

    async def age() -> None:
        connection = await asyncpg.connect(postgresql_url)
        await connection.execute("UPDATE alembic_version SET version_num = 'older'")
        await connection.close()

    asyncio.run(age())
    checked = check(MODE="development", DATABASE_URL=postgresql_url)

    assert checked.exit_code == 1
    assert lines(checked)["Database"][1].endswith("Run `moments migrate`.")


def test_a_folder_that_cannot_be_made_is_said(check: Check, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    checked = check(MODE="development", DATA_DIRECTORY="file/var", DATABASE_URL="sqlite:///file/var/moments.db")

    assert checked.exit_code == 1
    assert "MOMENTS_DATA_DIRECTORY" in lines(checked)["Data directory"][1]
    assert lines(checked)["Database"][0] == "to do"
