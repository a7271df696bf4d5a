"""The audits of npm's graphql-http, the reference for GraphQL over HTTP, against the server."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.edge.http.http_client import RunningServer

FOLDER = Path(__file__).parent / "audits"
NO_NODE = "no Node here, so graphql-http's audits are not run"
BY_GET = {"5A70", "D6D5", "6A70"}
"""Three MAYs that ask for queries by GET, which we answer with 405 unless the operator wants them (docs/adr/0011)."""


@pytest.fixture(scope="module")
def node() -> str:
    """Node, with the audits' packages installed as the lock says."""
    found = shutil.which("node")
    if found is None or shutil.which("npm") is None:
        if os.environ.get("CI"):
            pytest.fail(NO_NODE)
        pytest.skip(NO_NODE)
    stamp = FOLDER / "node_modules" / ".package-lock.json"
    if not stamp.exists() or stamp.stat().st_mtime < (FOLDER / "package-lock.json").stat().st_mtime:
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=FOLDER, check=True, timeout=120)
    return found


def audited(server: RunningServer, node: str) -> dict[str, str]:
    """Each audit's id and what came of it: ok, notice, warn or error."""
    run = subprocess.run([node, "audit.mjs", server.url], cwd=FOLDER, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    results: list[dict[str, Any]] = json.loads(run.stdout)
    assert len(results) == 61
    return {each["id"]: each["status"] for each in results}


def test_every_audit_passes_but_those_that_would_have_queries_by_get(server: RunningServer, node: str) -> None:
    results = audited(server, node)

    assert {key for key, status in results.items() if status != "ok"} == BY_GET
    assert {results[key] for key in BY_GET} == {"notice"}, "a MAY, neither a MUST nor a SHOULD"


def test_every_audit_passes_where_queries_may_come_by_get(open_server: RunningServer, node: str) -> None:
    assert set(audited(open_server, node).values()) == {"ok"}
