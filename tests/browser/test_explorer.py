"""GraphiQL in a real browser: somebody is chosen, operations are run, and their results are seen."""

import asyncio

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.demo import DemoServer, samples
from tests.edge.http.http_client import until

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("graphiql")]
NEW, SUPERVISOR = "has not applied yet", "supervisor, applications wait"
START = 'mutation { startApplication(input: {kind: MENTOR, bio: "Seen live."}) { errors { message } } }'


class Explorer:
    """The page as somebody uses it; `asked`: every address it asked for, `complaints`: what went wrong in it."""

    def __init__(self, page: Page, server: DemoServer) -> None:
        self.page, self.server = page, server
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda each: self.asked.append(each.url))
        page.on("websocket", lambda each: self.asked.append(each.url))
        page.on("console", lambda each: self.complaints.append(each.text) if each.type == "error" else None)
        page.on("pageerror", lambda each: self.complaints.append(str(each)))

    async def open(self) -> None:
        await self.page.goto(f"{self.server.url}/explore")
        await expect(self.run_button).to_be_visible()

    @property
    def run_button(self) -> Locator:
        return self.page.get_by_role("button", name="Execute query")

    @property
    def result(self) -> Locator:
        return self.page.get_by_role("region", name="Result Window")

    @property
    def signed_in(self) -> Locator:
        return self.page.get_by_label("Signed in as")

    async def become(self, email: str) -> None:
        """It shows somebody as signed in once the token is there."""
        await self.signed_in.select_option(email)
        await expect(self.signed_in).to_have_value(email)

    async def try_sample(self, title: str) -> None:
        sample = next(each for each in samples() if each.title.startswith(title))
        await self.page.get_by_label("Try").select_option(sample.title)
        await expect(self.signed_in).to_have_value(self.server.cast[sample.role].email)
        await expect(self.page.get_by_role("tab").last).to_contain_text(sample.name)  # the editor has understood it
        await self.run_button.click()


@pytest.fixture
async def explorer(page: Page, demo: DemoServer) -> Explorer:
    expect.set_options(timeout=20_000)
    opened = Explorer(page, demo)
    await opened.open()
    return opened


async def test_somebody_signs_in_asks_and_follows(explorer: Explorer, demo: DemoServer) -> None:
    await explorer.become(demo.cast[NEW].email)
    await explorer.run_button.click()
    await expect(explorer.result).to_contain_text(demo.cast[NEW].name)

    begun = demo.followers()
    await explorer.try_sample("Follow what changes for me")
    await asyncio.to_thread(until, lambda: demo.followers() > begun, 20)
    await expect(explorer.result).not_to_contain_text("cursor")
    await asyncio.to_thread(demo.ask, NEW, START)
    await expect(explorer.result).to_contain_text("cursor")
    await expect(explorer.result).to_contain_text("DRAFT")

    await explorer.try_sample("Start an application")
    await asyncio.to_thread(until, lambda: demo.followers() == begun, 20)  # what was followed ended
    await expect(explorer.result).to_contain_text('"state": "DRAFT"')
    assert not explorer.complaints


async def test_a_sample_signs_in_whom_it_is_for_and_a_page_loaded_again_knows_them(
    explorer: Explorer, demo: DemoServer
) -> None:
    await explorer.try_sample("The applications that wait for my decision")
    await expect(explorer.result).to_contain_text("liveCursor")
    await expect(explorer.signed_in).to_have_value(demo.cast[SUPERVISOR].email)

    await explorer.open()
    await expect(explorer.signed_in).to_have_value(demo.cast[SUPERVISOR].email)
    await explorer.become("")
    await explorer.run_button.click()
    await expect(explorer.result).to_contain_text("UNAUTHENTICATED")


async def test_somebody_else_may_be_named_if_they_are_invented(explorer: Explorer, demo: DemoServer) -> None:
    status = explorer.page.get_by_role("banner").get_by_role("status")
    explorer.page.once("dialog", lambda dialog: dialog.accept("director@oa.mo.gov"))
    await explorer.signed_in.select_option("another")
    await expect(status).to_contain_text("The demo has nobody with that email. Choose one of `moments who`.")

    explorer.page.once("dialog", lambda dialog: dialog.accept(demo.cast[SUPERVISOR].email.upper()))
    await explorer.signed_in.select_option("another")
    await expect(status).to_be_empty()
    await explorer.run_button.click()
    await expect(explorer.result).to_contain_text(demo.cast[SUPERVISOR].name)


async def test_the_schema_is_there_to_read_and_to_write_by(explorer: Explorer) -> None:
    await explorer.page.get_by_role("button", name="Show Documentation Explorer").click()
    await expect(explorer.page.get_by_text("searchMentors")).to_have_count(0)
    await explorer.page.get_by_role("link", name="Query", exact=True).click()
    await expect(explorer.page.get_by_role("link", name="searchMentors")).to_be_visible()


async def test_the_page_asks_nobody_but_this_server(explorer: Explorer, demo: DemoServer) -> None:
    await explorer.try_sample("Follow my queue")
    await asyncio.to_thread(until, lambda: demo.followers() > 0, 20)

    assert {each.split("/")[2] for each in explorer.asked if not each.startswith("data:")} == {f"127.0.0.1:{demo.port}"}
    assert any(each.startswith("ws://") for each in explorer.asked)
    assert any("worker" in each for each in explorer.asked)
    assert not explorer.complaints, "its policy let it do all that it wanted"
