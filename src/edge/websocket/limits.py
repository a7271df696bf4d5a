"""What a socket may cost, and which pages may open one."""

from dataclasses import dataclass
from typing import Final

LARGEST_MESSAGE: Final = 256 * 1024
"""Bytes of one message of a client's; of an HTTP body, too."""

SEND_TIMEOUT: Final = 5.0
"""Seconds that a reader may stall before its socket is dropped."""


@dataclass(frozen=True, slots=True)
class SocketLimits:
    """Times in seconds. `origins`: of the pages that may open a socket, besides those this host served itself.
    `stranger_pause`: how long a socket that is nobody's may be open with nothing public under way; `stranger_bytes`: of
    a message of one that is nobody's, or not anybody's yet."""

    origins: frozenset[str] = frozenset()
    init_timeout: float = 10.0
    send_timeout: float = SEND_TIMEOUT
    operations: int = 25
    message_bytes: int = LARGEST_MESSAGE
    stranger_pause: float = 3.0
    stranger_bytes: int = 8 * 1024
