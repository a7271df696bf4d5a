"""What a request says about who asks: a token, or the session's cookie, which counts from our own pages only.

A browser sends the cookie by itself, so a page of another site could act as the person who looks at it. No page can
forge the `Origin` that the browser names, nor `Sec-Fetch-Site`, which newer browsers add.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response
from strawberry.http.websocket_origin import is_same_origin, normalize_origin

from moments.edge.budgets.budgets import UNKNOWN_ADDRESS
from moments.edge.budgets.sign_ins import address_of
from moments.edge.http.errors import HttpError

FOREIGN_PAGE = "FOREIGN_PAGE"
BACKGROUND = "moments-background"
"""The header of a request that nobody pressed for; its value does not matter."""
SAME_ORIGIN = "same-origin"


@dataclass(frozen=True, slots=True)
class Credentials:
    """At most one of the two: a token goes before the cookie, which is not looked at then.

    `authorization`: the header's text. `background`: a page asks by itself, which is no use of its session. `address`:
    whose budget it is where nobody is signed in (`address_key`).
    """

    authorization: str | None = None
    cookie: str | None = None
    background: bool = False
    address: str = UNKNOWN_ADDRESS


class CredentialsReader:
    """`cookie`: the name of the session's. `origins`: of our own pages, besides those of the host that is asked."""

    def __init__(self, cookie: str, origins: Iterable[str] = ()) -> None:
        self._cookie = cookie
        self._origins = {normalize_origin(each) for each in origins} - {None}

    def of_request(self, asked: HTTPConnection) -> Credentials:
        """Raises HttpError 403 for the cookie from a page that is not ours, or from what names no page."""
        given = self._given(asked)
        if given.cookie is not None and not self.is_own_page(asked.headers):
            raise HttpError(
                403, "Only this site's own pages may use its session; send a bearer token instead.", code=FOREIGN_PAGE
            )
        return given

    def of_handshake(self, asked: HTTPConnection) -> Credentials:
        """The cookie is passed over where it does not count: pages elsewhere may be allowed a socket with a token."""
        given = self._given(asked)
        return given if given.cookie is None or self.is_own_page(asked.headers) else Credentials(address=given.address)

    def of_download(self, asked: HTTPConnection) -> Credentials:
        """For a GET that changes nothing, such as a link to a file, for which browsers name no origin.

        Raises HttpError 403 where the browser says that another site asks.
        """
        given = self._given(asked)
        if given.cookie is not None and asked.headers.get("sec-fetch-site", SAME_ORIGIN) not in (SAME_ORIGIN, "none"):
            raise HttpError(403, "Open this address from this site's own pages.", code=FOREIGN_PAGE)
        return given

    def drop_cookie(self, response: Response) -> None:
        """A browser takes the prefix only with `Secure`, also where it drops the cookie."""
        secure = self._cookie.startswith("__Host-")
        response.set_cookie(self._cookie, "", 0, path="/", secure=secure, httponly=True, samesite="lax")

    def is_own_page(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None or headers.get("sec-fetch-site", SAME_ORIGIN) != SAME_ORIGIN:
            return False
        return is_same_origin(origin, headers.get("host")) or normalize_origin(origin) in self._origins

    def _given(self, asked: HTTPConnection) -> Credentials:
        tokens = asked.headers.getlist("authorization")
        if len(tokens) > 1:
            raise HttpError(400, "Send one Authorization header.")
        if tokens:
            return Credentials(tokens[0], address=address_of(asked))
        return Credentials(
            cookie=asked.cookies.get(self._cookie), background=BACKGROUND in asked.headers, address=address_of(asked)
        )
