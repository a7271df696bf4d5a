"""What `pip install` puts on a machine without Node serves the site."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.edge.http.http_client import RunningServer, request
from tests.edge.site.a_site import BROTLI, build_into

ROOT = Path(__file__).parents[3]
NEEDED = ("pyproject.toml", "hatch_build.py", "README.md", ".gitignore")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, made of a copy of the sources with a site in it."""
    source, unpacked = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__", "explorer"))
    shutil.rmtree(source / "src/infrastructure/web/site", ignore_errors=True)
    for name in NEEDED:
        shutil.copy(ROOT / name, source / name)
    build_into(source / "src/infrastructure/web/site")
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "-w", source / "dist", source], check=True, timeout=120)
    with ZipFile(next((source / "dist").glob("*.whl"))) as wheel:
        wheel.extractall(unpacked)
    return unpacked


@pytest.fixture
def server(installed: Path, tmp_path: Path) -> Iterator[RunningServer]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOMENTS_")}
    environment = kept | {
        "PYTHONPATH": str(installed),
        "PATH": "",
        "PYTHONSAFEPATH": "1",
        "MOMENTS_MODE": "development",
    }
    command = [sys.executable, "-m", "moments", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment)
    try:
        _wait_for(port, process)
        yield RunningServer(port, None)  # type: ignore[arg-type]
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server did not start"
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not answer")


@pytest.mark.long
def test_the_wheel_has_the_site_in_it_and_serves_it(server: RunningServer) -> None:
    page = request(server.port, "GET", path="/")
    script = request(server.port, "GET", headers={"accept-encoding": "br"}, path="/assets/main-a1.js")
    health = request(server.port, "GET", path="/readyz")

    assert page.status == 200
    assert b'content="' + page.headers["moments-release"].encode() in page.body
    assert (script.status, script.body) == (200, BROTLI)
    assert health.status == 200
