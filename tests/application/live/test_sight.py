"""What those who follow live are shown is read once for all, and a failure is nobody's for good."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from moments.application.live import retry
from moments.application.live.row_cache import Sight
from moments.application.queries.queries import Queries


class Unreachable(Exception):
    pass


def at_once(failures: int) -> float:
    return 0.0


async def test_a_read_that_fails_is_told_and_read_anew_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "backoff", at_once)
    reads = 0

    @asynccontextmanager
    async def reading() -> AsyncGenerator[Queries]:
        nonlocal reads
        reads += 1
        if reads <= retry.MAX_ATTEMPTS:
            raise Unreachable
        yield None  # type: ignore[misc]

    async def load(_: Queries) -> str:
        return "seen"

    sight = Sight(reading)
    with pytest.raises(Unreachable):
        await sight.get(("counts",), load)
    assert reads == retry.MAX_ATTEMPTS

    assert (await sight.get(("counts",), load)).value == "seen"
    assert (await sight.get(("counts",), load)).value == "seen"
    assert reads == retry.MAX_ATTEMPTS + 1, "what was read is kept"
