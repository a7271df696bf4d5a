"""The addresses of signing in and out."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

import structlog
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from moments import security_log
from moments.application.ports.clock import Clock
from moments.application.ports.sessions import ProviderLogin
from moments.domain.identity.refusals import PersonHasLeft, PersonUnknown, SignInRefused
from moments.domain.identity.sign_in import ProviderIdentity
from moments.domain.shared.ids import PersonId
from moments.infrastructure.authentication.browser.code_flow import CodeFlow, LoginFailed, error_code
from moments.infrastructure.authentication.browser.cookies import Cookies
from moments.infrastructure.authentication.browser.devices import device_of
from moments.infrastructure.authentication.browser.logout_tokens import BackChannelLogout
from moments.infrastructure.authentication.browser.pages import SignInPages
from moments.infrastructure.authentication.browser.pending_logins import LASTS, PendingLogin, PendingLogins, begin_login
from moments.infrastructure.authentication.browser.sessions import BrowserSessions
from moments.infrastructure.authentication.browser.site import (
    BACK_CHANNEL_PATH,
    CALLBACK_PATH,
    LOGIN_PATH,
    LOGOUT_PATH,
    Site,
)
from moments.infrastructure.authentication.errors import IdentityUnavailable, InvalidCredentials, TokenInvalid
from moments.infrastructure.authentication.tokens import VerifiedToken
from moments.security_log import SecurityEvent, in_snake_case

_log = structlog.stdlib.get_logger(__name__)
_NO_STORE: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_FOREIGN_PAGE: Final = {
    "errors": [
        {
            "message": "Only this site's own pages may sign somebody out.",
            "extensions": {"code": "FOREIGN_PAGE"},
        }
    ]
}
"""As the graph answers."""
_LARGEST_FORM, _FORM_SECONDS = 64 * 1024, 10.0
_TRANSIENT: Final = ("server_error", "temporarily_unavailable")
_DECLINED: Final = ("access_denied", "login_required", "interaction_required", "consent_required")


@dataclass(frozen=True, slots=True)
class SignInRoutes:
    site: Site
    cookies: Cookies
    pages: SignInPages
    is_own_page: Callable[[Headers], bool]
    flow: CodeFlow
    pending: PendingLogins
    sessions: BrowserSessions
    identify: Callable[[ProviderIdentity], Awaitable[PersonId]]
    back_channel: BackChannelLogout
    clock: Clock

    async def login(self, request: Request) -> Response:
        next_path = self.site.own_path(request.query_params.get("next"))
        if self.site.other_name(request):
            return RedirectResponse(self.site.login(next_path), 303, _NO_STORE)
        login = begin_login(next_path, self.clock.now())
        try:
            response = RedirectResponse(await self.flow.address(login), 303, _NO_STORE)
        except IdentityUnavailable as error:
            return self.pages.unavailable(next_path, error.retry_after)
        self._keep(response, [*self._begun(request), login])
        return response

    async def callback(self, request: Request) -> Response:
        """Each login comes to its end once, however it ends."""
        begun = self._begun(request)
        login = _of_state(begun, request.query_params.getlist("state"))
        if login is None:
            return self.pages.other_browser()
        try:
            response = await self._come_back(request, login)
        except IdentityUnavailable as error:
            response = self.pages.unavailable(login.next_path, error.retry_after)
        except SignInRefused as refused:
            security_log.record(SecurityEvent.SIGN_IN_REFUSED, why=in_snake_case(type(refused)))
            response = await self._refuse(refused, login.next_path)
        except LoginFailed as failed:
            _log.warning("a sign-in failed", why=str(failed))
            security_log.record(SecurityEvent.SIGN_IN_REFUSED, why=in_snake_case(LoginFailed))
            response = self.pages.failed(login.next_path)
        self._keep(response, [each for each in begun if each is not login])
        return response

    async def logout(self, request: Request) -> Response:
        """Ends the session here and says where to go on: the provider's own page, where its session ends."""
        if not self.is_own_page(request.headers):
            return JSONResponse(_FOREIGN_PAGE, 403, _NO_STORE)
        cookie = request.cookies.get(self.cookies.session)
        was_signed_in = cookie is not None and await self.sessions.end(cookie)
        location = await self.flow.logout_address() if was_signed_in else self.site.front_page
        response = JSONResponse({"location": location}, headers=_NO_STORE)
        self.cookies.drop(response, self.cookies.session)
        return response

    async def back_channel_logout(self, request: Request) -> Response:
        """By the provider's server, not a browser."""
        try:
            await self.back_channel(await _logout_token(request))
        except InvalidCredentials as refused:
            _log.warning("a logout token was refused", why=str(refused))
            return JSONResponse({"error": "invalid_request", "error_description": str(refused)}, 400, _NO_STORE)
        except IdentityUnavailable as error:
            return Response(status_code=503, headers={**_NO_STORE, "Retry-After": str(round(error.retry_after))})
        return Response(status_code=200, headers=_NO_STORE)

    async def _come_back(self, request: Request, login: PendingLogin) -> Response:
        asked = request.query_params
        await self.flow.check_sender(asked.get("iss"))
        error, code = asked.get("error"), asked.get("code")
        if error in _TRANSIENT:
            raise IdentityUnavailable
        if error in _DECLINED:
            return self.pages.declined(login.next_path)
        if error is not None or not code:
            raise LoginFailed(f"the provider answered {error_code(error) if error else 'no code'}")
        return await self._begin_session(request, login, await self.flow.finish(login, code))

    async def _refuse(self, refused: SignInRefused, next_path: str) -> Response:
        address = await self.flow.logout_address()
        sign_out = address if address != self.site.front_page else ""
        if isinstance(refused, PersonUnknown | PersonHasLeft):
            return self.pages.unknown(next_path, sign_out)
        return self.pages.refused(str(refused), next_path, sign_out)

    async def _begin_session(self, request: Request, login: PendingLogin, verified: VerifiedToken) -> Response:
        """In place of the one that the browser had."""
        person = await self.identify(verified.identity)
        if former := request.cookies.get(self.cookies.session):
            await self.sessions.end(former)
        device = device_of(request.headers.get("user-agent", ""))
        cookie = await self.sessions.begin(person, _provider_login(verified), device)
        response = RedirectResponse(self.site.address_of(login.next_path), 303, _NO_STORE)
        self.cookies.put(response, self.cookies.session, cookie)
        return response

    def _begun(self, request: Request) -> list[PendingLogin]:
        return self.pending.open(request.cookies.get(self.cookies.pending_logins), self.clock.now())

    def _keep(self, response: Response, logins: list[PendingLogin]) -> None:
        if logins:
            seconds = int(LASTS.total_seconds())
            self.cookies.put(response, self.cookies.pending_logins, self.pending.seal(logins), seconds)
        else:
            self.cookies.drop(response, self.cookies.pending_logins)


