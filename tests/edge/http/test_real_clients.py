"""Clients that others wrote: curl, gql over httpx, schemathesis."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport

from moments.edge import errors
from tests.edge.http.http_client import RunningServer
from tests.edge.http.test_fuzz_bodies import Bugs

ME = "{ viewer { person { name } } }"


def test_curl(server: RunningServer) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("no curl here")
    command = [curl, "-sS", server.url, "-H", "Content-Type: application/json"]
    command += ["-H", f"Authorization: Bearer {server.token('ann')}", "-d", json.dumps({"query": ME})]
    run = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)

    assert json.loads(run.stdout)["data"] == {"viewer": {"person": {"name": "Ann Doe"}}}


async def test_gql_with_the_schema_fetched_and_names_by_variables(server: RunningServer) -> None:
    headers = {"Authorization": f"Bearer {server.token('ann')}", "Accept": "application/graphql-response+json"}
    transport = HTTPXAsyncTransport(url=server.url, headers=headers)
    async with Client(transport=transport, fetch_schema_from_transport=True) as session:
        assert session.client.schema is not None
        query = gql("query Skills($n: Int!) { skills(first: $n) { nodes { name } } }")
        query.variable_values = {"n": 2}
        assert len((await session.execute(query))["skills"]["nodes"]) == 2
        with pytest.raises(TransportQueryError) as refused:
            await session.execute(gql("{ skills(first: 1000) { totalCount } }"))
        assert refused.value.errors
        assert refused.value.errors[0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("who", ["olga", "ann"])
@pytest.mark.long
def test_schemathesis(server: RunningServer, who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every query and mutation of the schema, with arguments made up from their types."""
    bugs = Bugs()
    monkeypatch.setattr(errors, "log", bugs)
    examples = "60" if os.environ.get("MOMENTS_SOAK") else "4"
    command = [Path(sys.executable).with_name("schemathesis"), "run", server.url, "--checks", "not_a_server_error"]
    command += ["--header", f"Authorization: Bearer {server.token(who)}", "--phases", "fuzzing", "--seed", "1"]
    command += ["--header", "Accept: application/graphql-response+json", "--max-examples", examples, "--no-color"]
    command += ["--generation-database", "none"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)

    assert run.returncode == 0, run.stdout
    assert re.search(r"Tested: +\d\d", run.stdout)
    assert not bugs
