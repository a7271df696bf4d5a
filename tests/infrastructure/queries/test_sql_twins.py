"""What the domain says and what SQL says of the same people is the same."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import product
from typing import Any, cast

import pytest
from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.domain.matching.exclusions import HISTORY, ON_RECORD, EarliestSince, Exclusion
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.participants.participant import CAP, Participant, Standing
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.exclusions import (
    EXCLUDED_PAIRS,
    EXCLUDES,
    PAIRS_ON_RECORD,
    earliest,
    exclusions_from,
)
from moments.infrastructure.persistence.may_search import MAY_SEARCH
from moments.infrastructure.persistence.sql import Statement
from moments.infrastructure.persistence.tables import mentorships, participants
from tests.domain.matching.left_by import left_by
from tests.infrastructure.queries.row_builder import NOON, RowBuilder


def _may_search(participant: Participant) -> bool:
    try:
        participant.check_may_search()
    except DomainError:
        return False
    return True


async def _history(connection: AsyncConnection) -> Sequence[Row[Any]]:
    return (await connection.execute(cast("Statement", EXCLUDED_PAIRS), earliest(NOON))).all()


@pytest.mark.rule("SEA-1", "CAP-1", "ELIG-4")
async def test_the_same_people_may_search(database: Database) -> None:
    world, may = RowBuilder(), set[str]()
    world.department("OA")
    for standing, approved, mentors in product(Standing, (True, False), range(CAP + 1)):
        name = f"{standing.value}-{approved}-{mentors}"
        world.person(name)
        world.participant(name, standing=standing.value, mentee_approved=approved, mentors=mentors)
        participant = Participant(
            PersonId(name),
            standing=standing,
            mentee_approved=approved,
            mentors={slot: MentorshipId(str(slot)) for slot in range(1, mentors + 1)},
        )
        if _may_search(participant):
            may.add(name)
    await world.settle(database)

    async with database.reading() as connection:
        found = set((await connection.scalars(select(participants.c.id).where(MAY_SEARCH))).all())

    assert found == may == {"eligible-True-0", "eligible-True-1"}


@pytest.mark.rule("MAT-6")
async def test_each_state_of_a_mentorship_keeps_the_two_apart_or_does_not(database: Database) -> None:
    """At each moment on either side of those at which it makes a difference."""
    world, since = RowBuilder(), EarliestSince.at(NOON)
    world.department("OA")
    world.person("ann")
    world.participant("ann")
    moments = [
        each + timedelta(seconds=s) for each in (since.ended, since.declined, since.canceled) for s in (-1, 0, 1)
    ]
    by_domain: dict[tuple[str, str], Exclusion] = {}
    for state, (number, moment) in product(MentorshipState, enumerate(moments)):
        if state is MentorshipState.ACTIVE and number:
            continue  # a mentee has two at most
        name = f"{state.value}-{number}"
        world.person(name)
        world.participant(name)
        ended = state in (MentorshipState.COMPLETED, MentorshipState.DISCONTINUED)
        world.mentorship(f"m-{name}", name, "ann", state.value, held_since=moment, ended_at=moment if ended else None)
        if why := left_by(state, moment, NOON):
            by_domain["ann", name] = why
    assert {*by_domain.values(), Exclusion.SUPERVISOR} == set(ON_RECORD)
    keeps_apart = {pair: why for pair, why in by_domain.items() if why in HISTORY}
    await world.settle(database)

    async with database.reading() as connection:
        on_record = (await connection.execute(cast("Statement", PAIRS_ON_RECORD), earliest(NOON))).all()
        apart = await connection.scalars(select(mentorships.c.mentor).where(EXCLUDES), earliest(NOON))
        assert {("ann", mentor) for mentor in apart.all()} == keeps_apart.keys()
        assert exclusions_from(await _history(connection)) == keeps_apart

    assert exclusions_from(on_record) == by_domain


@pytest.mark.rule("MAT-6")
async def test_of_several_reasons_the_first_of_the_domains_order_is_told(database: Database) -> None:
    world = RowBuilder()
    world.department("OA")
    for person in ("ann", "moe"):
        world.person(person)
        world.participant(person)
    world.mentorship("m1", "moe", "ann", "completed", ended_at=NOON - timedelta(days=9))
    world.mentorship("m2", "moe", "ann", "declined")
    world.mentorship("m3", "moe", "ann", "requested")
    await world.settle(database)

    async with database.reading() as connection:
        rows = await _history(connection)

    assert exclusions_from(rows) == {("ann", "moe"): Exclusion.PENDING}
    assert exclusions_from(rows[::-1]) == {("ann", "moe"): Exclusion.PENDING}
