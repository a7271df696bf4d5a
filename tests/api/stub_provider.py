"""An identity provider that does as a test tells it, also what none should."""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from moments.infrastructure.authentication import DevelopmentIssuer

ISSUER, CLIENT = "https://id.mo.example", "moments"
SIGNED_BY = DevelopmentIssuer(
    rsa.generate_private_key(public_exponent=65537, key_size=2048), issuer=ISSUER, audience=CLIENT
)
EVENT = "http://schemas.openid.net/event/backchannel-logout"


@dataclass
class StubProvider:
    """`email`: of whoever signs in there. `claims`: what its ID tokens say otherwise; None leaves a claim out.
    `document`: the same of its metadata. `answer`: of its token endpoint, in place of tokens."""

    email: str = "ann@oa.mo.example"
    claims: dict[str, Any] = field(default_factory=dict)
    document: dict[str, Any] = field(default_factory=dict)
    answer: Response | None = None
    down: bool = False
    typ: str = "JWT"
    asked: list[dict[str, str]] = field(default_factory=list)
    """Forms that the token endpoint was sent, with the client's name and secret."""
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """As those of the development issuer, by which people are known here already."""
        return f"development:{self.email.partition('@')[0]}"

    def client(self) -> httpx.AsyncClient:
        routes = [
            Route("/.well-known/openid-configuration", self._metadata),
            Route("/jwks", self._jwks),
            Route("/token", self._token, methods=["POST"]),
        ]
        return httpx.AsyncClient(transport=_MaybeDown(self, Starlette(routes=routes)))

    def authorize(self, address: str, **answer: str | None) -> str:
        """What the person does there; returns where the browser goes next. `answer`: parameters that differ."""
        asked = {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self._codes[code] = asked
        given: dict[str, str | None] = {"code": code, "state": asked["state"], **answer}
        return f"{asked['redirect_uri']}?{urlencode({name: value for name, value in given.items() if value})}"

    def logout_token(self, typ: str = "logout+jwt", **changed: Any) -> str:
        claims = {
            "aud": CLIENT,
            "sub": self.subject,
            "sid": "sid 1",
            "jti": secrets.token_urlsafe(),
            "events": {EVENT: {}},
        }
        return _signed(_without_none(claims | changed), typ)

    async def _metadata(self, request: Request) -> JSONResponse:
        usual = {name: f"{ISSUER}/{path}" for name, path in ENDPOINTS.items()}
        return JSONResponse(_without_none({"issuer": ISSUER, **usual, **self.document}))

    async def _jwks(self, request: Request) -> JSONResponse:
        return JSONResponse(SIGNED_BY.jwks())

    async def _token(self, request: Request) -> Response:
        given = {name: value for name, (value,) in parse_qs((await request.body()).decode()).items()}
        given |= _basic(request.headers.get("authorization"))
        self.asked.append(given)
        if self.answer is not None:
            return self.answer
        asked = self._codes.pop(given["code"], None)
        if asked is None or not _fits(given, asked):
            return JSONResponse({"error": "invalid_grant"}, 400)
        usual = {"aud": CLIENT, "sub": self.subject, "email": self.email, "nonce": asked["nonce"], "sid": "sid 1"}
        token = _signed(_without_none(usual | self.claims), self.typ)
        return JSONResponse({"access_token": "opaque", "token_type": "Bearer", "id_token": token})


ENDPOINTS = {
    "jwks_uri": "jwks",
    "authorization_endpoint": "authorize",
    "token_endpoint": "token",
    "end_session_endpoint": "logout",
}


class _MaybeDown(httpx.ASGITransport):
    def __init__(self, provider: StubProvider, app: Starlette) -> None:
        super().__init__(app)
        self._provider = provider

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._provider.down:
            raise httpx.ConnectError("down")
        return await super().handle_async_request(request)


def _signed(claims: Mapping[str, Any], typ: str) -> str:
    return SIGNED_BY.sign(claims, timedelta(minutes=5), typ=typ)


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _basic(header: str | None) -> dict[str, str]:
    if header is None:
        return {}
    name, _, secret = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
    return {"client_id": name, "client_secret": secret, "by": "header"}


def _fits(given: Mapping[str, str], asked: Mapping[str, str]) -> bool:
    digest = hashlib.sha256(given["code_verifier"].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return challenge == asked["code_challenge"] and given["redirect_uri"] == asked["redirect_uri"]
