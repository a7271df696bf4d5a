"""How long a browser session lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SessionLifetimes:
    """`idle`: after the last use; `absolute`: after the sign-in, used or not."""

    idle: timedelta = timedelta(minutes=60)
    absolute: timedelta = timedelta(hours=12)

    def idle_end(self, used_at: datetime, ends_at: datetime) -> datetime:
        return min(used_at + self.idle, ends_at)

    def is_stale(self, last_used_at: datetime, now: datetime) -> bool:
        """Whether a use has to be written down; at most once a minute."""
        return now - last_used_at >= min(A_MINUTE, self.idle / 10)
