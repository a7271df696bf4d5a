"""What people wrote lies in files that their owner alone can read, whatever the umask is."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from moments.domain.shared.ids import ImportId
from moments.infrastructure.authentication.key_file import read_or_make
from moments.infrastructure.clock import RandomIdGenerator
from moments.infrastructure.delivery.folder import FolderTransport
from moments.infrastructure.directory.problems import FileProblem, write_problems_csv
from moments.infrastructure.directory.uploaded_files import UploadedFiles
from moments.infrastructure.directory.writer import write_directory
from moments.infrastructure.email.preview import write_previews
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.migrate import upgrade
from moments.infrastructure.persistence.sole_process import AlreadyServed, sole_process
from moments.infrastructure.private_files import make_folder, make_private
from tests.infrastructure.delivery.emails import CLOCK, SENDER, an_email, written_to


@pytest.fixture(autouse=True, params=[0o000, 0o022, 0o277])
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """All rights to all, the usual, and one that takes rights from the owner, too."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def rights(folder: Path) -> dict[str, int]:
    """Of all that is in it, and of itself."""
    return {str(each.relative_to(folder.parent)): each.stat().st_mode & 0o777 for each in (folder, *folder.rglob("*"))}


def assert_private(folder: Path, files: int) -> None:
    found = rights(folder)
    made = {name: mode for name, mode in found.items() if (folder.parent / name).is_file()}
    assert len(made) >= files
    assert {name: oct(mode) for name, mode in made.items() if mode != 0o600} == {}
    assert {name: oct(mode) for name, mode in found.items() if name not in made and mode != 0o700} == {}


async def _write(url: str) -> None:
    from sqlalchemy import text

    database = open_database(url)
    try:
        async with database.writing() as connection:
            await connection.execute(text("CREATE TABLE a_table (x)"))
            await connection.commit()
            assert_private(Path(url.removeprefix("sqlite:///")).parents[1], files=3)  # with its -wal and -shm
    finally:
        await database.close()


def test_the_database_and_its_companions(tmp_path: Path) -> None:
    import asyncio

    upgrade(f"sqlite:///{tmp_path}/a/b/moments.db")

    assert_private(tmp_path / "a", files=1)
    asyncio.run(_write(f"sqlite:///{tmp_path}/a/b/moments.db"))


def test_a_database_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    make_folder(tmp_path / "a")
    file = tmp_path / "a" / "moments.db"
    make_private(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE a_table (x)")
        for each in (tmp_path / "a").iterdir():
            each.chmod(0o666)
        upgrade(f"sqlite:///{file}")
        assert_private(tmp_path / "a", files=3)


async def test_an_email_in_a_folder(tmp_path: Path) -> None:
    await FolderTransport(tmp_path / "var" / "mail", SENDER, CLOCK).send(an_email(), written_to())

    assert_private(tmp_path / "var", files=1)


def test_previews(tmp_path: Path) -> None:
    write_previews(tmp_path / "some" / "previews", base_url="https://moments.example", contact="office@oa.mo.example")

    assert_private(tmp_path / "some", files=30)


def test_a_key(tmp_path: Path) -> None:
    assert isinstance(read_or_make(tmp_path / "var" / "key.pem"), RSAPrivateKey)

    assert_private(tmp_path / "var", files=1)


def test_the_directory_s_files(tmp_path: Path) -> None:
    write_directory([], [], tmp_path / "state" / "files")
    write_problems_csv([FileProblem("a.csv", 1, None, "Why.")], tmp_path / "state" / "problems.csv")
    UploadedFiles(tmp_path / "state" / "imports", CLOCK, RandomIdGenerator()).folder(ImportId("i-1"))

    assert_private(tmp_path / "state", files=3)


def test_one_process_alone_serves_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/var/moments.db"

    with sole_process(url):
        assert_private(tmp_path / "var", files=1)
        with pytest.raises(AlreadyServed, match=r"moments\.db"), sole_process(url):
            pass
    with sole_process(url):
        pass
