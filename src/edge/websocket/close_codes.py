"""How a socket ends: the protocol's close codes, in its own words where it has some."""

from dataclasses import dataclass
from typing import Final

_MAX_REASON_BYTES: Final = 123
"""Bytes. A longer one is no WebSocket frame: the library would raise, and the client see 1006."""


@dataclass(frozen=True, slots=True)
class CloseCode:
    code: int
    reason: str

    def __post_init__(self) -> None:
        cut = self.reason.encode(errors="replace")[:_MAX_REASON_BYTES].decode(errors="ignore")
        object.__setattr__(self, "reason", cut)


class ProtocolError(Exception):
    """The client has broken the protocol."""

    def __init__(self, close: CloseCode) -> None:
        self.close = close
        super().__init__(close.reason)


class Disconnected(Exception):
    """The client has disconnected or stopped reading; no close frame can be sent."""


TOO_LARGE: Final = CloseCode(1009, "A message may have 256 KiB")
TOO_LARGE_FOR_STRANGERS: Final = CloseCode(1009, "A message may have 8 KiB before a sign-in")
SIGN_IN: Final = CloseCode(4403, "Sign in; without a sign-in ask at once, and only for what is public")
INTERNAL_ERROR: Final = CloseCode(1011, "Internal error")
TRY_AGAIN_LATER: Final = CloseCode(1013, "Tokens cannot be checked at the moment; try again shortly")
"""Clients of the protocol come back after 1013, and give up after 4403."""
TOO_MANY_SOCKETS: Final = CloseCode(1013, "Too many windows follow the program at once. Close one, then try again.")
UNAUTHORIZED: Final = CloseCode(4401, "Unauthorized")
SUBPROTOCOL_NOT_ACCEPTABLE: Final = CloseCode(4406, "Subprotocol not acceptable")
INIT_TIMEOUT: Final = CloseCode(4408, "Connection initialisation timeout")
TOO_MANY_INITS: Final = CloseCode(4429, "Too many initialisation requests")


def try_again_later(why: str) -> CloseCode:
    return CloseCode(1013, why)


def malformed(why: str) -> CloseCode:
    return CloseCode(4400, why)


def forbidden(why: str) -> CloseCode:
    return CloseCode(4403, why)


def subscriber_exists(identity: str) -> CloseCode:
    return CloseCode(4409, f"Subscriber for {identity} already exists")
