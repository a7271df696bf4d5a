"""What clients may say, read strictly: whatever else arrives is the client's mistake and has a sentence for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

import orjson

from moments.edge.json_objects import OBJECT, Json, is_object
from moments.edge.websocket.close_codes import ProtocolError, malformed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Init:
    payload: Json


@dataclass(frozen=True, slots=True)
class Ping:
    payload: Json | None


@dataclass(frozen=True, slots=True)
class Pong:
    payload: Json | None


@dataclass(frozen=True, slots=True)
class Subscribe:
    id: str
    query: str
    variables: Json | None
    operation_name: str | None
    extensions: Json | None


@dataclass(frozen=True, slots=True)
class Complete:
    id: str


Message = Init | Ping | Pong | Subscribe | Complete


def read(text: str) -> Message:
    """Raises ProtocolError 4400. orjson refuses NaN, numbers past a double, half characters and depths past 1,024."""
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise _malformed("Messages are JSON") from None
    if not is_object(document):
        raise _malformed("Messages are JSON objects")
    kind = document.get("type")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise _malformed("Messages have a `type` that a client may send")
    return reader(document)


def _subscribe(document: Json) -> Subscribe:
    payload = _the(document, "payload", OBJECT)
    return Subscribe(
        id=_identity(document),
        query=_the(payload, "query", str),
        variables=_maybe(payload, "variables", OBJECT),
        operation_name=_maybe(payload, "operationName", str),
        extensions=_maybe(payload, "extensions", OBJECT),
    )


def _identity(document: Json) -> str:
    identity = _the(document, "id", str)
    if not identity:
        raise _malformed("`id` is empty")
    return identity


def _the(document: Json, name: str, kind: type[T]) -> T:
    value = document.get(name)
    if not isinstance(value, kind):
        raise _malformed(f"`{name}` is missing or no {_WORDS[kind]}")
    return value


def _maybe(document: Json, name: str, kind: type[T]) -> T | None:
    """None for null, too: the protocol's reference implementation takes null wherever a field may be left out."""
    return None if document.get(name) is None else _the(document, name, kind)


def _malformed(why: str) -> ProtocolError:
    return ProtocolError(malformed(why))


_WORDS: Final[Mapping[type, str]] = {dict: "object", str: "string"}
_READERS: Final[Mapping[str, Callable[[Json], Message]]] = {
    "connection_init": lambda document: Init(_maybe(document, "payload", OBJECT) or {}),
    "ping": lambda document: Ping(_maybe(document, "payload", OBJECT)),
    "pong": lambda document: Pong(_maybe(document, "payload", OBJECT)),
    "subscribe": _subscribe,
    "complete": lambda document: Complete(_identity(document)),
}
