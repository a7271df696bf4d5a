"""Where emails go, as the settings say; and what they say of a login."""

from pathlib import Path

import pytest

from moments.infrastructure.delivery.folder import FolderTransport
from moments.infrastructure.delivery.smtp import SmtpTransport
from moments.infrastructure.delivery.transports import open_transport
from moments.infrastructure.settings import BadSettings, Settings, load
from tests.infrastructure.delivery.emails import CLOCK


def test_emails_are_files_until_a_mail_server_is_named() -> None:
    assert isinstance(open_transport(Settings(), CLOCK), FolderTransport)
    assert isinstance(open_transport(Settings(smtp_host="mail.mo.example"), CLOCK), SmtpTransport)


@pytest.mark.parametrize(
    ("given", "port"),
    [({}, 587), ({"smtp_security": "tls"}, 465), ({"smtp_security": "none"}, 25), ({"smtp_port": 2525}, 2525)],
)
def test_the_port_is_the_usual_one_of_the_security_unless_it_is_given(given: dict[str, str], port: int) -> None:
    transport = open_transport(Settings(smtp_host="mail.mo.example", **given), CLOCK)  # type: ignore[arg-type]

    assert isinstance(transport, SmtpTransport)
    assert transport._server.port == port


def problems(monkeypatch: pytest.MonkeyPatch, folder: Path, **given: str) -> tuple[str, ...]:
    monkeypatch.chdir(folder)
    for name, value in given.items():
        monkeypatch.setenv(f"MOMENTS_{name.upper()}", value)
    with pytest.raises(BadSettings) as bad:
        load()
    return bad.value.problems


def test_a_login_is_refused_in_the_clear(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given = {"smtp_security": "none", "smtp_user": "moments", "smtp_password": "hush-hush"}

    (problem,) = problems(monkeypatch, tmp_path, **given)

    assert "a login goes over an encrypted connection" in problem
    assert "hush-hush" not in problem


def test_a_password_without_a_user_is_a_mistake_and_not_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (problem,) = problems(monkeypatch, tmp_path, smtp_password="hush-hush")

    assert problem.startswith("MOMENTS_SMTP_USER is not set")
    assert "hush-hush" not in problem


def test_the_password_is_in_no_settings_that_are_printed() -> None:
    assert "hush-hush" not in repr(Settings(smtp_user="moments", smtp_password="hush-hush"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("email_lease_seconds", "59"),
        ("smtp_ca_file", "no-such.pem"),
        ("mail_from", "MOMENTS"),
        ("mail_concurrency", "0"),
    ],
)
def test_what_can_t_be_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str) -> None:
    (problem,) = problems(monkeypatch, tmp_path, **{name: value})

    assert problem.startswith(f"MOMENTS_{name.upper()} is '{value}'")
