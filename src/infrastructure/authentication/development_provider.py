"""The development issuer as an OpenID Connect provider in small: discovery, the code flow with PKCE, end of session.

It has one client, this server, and keeps nothing: whoever comes is asked who they want to be.
"""

import secrets
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from moments.domain.shared.ids import PersonId
from moments.infrastructure.authentication.development import ALGORITHM, DevelopmentIssuer
from moments.infrastructure.authentication.development_codes import Codes, Grant
from moments.infrastructure.authentication.development_pages import (
    KnownPerson,
    problem_page,
    sign_in_page,
    signed_out_page,
)
from moments.infrastructure.authentication.provider import DISCOVERY_PATH
from moments.infrastructure.settings import DEVELOPMENT_ISSUER_PATH

_LARGEST_FORM: Final = 16 * 1024
_NO_STORE: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_ID_TOKEN_LIFETIME, _ACCESS_TOKEN_LIFETIME = timedelta(minutes=10), timedelta(hours=1)
_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_ASKED: Final = (
    *("response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "login_hint", "prompt"),
    *("code_challenge", "code_challenge_method"),
)
Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Registration:
    """The one client. `address`: where browsers reach the server; `callback`, `front_page`: where they come back to."""

    client_id: str
    secret: str | None
    address: str
    callback: str
    front_page: str


class _Refused(Exception):
    """What the client is told, after RFC 6749."""

    def __init__(self, error: str, sentence: str) -> None:
        self.error, self.sentence = error, sentence
        super().__init__(sentence)


class DevelopmentProvider:
    """`people`: whom the page offers. `person_of`: the person of the directory who has that email address."""

    def __init__(
        self,
        issuer: DevelopmentIssuer,
        client: Registration,
        *,
        people: Callable[[], Awaitable[Sequence[KnownPerson]]],
        person_of: Callable[[str], Awaitable[PersonId | None]],
    ) -> None:
        self._issuer, self._client = issuer, client
        self._people, self._person_of = people, person_of
        self._codes = Codes(issuer.now)
        self._names = _THIS_MACHINE | {urlsplit(client.address).hostname}

    async def metadata(self, request: Request) -> Response:
        at = f"{self._client.address}{DEVELOPMENT_ISSUER_PATH}"
        return JSONResponse(
            {
                "issuer": self._issuer.issuer,
                "jwks_uri": f"{at}/jwks",
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "end_session_endpoint": f"{at}/end-session",
                "authorization_response_iss_parameter_supported": True,
                "code_challenge_methods_supported": ["S256"],
                "grant_types_supported": ["authorization_code"],
                "id_token_signing_alg_values_supported": [ALGORITHM],
                "response_types_supported": ["code"],
                "scopes_supported": ["openid", "email"],
                "subject_types_supported": ["public"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
            }
        )

    async def jwks(self, request: Request) -> Response:
        return JSONResponse(self._issuer.jwks())

    async def authorize(self, request: Request) -> Response:
        """GET asks as whom; POST, which the page sends, leads back with a code."""
        given = await _form(request) if request.method == "POST" else _once(request.url.query)
        asked = {name: given[name] for name in _ASKED if name in given}
        if problem := self._problem_for_people(request, asked):
            return problem_page(problem)
        try:
            _check_asked(asked)
        except _Refused as refused:
            return self._back(asked, error=refused.error, error_description=refused.sentence)
        if "email" not in given:
            return sign_in_page(await self._people(), asked, asked["redirect_uri"])
        return self._back(asked, code=self._codes.issue(await self._grant(asked, given["email"])))

    async def token(self, request: Request) -> Response:
        try:
            form = await _form(request)
            self._check_client(request, form)
            grant = self._redeemed(form)
        except _Refused as refused:
            status = 401 if refused.error == "invalid_client" else 400
            said = {"error": refused.error, "error_description": refused.sentence}
            return JSONResponse(said, status, headers=_NO_STORE)
        return JSONResponse(self._tokens(grant), headers=_NO_STORE)

    async def end_session(self, request: Request) -> Response:
        """There is no session to end; what is asked back to is checked all the same."""
        given = await _form(request) if request.method == "POST" else _once(request.url.query)
        if given.get("post_logout_redirect_uri") != self._client.front_page:
            return signed_out_page()
        state = f"?{urlencode({'state': given['state']})}" if "state" in given else ""
        return RedirectResponse(f"{self._client.front_page}{state}", 303, _NO_STORE)

    def _problem_for_people(self, request: Request, asked: Form) -> str | None:
        """What can't be told to the client, because it may be another than it says it is."""
        if request.url.hostname not in self._names:
            return "This server was asked by a name that is not its own."
        if asked.get("client_id") != self._client.client_id:
            return "No client of that name is known here. Compare MOMENTS_OIDC_CLIENT_ID."
        if asked.get("redirect_uri") != self._client.callback:
            return f"The way back has to be {self._client.callback}. Compare MOMENTS_BASE_URL."
        return None

    def _back(self, asked: Form, **answer: str) -> Response:
        state = {"state": asked["state"]} if "state" in asked else {}
        query = urlencode({**answer, **state, "iss": self._issuer.issuer})
        return RedirectResponse(f"{asked['redirect_uri']}?{query}", 303, _NO_STORE)

    async def _grant(self, asked: Form, email: str) -> Grant:
        email = email.strip()
        return Grant(
            client_id=asked["client_id"],
            redirect_uri=asked["redirect_uri"],
            challenge=asked["code_challenge"],
            nonce=asked.get("nonce"),
            scope=asked["scope"],
            email=email,
            person=await self._person_of(email),
        )

    def _check_client(self, request: Request, form: Form) -> None:
        basic = _basic(request)
        client_id, secret = basic or (form.get("client_id"), form.get("client_secret"))
        known = client_id == self._client.client_id and form.get("client_id", client_id) == client_id
        if not known or (secret or None) != self._client.secret:
            raise _Refused("invalid_client", "This client or its secret is not known here.")

    def _redeemed(self, form: Form) -> Grant:
        if form.get("grant_type") != "authorization_code":
            raise _Refused("unsupported_grant_type", "Only authorization_code is known here.")
        grant = self._codes.redeem(
            form.get("code", ""),
            client_id=self._client.client_id,
            redirect_uri=form.get("redirect_uri", ""),
            verifier=form.get("code_verifier", ""),
        )
        if grant is None:
            raise _Refused("invalid_grant", "The code was used, is over a minute old, or was given for something else.")
        return grant

    def _tokens(self, grant: Grant) -> Mapping[str, object]:
        access_token = self._issuer.token_for(grant.email, _ACCESS_TOKEN_LIFETIME, person=grant.person)
        claims = self._issuer.claims_of(grant.email, grant.person) | {
            "aud": grant.client_id,
            "sid": secrets.token_urlsafe(),
            "at_hash": _half_hash(access_token),
        }
        nonce = {} if grant.nonce is None else {"nonce": grant.nonce}
        return {
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": int(_ACCESS_TOKEN_LIFETIME.total_seconds()),
            "scope": grant.scope,
            "id_token": self._issuer.sign(claims | nonce, _ID_TOKEN_LIFETIME, typ="JWT"),
        }


def development_provider_routes(provider: Callable[[], DevelopmentProvider]) -> list[BaseRoute]:
    """`provider` is called only after the lifespan has started."""

    def route(path: str, name: str, *methods: str) -> Route:
        async def endpoint(request: Request) -> Response:
            answer: Callable[[Request], Awaitable[Response]] = getattr(provider(), name)
            return await answer(request)

        return Route(path, endpoint, methods=methods)

    routes = [
        route(DISCOVERY_PATH, "metadata", "GET"),
        route("/jwks", "jwks", "GET"),
        route("/authorize", "authorize", "GET", "POST"),
        route("/token", "token", "POST"),
        route("/end-session", "end_session", "GET", "POST"),
    ]
    return [Mount(DEVELOPMENT_ISSUER_PATH, routes=routes)]


def _check_asked(asked: Form) -> None:
    if asked.get("response_type") != "code":
        raise _Refused("unsupported_response_type", "Only the code flow is known here.")
    if "openid" not in asked.get("scope", "").split():
        raise _Refused("invalid_scope", "Ask for the scope openid.")
    if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
        raise _Refused("invalid_request", "Send a code_challenge by S256.")
    if asked.get("prompt") == "none":
        raise _Refused("login_required", "Nobody is signed in here; the person has to be asked.")


async def _form(request: Request) -> Form:
    """Empty where it is larger than any that we send or ask for."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            return {}
    return _once(body.decode("ascii", errors="replace"))


def _once(query: str) -> Form:
    """What is given twice is not given."""
    pairs = parse_qsl(query, keep_blank_values=True)
    names = [name for name, _ in pairs]
    return {name: value for name, value in pairs if names.count(name) == 1}


def _basic(request: Request) -> tuple[str, str] | None:
    """The client's name and secret in the header (RFC 6749, 2.3.1)."""
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client_id, _, secret = b64decode(encoded, validate=True).decode("ascii").partition(":")
    except ValueError:
        return ("", "")
    return unquote_plus(client_id), unquote_plus(secret)


def _half_hash(token: str) -> str:
    """OpenID Connect Core, 3.1.3.6."""
    return urlsafe_b64encode(sha256(token.encode()).digest()[:16]).rstrip(b"=").decode()
