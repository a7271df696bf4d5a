"""`moments serve` as a process of its own, with an invented State in it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def demo_server(folder: Path, people: int) -> Iterator[str]:
    """Its address, once it answers; SQLite, in `folder`."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    moments(folder, "demo", "--people", str(people))
    command = [sys.executable, "-m", "moments", "serve", "--port", str(port)]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/readyz", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def moments(folder: Path, *words: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "moments", *words]
    run = subprocess.run(command, cwd=folder, env=_environment(), stdout=subprocess.PIPE, text=True, check=True)
    return run.stdout.strip()


def _environment() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("MOMENTS_")}
    return own | {"MOMENTS_MODE": "development", "MOMENTS_LOG_LEVEL": "WARNING"}


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError("the server did not start")
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer")
