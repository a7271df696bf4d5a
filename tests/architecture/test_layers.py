"""The layers hold, and each contract that holds them is shown failing where somebody breaks it."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
]

SOUND = {
    "__init__.py": "",
    "__main__.py": "from moments.cli import main",
    "cli.py": "from moments.main import app as main",
    "main.py": (
        "import dependency_injector\n"
        "from moments.demo import cast\n"
        "from moments.graphql import schema\n"
        "from moments.infrastructure import store\n"
        "app = 1"
    ),
    "demo/__init__.py": "",
    "demo/cast.py": "from moments.infrastructure import store",
    "graphql/__init__.py": "",
    "graphql/compiled.py": "import strawberry",
    "graphql/session.py": "",
    "graphql/shared.py": "from moments.domain import rules",
    "graphql/schema.py": "import strawberry\nfrom moments.application import use_case",
    "infrastructure/__init__.py": "",
    "infrastructure/store.py": "import sqlalchemy\nfrom moments.matcher import engine",
    "edge/__init__.py": "",
    "edge/view.py": "import strawberry",
    "matcher/__init__.py": "",
    "matcher/engine.py": "import numpy\nfrom moments.application import use_case",
    "application/__init__.py": "",
    "application/use_case.py": "from moments.domain.shared import lifecycle",
    "domain/__init__.py": "",
    "domain/rules.py": "import datetime",
    "domain/shared/__init__.py": "",
    "domain/shared/lifecycle.py": "import transitions",
    "security_log.py": "import logging",
}
"""A small program of our shape that keeps every contract."""

PLANTED = [
    ("hexagon", "security_log.py", "from moments.domain import rules"),
    ("hexagon", "domain/rules.py", "from moments.application import use_case"),
    ("hexagon", "domain/rules.py", "def late():\n    from moments.infrastructure import store"),
    ("hexagon", "application/use_case.py", "from moments.infrastructure import store"),
    ("hexagon", "graphql/schema.py", "from moments.infrastructure import store"),
    ("hexagon", "infrastructure/store.py", "from moments.graphql import schema"),
    ("hexagon", "infrastructure/store.py", "from moments.main import app"),
    ("hexagon", "infrastructure/store.py", "from moments.demo import cast"),
    ("hexagon", "graphql/schema.py", "from moments.demo import cast"),
    ("hexagon", "demo/cast.py", "from moments.main import app"),
    ("hexagon", "matcher/engine.py", "from moments.infrastructure import store"),
    ("hexagon", "application/use_case.py", "from moments.matcher import engine"),
    ("hexagon", "main.py", "from moments import cli"),
    ("hexagon", "edge/view.py", "from moments.graphql import schema"),
    ("hexagon", "edge/view.py", "from moments.matcher import engine"),
    ("hexagon", "application/use_case.py", "from moments.edge import view"),
    ("the edge knows no program", "edge/view.py", "from moments.application import use_case"),
    ("the edge knows no program", "edge/view.py", "from moments.domain import rules"),
    ("wiring in the composition root", "edge/view.py", "import dependency_injector"),
    ("the world behind infrastructure", "edge/view.py", "import sqlalchemy"),
    ("the matcher knows no database", "matcher/engine.py", "import sqlalchemy"),
    ("compiled operations know no program", "graphql/compiled.py", "from moments.domain import rules"),
    ("compiled operations know no program", "graphql/compiled.py", "from moments.graphql import shared"),
    ("hexagon", "helpers.py", "# a module that nobody gave a layer"),
    ("pure core", "domain/rules.py", "import sqlalchemy"),
    ("pure core", "application/use_case.py", "import graphql"),
    ("pure core", "application/use_case.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import httpx"),
    ("transitions behind the lifecycles", "domain/rules.py", "from transitions import Machine"),
    ("transitions behind the lifecycles", "infrastructure/store.py", "import transitions.extensions"),
    ("wiring in the composition root", "graphql/schema.py", "from dependency_injector.wiring import inject"),
    ("wiring in the composition root", "infrastructure/store.py", "import dependency_injector"),
    ("GraphQL in its adapter", "infrastructure/store.py", "from strawberry.types import Info"),
    ("the world behind infrastructure", "graphql/schema.py", "import sqlalchemy.orm"),
    ("the world behind infrastructure", "graphql/schema.py", "import jwt"),
]


def lint(folder: Path, packages: Path) -> subprocess.CompletedProcess[str]:
    lint_imports = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [lint_imports, "--config", ROOT / "pyproject.toml", "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(packages), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def program(folder: Path, **planted: str) -> Path:
    for name, text in SOUND.items():
        file = folder / "moments" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n")
    for name, text in planted.items():
        with (folder / "moments" / name).open("a") as file:
            file.write(text + "\n")
    return folder


def broken(output: str) -> list[str]:
    return [name for name in CONTRACTS if f"{name} BROKEN" in output]


def test_our_layers_hold() -> None:
    result = lint(ROOT, ROOT / "build" / "dev")

    assert result.returncode == 0, result.stdout + result.stderr


def test_a_sound_program_passes(tmp_path: Path) -> None:
    result = lint(tmp_path, program(tmp_path))

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("contract", "file", "violation"), PLANTED)
def test_a_planted_violation_breaks_its_contract(tmp_path: Path, contract: str, file: str, violation: str) -> None:
    result = lint(tmp_path, program(tmp_path, **{file: violation}))

    assert result.returncode == 1, result.stdout + result.stderr
    assert contract in broken(result.stdout), result.stdout


def test_every_contract_has_been_seen_to_fail() -> None:
    assert {contract for contract, _, _ in PLANTED} == set(CONTRACTS)
