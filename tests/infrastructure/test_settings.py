"""Settings: what an operator gets wrong is said at once, in words, and never shows a password."""

import secrets
from pathlib import Path

import pytest

from moments.infrastructure.settings import BadSettings, LogFormat, Mode, load, markdown_table
from moments.infrastructure.settings.checks import is_uniform

PRODUCTION = {
    "MOMENTS_MODE": "production",
    "MOMENTS_BASE_URL": "https://moments.example.gov/",
    "MOMENTS_OIDC_ISSUER": "https://login.example.gov/",
    "MOMENTS_SECRET_KEY": "8f2b7c1e9d3a4f60b5e8d7c2a1f09e64",
    "MOMENTS_SMTP_HOST": "mail.example.gov",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in [name for name in os.environ if name.upper().startswith("MOMENTS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MOMENTS_MODE", "development")
    monkeypatch.chdir(tmp_path)


def environment(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def problems(monkeypatch: pytest.MonkeyPatch, **values: str) -> tuple[str, ...]:
    environment(monkeypatch, values)
    with pytest.raises(BadSettings) as refused:
        load()
    return refused.value.problems


def test_development_needs_nothing_else_and_is_on_sqlite() -> None:
    settings = load()

    assert settings.mode is Mode.DEVELOPMENT
    assert settings.issues_own_tokens
    assert settings.on_sqlite
    assert settings.driver_url == "sqlite+aiosqlite:///var/moments.db"
    assert settings.log_format is LogFormat.CONSOLE
    assert settings.program_office == ()


def test_production_logs_json_and_takes_its_tokens_from_the_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, PRODUCTION)

    settings = load()

    assert not settings.issues_own_tokens
    assert settings.log_format is LogFormat.JSON
    assert settings.base_url == "https://moments.example.gov"


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("MOMENTS_LOG_LEVEL=debug\nMOMENTS_BASE_URL=http://one.example\nEDITOR=vi\n")
    monkeypatch.setenv("MOMENTS_BASE_URL", "http://two.example")

    settings = load()

    assert (settings.log_level, settings.base_url) == ("DEBUG", "http://two.example")


def test_a_named_file_is_read_instead_of_the_usual_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Path(".env").write_text("MOMENTS_LOG_LEVEL=ERROR\n")
    (tmp_path / "mine").write_text("MOMENTS_DATABASE_POOL_SIZE=3\n")
    monkeypatch.setenv("MOMENTS_SETTINGS_FILE", str(tmp_path / "mine"))

    settings = load()

    assert (settings.log_level, settings.database_pool_size) == ("INFO", 3)


def test_a_named_file_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems(monkeypatch, MOMENTS_SETTINGS_FILE="nowhere") == (
        "MOMENTS_SETTINGS_FILE is 'nowhere', but there is no such file.",
    )


def test_every_mistake_is_reported_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems(
        monkeypatch,
        MOMENTS_MODE="prod",
        MOMENTS_DATABASE_POOL_SIZE="many",
        MOMENTS_LOG_LEVEL="loud",
        MOMENTS_CONTACT_EMAIL="talent",
        MOMENTS_PROGRAM_OFFICE="a@oa.mo.gov, b",
    )

    assert found == (
        "MOMENTS_MODE is 'prod'; allowed: development or production.",
        "MOMENTS_DATABASE_POOL_SIZE is 'many'; allowed: a whole number from 1 to 200.",
        "MOMENTS_PROGRAM_OFFICE is 'a@oa.mo.gov, b'; allowed: an email address such as talentdevelopment@oa.mo.gov.",
        "MOMENTS_CONTACT_EMAIL is 'talent'; allowed: an email address such as talentdevelopment@oa.mo.gov.",
        "MOMENTS_LOG_LEVEL is 'loud'; allowed: DEBUG, INFO, WARNING or ERROR.",
    )


def test_production_names_all_that_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    base, issuer, mail, secret = problems(monkeypatch, MOMENTS_MODE="production")

    assert base.startswith("MOMENTS_BASE_URL is 'http://127.0.0.1:8000'; production needs")
    assert issuer.startswith("MOMENTS_OIDC_ISSUER is not set; production needs")
    assert mail.startswith("MOMENTS_SMTP_HOST is not set; production needs the mail server")
    assert "MOMENTS_HOLD_EMAILS=true" in mail
    assert secret.startswith("MOMENTS_SECRET_KEY is not set; production needs a secret of at least 32 characters")


def test_a_secret_that_is_too_short_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = problems(monkeypatch, MOMENTS_SECRET_KEY="hunter2")

    assert problem == "MOMENTS_SECRET_KEY is '[hidden]'; allowed: at least 32 characters."


def test_production_refuses_the_development_issuer_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = problems(
        monkeypatch, **PRODUCTION | {"MOMENTS_OIDC_ISSUER": "https://moments.example.gov/development/identity"}
    )

    assert "the development issuer signs in anybody and is refused there" in found


def test_an_issuer_alone_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, PRODUCTION)

    assert load().issuer == "https://login.example.gov/"


def test_the_development_issuer_is_found_at_the_server_s_own_address(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, {"MOMENTS_BASE_URL": "http://127.0.0.1:9000"})

    assert load().issuer == "http://127.0.0.1:9000/development/identity"


def test_a_provider_without_tls_is_tried_on_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, {"MOMENTS_OIDC_ISSUER": "http://127.0.0.1:3000"})
    assert load().issuer == "http://127.0.0.1:3000"
    for more in (
        {"MOMENTS_OIDC_ISSUER": "http://login.example.gov"},
        PRODUCTION | {"MOMENTS_OIDC_ISSUER": "http://localhost"},
    ):
        (found,) = problems(monkeypatch, **more)
        assert found.endswith("allowed: the https:// address of the identity provider.")


