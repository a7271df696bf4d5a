"""What a run of the tests has made besides itself, processes and databases, is gone when the run is, however it ends.

A keeper stands beside each process of pytest's, in a session of its own so that no signal to the run reaches it,
and reads from a pipe that only that process holds open. At the pipe's end it removes what is left: processes are
known by their environment, which theirs inherit (read from /proc, so on Linux only), databases and clusters by
locks that nobody holds any more.
"""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

MARK: Final = "RUN_OF_TESTS"
"""In the environment of every process that a run starts."""
ROOT: Final = Path(__file__).parent.parent
_PATIENCE: Final = 10.0


@cache
def run_name() -> str:
    """Of this process; unlike every other's."""
    return f"{int(time.time())}_{os.getpid()}"


def marked() -> dict[str, str]:
    """For processes that are given an environment without the rest of ours."""
    return {MARK: os.environ[MARK]} if MARK in os.environ else {}


def keep() -> "subprocess.Popen[bytes]":
    """Starts the keeper of this process."""
    others = {name: value for name, value in os.environ.items() if name != MARK}
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.runs", run_name()],
        cwd=ROOT,
        env=others | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.environ[MARK] = run_name()
    return keeper


def end_processes(run: str) -> None:
    """Kills those of that run until there are none: one may start another meanwhile."""
    deadline = time.monotonic() + _PATIENCE
    while (left := list(processes(run))) and time.monotonic() < deadline:
        for process in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        time.sleep(0.02)


def processes(run: str) -> Iterator[int]:
    """Those that were started with that mark and live."""
    wanted = f"{MARK}={run}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it is gone, or another user's
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)


def main() -> None:
    sys.stdin.buffer.read()  # until the other end is closed
    end_processes(sys.argv[1])
    from tests.databases import remove_databases_left_behind  # late: not while the tests begin
    from tests.live.cluster import remove_clusters_left_behind

    remove_clusters_left_behind()
    asyncio.run(remove_databases_left_behind())


if __name__ == "__main__":
    main()
