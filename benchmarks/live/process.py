"""A server as a process of its own, and what it has used."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0
HERE = {"PYTHONPATH": os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]))}


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def memory(self) -> int:
        """Bytes that are resident."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))

    def worked(self) -> float:
        """Seconds of a processor, all threads, the kernel's work for them included; ended threads are forgotten."""
        return worked(self.pid)

    def settle(self) -> None:
        """Until it has had next to nothing to do for half a second."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            before = self.worked()
            time.sleep(0.5)
            if self.worked() - before < 0.02:
                return


def worked(pid: int) -> float:
    spent = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e9


@contextmanager
def server(arguments: Sequence[str], environment: dict[str, str], log: Path) -> Iterator[Server]:
    """`python ARGUMENTS --port PORT`, from when it answers."""
    port = _free_port()
    command = [sys.executable, *arguments, "--port", str(port)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOMENTS_")}
    with log.open("w") as output:
        process = subprocess.Popen(command, env=kept | HERE | environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait(process, port, log)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"the server did not start:\n{log.read_text()}")
