"""Where emails are held, none is sent and none is called so; they go out once there is a mail server."""

from pathlib import Path
from typing import Any

import pytest

from moments.infrastructure.delivery.transports import FOLDER, open_transport
from moments.infrastructure.settings import Mode, Settings
from tests.api.api_client import ApiClient, a_world
from tests.infrastructure.delivery.emails import CLOCK
from tests.infrastructure.delivery.smtp_server import FakeSmtpServer


async def shown(world: ApiClient) -> dict[str, Any]:
    shape = "officeDashboard { holdsEmails emailCounts { queued sent failed } }"
    return (await world.viewer("olga", shape))["officeDashboard"]  # type: ignore[no-any-return]


async def test_held_emails_wait_and_go_out_once_there_is_a_server(database_url: str, tmp_path: Path) -> None:
    async with a_world(database_url, tmp_path, hold_emails=True) as world:
        await world.submitted("ann", "MENTEE")
        world.clock.pass_(days=1)
        async with world.container.worker().running():
            assert await shown(world) == {"holdsEmails": True, "emailCounts": {"queued": 1, "sent": 0, "failed": 0}}
        assert world.container.outbox_relay() is None
        assert await shown(world) == {"holdsEmails": True, "emailCounts": {"queued": 1, "sent": 0, "failed": 0}}
        assert not (tmp_path / FOLDER).exists()

        async with FakeSmtpServer().open() as server:
            await _with_a_server(world, server)
            assert [each.recipients for each in server.received] == [("ann@oa.mo.example",)]
        assert (await shown(world))["emailCounts"] == {"queued": 0, "sent": 1, "failed": 0}


async def _with_a_server(world: ApiClient, server: FakeSmtpServer) -> None:
    """The worker, started again with a mail server in its settings."""
    import asyncio

    from moments.infrastructure.persistence.database import open_database
    from moments.main import Container

    given = {"smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_security": "none"}
    settings = Settings(**(world.settings.model_dump() | given))
    database = open_database(settings.database_url)
    container = Container(settings=settings, database=database)
    container.clock.override(world.container.clock)
    try:
        async with container.worker().running(), asyncio.timeout(20):
            await server.until(1)  # the worker settles what it is sending before it stops
    finally:
        await database.close()


async def test_emails_are_not_held_otherwise(sqlite_url: str, tmp_path: Path) -> None:
    async with a_world(sqlite_url, tmp_path) as world:
        assert (await shown(world))["holdsEmails"] is False


def test_production_writes_no_email_into_a_folder() -> None:
    settings = Settings().model_copy(update={"mode": Mode.PRODUCTION})

    with pytest.raises(RuntimeError, match="sent to nobody"):
        open_transport(settings, CLOCK)
    assert open_transport(settings.model_copy(update={"hold_emails": True}), CLOCK) is None
