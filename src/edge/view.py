"""Strawberry's view, told what this program expects of it. Sockets are not its business (`edge.websocket`)."""

from typing import Any, cast

from cross_web import AsyncHTTPRequestAdapter, StarletteRequestAdapter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry import Schema
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types import ExecutionResult

from moments.edge.credentials import CredentialsReader
from moments.edge.errors import ClientError, Unavailable, internal_error
from moments.edge.http.accept import JSON, negotiate
from moments.edge.http.body import DEFAULT_BODY_LIMITS, BodyLimits, read_body
from moments.edge.http.errors import HttpError, not_known
from moments.edge.http.methods import POST_ONLY, MethodPolicy, allowed_operations, check_url, wrong_method
from moments.edge.http.parameters import read_parameters, read_query_string
from moments.edge.http.response import error_response, respond, response_body, retry_after, status_of
from moments.edge.session import OpenSession, Session


class Adapter(StarletteRequestAdapter):
    """Strawberry's, with the request itself in it: only that can be read piece by piece."""

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        self.request = request


class Endpoint(GraphQL[Session, None]):
    """POST of JSON, and where `methods` say so queries by GET; never a form, which another site's page could send.

    Each method here mends something of strawberry's: see its first line.
    """

    request_adapter_class = Adapter

    def __init__(
        self,
        schema: Schema,
        open_session: OpenSession,
        credentials: CredentialsReader,
        body_limits: BodyLimits = DEFAULT_BODY_LIMITS,
        methods: MethodPolicy = POST_ONLY,
    ) -> None:
        super().__init__(schema, graphql_ide=None, subscription_protocols=())
        self._open_session, self._credentials = open_session, credentials
        self._body_limits, self._methods = body_limits, methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Strawberry answers refusals in plain text, and lets a bug through to the server, which closes the door."""
        request = Request(scope, receive)
        media = negotiate(_accept(request)) or JSON
        try:
            response = await self._answer(request)
        except HttpError as error:
            response = error_response(error.error, media, error.status_code, error.headers)
        except ClientDisconnect:
            return
        except Exception as error:
            response = error_response(internal_error(error), media, 500)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        """Strawberry answers what is neither GET nor POST without saying what is allowed."""
        session = request.state.session = await self._known_session(request)
        self._methods.check(request)
        response = await self.run(request)
        if session.has_ended:
            self._credentials.drop_cookie(response)
        return response

    async def _known_session(self, request: Request) -> Session:
        """Raises HttpError 401 for a token that is not valid, whatever is asked; nothing of it has been read then."""
        session = self._open_session(self._credentials.of_request(request))
        try:
            await session.authenticate()
        except (ClientError, Unavailable) as error:
            raise not_known(error, request, self._body_limits.bytes) from error
        return session

    def should_render_graphql_ide(self, request: object) -> bool:
        """Strawberry answers a GET that knows its query by hash with 404, as it takes it for one that wants a page."""
        return False

    async def get_sub_response(self, request: Any) -> Response:
        """Strawberry never looks at what the client accepts. The type agreed on goes into this response, which
        strawberry carries to `create_response`."""
        media = negotiate(_accept(request))
        if media is None:
            raise HttpError(406, "Accept application/graphql-response+json or application/json.")
        return Response(media_type=media)

    async def get_context(self, request: Any, response: Any) -> Session:
        return cast("Session", request.state.session)

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData:
        """Strawberry takes any content type that has `application/json` in it, waits for the body and keeps it
        however long it is, takes NaN, and fails with 500 on UTF-16, deep nesting, long integers and non-objects.
        Of an address it takes what is no UTF-8, and either of two values for one name."""
        asked = cast("Adapter", request).request
        if asked.method == "GET":
            check_url(asked, self._body_limits)
            return read_query_string(asked.scope["query_string"])
        limits = self._body_limits.for_strangers() if asked.state.session.is_stranger else self._body_limits
        return read_parameters(await read_body(asked, limits))

    async def execute_single(  # type: ignore[override]
        self, *, request: Request, context: Session, request_data: GraphQLRequestData, **_: Any
    ) -> ExecutionResult:
        """Strawberry begins a subscription by POST, and fails with what that gives; a mutation by GET it answers with
        400."""
        try:
            return await self.schema.execute(
                request_data.query,
                request_data.variables,
                context_value=context,
                operation_name=request_data.operation_name,
                operation_extensions=request_data.extensions,
                allowed_operation_types=allowed_operations(request),
            )
        except InvalidOperationTypeError:
            raise wrong_method(request) from None

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """Strawberry has `data: null` in the answer to an operation that it did not run."""
        return cast("GraphQLHTTPResponse", response_body(result))

    def create_response(self, response_data: Any, sub_response: Response) -> Response:
        """Strawberry answers everything with 200 and `application/json`."""
        media = sub_response.media_type or JSON
        return respond(response_data, media, status_of(response_data, media), retry_after(response_data))


def _accept(request: Request) -> str | None:
    return ",".join(request.headers.getlist("accept")) or None
