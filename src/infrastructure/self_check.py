"""What a server needs besides its settings, tried without starting one: the database, the provider, the mail server."""

import asyncio
import os
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from moments.application.ports.email import MailServerUnavailable
from moments.infrastructure.authentication.jwks import ProviderUnavailable
from moments.infrastructure.authentication.provider import Provider
from moments.infrastructure.clock import SystemClock
from moments.infrastructure.database_url import redact
from moments.infrastructure.delivery.transports import FOLDER, open_mail_server
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.migrate import is_current
from moments.infrastructure.settings import Settings
from moments.infrastructure.settings.security import PORTS

_SECONDS = 90
"""A mail server has `smtp_timeout` for each answer; this is for what stalls otherwise."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`sentence`: what is so, or what to do."""

    what: str
    is_well: bool
    sentence: str


async def try_all(settings: Settings) -> Sequence[Finding]:
    """In this order, each whatever the others found. Changes nothing, and sends no email."""
    return [
        _settings(settings),
        _data_directory(settings),
        *await asyncio.gather(
            _tried("Database", lambda: _database(settings)),
            _tried("Identity provider", lambda: _provider(settings)),
            _tried("Mail server", lambda: _mail_server(settings)),
        ),
    ]


async def _tried(what: str, attempt: Callable[[], Awaitable[Finding]]) -> Finding:
    try:
        async with asyncio.timeout(_SECONDS):
            return await attempt()
    except TimeoutError:
        return Finding(what, is_well=False, sentence=f"It did not answer within {_SECONDS} seconds.")


def _settings(settings: Settings) -> Finding:
    return Finding("Settings", is_well=True, sentence=f"They are good. This is {settings.mode} at {settings.base_url}.")


def _data_directory(settings: Settings) -> Finding:
    what, folder = "Data directory", settings.data_directory
    if not _is_writable(folder):
        sentence = f"{folder} cannot be written to. Give it to the user that runs the server, or name another folder "
        return Finding(what, is_well=False, sentence=f"{sentence}in MOMENTS_DATA_DIRECTORY.")
    return Finding(what, is_well=True, sentence=f"{folder} can be written to.")


async def _database(settings: Settings) -> Finding:
    what, shown = "Database", redact(settings.database_url)
    if settings.on_sqlite and not (file := Path(settings.database_url.removeprefix("sqlite:///"))).exists():
        if _is_writable(file.parent):
            return Finding(what, is_well=True, sentence=f"{file} is not there yet; the server makes it when it starts.")
        return Finding(what, is_well=False, sentence=f"{file} cannot be made: its folder cannot be written to.")
    database = open_database(settings.database_url, pool_size=1)
    try:
        await database.ping()
        current = await is_current(database)
    except Exception as error:  # whatever the driver raises, a server could not use it either
        reason = (str(getattr(error, "orig", None) or error) or type(error).__name__).splitlines()[0]
        sentence = f"{shown} cannot be used: {reason}. Check MOMENTS_DATABASE_URL, and that the database runs."
        return Finding(what, is_well=False, sentence=sentence)
    finally:
        await database.close()
    if current:
        return Finding(what, is_well=True, sentence=f"{shown} answers, and its schema is this version's.")
    if settings.on_sqlite:
        sentence = f"{shown} answers; the server brings its schema up to date when it starts."
        return Finding(what, is_well=True, sentence=sentence)
    sentence = f"{shown} answers, but its schema is not this version's. Run `moments migrate`."
    return Finding(what, is_well=False, sentence=sentence)


async def _provider(settings: Settings) -> Finding:
    what, issuer = "Identity provider", settings.issuer
    if settings.issues_own_tokens:
        return Finding(what, is_well=True, sentence="The server signs in anybody itself; in development only.")
    trusted = ssl.create_default_context()
    try:
        if settings.oidc_ca_file:
            trusted.load_verify_locations(settings.oidc_ca_file)
    except OSError as error:  # ssl.SSLError is one
        sentence = f"{settings.oidc_ca_file} holds no certificates (PEM): {error}. Check MOMENTS_OIDC_CA_FILE."
        return Finding(what, is_well=False, sentence=sentence)
    async with httpx.AsyncClient(verify=trusted) as client:
        provider = Provider(issuer, client)
        try:
            await provider.fetch()
        except ProviderUnavailable as failed:
            sentence = (
                f"{issuer} cannot be used: {failed}. Check MOMENTS_OIDC_ISSUER, and that this machine reaches it."
            )
            return Finding(what, is_well=False, sentence=sentence)
        metadata = await provider.metadata()  # has just been fetched
    if not (metadata.authorization_endpoint and metadata.token_endpoint):
        sentence = f"{issuer} names no https:// address to sign in at. Ask who runs it to allow the code flow."
        return Finding(what, is_well=False, sentence=sentence)
    return Finding(what, is_well=True, sentence=f"{issuer} answers, and its keys are good.")


async def _mail_server(settings: Settings) -> Finding:
    what = "Mail server"
    if settings.holds_emails:
        sentence = "There is none yet, so emails are held. They go out once MOMENTS_SMTP_HOST names one."
        return Finding(what, is_well=True, sentence=sentence)
    if settings.smtp_host is None:
        sentence = f"There is none; emails are files in {settings.data_directory / FOLDER}, in development only."
        return Finding(what, is_well=True, sentence=sentence)
    transport = open_mail_server(settings, settings.smtp_host, SystemClock())
    shown = f"{settings.smtp_host}, port {settings.smtp_port or PORTS[settings.smtp_security]}"
    try:
        await transport.try_out()
    except MailServerUnavailable as down:
        reason = str(down).removesuffix(".")
        sentence = f"{shown}: {reason}. Check MOMENTS_SMTP_HOST and the settings beside it, and that it runs."
        return Finding(what, is_well=False, sentence=sentence)
    finally:
        await transport.close()
    said = f"{shown} takes emails from {settings.mail_from}, encrypted by {settings.smtp_security}."
    return Finding(what, is_well=True, sentence=f"{said} No email was sent.")


def _is_writable(folder: Path) -> bool:
    """The folder, or the one that it would be made in."""
    there = next((each for each in (folder.absolute(), *folder.absolute().parents) if each.exists()), None)
    return there is not None and there.is_dir() and os.access(there, os.W_OK | os.X_OK)
