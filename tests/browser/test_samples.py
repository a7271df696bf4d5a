"""The operations that the page offers to begin with do work, for whom they are offered to."""

import asyncio
import json

import pytest

from tests.browser.demo import DemoServer, Sample, samples
from tests.edge.http.http_client import until

ASKED = [each for each in samples() if each.kind != "subscription"]
FOLLOWED = [each for each in samples() if each.kind == "subscription"]


def name(sample: Sample) -> str:
    return sample.title


def test_there_are_samples_of_each_kind() -> None:
    assert len(ASKED) >= 8
    assert any(each.kind == "mutation" for each in ASKED)
    assert len(FOLLOWED) == 3


@pytest.mark.parametrize("sample", ASKED, ids=name)
def test_a_sample_is_answered_without_errors(demo: DemoServer, sample: Sample) -> None:
    answer = demo.ask(sample.role, sample.query)

    assert "errors" not in answer.json, answer.json
    assert not answer.json["data"].get("startApplication", {}).get("errors")
    assert b'"nodes":[]' not in answer.body, "there is something to see"


@pytest.mark.parametrize("sample", FOLLOWED, ids=name)
async def test_a_sample_to_follow_begins(demo: DemoServer, sample: Sample) -> None:
    before = demo.followers()
    async with demo.follow(sample.role, sample.query) as socket:
        await asyncio.to_thread(until, lambda: demo.followers() > before, 20)

        await socket.send('{"type": "ping"}')
        assert json.loads(await socket.recv())["type"] == "pong", "it was refused before"
    await asyncio.to_thread(until, lambda: demo.followers() == before, 20)
