"""A provider whose certificate a private authority vouches for is known by that authority's file."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from moments.infrastructure.authentication import IdentityUnavailable
from moments.infrastructure.settings import Settings
from moments.main import Container, serve_app
from tests.api.api_client import _running
from tests.infrastructure.delivery.smtp_server import a_certificate


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Its address, and the authority's file."""
    trusted, context = a_certificate(tmp_path)

    class Document(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps({"issuer": issuer, "jwks_uri": f"{issuer}/keys"}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Document)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    issuer = f"https://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield issuer, trusted
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("is_told", [True, False])
async def test_the_authority_s_file_decides(
    provider: tuple[str, Path], sqlite_url: str, tmp_path: Path, is_told: bool
) -> None:
    issuer, trusted = provider
    settings = Settings(
        database_url=sqlite_url, data_directory=tmp_path, oidc_issuer=issuer, oidc_ca_file=trusted if is_told else None
    )
    container = Container(settings=settings)
    async with _running(serve_app(settings, container)):
        if is_told:
            assert (await container.provider().metadata()).jwks_uri == f"{issuer}/keys"
        else:
            with pytest.raises(IdentityUnavailable):
                await container.provider().metadata()
