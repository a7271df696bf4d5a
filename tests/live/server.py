"""The program's own server as a process that can be killed: `python -m tests.live.server FD DATABASE FOLDER`."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass
class Server:
    """Listens at one port for as long as the test; the process behind it may die and come back."""

    database_url: str
    folder: Path
    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0), backlog=512))
    log_level: str | None = None
    """None leaves the logs as Python has them."""
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    @property
    def address(self) -> str:
        return f"ws://127.0.0.1:{self.port}/graphql"

    @property
    def graph(self) -> str:
        return f"http://127.0.0.1:{self.port}/graphql"

    def start(self) -> None:
        descriptor = str(self.listening.fileno())
        log = (self.folder / f"{self.port}.log").open("ab")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MOMENTS_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.live.server", descriptor, self.database_url, str(self.folder)]
            + ([self.log_level] if self.log_level else []),
            env=kept | {"PYTHONPATH": str(ROOT), "MOMENTS_MODE": "development"},
            pass_fds=[self.listening.fileno()],
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        log.close()

    def logged(self) -> str:
        return (self.folder / f"{self.port}.log").read_text()

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait(10)
        self.listening.close()

    def memory(self) -> int:
        """Bytes."""
        assert self.process
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))

    def seconds_worked(self) -> float:
        """Of a processor."""
        assert self.process
        parts = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def wait(self) -> None:
        """Until it answers."""
        assert self.process
        for _ in range(300):
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1):
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(self.logged())


def main() -> None:
    import uvicorn

    from moments.edge.websocket import SERVER_OPTIONS
    from moments.infrastructure import logs
    from moments.infrastructure.settings import Settings
    from moments.main import serve_app
    from tests.unbounded import unbounded

    descriptor, database_url, folder, *log_level = sys.argv[1:]
    for level in log_level:
        logs.configure(level, "json")
    settings = Settings(database_url=database_url, data_directory=Path(folder), worker_in_server=False, **unbounded())
    config = uvicorn.Config(serve_app(settings), loop="uvloop", http="httptools", log_config=None, **SERVER_OPTIONS)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(descriptor))])


if __name__ == "__main__":
    main()
