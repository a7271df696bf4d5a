"""Who has the next turn, counted in turns."""

import asyncio
from collections.abc import Hashable
from typing import Any

import pytest

from moments.edge.budgets.turns import Turns
from moments.edge.documents.parser import DocumentParser
from moments.edge.limits.limits import DEFAULT_LIMITS
from moments.edge.operation_schema import OperationSchema
from moments.graphql.session import Session
from tests.edge.http.stub_server import small_schema
from tests.edge.websocket.stub_schema import services, token


async def test_documents_that_are_new_do_not_delay_an_answer_to_somebody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Counted in documents that are parsed before the answer."""
    schema, given = small_schema(DEFAULT_LIMITS), services()
    known = "{ hello }"
    hog, ann = (Session(given, f"Bearer {token(who)}") for who in ("hog@oa.example", "ann@oa.example"))
    await ann.authenticate()
    await hog.authenticate()
    await schema.execute(known, context_value=ann)
    happened: list[str] = []
    parse = DocumentParser.parse

    def parsed(self: DocumentParser, text: str, *more: Any) -> Any:
        happened.append("parsed")
        return parse(self, text, *more)

    monkeypatch.setattr(DocumentParser, "parse", parsed)
    asked = [asyncio.create_task(_begin(schema, hog, f"subscription {{ n{number}: ticks }}")) for number in range(50)]
    answer = await asyncio.create_task(schema.execute(known, context_value=ann))
    happened.append("answered")
    for task in asked:
        await task
    assert answer.data == {"hello": "hello"}
    assert happened.count("parsed") == 50
    assert happened.index("answered") <= 25


async def _begin(schema: OperationSchema, session: Session, text: str) -> None:
    source = await schema.stream(text, context_value=session)
    await source.aclose()


class Work:
    """Turns that end when the test says so."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.begun: list[Hashable] = []
        self._ends: list[tuple[Hashable, asyncio.Event]] = []
        self.tasks: list[asyncio.Task[None]] = []

    def ask(self, lane: Hashable, times: int = 1) -> None:
        self.tasks += [asyncio.create_task(self._one(lane)) for _ in range(times)]

    async def _one(self, lane: Hashable) -> None:
        async with self.turns.turn(lane):
            self.begun.append(lane)
            end = asyncio.Event()
            self._ends.append((lane, end))
            await end.wait()

    async def end_one(self) -> None:
        self._ends.pop(0)[1].set()
        await settle()

    def running(self) -> int:
        return len(self._ends)


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.fixture
def work() -> Work:
    return Work(Turns(at_a_time=2, in_lane=1))


async def test_who_asks_for_one_waits_for_one_turn_of_each_other(work: Work) -> None:
    work.ask("hog", 500)
    work.ask("other hog", 500)
    await settle()
    work.ask("ann")
    await settle()
    assert work.begun == ["hog", "other hog"]
    await work.end_one()
    assert work.begun[2:] == ["ann"], "not behind the 998 that were asked for before"
    for task in work.tasks:
        task.cancel()
    await asyncio.gather(*work.tasks, return_exceptions=True)


async def test_a_lane_has_no_more_turns_at_a_time_than_it_may(work: Work) -> None:
    work.ask("hog", 5)
    await settle()
    assert work.running() == 1
    for _ in range(5):
        await work.end_one()
    assert work.begun == ["hog"] * 5
    await asyncio.gather(*work.tasks)


async def test_lanes_take_turns(work: Work) -> None:
    for lane in "abc":
        work.ask(lane, 3)
    await settle()
    while work.running():
        await work.end_one()
    assert work.begun == list("abcabcabc")


@pytest.mark.parametrize("when", ["waiting", "given"])
async def test_who_goes_away_holds_nothing(work: Work, when: str) -> None:
    work.ask("a")
    work.ask("b")
    work.ask("c")
    work.ask("d")
    await settle()
    gone = work.tasks[2]
    if when == "given":
        work._ends.pop(0)[1].set()
        await asyncio.sleep(0)  # its turn is given, and it does not know it yet
    gone.cancel()
    await settle()
    while work.running():
        await work.end_one()
    await asyncio.gather(*work.tasks, return_exceptions=True)
    assert sorted(map(str, work.begun)) in (["a", "b", "d"], ["a", "b", "c", "d"])
    assert (work.turns._total, dict(work.turns._taken), work.turns._waiting) == (0, {}, {})
