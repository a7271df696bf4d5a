"""Where there is no mail server yet, the office's page of emails says that none goes out."""

import pytest
from playwright.async_api import expect

from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
OFFICE = "program office"


async def test_the_page_of_emails_says_that_they_are_held(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/emails?state=queued")
    await expect(page.get_by_role("heading", name="Waiting emails")).to_be_visible()
    await expect(page.get_by_text("Emails are held.")).to_have_count(0)

    site.stop()
    site.settings = site.settings.model_copy(update={"hold_emails": True})
    site.start()

    await page.goto(f"{site.base}/office/emails?state=queued")
    told = page.locator(".usa-alert", has_text="Emails are held.")
    await expect(told).to_contain_text("MOMENTS has no mail server yet, so emails wait (")
    assert await violations(page) == []
    assert await overflow(page) == 0
