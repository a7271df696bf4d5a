"""The parameters of a GraphQL request, from the JSON of its body or from the address of a GET."""

from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import orjson
from strawberry.http import GraphQLRequestData

from moments.edge.http.errors import HttpError
from moments.edge.json_objects import OBJECT, is_object

Kind = TypeVar("Kind")
IN_JSON = ("variables", "extensions")
"""What an address has as JSON."""
KNOWN = ("query", "operationName", *IN_JSON)


def read_parameters(body: bytes) -> GraphQLRequestData:
    """Raises HttpError. Duplicate keys: the last wins. Unknown keys are ignored."""
    given = _json(body, "The body")
    if isinstance(given, list):
        raise HttpError(400, "Send one operation a request; a list of them is not taken.")
    if not is_object(given):
        raise HttpError(400, "The body is not a JSON object. Send one with a `query`.")
    return _checked(given)


def read_query_string(query_string: bytes) -> GraphQLRequestData:
    """Raises HttpError, also for a name that is given twice: a proxy before us may go by the other."""
    try:
        pairs = parse_qsl(query_string.decode("ascii"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise HttpError(400, "The address is not in UTF-8. Send it percent-encoded.") from None
    given: dict[str, Any] = {}
    for name, text in pairs:
        if name in given and name in KNOWN:
            raise HttpError(400, f"`{name}` is given twice. Send it once.")
        given[name] = _json(text.encode(), f"`{name}`") if name in IN_JSON else text
    return _checked(given)


def _json(text: bytes, what: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise HttpError(400, f"{what} is not JSON in UTF-8: {error}. Send JSON.") from None


def _checked(given: Mapping[str, Any]) -> GraphQLRequestData:
    data = GraphQLRequestData(
        query=_maybe(given, "query", str, "text"),
        variables=_maybe(given, "variables", OBJECT, "an object"),
        operation_name=_maybe(given, "operationName", str, "text"),
        extensions=_maybe(given, "extensions", OBJECT, "an object"),
    )
    if data.query is None and not (data.extensions or {}).get("persistedQuery"):
        raise HttpError(400, "`query` is missing. Send one.")
    return data


def _maybe(given: Mapping[str, Any], key: str, kind: type[Kind], wording: str) -> Kind | None:
    value = given.get(key)
    if value is None or isinstance(value, kind):
        return value
    raise HttpError(400, f"`{key}` is of another type. Send {wording}.")
