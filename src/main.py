"""The composition root: the one place that knows every layer and ties them together."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import fields
from datetime import timedelta
from inspect import signature
from typing import Any, get_type_hints

import httpx
from dependency_injector import containers, providers
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from moments.application.email.outbox_relay import Delivery, Pace
from moments.application.email.set_reminders import SwitchReminder, SwitchReminderCommand
from moments.application.scheduling.jobs import the_jobs
from moments.application.scheduling.scheduler import Clockwork
from moments.application.use_case import Caller
from moments.edge.documents.persisted_operations import read_operations
from moments.edge.errors import Unauthenticated
from moments.edge.explorer import DemoPerson, Explorer
from moments.edge.http.methods import Methods
from moments.edge.limits.limits import Limits
from moments.edge.websocket import SocketRules
from moments.graphql.app import build_app
from moments.graphql.schema import build_schema
from moments.graphql.session import Services, SignIn
from moments.graphql.shared.broadcasts import Broadcasts
from moments.graphql.shared.use_cases import UseCases
from moments.infrastructure.authentication import (
    DevelopmentIssuer,
    HttpJwks,
    JwksSource,
    SigningKeys,
    TokenRefused,
    TokenVerifier,
)
from moments.infrastructure.clock import RandomIdentities, SystemClock
from moments.infrastructure.delivery.delivery_queue import SqlMailroom
from moments.infrastructure.delivery.outbox_page import outbox_routes
from moments.infrastructure.delivery.transports import FOLDER, open_sink
from moments.infrastructure.email.composer import Composer
from moments.infrastructure.email.links import UNSUBSCRIBE_PATH, Links
from moments.infrastructure.email.renderer import SqlWriter
from moments.infrastructure.email.secret import secret_of
from moments.infrastructure.email.tokens import Tokens, Wish
from moments.infrastructure.email.unsubscribe import Switch, Unsubscribe
from moments.infrastructure.live.runtime import LiveService
from moments.infrastructure.logs import RequestLog
from moments.infrastructure.matching.service import SqlReckoning
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.migrate import is_current
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from moments.infrastructure.queries.read_transactions import SqlReading
from moments.infrastructure.scheduling import CronCalendar
from moments.infrastructure.settings import Mode, Settings
from moments.infrastructure.web import EXPLORER
from moments.infrastructure.worker import Worker

JWKS_PATH = "/.well-known/jwks.json"


def _each_use_case(
    *needs: providers.Provider[Any], **some_need: providers.Provider[Any]
) -> dict[str, providers.Provider[Any]]:
    """A provider for each field of UseCases, by the field's type: a mutation's use-case can't be left unwired.

    `some_need`: given to those whose constructor has a parameter of that name.
    """
    types = get_type_hints(UseCases)

    def more(use_case: type) -> dict[str, providers.Provider[Any]]:
        asked_for = signature(use_case).parameters
        return {name: provider for name, provider in some_need.items() if name in asked_for}

    return {
        field.name: providers.Singleton(types[field.name], *needs, **more(types[field.name]))
        for field in fields(UseCases)
    }


def _authenticator(verifier: TokenVerifier) -> Callable[[str], Awaitable[SignIn]]:
    async def authenticate(token: str) -> SignIn:
        try:
            claims = await verifier.verify(token)
            return SignIn(claims.email, claims.expires_at)
        except TokenRefused as refused:
            raise Unauthenticated(str(refused)) from refused

    return authenticate


def _switch(use_case: SwitchReminder) -> Switch:
    async def switch(wish: Wish, wanted: bool) -> object:
        return await use_case(SwitchReminderCommand(wish.reminder, wanted), Caller(wish.person))

    return switch


def _development_issuer(settings: Settings) -> DevelopmentIssuer:
    return DevelopmentIssuer.open(settings.data_directory, mode=settings.mode, audience=settings.oidc_audience)


def _keys(settings: Settings, issuer: DevelopmentIssuer | None, client: httpx.AsyncClient) -> JwksSource:
    if issuer is not None:
        return issuer
    assert settings.oidc_jwks_url is not None, "the settings are checked before they come here"
    return HttpJwks(settings.oidc_jwks_url, client)


def _pace(settings: Settings) -> Pace:
    return Pace(
        lanes=settings.mail_lanes,
        lease=timedelta(seconds=settings.letter_lease_seconds),
        attempts=settings.letter_attempts,
    )


class Container(containers.DeclarativeContainer):
    """`database` is opened in the server's lifespan or by a command, inside its event loop, and given here:
    an async resource would make everything that depends on it a future."""

    settings = providers.Dependency(instance_of=Settings)
    database = providers.Dependency(instance_of=Database)
    http_client = providers.Dependency(instance_of=httpx.AsyncClient)

    clock = providers.Singleton(SystemClock)
    identities = providers.Singleton(RandomIdentities)
    unit_of_work = providers.Factory(SqlUnitOfWork, database, settings.provided.mail_domain)
    reading = providers.Singleton(SqlReading, database)
    reckoning = providers.Singleton(SqlReckoning, database)
    live = providers.Singleton(LiveService, database, settings.provided.database_url, reading)
    jobs = providers.Singleton(
        lambda settings, reckoning: the_jobs(
            CronCalendar(),
            reckoning,
            settings.digests_at,
            events_kept=timedelta(days=settings.events_kept_days),
            letters_kept=timedelta(days=settings.letters_kept_days),
        ),
        settings,
        reckoning,
    )
    clockwork = providers.Singleton(Clockwork, unit_of_work.provider, clock, jobs)
    use_cases = providers.Singleton(
        UseCases,
        **_each_use_case(unit_of_work.provider, clock, identities, reckoning=reckoning),
    )

    development_issuer = providers.Singleton(_development_issuer, settings)
    issuer = providers.Callable(
        lambda settings, development: development() if settings.issues_own_tokens else None,
        settings,
        development_issuer.provider,
    )
    links = providers.Singleton(Links, settings.provided.base_url)
    tokens = providers.Singleton(Tokens, providers.Singleton(secret_of, settings, development_issuer.provider))
    composer = providers.Singleton(
        Composer, links, settings.provided.contact_email, tokens, settings.provided.mail_domain
    )
    letter_writer = providers.Singleton(SqlWriter, database, composer, clock)
    mailroom = providers.Singleton(SqlMailroom, database, settings.provided.letters_per_minute)
    sink = providers.Singleton(open_sink, settings, clock)
    pace = providers.Singleton(_pace, settings)
    delivery = providers.Factory(Delivery, mailroom, letter_writer, sink, clock, pace)
    worker = providers.Factory(Worker, delivery, clockwork)
    switch_reminder = providers.Singleton(SwitchReminder, unit_of_work.provider, clock, identities)
    unsubscribe = providers.Singleton(
        Unsubscribe,
        tokens,
        links,
        settings.provided.contact_email,
        clock,
        providers.Singleton(_switch, switch_reminder),
    )

    keys = providers.Singleton(SigningKeys, providers.Singleton(_keys, settings, issuer, http_client))
    verifier = providers.Singleton(
        lambda settings, keys: TokenVerifier(
            keys,
            issuer=settings.oidc_issuer or DevelopmentIssuer.issuer,
            audience=settings.oidc_audience,
            email_claim=settings.oidc_email_claim,
        ),
        settings,
        keys,
    )
    broadcasts = providers.Singleton(Broadcasts)
    services = providers.Singleton(
        Services,
        reading=reading,
        use_cases=use_cases,
        authenticate=providers.Singleton(_authenticator, verifier),
        contact=settings.provided.contact_email,
        clock=clock,
        broadcasts=broadcasts,
        jobs=jobs,
        live=live.provided.live,
    )


def serve_app(settings: Settings, container: Container | None = None) -> ASGIApp:
    """The application of one process. Opens the database when the server starts, closes it when it stops.

    `container`: one with other parts in it, such as another clock.
    """
    container = container or Container(settings=settings)
    development = settings.mode is Mode.DEVELOPMENT
    listed = settings.persisted_operations
    schema = build_schema(
        development=development,
        limits=Limits(seconds=settings.operation_seconds),
        only=read_operations(listed) if listed else None,
    )

    async def problem() -> str | None:
        database: Database = container.database()
        try:
            return None if await is_current(database) else "the database's schema is not current; run moments migrate"
        except Exception as error:  # whatever the driver raises, the process can't serve
            return f"the database does not answer ({type(error).__name__})"

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as open_things:
            database = open_database(settings.database_url, settings.database_pool_size)
            open_things.push_async_callback(database.close)
            client = await open_things.enter_async_context(httpx.AsyncClient())
            container.database.override(database)
            container.http_client.override(client)
            await open_things.enter_async_context(container.live().running())
            open_things.push_async_callback(container.broadcasts().answers.close)
            if settings.worker_in_server:
                await open_things.enter_async_context(container.worker().running())
            yield

    async def own_keys(request: Request) -> JSONResponse:
        return JSONResponse(container.development_issuer().jwks())

    rules = SocketRules(
        origins=frozenset({settings.base_url, *settings.allowed_origins}),
        init_timeout=settings.socket_init_timeout,
    )

    async def unsubscribe(request: Request) -> Response:
        return await container.unsubscribe().answer(request)

    more = [Route(UNSUBSCRIBE_PATH, unsubscribe, methods=["GET", "POST"])]
    if settings.issues_own_tokens:
        more.append(Route(JWKS_PATH, own_keys))
    if development:
        more += outbox_routes(settings.data_directory / FOLDER)
    return RequestLog(
        build_app(
            schema,
            container.services,
            problem=problem,
            lifespan=lifespan,
            more=more,
            sockets=rules,
            methods=Methods(queries_by_get=settings.queries_by_get),
            explorer=_explorer(settings, container) if development else None,
        )
    )


def _explorer(settings: Settings, container: Container) -> Explorer:
    from moments.demo.demo_roles import is_invented, who_is_who  # late: production does without the demo

    async def people() -> list[DemoPerson]:
        return [DemoPerson(each.role, each.name, each.email) for each in await who_is_who(container.database())]

    async def token_for(email: str) -> str | None:
        known = await is_invented(container.database(), email)
        return container.development_issuer().token_for(email) if known else None

    return Explorer(
        folder=EXPLORER,
        people=people,
        token_for=token_for if settings.issues_own_tokens else None,
        base_url=settings.base_url,
    )
