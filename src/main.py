"""The composition root: the one place that knows every layer and ties them together."""

import ssl
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import fields
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import version
from inspect import signature
from pathlib import Path
from typing import Any, cast, get_type_hints

import httpx
from dependency_injector import containers, providers
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from moments import security_log
from moments.application.access.record_private_reads import RecordPrivateReads
from moments.application.directory.import_directory import ImportDirectory
from moments.application.directory.office_imports import FILES_LAST, OfficeImports
from moments.application.directory.preview_import import PreviewImport
from moments.application.email.outbox_relay import DeliverySettings, OutboxRelay
from moments.application.email.set_reminders import ToggleReminder, ToggleReminderCommand
from moments.application.identity.identify_person import IdentifyPerson
from moments.application.ports.clock import Clock
from moments.application.ports.email import MailTransport
from moments.application.program.exports import RecordExport
from moments.application.queries.rows import MeetingRow, PersonRow
from moments.application.scheduling.job import Job
from moments.application.scheduling.jobs import build_jobs
from moments.application.scheduling.scheduler import Scheduler
from moments.application.sessions.lifetimes import SessionLifetimes
from moments.application.use_case import Caller
from moments.domain.identity.refusals import SignInRefused
from moments.domain.identity.sign_in import BindBy, ProviderIdentity
from moments.domain.shared.contact import Contact
from moments.domain.shared.ids import PersonId
from moments.edge.base_path import UnderPath
from moments.edge.budgets.allowances import Allowance, Allowances
from moments.edge.budgets.budgets import Budgets
from moments.edge.budgets.sign_ins import count_failures
from moments.edge.credentials import CredentialsReader
from moments.edge.documents.persisted_operations import read_operations
from moments.edge.errors import RateLimited, SessionEnded, Unauthenticated, Unavailable
from moments.edge.explorer import DemoPerson, Explorer
from moments.edge.http.hosts import KnownHosts, StrictTransport
from moments.edge.http.methods import MethodPolicy
from moments.edge.limits.limits import Limits
from moments.edge.release import TellRelease
from moments.edge.site.addresses import Addresses
from moments.edge.site.build import ADDRESSES, BuiltSite
from moments.edge.websocket import SocketLimits
from moments.graphql.app import HEALTH_CHECKS, addresses_of, build_app
from moments.graphql.exports.routes import export_routes
from moments.graphql.imports.routes import ImportServices, import_routes
from moments.graphql.mentorships.calendar_file import Render, calendar_file_routes
from moments.graphql.schema import build_schema
from moments.graphql.session import Authenticate, Resume, Services, SignIn, Watch
from moments.graphql.shared.broadcasts import Broadcasts
from moments.graphql.shared.context import CurrentSession
from moments.graphql.shared.http_access import refuse_error
from moments.graphql.shared.use_cases import UseCases
from moments.infrastructure.authentication import (
    ClaimNames,
    DevelopmentIssuer,
    IdentityUnavailable,
    InvalidCredentials,
    Provider,
    SigningKeys,
    TokenKind,
    TokenVerifier,
)
from moments.infrastructure.authentication.browser.code_flow import ClientRegistration, CodeFlow
from moments.infrastructure.authentication.browser.cookies import Cookies
from moments.infrastructure.authentication.browser.logout_tokens import BackChannelLogout
from moments.infrastructure.authentication.browser.pages import SignInPages
from moments.infrastructure.authentication.browser.pending_logins import PendingLogins
from moments.infrastructure.authentication.browser.routes import SignInRoutes, sign_in_routes
from moments.infrastructure.authentication.browser.session_watch import SessionWatch
from moments.infrastructure.authentication.browser.sessions import BrowserSessions
from moments.infrastructure.authentication.browser.site import CALLBACK_PATH, LOGIN_PATH, Site
from moments.infrastructure.authentication.development_pages import KnownPerson
from moments.infrastructure.authentication.development_provider import (
    DevelopmentProvider,
    Registration,
    development_provider_routes,
)
from moments.infrastructure.clock import RandomIdGenerator, SystemClock
from moments.infrastructure.delivery.delivery_queue import SqlDeliveryQueue
from moments.infrastructure.delivery.outbox_page import outbox_routes
from moments.infrastructure.delivery.transports import FOLDER, open_transport
from moments.infrastructure.directory.configured import directory_mapping, import_limits
from moments.infrastructure.directory.uploaded_files import UploadedFiles
from moments.infrastructure.email.calendar import CalendarEvent, calendar_file
from moments.infrastructure.email.composer import Composer
from moments.infrastructure.email.links import UNSUBSCRIBE_PATH, Links
from moments.infrastructure.email.renderer import SqlEmailRenderer
from moments.infrastructure.email.secret import secret_of
from moments.infrastructure.email.tokens import Tokens, UnsubscribeClaim
from moments.infrastructure.email.unsubscribe import Switch, Unsubscribe
from moments.infrastructure.live.runtime import LiveRuntime
from moments.infrastructure.logs import RequestLog, said_in_the_log
from moments.infrastructure.matching.service import SqlMatchingService
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.migrate import is_current
from moments.infrastructure.persistence.stores.imports import SqlImportRecords
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from moments.infrastructure.queries.read_transactions import SqlReadTransactions
from moments.infrastructure.resources.markdown import read_markdown
from moments.infrastructure.scheduling import CronSimSchedule
from moments.infrastructure.settings import Mode, Settings
from moments.infrastructure.web import EXPLORER, SITE
from moments.infrastructure.worker import Worker
from moments.security_log import SecurityEvent, in_snake_case


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


