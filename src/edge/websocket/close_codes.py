"""How a socket ends: the protocol's close codes, in its own words where it has some."""

from dataclasses import dataclass
from typing import Final

_LONGEST_REASON: Final = 123
"""Bytes. A longer one is no WebSocket frame: the library would raise, and the client see 1006."""


@dataclass(frozen=True, slots=True)
class Close:
    code: int
    reason: str

    def __post_init__(self) -> None:
        cut = self.reason.encode(errors="replace")[:_LONGEST_REASON].decode(errors="ignore")
        object.__setattr__(self, "reason", cut)


class Ended(Exception):
    """The client has broken the protocol."""

    def __init__(self, close: Close) -> None:
        self.close = close
        super().__init__(close.reason)


class Gone(Exception):
    """The client has disconnected or stopped reading; no close frame can be sent."""


TOO_LARGE: Final = Close(1009, "A message may have 256 KiB")
BROKEN: Final = Close(1011, "Internal error")
TRY_AGAIN_LATER: Final = Close(1013, "Tokens cannot be checked at the moment; try again shortly")
"""Clients of the protocol come back after 1013, and give up after 4403."""
UNAUTHORIZED: Final = Close(4401, "Unauthorized")
EXPIRED: Final = Close(4403, "The token has expired; sign in again")
NO_PROTOCOL: Final = Close(4406, "Subprotocol not acceptable")
INIT_TIMEOUT: Final = Close(4408, "Connection initialisation timeout")
TOO_MANY_INITS: Final = Close(4429, "Too many initialisation requests")


def malformed(why: str) -> Close:
    return Close(4400, why)


def forbidden(why: str) -> Close:
    return Close(4403, why)


def doubled(identity: str) -> Close:
    return Close(4409, f"Subscriber for {identity} already exists")
