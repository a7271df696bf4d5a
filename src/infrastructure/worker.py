"""What the program does by itself, in a process: letters go out, and the clock runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from moments.application.email.outbox_relay import Delivery
from moments.application.scheduling.scheduler import Clockwork

log = logging.getLogger("moments.worker")


class Worker:
    """Any number of them may run, in any number of processes."""

    def __init__(self, delivery: Delivery, clockwork: Clockwork) -> None:
        self._delivery, self._clockwork = delivery, clockwork

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """On shutdown, finishes emails in flight and rolls back a running job."""
        stop = asyncio.Event()
        delivery = asyncio.create_task(self._delivery.run(stop))
        clock = asyncio.create_task(self._clockwork.run())
        for task in (delivery, clock):
            task.add_done_callback(_tell)
        try:
            yield
        finally:
            stop.set()
            clock.cancel()
            await asyncio.gather(delivery, clock, return_exceptions=True)


def _tell(task: "asyncio.Task[None]") -> None:
    """Neither ends by itself; where one does, it is a bug, and nobody waits for it to hear."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("the worker has stopped", exc_info=error)
