"""The site under a path: everything answers below it, for a proxy that takes the path off and for one that does not."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from moments.domain.email.kinds import Reminder
from moments.domain.shared.ids import PersonId
from tests.api.api_client import ApiClient, a_world

BASE = "http://moments.test/programs/moments"


@pytest.fixture
async def below(sqlite_url: str, tmp_path: Path) -> AsyncIterator[ApiClient]:
    async with a_world(sqlite_url, tmp_path, base_url=f"{BASE}/") as world:
        yield world


@pytest.mark.parametrize("prefix", ["", "/programs/moments"])
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/outbox", "/explore/people"])
async def test_pages_answer_with_and_without_it(below: ApiClient, prefix: str, path: str) -> None:
    assert (await below.client.get(f"{prefix}{path}")).status_code == 200
    assert (await below.client.get(f"/other{path}")).status_code == 404


@pytest.mark.parametrize("prefix", ["", "/programs/moments"])
async def test_the_graph_answers_with_and_without_it(below: ApiClient, prefix: str) -> None:
    headers = {"authorization": f"Bearer {below.token('ann')}"}
    query = {"query": "{ viewer { person { name } } }"}
    answer = await below.client.post(f"{prefix}/graphql", json=query, headers=headers)
    assert answer.json()["data"]["viewer"]["person"]["name"] == "Ann Doe"


async def test_an_email_s_link_leads_below_it_and_works(below: ApiClient) -> None:
    token = below.container.tokens().make(PersonId("ann"), Reminder.PERIOD_ENDING, below.clock.at)
    link = below.container.links().unsubscribe(token)
    assert link.startswith(f"{BASE}/letters/unsubscribe?token=")
    assert (await below.client.get(link)).status_code == 200
