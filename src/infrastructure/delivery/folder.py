"""Emails as `.eml` files in a folder: where there is no mail server, and to look at them."""

import asyncio
from pathlib import Path

from moments.application.ports.clock import Clock
from moments.application.ports.email import ClaimedEmail, MailServerUnavailable, RenderedEmail
from moments.infrastructure.delivery.message import Sender, message_of
from moments.infrastructure.private_files import make_folder, opener


class FolderTransport:
    """Writes the file atomically. Its name is the email's, so that sending it again writes over it."""

    def __init__(self, folder: Path, sender: Sender, clock: Clock) -> None:
        self._folder, self._sender, self._clock = folder, sender, clock

    async def send(self, email: ClaimedEmail, written: RenderedEmail) -> None:
        message = message_of(written, email.message_id, self._sender, self._clock.now())
        await asyncio.to_thread(self._write, email, message.as_bytes())

    async def close(self) -> None:
        """Nothing is open."""

    def _write(self, email: ClaimedEmail, content: bytes) -> None:
        file = self._folder / file_name(email)
        unfinished = file.with_name(f".{file.name}.{email.fencing_token}")
        try:
            make_folder(self._folder)
            with open(unfinished, "wb", opener=opener) as out:
                out.write(content)
            unfinished.replace(file)
        except OSError as error:  # a full disk, a folder that is not ours: the next email would fare no better
            raise MailServerUnavailable(f"The folder for emails can't be written to ({error.strerror}).") from error


def file_name(email: ClaimedEmail) -> str:
    """In the order of the emails' due moments, and by email."""
    return f"{email.due_at:%Y%m%d-%H%M%S}-{email.id:07}-{email.kind}.eml"
