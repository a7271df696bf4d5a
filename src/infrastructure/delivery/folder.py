"""Letters as `.eml` files in a folder: where there is no mail server, and to look at them."""

import asyncio
from pathlib import Path

from moments.application.ports.clock import Clock
from moments.application.ports.email import DueLetter, MailServerDown, Written
from moments.infrastructure.delivery.message import Sender, message_of


class FolderSink:
    """Writes the file atomically. Its name is the letter's, so that sending it again writes over it."""

    def __init__(self, folder: Path, sender: Sender, clock: Clock) -> None:
        self._folder, self._sender, self._clock = folder, sender, clock

    async def send(self, letter: DueLetter, written: Written) -> None:
        message = message_of(written, letter.message_id, self._sender, self._clock.now())
        await asyncio.to_thread(self._write, letter, message.as_bytes())

    async def close(self) -> None:
        """Nothing is open."""

    def _write(self, letter: DueLetter, content: bytes) -> None:
        file = self._folder / file_name(letter)
        unfinished = file.with_name(f".{file.name}.{letter.fence}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(content)
            unfinished.replace(file)
        except OSError as error:  # a full disk, a folder that is not ours: the next letter would fare no better
            raise MailServerDown(f"The folder for letters can't be written to ({error.strerror}).") from error


def file_name(letter: DueLetter) -> str:
    """In the order of the letters' due moments, and by letter."""
    return f"{letter.due_at:%Y%m%d-%H%M%S}-{letter.id:07}-{letter.kind}.eml"
