"""A SQLite file is served by one process: events wake its own followers alone, and a second writer makes both wait."""

import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from moments.infrastructure.private_files import make_folder, opener


class AlreadyServed(Exception):
    """Another process has it; str() says which file."""


@contextmanager
def sole_process(url: str) -> Generator[None]:
    """Holds a lock beside the file of `url` (SQLite's) until the end, also where the process is killed.

    Raises AlreadyServed. SQLite's own file is left alone, as closing it would end SQLite's locks on it.
    """
    database = Path(url.removeprefix("sqlite:///"))
    make_folder(database.parent)
    with open(database.with_name(f"{database.name}.served"), "w", opener=opener) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyServed(str(database)) from error
        yield
