"""The parameters of a GraphQL request, from the JSON of its body."""

from typing import Any, TypeVar

import orjson
from strawberry.http import GraphQLRequestData

from moments.graphql.edge.http.refused import RequestRefused

Kind = TypeVar("Kind")


def read_parameters(body: bytes) -> GraphQLRequestData:
    """Raises RequestRefused. Of a key that is given twice the last counts; keys that nobody knows are let be."""
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise RequestRefused(400, f"The body is not JSON in UTF-8: {error}.") from None
    if isinstance(given, list):
        raise RequestRefused(400, "Send one operation a request; a list of them is not taken.")
    if not isinstance(given, dict):
        raise RequestRefused(400, "The body has to be a JSON object with a `query`.")
    data = GraphQLRequestData(
        query=_maybe(given, "query", str, "text"),
        variables=_maybe(given, "variables", dict, "an object"),
        operation_name=_maybe(given, "operationName", str, "text"),
        extensions=_maybe(given, "extensions", dict, "an object"),
    )
    if data.query is None and not (data.extensions or {}).get("persistedQuery"):
        raise RequestRefused(400, "`query` is missing.")
    return data


def _maybe(given: dict[str, Any], key: str, kind: type[Kind], wording: str) -> Kind | None:
    value = given.get(key)
    if value is None or isinstance(value, kind):
        return value
    raise RequestRefused(400, f"`{key}` has to be {wording}.")
