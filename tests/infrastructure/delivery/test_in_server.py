"""The server does the worker's part unless it is told not to."""

import asyncio
from pathlib import Path

import httpx
import pytest

from moments.infrastructure.delivery.transports import FOLDER
from moments.infrastructure.settings import Mode, Settings
from moments.main import serve_app
from tests.api.api_client import ApiClient, a_world

PROVIDER = {
    "base_url": "https://moments.example",
    "oidc_issuer": "https://idp.example",
    "secret_key": "8f2b7c1e9d3a4f60b5e8d7c2a1f09e64",
    "smtp_host": "mail.mo.example",
}


async def written(folder: Path, count: int) -> list[Path]:
    """The emails' files, once there are so many."""
    async with asyncio.timeout(20):
        while True:
            files = sorted((folder / FOLDER).glob("*.eml"))
            if len(files) >= count:
                return files
            await asyncio.sleep(0.05)


async def submit(world: ApiClient) -> None:
    await world.submitted("ann", "MENTEE")
    world.clock.pass_(seconds=1)


async def test_an_email_of_what_somebody_did_is_written_soon_and_shown_on_the_page(
    database_url: str, tmp_path: Path
) -> None:
    async with a_world(database_url, tmp_path, worker_in_server=True) as world:
        await submit(world)

        (file,) = await written(tmp_path, 1)
        assert b'To: "Ann Doe" <ann@oa.mo.example>' in file.read_bytes()
        assert file.name in (await world.client.get("/outbox")).text
        assert (await world.client.get(f"/outbox/{file.name}")).status_code == 200


async def test_a_server_without_a_worker_leaves_emails_to_others(sqlite_url: str, tmp_path: Path) -> None:
    async with a_world(sqlite_url, tmp_path) as world:
        await submit(world)
        due = await world.container.delivery_queue().next_due()
        assert due
        assert due <= world.clock.now()
        async with world.container.worker().running():
            assert len(await written(tmp_path, 1)) == 1


@pytest.mark.parametrize(("mode", "status"), [(Mode.DEVELOPMENT, 200), (Mode.PRODUCTION, 404)])
async def test_production_shows_nobody_the_emails(tmp_path: Path, mode: Mode, status: int) -> None:
    given = PROVIDER if mode is Mode.PRODUCTION else {}
    app = serve_app(Settings(mode=mode, data_directory=tmp_path, **given))  # type: ignore[arg-type]

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="https://moments.example") as client:
        assert (await client.get("/outbox")).status_code == status