def _authenticator(settings: Settings, verifier: TokenVerifier, identify: IdentifyPerson) -> Authenticate:
    kinds = frozenset(TokenKind(each) for each in settings.oidc_bearer_tokens)

    async def person_of(identity: ProviderIdentity) -> PersonId:
        try:
            return await identify(identity)
        except SignInRefused as error:
            security_log.record(SecurityEvent.SIGN_IN_REFUSED, why=in_snake_case(type(error)))
            raise Unauthenticated(str(error)) from error

    async def authenticate(token: str) -> SignIn:
        try:
            verified = await verifier.verify(token, kinds=kinds, audience=settings.oidc_audience)
        except InvalidCredentials as error:
            security_log.record(SecurityEvent.SIGN_IN_REFUSED, why=in_snake_case(type(error)))
            raise Unauthenticated(str(error)) from error
        except IdentityUnavailable as error:
            raise Unavailable(str(error), error.retry_after) from error
        again = partial(person_of, verified.identity)
        return SignIn(await again(), verified.expires_at, again, subject=verified.identity.subject)

    return authenticate


def _resume(sessions: BrowserSessions) -> Resume:
    async def resume(cookie: str, *, is_use: bool = True) -> SignIn:
        found = await sessions.resume(cookie, is_use=is_use)
        if found is None:
            raise SessionEnded()

        async def again() -> PersonId:
            """A socket that was signed in is ended with its session, and serves nobody else meanwhile."""
            try:
                return (await resume(cookie, is_use=is_use)).person
            except SessionEnded as error:
                raise Unauthenticated(str(error)) from error

        return SignIn(found.person, found.ends_at, again, CurrentSession(found.id, found.idle_ends_at))

    return resume


def _watch(watch: SessionWatch) -> Watch:
    def each(signed_in: SignIn, end: Callable[[str], None]) -> Callable[[], None]:
        session = signed_in.session.id if signed_in.session else None
        return watch.add(signed_in.person, session, end, subject=signed_in.subject)

    return each


def _client(settings: Settings) -> ClientRegistration:
    secret = settings.oidc_client_secret
    return ClientRegistration(
        settings.oidc_client_id, secret.get_secret_value() if secret else None, settings.oidc_scopes
    )


def _credentials(cookies: Cookies, site: Site) -> CredentialsReader:
    return CredentialsReader(cookies.session, [site.origin])


def _contact(settings: Settings) -> Contact:
    return Contact("MOMENTS program office", settings.contact_email, settings.contact_telephone)


def _switch(use_case: ToggleReminder) -> Switch:
    async def switch(claim: UnsubscribeClaim, wanted: bool) -> object:
        return await use_case(ToggleReminderCommand(claim.reminder, wanted), Caller(claim.person))

    return switch


def _development_issuer(settings: Settings) -> DevelopmentIssuer:
    return DevelopmentIssuer.open(settings)


def _verifier(settings: Settings, keys: SigningKeys) -> TokenVerifier:
    by_employee_id = settings.oidc_bind_by is BindBy.EMPLOYEE_ID
    return TokenVerifier(
        keys,
        issuer=settings.issuer,
        claim_names=ClaimNames(settings.oidc_email_claim, settings.oidc_employee_id_claim if by_employee_id else None),
        max_age=timedelta(hours=settings.oidc_max_age_hours),
    )


def _calendar_file(links: Links, mail_domain: str) -> Render:
    def render(meeting: MeetingRow, mentor: PersonRow, mentee: PersonRow, at: datetime) -> str:
        return calendar_file(CalendarEvent(meeting, mentor, mentee, links.meeting(meeting.id), mail_domain, at))

    return render


