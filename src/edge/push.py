"""What a transport and the streams agree on, so that the messages of many who are shown the same are made once."""

from abc import ABC, abstractmethod
from typing import Protocol


class OutgoingChannel(Protocol):
    """The way to one subscriber. Payloads are results as JSON."""

    def push(self, payload: bytes) -> bool:
        """Sends it at once; where the reader takes nothing at the moment, nothing is sent and the answer is False."""
        ...

    async def send(self, payload: bytes) -> None:
        """As soon as the reader takes it; raises what the transport raises where they never do."""
        ...


class PushedSubscription(ABC):
    """A subscription that has begun: the only result of an operation whose context says `together`."""

    __slots__ = ()

    @abstractmethod
    async def deliver(self, channel: OutgoingChannel) -> None:
        """Without end. Raises what ends it: a ClientError, OperationRejected, or a bug."""
