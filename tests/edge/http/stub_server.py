"""A small graph that fails and dawdles on request, behind the real door."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from graphql import GraphQLSchema

from moments.edge.base_path import UnderPath
from moments.edge.documents.gate import OperationGate
from moments.edge.documents.parser import DocumentParser
from moments.edge.explorer import Explorer
from moments.edge.http.body import DEFAULT_BODY_LIMITS, BodyLimits
from moments.edge.limits.limits import Limits
from moments.edge.operation_schema import OperationSchema, UsePreparedDocument
from moments.edge.site.build import BuiltSite
from moments.graphql.app import build_app
from moments.graphql.shared.context import EndOperation
from tests.edge.http.http_client import RunningServer
from tests.edge.websocket.stub_schema import Mutation, Query, Subscription, services
from tests.edge.websocket.stub_server import _lifespan, _no_problem, serving

SHORT_TIMEOUT = Limits(seconds=0.5)


def small_schema(limits: Limits, *, development: bool = True) -> OperationSchema:
    def gate(schema: GraphQLSchema) -> OperationGate:
        return OperationGate(DocumentParser(schema, limits, development=development), limits)

    return OperationSchema(
        gate=gate,
        seconds=limits.seconds,
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        extensions=[UsePreparedDocument, EndOperation],
    )


@contextmanager
def a_server(
    *,
    body_limits: BodyLimits = DEFAULT_BODY_LIMITS,
    limits: Limits = SHORT_TIMEOUT,
    development: bool = True,
    explorer: Explorer | None = None,
    site: BuiltSite | None = None,
) -> Iterator[RunningServer]:
    schema = small_schema(limits, development=development)
    app = build_app(
        schema, services, problem=_no_problem, lifespan=_lifespan, body_limits=body_limits, explorer=explorer, site=site
    )
    with serving(UnderPath(app, site.path if site else "")) as running:
        yield RunningServer(running.port, cast("Any", None))
