"""What an operator may set, and what each value must be.

Checks that depend on the mode are validators of single fields, not of the whole, so that one bad value
does not hide another: `load` reports every mistake at once.
"""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from moments.infrastructure import database_url
from moments.infrastructure.settings.checks import email_address, is_address

PREFIX: Final = "MOMENTS_"
DEVELOPMENT_ISSUER: Final = "https://development.moments.invalid"
"""The `iss` of tokens that the server signs itself; `.invalid` is reserved, so no provider can have it."""


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


def _setting(default: Any, description: str, allowed: str, *, shown: str | None = None, **limits: Any) -> Any:
    """A field with the words that its error and the README's table use."""
    wording: dict[str, Any] = {"allowed": allowed, "shown": shown}
    return Field(default, description=description, json_schema_extra=wording, **limits)


def _in_production(info: ValidationInfo) -> bool:
    return info.data.get("mode") is Mode.PRODUCTION


class Settings(BaseSettings):
    """The settings of one process. Made by `load`; tests may make one from keyword arguments."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, validate_default=True
    )

    mode: Mode = _setting(
        Mode.DEVELOPMENT,
        "Development signs its own tokens; production needs an identity provider.",
        "development or production",
    )
    database_url: str = _setting(
        "sqlite:///var/moments.db", "Where the data are.", "sqlite:///FILE or postgresql://...", repr=False
    )
    database_pool_size: int = _setting(
        10, "Connections that one process keeps open to PostgreSQL.", "a whole number from 1 to 200", ge=1, le=200
    )
    data_directory: Path = _setting(
        Path("var"), "Where files beside the database are kept, e.g. the development issuer's key.", "a folder"
    )
    base_url: str = _setting(
        "http://127.0.0.1:8000",
        "The address people reach the site at; links in letters start with it.",
        "an http:// or https:// address without a path; https:// in production",
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = _setting(
        (),
        "Other sites whose pages may open a socket to the graph; the service's own may always.",
        "http:// or https:// addresses without a path, separated by commas",
        shown="none",
    )
    socket_init_timeout: int = _setting(
        10,
        "Seconds that a client has from opening a socket to being signed in.",
        "a whole number from 1 to 60",
        ge=1,
        le=60,
    )
    operation_seconds: float = _setting(
        10.0,
        "Seconds after which a query or mutation is given up.",
        "a number from 0.1 to 300",
        ge=0.1,
        le=300,
        allow_inf_nan=False,
    )
    persisted_operations: Path | None = _setting(
        None,
        "The only operations that the server runs: a folder of .graphql files, or a JSON object, sha256 to text.",
        "a folder or a file that is there",
        shown="any operation is run",
    )
    oidc_issuer: str | None = _setting(
        None,
        "The identity provider: the `iss` of its tokens.",
        "an https:// address; needed in production",
        shown="the development issuer",
    )
    oidc_audience: str = _setting(
        "moments", "The `aud` of tokens meant for this service.", "the name the identity provider gave this service"
    )
    oidc_jwks_url: str | None = _setting(
        None,
        "Where the identity provider publishes its keys.",
        "an https:// address; needed in production and wherever MOMENTS_OIDC_ISSUER is set",
        shown="the development issuer's",
    )
    oidc_email_claim: str = _setting(
        "email", "The claim that holds the e-mail address the directory knows.", "a claim's name", min_length=1
    )
    programme_office: Annotated[tuple[str, ...], NoDecode] = _setting(
        (),
        "Who is in the programme office from the first start on; its members add others on the site.",
        "e-mail addresses, separated by commas",
        shown="nobody",
    )
    contact_email: str = _setting(
        "talentdevelopment@oa.mo.gov", "Whom forms name where the directory is wrong (APP-2).", "an e-mail address"
    )
    log_level: LogLevel = _setting(LogLevel.INFO, "The least a log line must matter.", "DEBUG, INFO, WARNING or ERROR")
    log_format: LogFormat = Field(
        default_factory=lambda data: LogFormat.JSON if data.get("mode") is Mode.PRODUCTION else LogFormat.CONSOLE,
        description="One JSON object a line, or lines for people.",
        json_schema_extra={"allowed": "json or console", "shown": "console; json in production"},
    )

    @property
    def driver_url(self) -> str:
        """`database_url` with SQLAlchemy's asynchronous driver in it."""
        return database_url.driver_url(self.database_url)

    @property
    def on_sqlite(self) -> bool:
        return database_url.is_sqlite(self.database_url)

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
    def _known_database(cls, value: str) -> str:
        if problem := database_url.problem_with(value):
            raise ValueError(problem)
        return value

    @field_validator("base_url")
    @classmethod
    def _public_address(cls, value: str, info: ValidationInfo) -> str:
        if not is_address(value, path=False):
            raise ValueError("allowed: an http:// or https:// address without a path")
        if _in_production(info) and not value.startswith("https://"):
            raise ValueError("production needs the https:// address people reach the site at")
        return value.rstrip("/")

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer(cls, value: str | None, info: ValidationInfo) -> str | None:
        if _in_production(info) and value in (None, DEVELOPMENT_ISSUER):
            raise ValueError(
                "production needs the https:// address of the identity provider; "
                "the development issuer signs in anybody and is refused there"
            )
        if value is not None and not is_address(value, schemes=("https",)):
            raise ValueError("allowed: the https:// address of the identity provider")
        return value

    @field_validator("oidc_jwks_url")
    @classmethod
    def _jwks(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and _in_production(info):
            raise ValueError("production needs the https:// address of the identity provider's keys")
        if value is None and info.data.get("oidc_issuer"):
            raise ValueError("MOMENTS_OIDC_ISSUER is set, so the https:// address of its keys is needed, too")
        if value is not None and not is_address(value, schemes=("https",)):
            raise ValueError("allowed: the https:// address of the identity provider's keys")
        return value

    @field_validator("oidc_audience")
    @classmethod
    def _audience(cls, value: str, info: ValidationInfo) -> str:
        if not value.strip():
            raise ValueError("allowed: the name the identity provider gave this service")
        return value

    @field_validator("persisted_operations")
    @classmethod
    def _is_there(cls, value: Path | None) -> Path | None:
        if value is not None and not value.exists():
            raise ValueError("there is no such folder or file")
        return value

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(is_address(each, path=False) for each in value):
            raise ValueError("allowed: http:// or https:// addresses without a path, separated by commas")
        return tuple(each.rstrip("/") for each in value)

    @field_validator("allowed_origins", "programme_office", mode="before")
    @classmethod
    def _separated(cls, value: Any) -> Any:
        return tuple(re.split(r"[,\s]+", value.strip(", \n"))) if isinstance(value, str) else value

    @field_validator("programme_office")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(email_address(each) for each in value)

    @field_validator("contact_email")
    @classmethod
    def _contact(cls, value: str) -> str:
        return email_address(value)
