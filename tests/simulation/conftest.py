"""Seeds on SQLite databases in memory where there is room for files there, and on PostgreSQL."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import migrate
from tests.databases import SqliteDatabases


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    memory = Path("/dev/shm")
    made = Path(tempfile.mkdtemp(prefix="moments-simulation-", dir=memory if memory.is_dir() else None))
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="session")
def fast_databases(folder: Path) -> SqliteDatabases:
    return SqliteDatabases(folder, migrate)
