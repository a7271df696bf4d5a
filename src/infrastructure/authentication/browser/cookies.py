"""Our cookies: no script can read them, no other host can set them, and no other site sends them along."""

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

_NAME: Final = "moments"


@dataclass(frozen=True, slots=True)
class Cookies:
    """`secure`: whether people reach us over TLS, as they must in production.

    Without TLS, on a developer's machine, a browser may take neither `Secure` nor the prefix that demands it.
    """

    secure: bool

    @property
    def session(self) -> str:
        return self._name(_NAME)

    @property
    def pending_logins(self) -> str:
        return self._name(f"{_NAME}-logins")

    def put(self, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        """`seconds`: how long the browser keeps it; without, until the browser is closed."""
        response.set_cookie(name, value, max_age=seconds, path="/", secure=self.secure, httponly=True, samesite="lax")

    def drop(self, response: Response, name: str) -> None:
        self.put(response, name, "", 0)

    def _name(self, name: str) -> str:
        return f"__Host-{name}" if self.secure else name
