"""The counts and the listing are right at every commit, whatever a use-case did."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from moments.application.unit_of_work import UnitOfWork
from moments.domain.participants.employee import Employment
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.tables import mentor_listing, participants
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.databases import MAIL_DOMAIN
from tests.infrastructure.persistence.people import (
    ANN,
    BEN,
    MIA,
    MOE,
    NOW,
    RANKS,
    accept,
    an_active_mentorship,
    an_employee,
    discontinue,
    request,
    settle,
)

MOES = ApplicationId("A-E-MOE-mentor")


@pytest.fixture
def new_work(database: Database) -> Callable[[], UnitOfWork]:
    return lambda: SqlUnitOfWork(database, MAIL_DOMAIN)


async def counts(database: Database, person: PersonId) -> tuple[int, int]:
    async with database.reading() as connection:
        found = select(participants.c.mentees, participants.c.mentors).where(participants.c.id == person)
        mentees, mentors = (await connection.execute(found)).one()
        return mentees, mentors


async def listing(database: Database) -> dict[str, Any]:
    async with database.reading() as connection:
        return {row.person: row for row in await connection.execute(select(mentor_listing))}


async def test_counts_follow_acceptance_and_end(database: Database, new_work: Callable[[], UnitOfWork]) -> None:
    await settle(new_work)
    first = await an_active_mentorship(new_work, MOE, ANN)
    await an_active_mentorship(new_work, MIA, ANN)
    await request(new_work, MOE, BEN)
    assert [await counts(database, each) for each in (MOE, MIA, ANN, BEN)] == [(1, 0), (1, 0), (0, 2), (0, 0)]

    await discontinue(new_work, first)
    assert [await counts(database, each) for each in (MOE, ANN)] == [(0, 0), (0, 1)]


@pytest.mark.rule("SEA-1")
async def test_an_approved_mentor_is_listed_with_what_is_searched(
    database: Database, new_work: Callable[[], UnitOfWork]
) -> None:
    await settle(new_work)
    rows = await listing(database)
    moe = rows[MOE]

    assert set(rows) == {MOE, MIA}
    assert (moe.name_key, moe.words) == ("strasse moe", "revenue manager old radios and chess")
    assert (moe.ranks, moe.career, moe.open_places) == (RANKS, ["career-networking", "career-delegation"], 2)
    assert (moe.approved_at, moe.application) == (NOW, MOES)


@pytest.mark.rule("CAP-2")
async def test_a_mentor_without_an_open_place_is_not_listed(
    database: Database, new_work: Callable[[], UnitOfWork]
) -> None:
    await settle(new_work)
    await an_active_mentorship(new_work, MOE, ANN)
    assert (await listing(database))[MOE].open_places == 1
    second = await request(new_work, MOE, BEN)
    await accept(new_work, second)
    assert set(await listing(database)) == {MIA}

    await discontinue(new_work, second)
    assert (await listing(database))[MOE].open_places == 1


@pytest.mark.rule("CAP-3", "ELIG-4")
@pytest.mark.parametrize("leave", ["unavailable", "suspended", "dismissed", "withdrawn"])
async def test_who_takes_no_requests_is_not_listed(
    database: Database, new_work: Callable[[], UnitOfWork], leave: str
) -> None:
    await settle(new_work)
    async with new_work() as work:
        moe = (await work.participants.lock(MOE))[MOE]
        application = await work.applications.get(MOES)
        match leave:
            case "unavailable":
                moe.set_availability(available=False, capacity=2, at=NOW)
            case "suspended":
                moe.suspend(at=NOW)
            case "dismissed":
                moe.revoke_role(ApplicationKind.MENTOR)
            case _:
                application.withdraw(at=NOW)
                await work.applications.save(application)
        if leave != "withdrawn":
            await work.participants.save(moe)
        await work.commit()

    assert set(await listing(database)) == {MIA}


async def test_an_edited_application_is_listed_as_edited(
    database: Database, new_work: Callable[[], UnitOfWork]
) -> None:
    await settle(new_work)
    async with new_work() as work:
        application = await work.applications.get(MOES)
        form = replace(application.form, bio="Beekeeping in the GROẞE garden")
        application.edit(form, await work.skills.catalog(), at=NOW)
        await work.applications.save(application)
        await work.commit()

    assert (await listing(database))[MOE].words == "revenue manager beekeeping in the grosse garden"


async def test_a_directory_update_reaches_the_listing(database: Database, new_work: Callable[[], UnitOfWork]) -> None:
    await settle(new_work)
    moved = an_employee(MOE, job_title="Director", division="Taxes", work_location="St. Louis")
    async with new_work() as work:
        await work.directory.write([moved, an_employee(PersonId("E-NEW"))])
        await work.commit()

    moe = (await listing(database))[MOE]
    assert (moe.job_title, moe.division, moe.work_location) == ("Director", "Taxes", "St. Louis")
    assert moe.words.startswith("director ")


async def test_a_rollback_leaves_the_listing_alone(database: Database, new_work: Callable[[], UnitOfWork]) -> None:
    await settle(new_work)
    async with new_work() as work:
        await work.directory.write([an_employee(MOE, employment=Employment.PART_TIME, left=date(2026, 11, 1))])

    assert set(await listing(database)) == {MOE, MIA}
