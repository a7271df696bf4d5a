"""The authorization code flow with PKCE (OpenID Connect Core, 3.1; RFC 7636; RFC 9700), by Authlib."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import quote

import httpx
import orjson
import structlog
from authlib.oauth2.auth import ClientAuth  # type: ignore[import-untyped]
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request  # type: ignore[import-untyped]
from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]

from moments.infrastructure.authentication.browser.pending_logins import PendingLogin
from moments.infrastructure.authentication.browser.site import Site
from moments.infrastructure.authentication.errors import IdentityUnavailable, InvalidCredentials
from moments.infrastructure.authentication.provider import Provider, ProviderMetadata
from moments.infrastructure.authentication.tokens import TokenKind, TokenVerifier, VerifiedToken

_log = structlog.stdlib.get_logger(__name__)
# Authlib has no types of its own.
_address_of: Callable[..., str] = cast("Any", prepare_grant_uri)
_challenge_of: Callable[[str], str] = cast("Any", create_s256_code_challenge)
_BASIC, _POST, _NONE = "client_secret_basic", "client_secret_post", "none"
_Prepare = Callable[[str, str, dict[str, str], str], tuple[str, dict[str, str], str]]
_LARGEST_ANSWER: Final = 64 * 1024
_TIMEOUT: Final = 10.0


@dataclass(frozen=True, slots=True)
class ClientRegistration:
    """As whom the provider knows this service. `secret`: None for a public client."""

    client_id: str
    secret: str | None = None
    scopes: tuple[str, ...] = ("openid", "email")


_ERROR_CODES: Final = frozenset(
    {"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type"}
    | {"invalid_scope", "unsupported_response_type", "access_denied", "server_error", "temporarily_unavailable"}
)
"""Of RFC 6749, 4.1.2.1 and 5.2."""


def error_code(given: object) -> str:
    """What an address or the provider calls an error, for the log: no other text of theirs gets there."""
    return given if isinstance(given, str) and given in _ERROR_CODES else "another error"


class LoginFailed(Exception):
    """The provider does not take the code, or what it answers proves nothing; another try may help."""


class CodeFlow:
    def __init__(
        self,
        provider: Provider,
        verifier: TokenVerifier,
        http: httpx.AsyncClient,
        client: ClientRegistration,
        site: Site,
    ) -> None:
        self._provider, self._verifier, self._http = provider, verifier, http
        self._client, self._site = client, site

    async def address(self, login: PendingLogin) -> str:
        """Where the browser goes to sign in. Raises IdentityUnavailable."""
        endpoint = _required((await self._provider.metadata()).authorization_endpoint, "authorization_endpoint")
        return _address_of(
            endpoint,
            client_id=self._client.client_id,
            response_type="code",
            redirect_uri=self._site.callback,
            scope=" ".join(self._client.scopes),
            state=login.state,
            nonce=login.nonce,
            code_challenge=_challenge_of(login.verifier),
            code_challenge_method="S256",
        )

    async def finish(self, login: PendingLogin, code: str) -> VerifiedToken:
        """Who signed in. Raises LoginFailed, IdentityUnavailable."""
        token = (await self._tokens(login, code)).get("id_token")
        if not isinstance(token, str):
            raise LoginFailed("no ID token in the answer")
        try:
            verified = await self._verifier.verify(token, kinds={TokenKind.ID}, audience={self._client.client_id})
        except InvalidCredentials as refused:
            raise LoginFailed(str(refused)) from refused
        self._check_own(verified.claims, login)
        return verified

    async def check_sender(self, named: str | None) -> None:
        """Of an answer in the browser, which may name its issuer (RFC 9207).

        Raises LoginFailed, IdentityUnavailable.
        """
        metadata = await self._provider.metadata()
        if named != metadata.issuer and (named is not None or metadata.names_itself):
            raise LoginFailed("another provider answered")

    async def logout_address(self) -> str:
        """Where the browser goes so that the provider's own session ends, too; our front page where it has no such
        page. It gets no ID token as a hint, so it may ask the person first."""
        try:
            endpoint = (await self._provider.metadata()).end_session_endpoint
        except IdentityUnavailable:
            endpoint = None
        if endpoint is None:
            return self._site.front_page
        query = f"client_id={quote(self._client.client_id, safe='')}"
        back = f"post_logout_redirect_uri={quote(self._site.front_page, safe='')}"
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}&{back}"

    def _check_own(self, claims: Mapping[str, Any], login: PendingLogin) -> None:
        if not secrets.compare_digest(str(claims.get("nonce")).encode(), login.nonce.encode()):
            raise LoginFailed("the ID token is of another login")
        audience, party = claims["aud"], claims.get("azp")
        several = isinstance(audience, list) and len(cast("list[object]", audience)) > 1
        if party != self._client.client_id and (party is not None or several):
            raise LoginFailed("the ID token was issued to another client")

    async def _tokens(self, login: PendingLogin, code: str) -> Mapping[str, Any]:
        metadata = await self._provider.metadata()
        body = prepare_token_request(
            "authorization_code", redirect_uri=self._site.callback, code=code, code_verifier=login.verifier
        )
        headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
        endpoint = _required(metadata.token_endpoint, "token_endpoint")
        prepare: _Prepare = cast("Any", self._authentication(metadata)).prepare
        uri, headers, body = prepare("POST", endpoint, headers, body)
        try:
            answer = await self._http.post(uri, content=body, headers=headers, timeout=_TIMEOUT)
        except httpx.HTTPError as failed:
            _log.warning("the identity provider's token endpoint cannot be reached", error=type(failed).__name__)
            raise IdentityUnavailable from failed
        return _read(answer)

    def _authentication(self, metadata: ProviderMetadata) -> ClientAuth:
        client_id, secret = self._client.client_id, self._client.secret
        if secret is None:
            return ClientAuth(client_id, None, _NONE)
        if metadata.takes_secret_in_body:
            return ClientAuth(client_id, secret, _POST)
        return ClientAuth(quote(client_id, safe=""), quote(secret, safe=""), _BASIC)  # RFC 6749, 2.3.1


def _read(answer: httpx.Response) -> Mapping[str, Any]:
    if answer.status_code >= 500 or answer.status_code == 429:
        _log.warning("the identity provider's token endpoint fails", status=answer.status_code)
        raise IdentityUnavailable
    try:
        said = orjson.loads(answer.content) if len(answer.content) <= _LARGEST_ANSWER else None
    except orjson.JSONDecodeError:
        said = None
    document = cast("dict[str, Any]", said) if isinstance(said, dict) else {}
    if answer.status_code != 200:
        error = error_code(document.get("error"))
        _log.warning("the identity provider refused a code", status=answer.status_code, error=error)
        raise LoginFailed(error)
    return document


def _required(endpoint: str | None, name: str) -> str:
    if endpoint is None:
        _log.warning("the identity provider's document lacks an address", endpoint=name)
        raise IdentityUnavailable
    return endpoint
