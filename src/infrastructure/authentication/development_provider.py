"""The development issuer as an OpenID Connect provider: what any other publishes, at the server's own address."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Mount, Route

from moments.infrastructure.authentication.development import ALGORITHM, DevelopmentIssuer
from moments.infrastructure.authentication.provider import DISCOVERY_PATH
from moments.infrastructure.settings import DEVELOPMENT_ISSUER_PATH


def development_provider_routes(issuer: Callable[[], DevelopmentIssuer]) -> list[BaseRoute]:
    async def metadata(request: Request) -> JSONResponse:
        own = issuer().issuer
        return JSONResponse(
            {
                "issuer": own,
                "jwks_uri": f"{own}/jwks",
                "id_token_signing_alg_values_supported": [ALGORITHM],
                "subject_types_supported": ["public"],
            }
        )

    async def jwks(request: Request) -> JSONResponse:
        return JSONResponse(issuer().jwks())

    return [Mount(DEVELOPMENT_ISSUER_PATH, routes=[Route(DISCOVERY_PATH, metadata), Route("/jwks", jwks)])]
