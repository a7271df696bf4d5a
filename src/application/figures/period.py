"""Over which time figures are given: one year each, up to the last quarter that is over.

Years do not overlap and a figure changes once a quarter at most, so that no two answers differ by a few people.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from moments.domain.program.quarter import Quarter, state_moment


@dataclass(frozen=True, slots=True)
class FiguresYear:
    """`quarters`: how many of its quarters are over; 0 for a year of which there are no figures yet."""

    year: int
    quarters: int

    @classmethod
    def of(cls, year: int | None, now: datetime) -> "FiguresYear":
        """Without a year: the latest of which there are figures."""
        this = Quarter.of(now)
        year = this.previous.year if year is None else year
        over = this.number - 1 if year == this.year else 4
        return cls(year, over if year <= this.year else 0)

    @property
    def begin(self) -> datetime:
        return state_moment(date(self.year, 1, 1), time())

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return state_moment(self._after, time())

    @property
    def months(self) -> range:
        return range(1, self.quarters * 3 + 1)

    @property
    def _after(self) -> date:
        return date(self.year + 1, 1, 1) if self.quarters == 4 else date(self.year, self.quarters * 3 + 1, 1)
