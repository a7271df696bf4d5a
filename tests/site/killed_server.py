"""The program as `make run` starts it, with its worker: a process of its own, which can be killed."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from moments.demo.demo_roles import DemoRole
from moments.main import Container
from tests.site.server import SiteServer

PATIENCE = 60
"""Seconds until it answers, on a busy machine."""


class KilledServer(SiteServer):
    def __init__(self, database_url: str, data: Path, cast: Mapping[str, DemoRole]) -> None:
        super().__init__(database_url, data, cast)
        self._log = data / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._issuer = Container(settings=self.settings).development_issuer()

    def start(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MOMENTS_")}
        given = {
            "MOMENTS_MODE": "development",
            "MOMENTS_DATABASE_URL": self.settings.database_url,
            "MOMENTS_DATA_DIRECTORY": str(self.settings.data_directory),
            "MOMENTS_BASE_URL": self.base,
        }
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [Path(sys.executable).parent / "moments", "serve", "--port", str(self.port)],
                env=kept | given | {"PYTHONSAFEPATH": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait()

    def kill(self) -> None:
        """It gets to do nothing any more: not to answer, and not to close what it has open."""
        assert self._process
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def freeze(self) -> None:
        """What is sent from now on arrives nowhere; until it is killed."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        self.kill()

    def _wait(self) -> None:
        assert self._process
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.base}/readyz", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self._log.read_text())
