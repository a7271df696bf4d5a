"""`graphql` is graphql-core, although we have a folder of that name (docs/adr/0001)."""

import os
import subprocess
import sys
from pathlib import Path

import graphql

import moments.graphql

ROOT = Path(__file__).parents[2]


def python(*arguments: str, safe: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONSAFEPATH")}
    safety = {"PYTHONSAFEPATH": "1"} if safe else {}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT / "src",
        env=inherited | safety | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_within_pytest_graphql_is_graphql_core() -> None:
    assert hasattr(graphql, "GraphQLSchema")
    assert moments.graphql.__name__ == "moments.graphql"
    assert not any(Path(entry).resolve() == ROOT / "src" for entry in sys.path)


def test_in_a_process_started_inside_src_graphql_is_graphql_core() -> None:
    result = python("-c", "import graphql, moments.graphql; print(graphql.GraphQLSchema.__name__)")

    assert result.stdout == "GraphQLSchema\n", result.stderr


def test_our_folder_refuses_to_be_taken_for_graphql_core() -> None:
    for result in (
        python("-c", "import graphql", safe=False),
        python("-c", "import graphql", PYTHONPATH=str(ROOT / "src")),
    ):
        assert result.returncode == 1
        assert "ImportError: src/ is on sys.path" in result.stderr


def test_no_folder_of_the_tests_has_the_name() -> None:
    assert not (ROOT / "tests" / "graphql").exists()