def test_what_tokens_are_taken_is_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, {"MOMENTS_OIDC_AUDIENCE": "moments, api", "MOMENTS_OIDC_BEARER_TOKENS": "at+jwt,jwt"})
    assert (load().oidc_audience, load().oidc_bearer_tokens) == (("moments", "api"), ("at+jwt", "jwt"))
    (found,) = problems(monkeypatch, MOMENTS_OIDC_BEARER_TOKENS="at+jwt, logout+jwt")
    assert (
        found == "MOMENTS_OIDC_BEARER_TOKENS is 'logout+jwt'; allowed: at+jwt, jwt and id_token, separated by commas."
    )


def test_operations_are_listed_where_there_is_a_list(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert load().persisted_operations is None
    (found,) = problems(monkeypatch, MOMENTS_PERSISTED_OPERATIONS="nowhere")
    assert found == "MOMENTS_PERSISTED_OPERATIONS is 'nowhere'; there is no such folder or file."

    environment(monkeypatch, {"MOMENTS_PERSISTED_OPERATIONS": str(tmp_path)})
    assert load().persisted_operations == tmp_path


@pytest.mark.parametrize("seconds", ["0", "301", "nan", "soon"])
def test_an_operation_has_some_time_but_not_any(monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    (found,) = problems(monkeypatch, MOMENTS_OPERATION_TIMEOUT_SECONDS=seconds)

    assert found == f"MOMENTS_OPERATION_TIMEOUT_SECONDS is '{seconds}'; allowed: a number from 0.1 to 300."


def test_an_unknown_name_is_an_error_with_the_likely_one(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("MOMENTS_LOGLEVEL=INFO\n")

    assert problems(monkeypatch, MOMENTS_DATBASE_URL="x", MOMENTS_ZZ="x") == (
        "MOMENTS_DATBASE_URL in the environment is no setting; did you mean MOMENTS_DATABASE_URL?",
        "MOMENTS_ZZ in the environment is no setting; the README lists those there are.",
        "MOMENTS_LOGLEVEL in .env is no setting; did you mean MOMENTS_LOG_LEVEL?",
    )


def test_what_only_the_tests_read_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, {"MOMENTS_TEST_POSTGRES": "postgresql://x", "MOMENTS_SOAK": "1"})

    assert load().mode is Mode.DEVELOPMENT


@pytest.mark.parametrize(
    "url",
    [
        "postgres://app:hunter2@db/moments",
        "mysql://app:hunter2@db/moments",
        "postgresql://app:hunter2@db:port/moments",
        "postgresql://app:hunter2@db",
        "postgresql://app:p@hunter2@db/moments?password=hunter2",
        "app:hunter2@db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:?x",
    ],
)
def test_a_bad_database_address_is_refused_without_showing_the_password(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    (found,) = problems(monkeypatch, MOMENTS_DATABASE_URL=url)

    assert found.startswith("MOMENTS_DATABASE_URL is '")
    assert "allowed" in found
    assert "hunter2" not in found


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///moments.db", "sqlite+aiosqlite:///moments.db"),
        ("sqlite:////srv/moments.db", "sqlite+aiosqlite:////srv/moments.db"),
        ("postgresql://a:b@db:5433/m", "postgresql+asyncpg://a:b@db:5433/m"),
        ("postgresql://a@db/m?sslmode=require", "postgresql+asyncpg://a@db/m?ssl=require"),
        ("postgresql:///m?host=/run/postgresql", "postgresql+asyncpg:///m?host=%2Frun%2Fpostgresql"),
    ],
)
def test_addresses_are_given_to_the_asynchronous_drivers(
    monkeypatch: pytest.MonkeyPatch, url: str, driver: str
) -> None:
    monkeypatch.setenv("MOMENTS_DATABASE_URL", url)

    assert load().driver_url == driver


def test_origins_are_addresses_without_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOMENTS_ALLOWED_ORIGINS", "https://hr.example.gov, http://localhost:5173/")

    assert load().allowed_origins == ("https://hr.example.gov", "http://localhost:5173")


@pytest.mark.parametrize("given", ["*", "hr.example.gov", "https://hr.example.gov/page", "https://a.gov, ftp://b.gov"])
def test_an_origin_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    (found,) = problems(monkeypatch, MOMENTS_ALLOWED_ORIGINS=given)

    assert found.endswith("allowed: http:// or https:// addresses without a path, separated by commas.")


@pytest.mark.parametrize("given", ["0", "61", "nan", "soon"])
def test_the_time_to_sign_in_on_a_socket_is_bounded(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    (found,) = problems(monkeypatch, MOMENTS_SOCKET_INIT_TIMEOUT=given)

    assert found == f"MOMENTS_SOCKET_INIT_TIMEOUT is '{given}'; allowed: a whole number from 1 to 60."


def test_the_settings_never_print_the_database_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOMENTS_DATABASE_URL", "postgresql://a:hunter2@db/m")

    assert "hunter2" not in f"{load()!r} {load()}"


def test_the_table_has_a_row_for_each_variable() -> None:
    table = markdown_table()

    assert table.startswith("| Variable | Default | Allowed | What for |\n")
    assert "| `MOMENTS_DATABASE_URL` | `sqlite:///var/moments.db` |" in table
    assert "| `MOMENTS_LOG_FORMAT` | console; json in production |" in table
    assert "None" not in table


# --- production and its weak settings -----------------------------------------------------------------


@pytest.mark.parametrize("value", [None, ""])
def test_a_mode_has_to_be_said(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    if value is None:
        monkeypatch.delenv("MOMENTS_MODE")
    else:
        monkeypatch.setenv("MOMENTS_MODE", value)

    (said,) = problems(monkeypatch, MOMENTS_DATABASE_URL="postgresql://a:hunter2@db/m")

    assert said == (
        "MOMENTS_MODE is not set; say production where people use the program, "
        "or development to try it on a machine of your own."
    )
    assert load(Mode.DEVELOPMENT).mode is Mode.DEVELOPMENT


def test_what_is_for_development_only_changes_no_mode_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, PRODUCTION)
    assert load(Mode.DEVELOPMENT).mode is Mode.PRODUCTION

    monkeypatch.delenv("MOMENTS_MODE")
    Path(".env").write_text("moments_mode=production\n")
    assert load(Mode.DEVELOPMENT).mode is Mode.PRODUCTION


WEAK = {
    "MOMENTS_SECRET_KEY": "a" * 40,
    "MOMENTS_WORKER_IN_SERVER": "false",
    "MOMENTS_LOG_LEVEL": "debug",
    "MOMENTS_ALLOWED_ORIGINS": "https://hr.example.gov,http://hr.example.gov",
    "MOMENTS_BASE_URL": "http://moments.example.gov",
    "MOMENTS_SMTP_SECURITY": "none",
    "MOMENTS_OIDC_ISSUER": "https://moments.example.gov/development/identity",
    "MOMENTS_HOSTS": "*",
}


def test_production_refuses_every_weak_setting_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems(monkeypatch, **PRODUCTION | WEAK)

    assert sorted(each.split()[0] for each in found) == sorted(WEAK)
    assert not any("a" * 40 in each for each in found)


@pytest.mark.parametrize("name", WEAK)
def test_production_refuses_each_weak_setting_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (found,) = problems(monkeypatch, **PRODUCTION | {name: WEAK[name]})

    assert found.startswith(f"{name} is '")
    assert any(
        word in found for word in ("allowed", "needs", "name a PostgreSQL", "https:// addresses alone", "refused")
    )


@pytest.mark.parametrize("name", [name for name in WEAK if name != "MOMENTS_HOSTS"])
def test_development_may_have_what_is_weak(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    environment(monkeypatch, {name: WEAK[name]})

    assert load().mode is Mode.DEVELOPMENT


@pytest.mark.parametrize(
    "secret",
    [
        "x" * 64,
        "change-me!" * 4,
        "ab" * 20,
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "0123456789" * 4,
        "correct horse" * 3,
    ],
)
def test_a_secret_that_nobody_drew_by_chance_is_refused(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    (found,) = problems(monkeypatch, **PRODUCTION | {"MOMENTS_SECRET_KEY": secret})

    assert "openssl rand -hex 32" in found
    assert secret not in found


def test_a_secret_of_chance_is_taken() -> None:
    assert not any(is_uniform(secrets.token_hex(32)) for _ in range(2_000))


def test_more_processes_need_another_database(monkeypatch: pytest.MonkeyPatch) -> None:
    on_postgresql = {
        "MOMENTS_WORKER_IN_SERVER": "false",
        "MOMENTS_DATABASE_URL": "postgresql://db/moments?sslmode=require",
    }
    environment(monkeypatch, PRODUCTION | on_postgresql)

    assert not load().worker_in_server


@pytest.mark.parametrize("end", ["a:hunter2@db/m", "a:hunter2@db/m?sslmode=prefer", "a:hunter2@/m?host=10.1.2.3"])
def test_a_database_elsewhere_needs_tls(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    (found,) = problems(monkeypatch, **PRODUCTION | {"MOMENTS_DATABASE_URL": f"postgresql://{end}"})

    assert "?sslmode=require" in found
    assert "hunter2" not in found


@pytest.mark.parametrize("end", ["a@db/m?sslmode=verify-full", "a@localhost/m", "/m?host=/run/postgresql", "/m"])
def test_a_database_here_or_over_tls_is_taken(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    environment(monkeypatch, PRODUCTION | {"MOMENTS_DATABASE_URL": f"postgresql://{end}"})

    assert load().mode is Mode.PRODUCTION


def test_a_mail_server_on_this_machine_needs_no_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, PRODUCTION | {"MOMENTS_SMTP_HOST": "localhost", "MOMENTS_SMTP_SECURITY": "none"})

    assert load().smtp_host == "localhost"


def test_production_holds_emails_where_it_is_told_and_until_there_is_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, PRODUCTION | {"MOMENTS_HOLD_EMAILS": "true"})
    assert not load().holds_emails

    monkeypatch.delenv("MOMENTS_SMTP_HOST")
    assert load().holds_emails


def test_the_hosts_are_those_of_the_address_and_those_that_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().allowed_hosts == ("*",)
    environment(monkeypatch, PRODUCTION)
    assert load().allowed_hosts == ("moments.example.gov",)
    environment(monkeypatch, {"MOMENTS_HOSTS": "10.1.2.3, *.Apps.example.gov"})
    assert load().allowed_hosts == ("moments.example.gov", "10.1.2.3", "*.apps.example.gov")
    monkeypatch.setenv("MOMENTS_MODE", "development")
    assert "moments.example.gov" in load().allowed_hosts


@pytest.mark.parametrize("given", ["https://moments.example.gov", "moments.example.gov:443", "a b.gov/x", "*", "mo.*"])
def test_a_host_is_a_name_and_nothing_else(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    (found, *_) = problems(monkeypatch, MOMENTS_HOSTS=given)

    assert "without a port" in found


@pytest.mark.parametrize("address", ["https://möments.example.gov", "https://a b.gov", "https://a.gov\r\nX: y"])
def test_a_base_url_is_ascii_as_it_stands_in_headers(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    (found,) = problems(monkeypatch, MOMENTS_BASE_URL=address)

    assert found.startswith("MOMENTS_BASE_URL is ")
