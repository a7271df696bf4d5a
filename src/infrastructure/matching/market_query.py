"""Everybody and every pair that a run has to know of, from the tables, in one reading transaction (MAT-3, MAT-6)."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Row, Text, cast, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.matching.inputs import Inputs, places
from moments.domain.matching.market import ExcludedPair, Market
from moments.domain.matching.people import Mentee, Mentor, NonParticipation
from moments.domain.participants.participant import CAP, Standing
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import SkillId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.exclusions import EXCLUDED_PAIRS, earliest, exclusions_from
from moments.infrastructure.persistence.sql import Statement
from moments.infrastructure.persistence.tables import applications, employees, participants, skills

BATCH_SIZE = 1_000
"""Rows that are looked at before the event loop has its turn."""
_a, _p = applications.c, participants.c

PEOPLE: Statement = (
    select(
        _a.applicant,
        _a.kind,
        _a.state,
        cast(_a.career, Text).label("career"),
        cast(_a.soft, Text).label("soft"),
        _a.working_hours,
        employees.c.department,
        employees.c.supervisor,
        _p.standing,
        _p.mentor_approved,
        _p.mentee_approved,
        _p.available,
        _p.capacity,
        _p.mentees,
        _p.mentors,
    )
    .join(employees, employees.c.id == _a.applicant)
    .outerjoin(participants, _p.id == _a.applicant)
    .where(_a.state.in_((ApplicationState.SUBMITTED.value, ApplicationState.APPROVED.value)))
)
SKILLS: Statement = select(skills.c.id).where(skills.c.retired_at.is_(None)).order_by(skills.c.id)


async def read_inputs(connection: AsyncConnection, at: datetime) -> Inputs:
    """Those whose application is approved, and those whose waits for its decision, as not taking part."""
    people = [row async for row in in_turn(connection, PEOPLE)]
    pairs = [row async for row in in_turn(connection, EXCLUDED_PAIRS, **earliest(at))]
    catalog = [SkillId(row.id) async for row in in_turn(connection, SKILLS)]
    return await asyncio.to_thread(inputs_from, people, pairs, catalog)


async def in_turn(connection: AsyncConnection, statement: Statement, **given: object) -> AsyncIterator[Row[Any]]:
    """The rows of a long answer, without keeping the event loop from everybody else."""
    result = await connection.stream(statement, given)
    async for partition in result.partitions(BATCH_SIZE):
        for row in partition:
            yield row


def inputs_from(people: Iterable[Row[Any]], pairs: Iterable[Row[Any]], catalog: Sequence[SkillId]) -> Inputs:
    gathering = _Gathering()
    for row in people:
        gathering.add(row)
    market = Market(
        tuple(sorted(gathering.mentees, key=lambda each: each.id)),
        tuple(sorted(gathering.mentors, key=lambda each: each.id)),
        tuple(_excluded_pairs(pairs, gathering)),
        tuple(catalog),
    )
    return Inputs(market, gathering.mentors_of, gathering.mentees_of, gathering.wanted)


@dataclass(slots=True)
class _Gathering:
    mentees: list[Mentee] = field(default_factory=list)
    mentors: list[Mentor] = field(default_factory=list)
    mentors_of: dict[str, int] = field(default_factory=dict)
    mentees_of: dict[str, int] = field(default_factory=dict)
    wanted: dict[str, int] = field(default_factory=dict)

    def add(self, row: Row[Any]) -> None:
        if row.kind == ApplicationKind.MENTEE.value:
            self._add_mentee(row)
        else:
            self._add_mentor(row)

    def _add_mentee(self, row: Row[Any]) -> None:
        confirmed = row.mentors or 0
        if confirmed:
            self.mentors_of[row.applicant] = confirmed
        non_participation = tuple(_reasons(row, approved=row.mentee_approved, available=True))
        self.mentees.append(
            Mentee(
                **_facts(row),
                open_places=places(confirmed),
                non_participation=non_participation,
                has_mentor=confirmed > 0,
            )
        )

    def _add_mentor(self, row: Row[Any]) -> None:
        confirmed, wanted = row.mentees or 0, CAP if row.capacity is None else row.capacity
        if confirmed:
            self.mentees_of[row.applicant] = confirmed
        if wanted < CAP:
            self.wanted[row.applicant] = wanted
        available = row.available is None or row.available
        non_participation = tuple(_reasons(row, approved=row.mentor_approved, available=available))
        self.mentors.append(
            Mentor(**_facts(row), open_places=places(confirmed, wanted), non_participation=non_participation)
        )


def _facts(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": row.applicant,
        "person": row.applicant,
        "department": row.department,
        "supervisor": row.supervisor,
        "skills": ranked(row.career, row.soft),
        "hours": row.working_hours,
    }


def _reasons(row: Row[Any], *, approved: bool | None, available: bool) -> Iterable[NonParticipation]:
    """In the order in which they are recorded."""
    if not available:
        yield NonParticipation.UNAVAILABLE
    if row.standing == Standing.SUSPENDED.value:
        yield NonParticipation.INELIGIBLE
    if row.state != ApplicationState.APPROVED.value or not approved:
        yield NonParticipation.NOT_APPROVED


@lru_cache(maxsize=20_000)
def ranked(career: str, soft: str) -> RankedSkills:
    """From two JSON arrays; many people choose the same."""
    return RankedSkills(tuple(orjson.loads(career)), tuple(orjson.loads(soft)))


def _excluded_pairs(pairs: Iterable[Row[Any]], people: _Gathering) -> Iterable[ExcludedPair]:
    """Of those who are in the market."""
    mentees, mentors = ({each.id for each in side} for side in (people.mentees, people.mentors))
    for (mentee, mentor), why in sorted(exclusions_from(pairs).items(), key=lambda each: each[0]):
        if mentee in mentees and mentor in mentors:
            yield ExcludedPair(mentee, mentor, why)
