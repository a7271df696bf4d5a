"""The base of all use cases: one transaction, its idempotency key, and retries after concurrent updates."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar, cast

from moments import security_log
from moments.application.access.refusals import is_refusal_by_right
from moments.application.effects import Effect
from moments.application.ports.clock import Clock, IdGenerator
from moments.application.ports.errors import IdempotencyKeyReused, StalePreparation
from moments.application.ports.journal import IdempotencyRecord
from moments.application.retry import retry_write
from moments.application.unit_of_work import UnitOfWork, UnitsOfWork
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import PersonId
from moments.security_log import SecurityEvent

Command = TypeVar("Command")


@dataclass(frozen=True, slots=True)
class Caller:
    """The person who calls, and the idempotency key they sent, if any."""

    person: PersonId
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Call(Generic[Command]):
    """One run of a use case: its transaction, input, caller and time."""

    work: UnitOfWork
    command: Command
    by: PersonId
    at: datetime
    prepared: Any = None
    """The result of `UseCase.prepare`, from before the transaction."""


class UseCase(ABC, Generic[Command]):
    """Call it with a command and its caller; returns the identity of the object that it created or changed.

    Raises DomainError if the command is rejected, with nothing written. A call repeated with the same key returns the
    first call's result and does nothing.
    """

    action: ClassVar[str]
    """The mutation's name, which is also its row in the access table."""

    def __init__(self, units_of_work: UnitsOfWork, clock: Clock, identities: IdGenerator) -> None:
        self._units_of_work, self._clock, self._identities = units_of_work, clock, identities

    async def __call__(self, command: Command, caller: Caller) -> str:
        prepared, is_stale = None, True

        async def attempt() -> str:
            nonlocal prepared, is_stale
            if is_stale:
                prepared, is_stale = await self.prepare(command, caller), False
            try:
                return await self._once(command, caller, prepared)
            except StalePreparation:
                is_stale = True
                raise

        try:
            return await retry_write(attempt)
        except DomainError as error:
            if any(is_refusal_by_right(each) for each in error.all):
                security_log.record(SecurityEvent.ACTION_REFUSED, person=caller.person, action=self.action)
            raise

    @abstractmethod
    async def execute(self, call: Call[Command]) -> str:
        """Runs the use case in its transaction; returns the identity."""

    async def prepare(self, command: Command, caller: Caller) -> Any:
        """Computes what takes too long for a transaction; changes nothing; `execute` reads the result from
        `call.prepared`. If the command will be rejected, returns None; `execute` raises the error. Runs once, and again
        only after StalePreparation.
        """
        return None

    async def foresee(self, command: Command, caller: Caller) -> Effect:
        """What the call would do, by doing it in a transaction that is rolled back; raises DomainError if rejected.

        Not for a use case that prepares.
        """

        async def attempt() -> Effect:
            async with self._units_of_work() as work:
                work.count_emails()
                await self.execute(Call(work, command, caller.person, self._clock.now()))
                return await work.foresee()

        return await retry_write(attempt)

    def _new_id(self) -> str:
        return self._identities.new()

    async def _once(self, command: Command, caller: Caller, prepared: Any) -> str:
        async with self._units_of_work() as work:
            now = self._clock.now()
            if caller.key is None:
                result = await self.execute(Call(work, command, caller.person, now, prepared))
            else:
                asked = fingerprint(command)
                done = await work.keys.find(caller.person, caller.key)
                if done is not None:
                    if (done.action, done.fingerprint) != (self.action, asked):
                        raise IdempotencyKeyReused
                    return done.result
                result = await self.execute(Call(work, command, caller.person, now, prepared))
                await work.keys.add(caller.person, caller.key, IdempotencyRecord(self.action, asked, result), now)
            await work.commit()
            return result


def fingerprint(command: object) -> str:
    """A hash that is equal for equal input in every process."""
    return hashlib.sha256(_written(command).encode()).hexdigest()


def _written(value: object) -> str:
    """Like `repr`, but sorts sets, whose order differs between processes."""
    if is_dataclass(value):
        parts = (f"{field.name}={_written(getattr(value, field.name))}" for field in fields(value))
        return f"{type(value).__qualname__}({', '.join(parts)})"
    if isinstance(value, AbstractSet):
        return repr(sorted(map(repr, cast("AbstractSet[object]", value))))
    return repr(value)
