"""The policy's twin in SQL says of every person and every row what the policy says."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from moments.application.access.relations import (
    Relation,
    Standing,
    to_application,
    to_mentorship,
    to_person,
    to_survey,
)
from moments.application.queries.paging import MOST, PageRequest
from moments.application.queries.queries import (
    ApplicationFilter,
    ApplicationList,
    MentorshipFilter,
    MentorshipList,
    SurveyList,
)
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence import tables as t
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.read_transactions import SqlReading
from tests.infrastructure.queries.row_builder import World, random_world

PEOPLE = 60


@pytest.fixture(scope="module")
def module_world(settle_once: Callable[[World], World]) -> World:
    return settle_once(random_world(seed=4, people=PEOPLE))


@pytest.fixture
def viewers(module_world: World) -> list[Standing]:
    """Everyone with a part, and some without."""
    everyone = [module_world.standing(row["id"]) for row in module_world.of(t.employees)]
    special = [who for who in everyone if who.office or who.departments]
    return special + random.Random(1).sample(everyone, 25)


def _beyond_employee(relations: frozenset[Relation]) -> bool:
    return bool(relations - {Relation.EMPLOYEE})


def _employees(world: World) -> dict[str, Any]:
    return {row["id"]: row for row in world.of(t.employees)}


def _other(world: World, survey: dict[str, Any]) -> Any:
    """Whom the survey is about."""
    row = next(row for row in world.of(t.mentorships) if row["id"] == survey["mentorship"])
    return row["mentee"] if survey["side"] == "mentor" else row["mentor"]


def _is_asked(world: World, who: Standing, application: dict[str, Any]) -> bool:
    return application["kind"] == "mentee" and any(
        row["mentor"] == who.person and row["mentee"] == application["applicant"]
        for row in world.of(t.mentorships)
        if row["state"] in ("requested", "active")
    )


def _sees_application(world: World, who: Standing, row: dict[str, Any]) -> bool:
    return _beyond_employee(
        to_application(
            who,
            applicant=row["applicant"],
            state=ApplicationState(row["state"]),
            submitted=row["submitted_at"] is not None,
            supervisor=row["supervisor"],
            unseen_by=row["decided_for"] if row["ground"] and row["seen_at"] is None else None,
            department=_employees(world)[row["applicant"]]["department"],
            asked=_is_asked(world, who, row),
        )
    )


@pytest.mark.rule("REQ-3", "ELIG-5")
async def test_an_application_is_seen_by_those_whom_the_policy_lets_see_it(
    settled: Database, module_world: World, viewers: list[Standing]
) -> None:
    rows = module_world.of(t.applications)
    for who in viewers:
        expected = {row["id"] for row in rows if _sees_application(module_world, who, row)}
        async with SqlReading(settled)() as screens:
            found = await screens.applications_by_id(who, [row["id"] for row in rows])
        assert found.keys() == expected
        for row in rows:
            if row["id"] in found:
                asked = _is_asked(module_world, who, row) and row["state"] == "approved"
                assert found[row["id"]].asked is asked


@pytest.mark.rule("REQ-3")
async def test_mentees_applications_are_seen_by_the_same_policy(
    settled: Database, module_world: World, viewers: list[Standing]
) -> None:
    rows = [row for row in module_world.of(t.applications) if row["kind"] == "mentee"]
    for who in viewers:
        expected = {row["applicant"] for row in rows if _sees_application(module_world, who, row)}
        async with SqlReading(settled)() as screens:
            found = await screens.mentee_applications(who, [row["applicant"] for row in rows])
        assert found.keys() == expected
        assert {row.kind for row in found.values()} <= {ApplicationKind.MENTEE}


async def test_mentorships_and_their_meetings_are_seen_by_the_two_and_the_office(
    settled: Database, module_world: World, viewers: list[Standing]
) -> None:
    rows = module_world.of(t.mentorships)
    for who in viewers:
        expected = {
            row["id"]
            for row in rows
            if _beyond_employee(to_mentorship(who, mentor=row["mentor"], mentee=row["mentee"]))
        }
        meetings = {row["id"] for row in module_world.of(t.meetings) if row["mentorship"] in expected}
        async with SqlReading(settled)() as screens:
            assert (await screens.mentorships_by_id(who, [row["id"] for row in rows])).keys() == expected
            every = [row["id"] for row in module_world.of(t.meetings)]
            assert (await screens.meetings_by_id(who, every)).keys() == meetings
            pages = await screens.meetings(who, [row["id"] for row in rows], PageRequest(limit=MOST))
        assert {row.id for page in pages.values() for row in page.rows} == meetings


@pytest.mark.rule("ELIG-5")
async def test_people_are_seen_as_participants_by_those_whom_the_policy_lets_see_them(
    settled: Database, module_world: World, viewers: list[Standing]
) -> None:
    rows = module_world.of(t.employees)
    for who in viewers:
        expected = {
            row["id"]
            for row in rows
            if _beyond_employee(to_person(who, row["id"], row["department"], row["supervisor"]))
        }
        async with SqlReading(settled)() as screens:
            assert (await screens.participants_by_id(who, [row["id"] for row in rows])).keys() == expected


@pytest.mark.rule("SUR-4")
async def test_a_survey_is_seen_by_its_own_side_and_the_office(
    settled: Database, module_world: World, viewers: list[Standing]
) -> None:
    rows = module_world.of(t.surveys)
    for who in viewers:
        expected = {
            (row["mentorship"], ApplicationKind(row["side"]))
            for row in rows
            if _beyond_employee(to_survey(who, person=row["person"], other=_other(module_world, row)))
        }
        every = [(row["mentorship"], ApplicationKind(row["side"])) for row in rows]
        async with SqlReading(settled)() as screens:
            assert (await screens.surveys_by_id(who, every)).keys() == expected


async def test_no_list_holds_what_its_viewer_may_not_see(
    settled: Database, module_world: World, viewers: list[Standing]
) -> None:
    applications = {row["id"]: row for row in module_world.of(t.applications)}
    page = PageRequest(limit=MOST)
    for who in viewers:
        async with SqlReading(settled)() as screens:
            for which in ApplicationList:
                shown = await screens.applications(who, ApplicationFilter(which), page)
                assert all(_sees_application(module_world, who, applications[row.id]) for row in shown.rows)
            if not who.office:
                assert not (await screens.mentorships(who, MentorshipFilter(MentorshipList.PROGRAM), page)).rows
                assert not (await screens.applications(who, ApplicationFilter(ApplicationList.PROGRAM), page)).rows
                assert not (await screens.surveys(who, SurveyList.ANSWERED, page)).rows
                assert not (await screens.surveys(who, SurveyList.FOLLOW_UPS, page)).rows
