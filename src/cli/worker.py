"""`moments worker`."""

import asyncio
import signal
from typing import TYPE_CHECKING

from moments.cli.database import make_ready, opened, served_alone
from moments.cli.running import read_settings, run

if TYPE_CHECKING:
    from moments.infrastructure.settings import Settings


def worker() -> None:
    """Send the emails that are due and do what the calendar says, until told to stop (SIGTERM, Ctrl-C).

    The server does so itself unless MOMENTS_WORKER_IN_SERVER is false. Any number may run.
    """
    from moments.infrastructure import logs

    settings = read_settings()
    with served_alone(settings):
        make_ready(settings)
        logs.configure(settings.log_level, settings.log_format)
        run(_work(settings))


async def _work(settings: "Settings") -> None:
    from moments.main import Container

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with opened(settings) as database:
        container = Container(settings=settings, database=database)
        async with container.worker().running():
            await stop.wait()