def _uploads(settings: Settings) -> Path:
    return settings.data_directory / "imports"


def _jobs(settings: Settings, matching_service: SqlMatchingService) -> Sequence[Job]:
    return build_jobs(
        CronSimSchedule(),
        matching_service,
        settings.digest_time,
        event_retention=timedelta(days=settings.event_retention_days),
        email_retention=timedelta(days=settings.email_retention_days),
        private_read_retention=timedelta(days=settings.private_read_retention_days),
        departure_grace=timedelta(days=settings.departure_grace_days),
    )


def _budgets(settings: Settings) -> Budgets:
    person = Allowance(
        cost=settings.person_cost_per_minute,
        mutations=settings.person_mutations_per_minute,
        documents=settings.person_documents_per_minute,
        sockets=settings.person_sockets,
    )
    stranger = Allowance(
        cost=settings.stranger_cost_per_minute,
        mutations=settings.stranger_mutations_per_minute,
        documents=settings.stranger_documents_per_minute,
        failed_sign_ins=settings.failed_sign_ins_per_minute,
        sockets=settings.stranger_sockets,
    )
    total = Allowance(
        cost=settings.total_cost_per_minute,
        mutations=settings.total_mutations_per_minute,
        documents=settings.total_documents_per_minute,
        failed_sign_ins=settings.total_failed_sign_ins_per_minute,
        sockets=settings.total_sockets,
    )
    strangers = Allowance(cost=settings.strangers_cost_per_minute)
    return Budgets(
        Allowances(person, stranger, strangers, total, settings.person_subscriptions, settings.person_operations)
    )


def _lifetimes(settings: Settings) -> SessionLifetimes:
    return SessionLifetimes(timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours))


def _delivery_settings(settings: Settings) -> DeliverySettings:
    return DeliverySettings(
        concurrency=settings.mail_concurrency,
        lease=timedelta(seconds=settings.email_lease_seconds),
        max_attempts=settings.email_max_attempts,
    )


def _outbox_relay(
    queue: SqlDeliveryQueue,
    renderer: SqlEmailRenderer,
    transport: MailTransport | None,
    clock: Clock,
    settings: DeliverySettings,
) -> OutboxRelay | None:
    """None where emails are held."""
    return OutboxRelay(queue, renderer, transport, clock, settings) if transport else None


def _http_client(settings: Settings, container: "Container") -> httpx.AsyncClient:
    """For the identity provider. The development issuer is asked as any other, without leaving the process."""
    trusted = ssl.create_default_context()
    if settings.oidc_ca_file:
        trusted.load_verify_locations(settings.oidc_ca_file)
    if not settings.issues_own_tokens:
        return httpx.AsyncClient(verify=trusted)
    routes = development_provider_routes(container.development_provider)
    own = httpx.ASGITransport(UnderPath(Starlette(routes=routes), Site(settings.base_url).prefix))
    origins = {Site(address).origin for address in (settings.issuer, settings.base_url)}
    return httpx.AsyncClient(verify=trusted, mounts=dict.fromkeys(origins, own))


def _development_provider(settings: Settings, issuer: DevelopmentIssuer, database: Database) -> DevelopmentProvider:
    from moments.demo.demo_roles import demo_roles, person_with_email  # late: production does without the demo

    async def people() -> list[KnownPerson]:
        return [KnownPerson(each.role, each.name, each.email) for each in await demo_roles(database)]

    site, secret = Site(settings.base_url), settings.oidc_client_secret
    client = Registration(
        client_id=settings.oidc_client_id,
        secret=secret.get_secret_value() if secret else None,
        address=settings.base_url,
        callback=site.callback,
        front_page=site.front_page,
    )
    return DevelopmentProvider(issuer, client, people=people, person_of=partial(person_with_email, database))


