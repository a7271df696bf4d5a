"""Another try after a failure: how often, after what, and how long it waits."""

import asyncio

import pytest

from moments.application.ports.errors import ConcurrentUpdate, DuplicateKey
from moments.application.retry import READ_TRIES, WRITE_TRIES, Backoff, retry, retry_read, retry_write


class Failing:
    """Fails so many times, then answers how often it was called."""

    def __init__(self, times: int, error: Exception | None = None) -> None:
        self.times, self.error, self.calls = times, error or ConcurrentUpdate(), 0

    async def __call__(self) -> int:
        self.calls += 1
        if self.calls <= self.times:
            raise self.error
        return self.calls


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("moments.application.retry.asyncio.sleep", sleep)
    return slept


def test_pauses_double_up_to_the_longest() -> None:
    backoff = Backoff(first=0.5, longest=3)
    assert [backoff.after(failures) for failures in range(1, 6)] == [0.5, 1, 2, 3, 3]
    assert backoff.after(1_000_000) == 3


async def test_a_write_that_was_overtaken_begins_anew_at_once(pauses: list[float]) -> None:
    told: list[int] = []
    operation = Failing(3, DuplicateKey())
    assert await retry_write(operation, failed=lambda failures, _error: told.append(failures)) == 4
    assert (told, pauses) == ([1, 2, 3], [])


async def test_a_write_is_given_up_when_it_was_overtaken_too_often() -> None:
    operation = Failing(WRITE_TRIES)
    with pytest.raises(ConcurrentUpdate):
        await retry_write(operation)
    assert operation.calls == WRITE_TRIES


async def test_a_write_that_fails_otherwise_is_not_repeated() -> None:
    operation = Failing(1, OSError("gone"))
    with pytest.raises(OSError, match="gone"):
        await retry_write(operation)
    assert operation.calls == 1


async def test_a_read_waits_some_19_seconds_for_the_database(pauses: list[float]) -> None:
    assert await retry_read(Failing(READ_TRIES - 1, OSError())) == READ_TRIES
    assert 19 < sum(pauses) < 20


async def test_no_try_begins_after_the_deadline(pauses: list[float]) -> None:
    operation = Failing(5)
    past = asyncio.get_running_loop().time() - 1
    with pytest.raises(ConcurrentUpdate):
        await retry(operation, on=ConcurrentUpdate, tries=5, backoff=Backoff(1, 1), deadline=past)
    assert (operation.calls, pauses) == (1, [])
