"""What an operator may set, and what each value must be.

Checks that depend on the mode are validators of single fields, not of the whole, so that one bad value
does not hide another: `load` reports every mistake at once.
"""

import re
from datetime import time
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import Field, PrivateAttr, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from moments.domain.identity.sign_in import BindBy
from moments.infrastructure import database_url
from moments.infrastructure.settings.checks import THIS_MACHINE, email_address, is_address, is_host, is_uniform
from moments.infrastructure.settings.identity import BearerToken
from moments.infrastructure.settings.security import Security

PREFIX: Final = "MOMENTS_"
_ALLOWED_HOSTS: Final = (
    "names or IP addresses of hosts, without a port, separated by commas; `*.` before a name for all below it"
)
_MAIL_DOMAIN: Final = "moments.mo.gov"
DEVELOPMENT_ISSUER_PATH: Final = "/development/identity"
"""Below the base URL; the `iss` of tokens that the server signs itself."""


class Mode(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class LogLevel(StrEnum):
    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class LogFormat(StrEnum):
    JSON = "json"
    CONSOLE = "console"


def _setting(default: Any, description: str, allowed: str, *, default_text: str | None = None, **limits: Any) -> Any:
    """A field with the words that its error and the README's table use."""
    wording: dict[str, Any] = {"allowed": allowed, "default_text": default_text}
    return Field(default, description=description, json_schema_extra=wording, **limits)


def _budget(default: int, description: str, largest: int = 100_000_000) -> Any:
    return _setting(default, description, f"a whole number from 1 to {largest}", ge=1, le=largest)


def _in_production(info: ValidationInfo) -> bool:
    return info.data.get("mode") is Mode.PRODUCTION


def _is_issuer(address: str, info: ValidationInfo) -> bool:
    """Without TLS on this machine alone, where a provider is tried."""
    local = not _in_production(info) and urlsplit(address).hostname in THIS_MACHINE
    return is_address(address, schemes=("https", "http") if local else ("https",))


class Settings(BaseSettings):
    """The settings of one process. Made by `load`; tests may make one from keyword arguments."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, validate_default=True
    )

    _issued_at: str | None = PrivateAttr(None)

    mode: Mode = _setting(
        ...,
        "Has to be said. Development signs its own tokens and signs in anybody; production is for people, needs an "
        "identity provider and refuses weak settings.",
        "development or production",
        default_text="none; development for `--demo` and commands that are for development only",
    )
    database_url: str = _setting(
        "sqlite:///var/moments.db", "Database URL.", "sqlite:///FILE or postgresql://...", repr=False
    )
    database_pool_size: int = _setting(
        10, "Connections that one process keeps open to PostgreSQL.", "a whole number from 1 to 200", ge=1, le=200
    )
    data_directory: Path = _setting(
        Path("var"), "Where files beside the database are kept, e.g. the development issuer's key.", "a folder"
    )
    base_url: str = _setting(
        "http://127.0.0.1:8000",
        "The address people reach the site at, with its path if it has one; links in emails start with it.",
        "an http:// or https:// address; https:// in production",
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = _setting(
        (),
        "Other sites whose pages may open a socket to the graph; the service's own may always.",
        "http:// or https:// addresses without a path, separated by commas; https:// in production",
        default_text="none",
    )
    hosts: Annotated[tuple[str, ...], NoDecode] = _setting(
        (),
        "Names that requests may be for (`Host`), besides that of MOMENTS_BASE_URL; others get 400. Health checks may "
        "use any.",
        _ALLOWED_HOSTS,
        default_text="none; any in development",
    )
    socket_init_timeout: int = _setting(
        10,
        "Seconds that a client has from opening a socket to being signed in.",
        "a whole number from 1 to 60",
        ge=1,
        le=60,
    )
    operation_timeout_seconds: float = _setting(
        10.0,
        "Seconds after which a query or mutation is given up.",
        "a number from 0.1 to 300",
        ge=0.1,
        le=300,
        allow_inf_nan=False,
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = _setting(
        (),
        "Proxies whose X-Forwarded-For says which address asks; nobody else's is read.",
        "IP addresses and networks such as 10.1.0.0/16, separated by commas",
        default_text="none",
    )
    person_cost_per_minute: int = _budget(
        300_000,
        "Cost units that a person may use in a minute, in each server process: of what is asked for, and of what "
        "subscriptions are told. The office's largest page is 4,400.",
    )
    person_mutations_per_minute: int = _budget(120, "Mutations of a person in a minute.")
    person_documents_per_minute: int = _budget(
        300, "Documents of a person in a minute that the server has not seen before; the site has 70 in all."
    )
    person_sockets: int = _budget(
        10, "Sockets of a person at a time: windows that show changes by themselves.", 100_000
    )
    person_subscriptions: int = _budget(25, "Subscriptions of a person at a time, over all sockets.", 100_000)
    person_operations: int = _budget(
        4, "Queries and mutations of a person, or of a stranger's address, that run at a time; others wait.", 1000
    )
    stranger_cost_per_minute: int = _budget(
        30_000, "Cost units in a minute of all at one address who are not signed in. The front page is 40."
    )
    stranger_mutations_per_minute: int = _budget(20, "Their mutations, all of which are refused.")
    stranger_documents_per_minute: int = _budget(60, "Their documents that the server has not seen before.")
    stranger_sockets: int = _budget(
        200, "Sockets at one address at a time that are not signed in, or not yet.", 100_000
    )
    strangers_cost_per_minute: int = _budget(
        200_000, "Cost units in a minute of all who are not signed in, at all addresses together."
    )
    failed_sign_ins_per_minute: int = _budget(
        30, "Sign-ins and tokens of one address in a minute that were refused, before it has to wait."
    )
    total_cost_per_minute: int = _budget(
        1_500_000, "Cost units that one server process gives in a minute to everybody together."
    )
    total_mutations_per_minute: int = _budget(3_000, "Mutations of everybody together.")
    total_documents_per_minute: int = _budget(3_000, "Documents of everybody together that were not seen before.")
    total_failed_sign_ins_per_minute: int = _budget(600, "Sign-ins and tokens of all addresses that were refused.")
    total_sockets: int = _budget(10_000, "Sockets of everybody together.", 100_000)
    persisted_operations: Path | None = _setting(
        None,
        "The only operations that the server runs: a folder of .graphql files, or a JSON object, sha256 to text.",
        "a folder or a file that is there",
        default_text="any operation is run",
    )
    allow_get_queries: bool = _setting(
        False,
        "Whether a query, never a mutation, may also come in the address of a GET.",
        "true or false",
        default_text="`false`",
    )
    oidc_issuer: str | None = _setting(
        None,
        "The identity provider: the `iss` of its tokens. All else about it is read from there.",
        "an https:// address; needed in production",
        default_text="the development issuer",
    )
    oidc_audience: Annotated[tuple[str, ...], NoDecode] = _setting(
        ("moments",),
        "The `aud` of bearer tokens meant for this service; any of these.",
        "the names the identity provider gave this service, separated by commas",
        default_text="`moments`",
        min_length=1,
    )
    oidc_bearer_tokens: Annotated[tuple[BearerToken, ...], NoDecode] = _setting(
        (BearerToken.AT_JWT,),
        "Which tokens sign in at the graph: access tokens by RFC 9068; tokens of type JWT or of none, which many "
        "providers use for access tokens (then give ID tokens another audience); ID tokens.",
        "at+jwt, jwt and id_token, separated by commas",
        default_text="`at+jwt`",
        min_length=1,
    )
    oidc_max_age_hours: int = _setting(
        24,
        "Hours after which a token serves no longer, whatever its own end is.",
        "a whole number from 1 to 720",
        ge=1,
        le=720,
    )
    oidc_ca_file: Path | None = _setting(
        None,
        "Who vouches for the identity provider's certificate, besides those whom this machine trusts.",
        "a file of certificates (PEM)",
        default_text="none",
    )
    oidc_bind_by: BindBy = _setting(
        BindBy.EMAIL,
        "What a person is found by at their first sign-in; from then on it is the provider's subject.",
        "email or employee_id",
    )
    oidc_email_claim: str = _setting(
        "email", "The claim that holds the email address the directory knows.", "a claim's name", min_length=1
    )
    oidc_employee_id_claim: str = _setting(
        "employee_id", "The claim that holds the employee id the directory knows.", "a claim's name", min_length=1
    )
    oidc_client_id: str = _setting(
        "moments",
        "As what the identity provider knows this service when people sign in with a browser.",
        "the name the identity provider gave this service",
        pattern=r"^\S+$",
    )
    oidc_client_secret: SecretStr | None = _setting(
        None,
        "The secret that goes with MOMENTS_OIDC_CLIENT_ID.",
        "text",
        default_text="none: a public client, by PKCE alone",
    )
    oidc_scopes: Annotated[tuple[str, ...], NoDecode] = _setting(
        ("openid", "email"),
        "What the identity provider is asked for at the sign-in.",
        "scopes, separated by commas; openid is one",
        default_text="`openid,email`",
    )
    session_idle_minutes: int = _setting(
        60,
        "Minutes after which a browser that is not used is signed out.",
        "a whole number from 5 to 720",
        ge=5,
        le=720,
    )
    session_hours: int = _setting(
        12,
        "Hours after which a browser is signed out in any case.",
        "a whole number from 1 to 168",
        ge=1,
        le=168,
    )
    mail_domain: str = _setting(
        _MAIL_DOMAIN,
        "Ends the names of emails and of meetings in calendars (Message-ID, UID). Never change it: calendars would "
        "take a meeting that is moved for a new one.",
        "a domain's name",
        pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
    )
    mail_from: str = _setting(
        f"moments@{_MAIL_DOMAIN}",
        "Whom emails are from; the mail server must let us send as that.",
        "an email address",
    )
    mail_from_name: str = _setting("MOMENTS", "The name beside that address.", "a name")
    hold_emails: bool = _setting(
        False,
        "Whether production may run without a mail server: emails then wait, and go out once MOMENTS_SMTP_HOST names "
        "one.",
        "true or false",
        default_text="`false`",
    )
    smtp_host: str | None = _setting(
        None,
        "The mail server that takes our emails.",
        "a host's name; needed in production, unless emails are held",
        default_text="none: in development, emails are written into `mail` in the data directory",
    )
    smtp_port: int | None = _setting(
        None,
        "Its port.",
        "a whole number from 1 to 65535",
        default_text="587 with starttls, 465 with tls, 25 with none",
        ge=1,
        le=65535,
    )
    smtp_security: Security = _setting(
        Security.STARTTLS, "How the way to the mail server is encrypted.", "starttls, tls or none"
    )
    smtp_password: str | None = _setting(None, "SMTP password.", "text", default_text="none", repr=False)
    smtp_user: str | None = _setting(
        None,
        "SMTP user name, if the server requires authentication.",
        "a name; needs starttls or tls",
        default_text="none",
    )
    smtp_ca_file: Path | None = _setting(
        None,
        "Who vouches for the mail server's certificate, besides those whom this machine trusts.",
        "a file of certificates (PEM)",
        default_text="none",
    )
    smtp_timeout: float = _setting(
        30.0,
        "Seconds that the mail server has for each answer.",
        "a number from 1 to 60",
        ge=1,
        le=60,
        allow_inf_nan=False,
    )
    emails_per_minute: int | None = _setting(
        None,
        "Emails that are sent in a minute at most, by all workers together.",
        "a whole number from 1 to 100000",
        default_text="as many as the mail server takes",
        ge=1,
        le=100_000,
    )
    mail_concurrency: int = _setting(
        4,
        "Emails that one worker sends at a time, each on a connection of its own.",
        "a whole number from 1 to 50",
        ge=1,
        le=50,
    )
    email_lease_seconds: int = _setting(
        180,
        "Seconds that an email is one worker's; after a crash it is sent by another when they have passed.",
        "a whole number from 60 to 3600",
        ge=60,
        le=3600,
    )
    email_max_attempts: int = _setting(
        15,
        "Attempts after which an email is put before the program office; the last ones are four hours apart.",
        "a whole number from 1 to 100",
        ge=1,
        le=100,
    )
    worker_in_server: bool = _setting(
        True,
        "Whether the server does the worker's part, too; else start `moments worker` beside it.",
        "true or false",
    )
    secret_key: SecretStr | None = _setting(
        None,
        "Signs the unsubscribe links of emails; the same for each process, and whoever has it can mute reminders.",
        "at least 32 characters, drawn by chance (`openssl rand -hex 32`); needed in production",
        default_text="drawn from the development issuer's key",
    )
    program_office: Annotated[tuple[str, ...], NoDecode] = _setting(
        (),
        "Who is in the program office from the first start on; its members add others on the site.",
        "email addresses, separated by commas",
        default_text="nobody",
    )
    directory_mapping: Path | None = _setting(
        None, "How the directory's files of another system hold what ours do (docs/directory.md).", "a TOML file",
        default_text="none",
    )  # fmt: skip
    import_max_leavers: int = _setting(
        10, "Percent of the people who may leave by one import of the directory; more, and it is refused.",
        "a whole number from 0 to 100", ge=0, le=100,
    )  # fmt: skip
    import_max_bad_rows: int = _setting(
        5, "Percent of a directory file's rows that may be set apart for errors; more, and it is refused. Three "
        "always may.", "a whole number from 0 to 100", ge=0, le=100,
    )  # fmt: skip
    contact_email: str = _setting(
        "talentdevelopment@oa.mo.gov",
        "The program's address, also for corrections of the directory (APP-2, WEB-3).",
        "an email address",
    )
    contact_telephone: str = _setting(
        "573-526-4500",
        "The program's telephone number (WEB-3).",
        "a telephone number",
        pattern=r"^\+?[0-9][0-9 ().-]{5,30}( ?(x|ext\.?) ?[0-9]{1,6})?$",
    )
    digest_time: time = _setting(
        time(7),
        "When supervisors and administrators get their email on Mondays, by the State's clocks (APR-6, APR-7).",
        "a time of day such as 07:00",
    )
    departure_grace_days: int = _setting(
        7,
        "Days after which the mentorships of somebody who has left the State's service end (DIR-1).",
        "a whole number from 1 to 90",
        ge=1,
        le=90,
    )
    email_retention_days: int = _setting(
        90,
        "Days after which what an email said is forgotten, once it was sent; that it was sent is kept.",
        "a whole number from 1 to 3650",
        ge=1,
        le=3650,
    )
    private_read_retention_days: int = _setting(
        1095,
        "Days after which it is forgotten who has read a person's private facts.",
        "a whole number from 30 to 3650",
        ge=30,
        le=3650,
    )
    event_retention_days: int = _setting(
        30,
        "Days that events are kept for subscriptions to resume from; the audit log is permanent.",
        "a whole number from 1 to 3650",
        ge=1,
        le=3650,
    )
    log_level: LogLevel = _setting(
        LogLevel.INFO, "Minimum log level; in production not DEBUG.", "DEBUG, INFO, WARNING or ERROR"
    )
    log_format: LogFormat = Field(
        default_factory=lambda data: LogFormat.JSON if data.get("mode") is Mode.PRODUCTION else LogFormat.CONSOLE,
        description="One JSON object a line, or lines for people.",
        json_schema_extra={"allowed": "json or console", "default_text": "console; json in production"},
    )

    @property
    def driver_url(self) -> str:
        """`database_url` with SQLAlchemy's asynchronous driver in it."""
        return database_url.driver_url(self.database_url)

    @property
    def on_sqlite(self) -> bool:
        return database_url.is_sqlite(self.database_url)

    @property
    def holds_emails(self) -> bool:
        """Whether emails wait for a mail server; none is sent, and none is called so."""
        return self.hold_emails and self.smtp_host is None

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """What a request's `Host` may name; `*` for any."""
        if self.mode is Mode.DEVELOPMENT and not self.hosts:
            return ("*",)
        return (str(urlsplit(self.base_url).hostname), *self.hosts)

    @property
    def issuer(self) -> str:
        """The `iss` of the tokens that are accepted."""
        return self.oidc_issuer or f"{self._issued_at or self.base_url}{DEVELOPMENT_ISSUER_PATH}"

    def served_at(self, address: str) -> "Settings":
        """With the address at which the server listens, where development names no other.

        The development issuer keeps its name, so that tokens are good whatever the port is.
        """
        if self.mode is Mode.PRODUCTION or "base_url" in self.model_fields_set:
            return self
        served = self.model_copy(update={"base_url": address})
        served._issued_at = self.base_url
        return served

    @property
    def issues_own_tokens(self) -> bool:
        """Whether the development issuer signs; never so in production."""
        return self.oidc_issuer is None

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: Any) -> Any:
        known = isinstance(value, str) and value.upper() in LogLevel.__members__
        return value.upper() if known else value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str, info: ValidationInfo) -> str:
        if problem := database_url.validation_error(value):
            raise ValueError(problem)
        if _in_production(info) and database_url.is_open(value, THIS_MACHINE):
            raise ValueError(
                "production reaches a database on another host over TLS alone; end the address in ?sslmode=require, "
                "or in ?sslmode=verify-full, which checks the certificate too"
            )
        return value

    @field_validator("base_url")
    @classmethod
    def _public_address(cls, value: str, info: ValidationInfo) -> str:
        if not is_address(value) or not re.fullmatch(r"[a-z]+://[!-.0-~]+(/[A-Za-z0-9._~-]+)*/*", value):
            raise ValueError("allowed: an http:// or https:// address, with a plain path if it has one")
        if _in_production(info) and not value.startswith("https://"):
            raise ValueError("production needs the https:// address people reach the site at")
        return value.rstrip("/")

    @field_validator("hosts")
    @classmethod
    def _host_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(is_host(each) for each in value):
            raise ValueError(f"allowed: {_ALLOWED_HOSTS}")
        return tuple(each.lower() for each in value)

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer(cls, value: str | None, info: ValidationInfo) -> str | None:
        own = value is None or value.rstrip("/").endswith(DEVELOPMENT_ISSUER_PATH)
        if own and _in_production(info):
            raise ValueError(
                "production needs the https:// address of the identity provider; "
                "the development issuer signs in anybody and is refused there"
            )
        if value is not None and not _is_issuer(value, info):
            raise ValueError("allowed: the https:// address of the identity provider")
        return value

    @field_validator("secret_key")
    @classmethod
    def _secret(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if value is None and _in_production(info):
            raise ValueError("production needs a secret of at least 32 characters; `openssl rand -hex 32` makes one")
        if value is not None and len(value.get_secret_value()) < 32:
            raise ValueError("allowed: at least 32 characters")
        if value is not None and _in_production(info) and is_uniform(value.get_secret_value()):
            raise ValueError("it can be guessed; production needs one drawn by chance, as `openssl rand -hex 32` does")
        return value

    @field_validator("smtp_host")
    @classmethod
    def _mail_server(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and _in_production(info) and not info.data.get("hold_emails"):
            raise ValueError(
                "production needs the mail server that takes its emails; "
                "where there is none yet, MOMENTS_HOLD_EMAILS=true lets emails wait for one"
            )
        return value

    @field_validator("smtp_security")
    @classmethod
    def _encrypted_mail(cls, value: Security, info: ValidationInfo) -> Security:
        host = info.data.get("smtp_host")
        if value is Security.NONE and _in_production(info) and host is not None and host not in THIS_MACHINE:
            raise ValueError("production sends emails to another host over TLS alone; allowed: starttls or tls")
        return value

    @field_validator("worker_in_server")
    @classmethod
    def _one_process(cls, value: bool, info: ValidationInfo) -> bool:
        url = info.data.get("database_url")
        if not value and _in_production(info) and url is not None and database_url.is_sqlite(url):
            raise ValueError(
                "SQLite is for one process in production; let the server do the worker's part (true), "
                "or name a PostgreSQL database in MOMENTS_DATABASE_URL"
            )
        return value

    @field_validator("log_level")
    @classmethod
    def _quiet(cls, value: LogLevel, info: ValidationInfo) -> LogLevel:
        if value is LogLevel.DEBUG and _in_production(info):
            raise ValueError(
                "production does not log at DEBUG, as that can show what people wrote; allowed: INFO or above"
            )
        return value

    @field_validator("persisted_operations")
    @classmethod
    def _is_there(cls, value: Path | None) -> Path | None:
        if value is not None and not value.exists():
            raise ValueError("there is no such folder or file")
        return value

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if not all(is_address(each, path=False) for each in value):
            raise ValueError("allowed: http:// or https:// addresses without a path, separated by commas")
        if _in_production(info) and not all(each.startswith("https://") for each in value):
            raise ValueError("production takes https:// addresses alone, as anybody on the way can write http:// pages")
        return tuple(each.rstrip("/") for each in value)

    @field_validator("trusted_proxies")
    @classmethod
    def _proxies(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            try:
                ip_network(each)
            except ValueError:
                raise ValueError(f"{each} is no IP address, and no network such as 10.1.0.0/16") from None
        return value

    @field_validator("oidc_scopes")
    @classmethod
    def _scopes(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if "openid" not in value:
            raise ValueError("allowed: scopes, separated by commas; openid is one")
        return value

    @field_validator(
        "allowed_origins",
        "hosts",
        "program_office",
        "oidc_audience",
        "oidc_bearer_tokens",
        "oidc_scopes",
        "trusted_proxies",
        mode="before",
    )
    @classmethod
    def _separated(cls, value: Any) -> Any:
        return tuple(re.split(r"[,\s]+", value.strip(", \n"))) if isinstance(value, str) else value

    @field_validator("program_office")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(email_address(each) for each in value)

    @field_validator("smtp_user")
    @classmethod
    def _encrypted_login(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("smtp_password") is not None:
            raise ValueError("MOMENTS_SMTP_PASSWORD is set, so the name that it belongs to is needed, too")
        if value is not None and info.data.get("smtp_security") is Security.NONE:
            raise ValueError("a login goes over an encrypted connection; MOMENTS_SMTP_SECURITY is none")
        return value

    @field_validator("smtp_ca_file", "oidc_ca_file")
    @classmethod
    def _certificates(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError("there is no such file")
        return value

    @field_validator("mail_from_name")
    @classmethod
    def _plain_name(cls, value: str) -> str:
        if not value.strip() or not value.isprintable():
            raise ValueError("allowed: a name in one line")
        return value.strip()

    @field_validator("contact_email", "mail_from")
    @classmethod
    def _contact(cls, value: str) -> str:
        return email_address(value)
