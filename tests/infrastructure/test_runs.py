"""A run of the tests that is interrupted leaves no process and no database behind, whoever is told and how."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from tests.databases import SERVER, Databases, required
from tests.runs import ROOT, end_processes, processes

LONG = """
import subprocess, sys, time
from pathlib import Path

PARENT = "import subprocess, time; print(subprocess.Popen(['sleep', '600']).pid, flush=True); time.sleep(600)"

def test_that_takes_long(postgresql_url):
    child = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    note = Path(__file__).with_name("note")
    note.with_suffix(".new").write_text(f"{child.pid} {child.stdout.readline().strip()} {postgresql_url}")
    note.with_suffix(".new").rename(note)
    time.sleep(600)
"""
PATIENCE = 30.0


def until(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def databases_like(name: str) -> list[str]:
    async def ask() -> list[str]:
        connection = await asyncpg.connect(SERVER)
        rows = await connection.fetch("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", name)
        await connection.close()
        return [row["datname"] for row in rows]

    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as loop:
        return loop.run(ask())


def lives(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


def _heed_interrupts() -> None:
    """A shell starts what runs in its background with SIGINT ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are found on Linux only")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("workers", [pytest.param("0", marks=pytest.mark.soak), "1"])
def test_whatever_ends_a_run_nothing_of_it_is_left(
    postgres_databases: Databases | None, tmp_path: Path, workers: str, how: signal.Signals
) -> None:
    required(postgres_databases)
    test, note = tmp_path / "test_long.py", tmp_path / "note"
    test.write_text(LONG)
    run = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "-p", "tests.conftest", "-n", workers, test],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=_heed_interrupts,
    )
    try:
        until(note.exists, "the test did not begin")
        child, grandchild, url = note.read_text().split()
        owner = urlsplit(url).path.removeprefix("/").rpartition("_")[0]
        assert lives(int(child))
        assert lives(int(grandchild))
        assert len(databases_like(owner)) == 2

        run.send_signal(how)
        run.wait(PATIENCE)
        until(lambda: not lives(int(child)) and not lives(int(grandchild)), "its processes are left")
        until(lambda: not databases_like(owner), "its databases are left")
    finally:
        run.kill()
        run.wait()


def test_processes_are_known_by_their_mark(tmp_path: Path) -> None:
    environment = os.environ | {"RUN_OF_TESTS": f"made up for {tmp_path}"}
    ours = subprocess.Popen(["sleep", "60"], env=environment)
    other = subprocess.Popen(["sleep", "60"], env=environment | {"RUN_OF_TESTS": "another"})
    try:
        until(lambda: list(processes(f"made up for {tmp_path}")) == [ours.pid], "it is not found")
        end_processes(f"made up for {tmp_path}")
        assert ours.wait(10) == -signal.SIGKILL
        assert other.poll() is None
    finally:
        ours.kill()
        other.kill()
        ours.wait()
        other.wait()
