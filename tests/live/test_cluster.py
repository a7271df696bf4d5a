"""The private server comes and goes as it should, and is not done without where it must be there."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from tests.live.cluster import NO_BINARIES, Cluster, a_cluster, find_binaries, required
from tests.live.server import ROOT

A_RUN_TO_BE_KILLED = """
from tests.live.cluster import a_cluster, find_binaries, required
with a_cluster(required(find_binaries())) as cluster:
    print(cluster.folder, flush=True)
    input()
"""


def test_without_binaries_a_run_on_ci_fails_and_another_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="install PostgreSQL's server"):
        required(None)
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception) as skipped:
        required(None)
    assert skipped.value.msg == NO_BINARIES


@pytest.mark.long
async def test_what_was_committed_survives_a_crash(cluster: Cluster) -> None:
    connection = await asyncpg.connect(cluster.url)
    await connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    begun = await connection.fetchval("SELECT pg_postmaster_start_time()")

    cluster.restart("immediate")

    with pytest.raises((asyncpg.PostgresError, OSError, asyncpg.InterfaceError)):
        await connection.execute("SELECT 1")
    connection.terminate()
    connection = await asyncpg.connect(cluster.url)
    assert await connection.fetchval("SELECT one FROM kept") == 1
    assert await connection.fetchval("SELECT pg_postmaster_start_time()") > begun
    await connection.close()


@pytest.mark.long
def test_what_a_killed_run_left_is_removed_by_the_next() -> None:
    binaries = required(find_binaries())
    killed = subprocess.Popen(
        [sys.executable, "-c", A_RUN_TO_BE_KILLED],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert killed.stdout
    assert killed.stdin
    with killed, killed.stdout, killed.stdin:
        left = Path(killed.stdout.readline().strip())
        killed.send_signal(signal.SIGKILL)
        killed.wait(10)
    port = int((left / "data" / "postmaster.pid").read_text().splitlines()[3])
    socket.create_connection(("127.0.0.1", port)).close()

    with a_cluster(binaries) as cluster:
        assert not left.exists()
        assert cluster.folder.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    assert not cluster.folder.exists()
