"""What the domain says and what SQL says of the same people is the same."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import product
from typing import Any, cast

import pytest
from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.domain.matching.market import HISTORY, Exclusion
from moments.domain.matching.request_blockers import A_YEAR
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.participants.participant import CAP, Participant, Standing
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.exclusions import EXCLUDED_PAIRS, EXCLUDES, exclusions_from
from moments.infrastructure.persistence.may_search import MAY_SEARCH
from moments.infrastructure.persistence.sql import Statement
from moments.infrastructure.persistence.tables import mentorships, participants
from tests.infrastructure.queries.row_builder import NOON, RowBuilder


def _may_search(participant: Participant) -> bool:
    try:
        participant.check_may_search()
    except DomainError:
        return False
    return True


async def _history(connection: AsyncConnection) -> Sequence[Row[Any]]:
    return (await connection.execute(cast("Statement", EXCLUDED_PAIRS), {"a_year_ago": NOON - A_YEAR})).all()


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
    exclusions = {
        MentorshipState.ACTIVE: Exclusion.EXISTING,
        MentorshipState.REQUESTED: Exclusion.PENDING,
        MentorshipState.DECLINED: Exclusion.DECLINED,
        MentorshipState.COMPLETED: Exclusion.WITHIN_THE_YEAR,
        MentorshipState.DISCONTINUED: Exclusion.WITHIN_THE_YEAR,
    }
    assert set(exclusions.values()) == set(HISTORY)
    ended = (MentorshipState.COMPLETED, MentorshipState.DISCONTINUED)
    world = RowBuilder()
    world.department("OA")
    world.person("ann")
    world.participant("ann")
    for state in MentorshipState:
        world.person(state.value)
        world.participant(state.value)
        lately = {"ended_at": NOON - A_YEAR + timedelta(seconds=1)} if state in ended else {}
        world.mentorship(f"m-{state.value}", state.value, "ann", state.value, **lately)
        if state in ended:
            long_ago = f"{state.value}-long-ago"
            world.person(long_ago)
            world.participant(long_ago)
            world.mentorship(f"m-{long_ago}", long_ago, "ann", state.value, ended_at=NOON - A_YEAR)
    await world.settle(database)

    async with database.reading() as connection:
        rows = await _history(connection)
        apart = await connection.scalars(select(mentorships.c.mentor).where(EXCLUDES), {"a_year_ago": NOON - A_YEAR})
        assert set(apart.all()) == {state.value for state in exclusions}

    assert exclusions_from(rows) == {("ann", state.value): exclusion for state, exclusion in exclusions.items()}


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
