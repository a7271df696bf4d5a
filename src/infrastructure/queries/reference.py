"""Departments and skills, which nearly every screen needs and which change a few times a year, in memory.

They are as fresh as the transaction that asks: the last event that changed any of them is their version, and
that event is written with the change. `viewer()`, with which each request begins, brings the version along, so
asking costs nothing; another process's change is seen by the next transaction here. What is changed by hand in
the database, with no event, is seen within a minute.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.domain.participants.employee import Department
from moments.domain.program.skills import Skill, SkillCategory
from moments.domain.shared.ids import SkillId
from moments.infrastructure.persistence.mappers.employees import department_of
from moments.infrastructure.persistence.tables import REFERENCE_CHANGES, departments, events, skills
from moments.infrastructure.queries.participation import RunParticipationCache

T = TypeVar("T")
MAX_SECONDS = 60.0

_CHANGES: ColumnElement[bool] = literal_column(f"events.{REFERENCE_CHANGES}")
VERSION = select(func.max(events.c.id)).where(_CHANGES).scalar_subquery()
"""Null before the first change. The condition is its partial index's, to the email."""
_VERSION_ALONE = select(VERSION.label("version"))
_DEPARTMENTS = select(departments).order_by(func.lower(departments.c.name), departments.c.code)
_SKILLS = select(skills).order_by(skills.c.number)


@dataclass(frozen=True, slots=True)
class _Cached(Generic[T]):
    version: int | None
    read_at: float
    rows: T


class _VersionedCache(Generic[T]):
    def __init__(self, read: Callable[[AsyncConnection], Awaitable[T]], clock: Callable[[], float]) -> None:
        self._read, self._clock = read, clock
        self._cached: _Cached[T] | None = None

    async def get(self, connection: AsyncConnection, version: int | None) -> T:
        cached = self._cached
        if cached is None or cached.version != version or self._clock() - cached.read_at > MAX_SECONDS:
            cached = self._cached = _Cached(version, self._clock(), await self._read(connection))
        return cached.rows

    def peek(self) -> T | None:
        return self._cached.rows if self._cached else None

    def clear(self) -> None:
        self._cached = None


class ReferenceDataCache:
    """One a process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.departments = _VersionedCache(_read_departments, clock)
        self.skills = _VersionedCache(_read_skills, clock)
        self.participations = RunParticipationCache()

    def invalidate(self) -> None:
        self.departments.clear()
        self.skills.clear()

    def known_numbers(self) -> dict[SkillId, int]:
        """Of the skills known here. A skill's number is its own for good, so an old copy only lacks the newest."""
        return {skill.id: skill.number for skill in self.skills.peek() or ()}


async def version_of(connection: AsyncConnection) -> int | None:
    version: int | None = (await connection.execute(_VERSION_ALONE)).scalar_one()
    return version


async def _read_departments(connection: AsyncConnection) -> tuple[Department, ...]:
    return tuple(department_of(row) for row in (await connection.execute(_DEPARTMENTS)).all())


async def _read_skills(connection: AsyncConnection) -> tuple[Skill, ...]:
    return tuple(_skill(row) for row in (await connection.execute(_SKILLS)).all())


def _skill(row: Any) -> Skill:
    return Skill(row.id, SkillCategory(row.category), row.name, row.number, row.retired_at)
