"""How far a run has come: accidents happen at places in the work, and not at times of the clock."""

import asyncio
from collections import defaultdict


class Progress:
    def __init__(self, total: int) -> None:
        self.total, self.begun, self.done = total, 0, 0
        self._places: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)

    def begin(self) -> bool:
        """Whether there is another piece of work for whoever asks."""
        self.begun += 1
        return self.begun <= self.total

    def end(self) -> None:
        """One more piece is done."""
        self.done += 1
        if place := self._places.get(self.done):
            place.set()

    async def reach(self, place: int) -> None:
        """Until so many pieces are done."""
        if self.done < place:
            await self._places[place].wait()