def _of_state(begun: list[PendingLogin], states: list[str]) -> PendingLogin | None:
    if len(states) != 1:
        return None
    given = states[0].encode()
    return next((each for each in begun if secrets.compare_digest(each.state.encode(), given)), None)


async def _logout_token(request: Request) -> str:
    """Of a form, however slowly it comes. Raises TokenInvalid where there is none."""
    body = bytearray()
    with suppress(TimeoutError):
        async with asyncio.timeout(_FORM_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > _LARGEST_FORM:
                    break
    given = parse_qs(body.decode(errors="replace")).get("logout_token", [])
    if len(given) != 1:
        raise TokenInvalid("the form has no `logout_token`")
    return given[0]


def _provider_login(verified: VerifiedToken) -> ProviderLogin:
    sid = verified.claims.get("sid")
    return ProviderLogin(verified.identity.issuer, verified.identity.subject, sid if isinstance(sid, str) else None)


def sign_in_routes(of: Callable[[], SignInRoutes]) -> list[Route]:
    """`of`: gives them once the server has started."""

    async def login(request: Request) -> Response:
        return await of().login(request)

    async def callback(request: Request) -> Response:
        return await of().callback(request)

    async def logout(request: Request) -> Response:
        return await of().logout(request)

    async def back_channel_logout(request: Request) -> Response:
        return await of().back_channel_logout(request)

    return [
        Route(LOGIN_PATH, login, methods=["GET"]),
        Route(CALLBACK_PATH, callback, methods=["GET"]),
        Route(LOGOUT_PATH, logout, methods=["POST"]),
        Route(BACK_CHANNEL_PATH, back_channel_logout, methods=["POST"]),
    ]
