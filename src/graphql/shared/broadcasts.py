"""Messages that a process builds once for all subscribers."""

from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar, cast

from async_lru import alru_cache

T = TypeVar("T")
MAX_MESSAGES = 500


class MessageCache(Generic[T]):
    """A cache of encoded messages, so that a message is built once for all subscribers who receive the same one.

    `make` continues if the first requester is gone and others wait for it. A failure is not kept.
    """

    def __init__(self, most: int = MAX_MESSAGES) -> None:
        self._made = alru_cache(maxsize=most, key=_key)(_make)

    async def get_or_create(self, key: Hashable, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
        return cast("T", await self._made(key, make))

    def discard(self, key: Hashable) -> None:
        self._made.cache_invalidate(key, None)

    async def close(self) -> None:
        """Cancels the messages being built; nothing is built afterward."""
        await self._made.cache_close()


class Broadcasts:
    """One a process. `answers`: whole messages as they are sent. `rooms`: those who are told the same by one task
    (`live.broadcast_group`)."""

    def __init__(self) -> None:
        self.message_cache: MessageCache[object] = MessageCache()
        self.groups: dict[Hashable, object] = {}


def _key(key: Hashable, _make: object) -> Hashable:
    return key


async def _make(_key: Hashable, make: Callable[[], Coroutine[Any, Any, object]]) -> object:
    return await make()
