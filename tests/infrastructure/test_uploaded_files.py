"""Uploaded files hold personal data, so they are deleted after their time, also if nobody uploads again."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path

from moments.domain.shared.ids import ImportId
from moments.infrastructure.clock import RandomIdGenerator, SystemClock
from moments.infrastructure.directory.uploaded_files import UploadedFiles
from tests.edge.http.http_client import until

DAY = timedelta(days=1)


async def test_old_files_are_deleted_while_the_server_runs_and_newer_ones_stay(tmp_path: Path) -> None:
    clock = SystemClock()
    files = UploadedFiles(tmp_path / "imports", clock, RandomIdGenerator())
    old, new = files.folder(ImportId("old")), files.folder(ImportId("new"))

    async with files.expiring(DAY, every=timedelta(milliseconds=10)):
        await asyncio.sleep(0.05)
        assert old.exists()
        before = (clock.now() - DAY - timedelta(minutes=1)).timestamp()
        os.utime(old, (before, before))
        await asyncio.to_thread(until, lambda: not old.exists())

    assert new.exists()