class Container(containers.DeclarativeContainer):
    """`database` is opened in the server's lifespan or by a command, inside its event loop, and given here:
    an async resource would make everything that depends on it a future."""

    settings = providers.Dependency(instance_of=Settings)
    database = providers.Dependency(instance_of=Database)
    http_client = providers.Dependency(instance_of=httpx.AsyncClient)

    clock = providers.Singleton(SystemClock)
    identities = providers.Singleton(RandomIdGenerator)
    unit_of_work = providers.Factory(SqlUnitOfWork, database, settings.provided.mail_domain)
    read_transactions = providers.Singleton(SqlReadTransactions, database)
    matching_service = providers.Singleton(SqlMatchingService, database)
    live = providers.Singleton(LiveRuntime, database, settings.provided.database_url, read_transactions)
    jobs = providers.Singleton(_jobs, settings, matching_service)
    scheduler = providers.Singleton(Scheduler, unit_of_work.provider, clock, jobs)
    lifetimes = providers.Singleton(_lifetimes, settings)
    markdown_reader = providers.Object(read_markdown)
    use_cases = providers.Singleton(
        UseCases,
        **_each_use_case(
            unit_of_work.provider,
            clock,
            identities,
            matching_service=matching_service,
            lifetimes=lifetimes,
            read_markdown=markdown_reader,
        ),
    )

    browser_sessions = providers.Singleton(
        BrowserSessions, database, unit_of_work.provider, clock, identities, lifetimes
    )
    session_watch = providers.Singleton(SessionWatch, database, clock)

    development_issuer = providers.Singleton(_development_issuer, settings)
    development_provider = providers.Singleton(_development_provider, settings, development_issuer, database)
    links = providers.Singleton(Links, settings.provided.base_url)
    secret = providers.Singleton(secret_of, settings, development_issuer.provider)
    tokens = providers.Singleton(Tokens, secret)
    composer = providers.Singleton(
        Composer, links, settings.provided.contact_email, tokens, settings.provided.mail_domain
    )
    calendar_file = providers.Singleton(_calendar_file, links, settings.provided.mail_domain)
    email_renderer = providers.Singleton(SqlEmailRenderer, database, composer, clock)
    delivery_queue = providers.Singleton(SqlDeliveryQueue, database, settings.provided.emails_per_minute)
    transport = providers.Singleton(open_transport, settings, clock)
    delivery_settings = providers.Singleton(_delivery_settings, settings)
    outbox_relay = providers.Factory(_outbox_relay, delivery_queue, email_renderer, transport, clock, delivery_settings)
    worker = providers.Factory(Worker, outbox_relay, scheduler)
    toggle_reminder = providers.Singleton(ToggleReminder, unit_of_work.provider, clock, identities)
    unsubscribe = providers.Singleton(
        Unsubscribe,
        tokens,
        links,
        settings.provided.contact_email,
        clock,
        providers.Singleton(_switch, toggle_reminder),
    )

    provider = providers.Singleton(Provider, settings.provided.issuer, http_client)
    keys = providers.Singleton(SigningKeys, provider)
    verifier = providers.Singleton(_verifier, settings, keys)
    identify_person = providers.Singleton(
        IdentifyPerson, read_transactions, unit_of_work.provider, clock, settings.provided.oidc_bind_by
    )
    broadcasts = providers.Singleton(Broadcasts)
    budgets = providers.Singleton(_budgets, settings)
    import_records = providers.Singleton(SqlImportRecords, database)
    uploaded_files = providers.Singleton(
        UploadedFiles,
        providers.Singleton(_uploads, settings),
        clock,
        identities,
        providers.Singleton(directory_mapping, settings),
    )
    import_services = providers.Singleton(
        ImportServices,
        providers.Singleton(
            OfficeImports,
            import_records,
            uploaded_files,
            providers.Singleton(PreviewImport, unit_of_work.provider, clock),
            providers.Singleton(ImportDirectory, unit_of_work.provider, clock),
            clock,
            providers.Singleton(import_limits, settings),
        ),
        uploaded_files,
        identities,
    )
    record_private_reads = providers.Singleton(RecordPrivateReads, unit_of_work.provider, clock)
    record_export = providers.Singleton(RecordExport, unit_of_work.provider, clock)
    services = providers.Singleton(
        Services,
        read_transactions=read_transactions,
        use_cases=use_cases,
        record_private_reads=record_private_reads,
        authenticate=providers.Singleton(_authenticator, settings, verifier, identify_person),
        contact=providers.Singleton(_contact, settings),
        clock=clock,
        broadcasts=broadcasts,
        jobs=jobs,
        live=live.provided.live,
        holds_emails=settings.provided.holds_emails,
        resume=providers.Singleton(_resume, browser_sessions),
        watch=providers.Singleton(_watch, session_watch),
        budgets=budgets,
    )

    site = providers.Singleton(Site, settings.provided.base_url)
    cookies = providers.Singleton(Cookies, site.provided.is_secure)
    credentials = providers.Singleton(_credentials, cookies, site)
    client = providers.Singleton(_client, settings)
    sign_in = providers.Singleton(
        SignInRoutes,
        site,
        cookies,
        providers.Singleton(SignInPages, site, settings.provided.contact_email),
        credentials.provided.is_own_page,
        providers.Singleton(CodeFlow, provider, verifier, http_client, client, site),
        providers.Singleton(PendingLogins, secret),
        browser_sessions,
        identify_person,
        providers.Singleton(BackChannelLogout, verifier, unit_of_work.provider, settings.provided.oidc_client_id),
        clock,
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
        limits=Limits(seconds=settings.operation_timeout_seconds),
        allowed_operations=read_operations(listed) if listed else None,
    )

    async def problem() -> str | None:
        database: Database = container.database()
        try:
            return None if await is_current(database) else "the database's schema is not current; run moments migrate"
        except Exception as error:  # whatever the driver raises, the process can't serve
            return f"the database does not answer ({type(error).__name__})"

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None, None]:
        async with said_in_the_log("the server cannot start or stop"), AsyncExitStack() as open_things:
            database = open_database(settings.database_url, settings.database_pool_size)
            open_things.push_async_callback(database.close)
            client = await open_things.enter_async_context(_http_client(settings, container))
            container.override_providers(database=database, http_client=client)
            await open_things.enter_async_context(container.live().running())
            open_things.push_async_callback(container.broadcasts().message_cache.close)
            open_things.push_async_callback(container.browser_sessions().close)
            await open_things.enter_async_context(container.session_watch().running())
            await open_things.enter_async_context(container.uploaded_files().expiring(FILES_LAST))
            if settings.worker_in_server:
                await open_things.enter_async_context(container.worker().running())
            yield

    site, release = container.site(), version("moments")
    rules = SocketLimits(
        origins=frozenset({site.origin, *settings.allowed_origins}),
        init_timeout=settings.socket_init_timeout,
    )

    async def unsubscribe(request: Request) -> Response:
        return await container.unsubscribe().answer(request)

    def too_many_failures(error: RateLimited) -> Response:
        return container.sign_in().pages.too_many_failures(error.retry_after)

    more: list[BaseRoute] = [
        Route(UNSUBSCRIBE_PATH, unsubscribe, methods=["GET", "POST"]),
        *count_failures(
            sign_in_routes(container.sign_in), container.budgets, too_many_failures, only=(LOGIN_PATH, CALLBACK_PATH)
        ),
        *import_routes(container.services, container.import_services, container.credentials()),
        *export_routes(container.services, container.record_export, container.credentials()),
        *calendar_file_routes(container.services, container.calendar_file, container.credentials()),
    ]
    if settings.issues_own_tokens:
        issuer = development_provider_routes(container.development_provider)
        more += count_failures(issuer, container.budgets, refuse_error)
    if development:
        more += outbox_routes(settings.data_directory / FOLDER)
    app = build_app(
        schema,
        container.services,
        problem=problem,
        lifespan=lifespan,
        more=more,
        sockets=rules,
        methods=MethodPolicy(allow_get_queries=settings.allow_get_queries),
        explorer=_explorer(settings, container) if development else None,
        site=BuiltSite(SITE, settings.base_url, site.prefix, release, settings.contact_telephone),
        pages=container.credentials(),
        release=release,
    )
    known = KnownHosts(UnderPath(app, site.prefix), settings.allowed_hosts, anywhere=_health_checks(site))
    whole: ASGIApp = TellRelease(known, release)
    addresses = [site.prefix, *addresses_of(app), *Addresses.read(SITE / ADDRESSES).patterns]
    logged = RequestLog(whole if development else StrictTransport(whole), addresses)
    return _behind(settings.trusted_proxies, logged)


def _health_checks(site: Site) -> frozenset[str]:
    """A load balancer asks at a process's own address."""
    return frozenset(f"{prefix}{path}" for prefix in ("", site.prefix) for path in HEALTH_CHECKS)


def _behind(proxies: Sequence[str], app: ASGIApp) -> ASGIApp:
    """With the address of whom a trusted proxy asks for in place of its own."""
    return cast("ASGIApp", ProxyHeadersMiddleware(cast("Any", app), list(proxies))) if proxies else app


def _explorer(settings: Settings, container: Container) -> Explorer:
    from moments.demo.demo_roles import demo_person, demo_roles  # late: production does without the demo

    async def people() -> list[DemoPerson]:
        return [DemoPerson(each.role, each.name, each.email) for each in await demo_roles(container.database())]

    async def token_for(email: str) -> str | None:
        person = await demo_person(container.database(), email)
        return container.development_issuer().token_for(email, person=person) if person else None

    return Explorer(
        folder=EXPLORER,
        people=people,
        token_for=token_for if settings.issues_own_tokens else None,
        base_url=settings.base_url,
    )
