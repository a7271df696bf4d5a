"""Each link of each email opens its page, as the person who was written to."""

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page
from sqlalchemy import select

from moments.application.ports.email import ClaimedEmail, RenderedEmail
from moments.infrastructure.clock import SystemClock
from moments.infrastructure.email.composer import Composer
from moments.infrastructure.email.links import Links
from moments.infrastructure.email.preview import previews
from moments.infrastructure.email.renderer import SqlEmailRenderer
from moments.infrastructure.email.tokens import Tokens
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.mappers.email_data import email_data_of
from moments.infrastructure.persistence.tables import emails
from moments.infrastructure.web import SITE
from tests.site.people import People
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
WRONG = {"You can't open this page", "We can't find that page", "Sign in to go on"}
OF_THE_SERVER = ("/letters/unsubscribe",)
TRIED = 12
"""Emails of a kind, the latest first: what an older one is about may be over."""


@dataclass(frozen=True)
class Sent:
    kind: str
    reader: str
    paths: Sequence[str]


def links(text: str, base: str) -> list[str]:
    """The site's own, without those that the server answers by itself."""
    found = re.findall(rf'href="{re.escape(base)}(/[^"]*)"', text)
    return [path for path in dict.fromkeys(found) if not path.startswith(OF_THE_SERVER)]


async def _sent(site: SiteServer) -> list[Sent]:
    database = open_database(site.settings.database_url, 2)
    composer = Composer(Links(site.base), "office@oa.mo.example", Tokens(b"for this test only"), "moments.mo.example")
    renderer = SqlEmailRenderer(database, composer, SystemClock())
    found = []
    try:
        async with database.reading() as connection:
            kinds = (await connection.scalars(select(emails.c.kind).distinct().order_by(emails.c.kind))).all()
            rows = {
                kind: (
                    await connection.execute(
                        select(emails).where(emails.c.kind == kind).order_by(emails.c.due_at.desc()).limit(TRIED)
                    )
                ).all()
                for kind in kinds
            }
        for kind, of_kind in rows.items():
            claimed = [
                ClaimedEmail(
                    row.id, 0, row.message_id, kind, row.recipient, email_data_of(kind, row.data), row.due_at, 0
                )
                for row in of_kind
            ]
            for written in await renderer.render(claimed):
                if isinstance(written, RenderedEmail):
                    found.append(Sent(kind, written.address, links(written.html, site.base)))
                    break
    finally:
        await database.close()
    return found


def test_every_link_of_every_sample_is_an_address_of_the_site() -> None:
    patterns = [
        re.compile(re.sub(r":\w+", "[^/]+", address)) for address in json.loads((SITE / "addresses.json").read_text())
    ]
    base = "https://moments.example"
    asked = [
        (each.name, urlsplit(path).path)
        for each in previews(base, "office@oa.mo.example")
        for path in links(each.written.html, base)
    ]
    assert len(asked) > len(previews(base, "office@oa.mo.example"))
    assert [(name, path) for name, path in asked if not any(each.fullmatch(path) for each in patterns)] == []


async def test_every_link_of_the_demos_emails_opens_its_page_as_the_one_who_reads_it(
    people: People, site: SiteServer
) -> None:
    sent = await asyncio.to_thread(lambda: asyncio.run(_sent(site)))
    assert len(sent) > 8, [each.kind for each in sent]
    wrong = []
    for email in sent:
        first, *others = email.paths
        page = await people.sign_in(email.reader, first)
        for path in (first, *others):
            if path != first:
                await page.goto(f"{site.base}{path}")
            heading = await _heading(page)
            if heading in WRONG:
                wrong.append((email.kind, path, heading))
        await page.context.close()
    assert wrong == []


async def _heading(page: Page) -> str:
    await page.get_by_role("heading", level=1).first.wait_for()
    await page.wait_for_load_state("networkidle")
    return await page.get_by_role("heading", level=1).first.inner_text()
