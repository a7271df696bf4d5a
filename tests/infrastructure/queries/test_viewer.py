"""The signed-in person, from one statement."""

from datetime import date

from moments.application.access.relations import Actor
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.read_transactions import SqlReadTransactions
from tests.infrastructure.queries.row_builder import SKILLS, RowBuilder


def _world() -> RowBuilder:
    world = RowBuilder()
    for code in ("OA", "DOR"):
        world.department(code)
    world.person("ann", email="Ann.STRASSE@oa.example")
    return world


async def test_somebody_with_every_part(database: Database) -> None:
    world = _world()
    world.administrator("ann", "OA")
    world.administrator("ann", "DOR")
    world.office_member("ann")
    world.participant("ann", mentees=1)
    world.person("ben", supervisor="ann")
    for mentor in ("m1", "m2"):
        world.person(mentor)
        world.participant(mentor)
        world.mentorship(mentor, mentor, "ann")
    world.application("ann", state="approved", supervisor="ann")
    await world.settle(database)
    async with SqlReadTransactions(database)() as queries:
        viewer = await queries.viewer(PersonId("ann"))
    assert viewer is not None
    assert viewer.actor == Actor(PersonId("ann"), frozenset({"OA", "DOR"}), office=True)  # type: ignore[arg-type]
    assert viewer.supervises
    assert viewer.mentee_skills == SKILLS
    assert (viewer.participant.mentees, viewer.participant.waiting) == (1, 2)


async def test_somebody_with_none(database: Database) -> None:
    world = _world()
    world.application("ann", state="submitted")
    await world.settle(database)
    async with SqlReadTransactions(database)() as queries:
        viewer = await queries.viewer(PersonId("ann"))
    assert viewer is not None
    assert viewer.actor == Actor(PersonId("ann"))
    assert not viewer.supervises
    assert viewer.mentee_skills is None
    assert (viewer.participant.standing, viewer.participant.waiting) == (None, 0)


async def test_an_application_routed_to_somebody_makes_them_a_supervisor(database: Database) -> None:
    world = _world()
    world.person("ben")
    world.application("ben", supervisor="ann")
    world.person("cal")
    world.application("cal", state="draft", supervisor="ben")
    await world.settle(database)
    async with SqlReadTransactions(database)() as queries:
        for person, supervises in (("ann", True), ("ben", False)):
            viewer = await queries.viewer(PersonId(person))
            assert viewer is not None
            assert viewer.supervises is supervises


async def test_a_report_who_has_left_makes_nobody_a_supervisor_and_is_nobody(database: Database) -> None:
    world = _world()
    world.person("gone", supervisor="ann", left_on=date(2026, 1, 1))
    await world.settle(database)
    async with SqlReadTransactions(database)() as queries:
        viewer = await queries.viewer(PersonId("ann"))
        assert viewer is not None
        assert not viewer.supervises
        assert await queries.viewer(PersonId("gone")) is None
        assert await queries.viewer(PersonId("stranger")) is None
        people = await queries.people([PersonId("gone"), PersonId("ann"), PersonId("stranger")])
        assert people.keys() == {"gone", "ann"}


async def test_ids_that_no_database_can_hold_are_nobodys(database: Database) -> None:
    await _world().settle(database)
    async with SqlReadTransactions(database)() as queries:
        assert not await queries.people([PersonId("\0"), PersonId("\ud800")])
        assert (await queries.people([PersonId("\0"), PersonId("ann")])).keys() == {"ann"}
