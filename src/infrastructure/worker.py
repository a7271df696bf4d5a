"""What the program does by itself, in a process: emails go out, and the scheduler runs."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from moments.application.email.outbox_relay import OutboxRelay
from moments.application.scheduling.scheduler import Scheduler

log = logging.getLogger("moments.worker")


class Worker:
    """Any number of them may run, in any number of processes."""

    def __init__(self, relay: OutboxRelay | None, scheduler: Scheduler) -> None:
        """`relay`: None where emails are held."""
        self._relay, self._scheduler = relay, scheduler

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None, None]:
        """On shutdown, finishes emails in flight and rolls back a running job."""
        stop = asyncio.Event()
        scheduling = asyncio.create_task(self._scheduler.run())
        tasks = [scheduling]
        if self._relay is not None:
            tasks.append(asyncio.create_task(self._relay.run(stop)))
        else:
            log.warning("emails are held: they wait until MOMENTS_SMTP_HOST names a mail server")
        for task in tasks:
            task.add_done_callback(_tell)
        try:
            yield
        finally:
            stop.set()
            scheduling.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def _tell(task: "asyncio.Task[None]") -> None:
    """Logs the error of a task that ended. Neither task ends without a bug, and no caller awaits the error."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("the worker has stopped", exc_info=error)
