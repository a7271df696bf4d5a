"""The protocol as a table: where a socket stands and what the client says decide what happens."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from moments.edge.websocket.close_codes import TOO_MANY_INITS, UNAUTHORIZED, CloseCode
from moments.edge.websocket.messages import Complete, Init, Message, Ping, Pong, Subscribe


class State(Enum):
    NEW = auto()
    CHECKING = auto()
    """The client's token is looked at; the client has no acknowledgement yet."""
    READY = auto()


class Action(Enum):
    CHECK = auto()
    START = auto()
    CANCEL = auto()
    ANSWER = auto()
    IGNORE = auto()


_ALWAYS: Final[Mapping[type[Message], Action | CloseCode]] = {
    Ping: Action.ANSWER,
    Pong: Action.IGNORE,
    Complete: Action.CANCEL,
}
TABLE: Final[Mapping[State, Mapping[type[Message], Action | CloseCode]]] = {
    State.NEW: {Init: Action.CHECK, Subscribe: UNAUTHORIZED, **_ALWAYS},
    State.CHECKING: {Init: TOO_MANY_INITS, Subscribe: UNAUTHORIZED, **_ALWAYS},
    State.READY: {Init: TOO_MANY_INITS, Subscribe: Action.START, **_ALWAYS},
}
