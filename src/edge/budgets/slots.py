"""How many of a thing each has at a time, such as sockets."""

from collections import Counter
from collections.abc import Callable


class Slots:
    """Holds as many keys as there are things, and no others."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: Counter[str] = Counter()

    def has_room(self, key: str) -> bool:
        return self._held[key] < self.most

    def hold(self, key: str) -> Callable[[], None]:
        """Returns what gives it back; a second call of that does nothing."""
        self._held[key] += 1
        held = [key]

        def release() -> None:
            for each in held:
                self._held[each] -= 1
                if self._held[each] <= 0:
                    del self._held[each]
            held.clear()

        return release

    def held(self, key: str) -> int:
        return self._held.get(key, 0)

    def __len__(self) -> int:
        return len(self._held)
