"""A PostgreSQL server of a test's own, which the test may restart, crash and stop as it likes.

A folder belongs to whoever holds the lock in it: what a killed run left, its server included, is removed by the next.
"""

import fcntl
import os
import pwd
import random
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pytest

from tests.runs import marked

NO_BINARIES: Final = (
    "no initdb and pg_ctl of PostgreSQL's are found, or root has no user `postgres` to run them as: "
    "install PostgreSQL's server (.ci/run shows how)"
)
Stop = Literal["fast", "immediate"]
"""`fast` ends the connections and writes all to disk; `immediate` is a crash, from which it recovers at the start."""
_PREFIX: Final = "moments-cluster-"
_OWNER: Final = "postgres"
_PORTS: Final = range(20_000, 30_000)
"""Below those that outgoing connections get: while the server is away, none of these can take its place."""
_CONFIGURATION = "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nport = {port}\n"


@dataclass
class Cluster:
    binaries: Path
    folder: Path
    port: int = 0

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """And starts it; another server may have taken the port meanwhile."""
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync")
        for left in reversed(range(5)):
            self.port = _free_port()
            with (self._data / "postgresql.conf").open("a") as file:
                file.write(_CONFIGURATION.format(port=self.port))
            try:
                return self.start()
            except AssertionError:
                if not left:
                    raise

    def start(self) -> None:
        """Until it answers, as `restart`."""
        self._control("start")

    def stop(self, how: Stop) -> None:
        self._control("stop", f"--mode={how}")

    def restart(self, how: Stop) -> None:
        self._control("restart", f"--mode={how}")

    def remove(self) -> None:
        with suppress(AssertionError):  # it may be stopped
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", *arguments, "--wait", "--timeout=60", f"--log={self.folder / 'log'}")

    def _run(self, program: str, *arguments: str) -> None:
        """As its owner: PostgreSQL refuses to be run by root."""
        owner = _OWNER if _is_root() else None
        done = subprocess.run(
            [self.binaries / program, f"--pgdata={self._data}", *arguments],
            user=owner,
            group=owner,
            extra_groups=[] if owner else None,
            cwd=self.folder,
            env={"PATH": os.defpath} | marked(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}"


@contextmanager
def a_cluster(binaries: Path) -> Iterator[Cluster]:
    """Started and empty; stopped and removed at the end."""
    remove_left_behind(binaries)
    cluster = Cluster(binaries, Path(tempfile.mkdtemp(prefix=_PREFIX)))
    with (cluster.folder / "new").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (cluster.folder / "new").rename(cluster.folder / "held")
        if _is_root():
            shutil.chown(cluster.folder, _OWNER, _OWNER)
        try:
            cluster.make()
            yield cluster
        finally:
            cluster.remove()


def find_binaries() -> Path | None:
    """The folder of the newest PostgreSQL server's programs; None where there is none that can be run."""
    if _is_root() and not any(user.pw_name == _OWNER for user in pwd.getpwall()):
        return None
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    named = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    return next((each for each in (*_configured(), *debians, *named) if _has_server(each)), None)


def required(binaries: Path | None) -> Path:
    """The binaries; where there are none, the test is skipped, or in CI fails."""
    if binaries is None and os.environ.get("CI") == "true":
        pytest.fail(NO_BINARIES, pytrace=False)
    if binaries is None:
        pytest.skip(NO_BINARIES)
    return binaries


def _is_root() -> bool:
    return os.geteuid() == 0


def _configured() -> Iterator[Path]:
    if program := shutil.which("pg_config"):
        yield Path(subprocess.run([program, "--bindir"], capture_output=True, text=True).stdout.strip())


def _version(binaries: Path) -> float:
    try:
        return float(binaries.parent.name)
    except ValueError:
        return 0


def _has_server(folder: Path) -> bool:
    """Where only a client is installed, its folder has others of PostgreSQL's programs."""
    return all(os.access(folder / program, os.X_OK) for program in ("initdb", "pg_ctl", "postgres"))


def _free_port() -> int:
    while True:
        port = random.SystemRandom().choice(_PORTS)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def remove_clusters_left_behind() -> None:
    """Does nothing where there are no binaries."""
    if binaries := find_binaries():
        remove_left_behind(binaries)


def remove_left_behind(binaries: Path) -> None:
    for held in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/held"):
        with suppress(OSError), held.open() as lock:  # somebody else's, or in use
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            Cluster(binaries, held.parent).remove()
