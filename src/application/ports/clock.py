"""The current time, and new ids."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The current time, as an aware datetime in UTC."""
        ...


class IdGenerator(Protocol):
    def new(self) -> str:
        """A text that is unique across all calls and processes."""
        ...
