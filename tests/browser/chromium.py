"""Debian's Chromium, and a demo for it to look at."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NoReturn

import pytest
from playwright.async_api import Browser, async_playwright

from moments.cli.demo import invent, play
from moments.demo.demo_roles import DemoRole, demo_roles
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.settings import Settings

NO_BROWSER = "no Chromium here (Debian's package is `chromium`), so no page is tried in a browser"


def lacking(reason: str) -> NoReturn:
    """CI has everything."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """In the test's event loop."""
    found = shutil.which("chromium")
    if found is None:
        lacking(NO_BROWSER)
    async with async_playwright() as playwright:
        options = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = await playwright.chromium.launch(executable_path=found, args=options)
        yield browser
        await browser.close()


async def staged(url: str, people: int) -> list[DemoRole]:
    """Plays a demo of so many people in the database; who is who in it."""
    database = open_database(url, 2)
    try:
        await play(Settings(database_url=url), database, invent(people))
        return await demo_roles(database)
    finally:
        await database.close()
