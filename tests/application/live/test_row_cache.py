"""What those who follow live are shown is read once for all, and a failure is nobody's for good."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from moments.application import retry
from moments.application.live.row_cache import RowCache
from moments.application.queries.queries import Queries


class Unreachable(Exception):
    pass


async def test_a_read_that_fails_is_told_and_read_anew_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "DATABASE_RESTART", retry.Backoff(first=0, longest=0))
    reads = 0

    @asynccontextmanager
    async def reading() -> AsyncGenerator[Queries]:
        nonlocal reads
        reads += 1
        if reads <= retry.READ_TRIES:
            raise Unreachable
        yield None  # type: ignore[misc]

    async def load(_: Queries) -> str:
        return "seen"

    rows = RowCache(reading)
    with pytest.raises(Unreachable):
        await rows.get(("counts",), load)
    assert reads == retry.READ_TRIES

    assert (await rows.get(("counts",), load)).value == "seen"
    assert (await rows.get(("counts",), load)).value == "seen"
    assert reads == retry.READ_TRIES + 1, "what was read is kept"
