"""`moments worker` as a process that can be killed, and that sends to a test's own mail server."""

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class WorkerProcess:
    database_url: str
    folder: Path
    port: int
    concurrency: int = 4
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MOMENTS_")}
        ours = {
            "MOMENTS_MODE": "development",
            "MOMENTS_DATABASE_URL": self.database_url,
            "MOMENTS_DATA_DIRECTORY": str(self.folder),
            "MOMENTS_SMTP_HOST": "127.0.0.1",
            "MOMENTS_SMTP_PORT": str(self.port),
            "MOMENTS_SMTP_SECURITY": "none",
            "MOMENTS_MAIL_CONCURRENCY": str(self.concurrency),
            "MOMENTS_EMAIL_LEASE_SECONDS": "60",
            "MOMENTS_LOG_LEVEL": "WARNING",
        }
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "moments", "worker"),
                env=kept | ours,
                cwd=self.folder,
                stdout=log,
                stderr=asyncio.subprocess.STDOUT,
            )

    async def meanwhile(self, waiting: Coroutine[Any, Any, None]) -> None:
        """Waits for it; a worker that ends by itself fails the test, with what it said."""
        assert self.process
        wanted, ended = asyncio.ensure_future(waiting), asyncio.ensure_future(self.process.wait())
        await asyncio.wait({wanted, ended}, return_when=asyncio.FIRST_COMPLETED)
        assert not ended.done(), self.log.read_text()
        ended.cancel()
        await wanted

    async def kill(self) -> None:
        assert self.process
        self.process.kill()
        assert await self.process.wait() == -signal.SIGKILL, self.log.read_text()

    async def stop(self) -> int:
        """As an operator does: what it answers."""
        assert self.process
        self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), 30)

    @property
    def log(self) -> Path:
        return self.folder / "worker.log"
