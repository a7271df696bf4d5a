"""Files and folders that their owner alone can read, whatever the umask is: they are full of what people wrote."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700


def opener(path: str, flags: int) -> int:
    """For `open(..., opener=opener)`. A file that was there and others could read is the owner's alone from then on."""
    file = os.open(path, flags, FILE_MODE)
    os.fchmod(file, FILE_MODE)
    return file


def make_folder(folder: Path) -> None:
    """With those above it; one that is there stays as it is."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        with suppress(FileExistsError):  # another process was faster
            each.mkdir(mode=FOLDER_MODE)
            each.chmod(FOLDER_MODE)


def make_private(file: Path) -> None:
    """Makes the file where there is none; takes from others what they may do with it, where it is ours."""
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    with suppress(PermissionError):
        file.chmod(FILE_MODE)
