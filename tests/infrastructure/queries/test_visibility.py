"""The policy's twin in SQL says of every person and every row what the policy says."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from moments.application.access.relations import (
    Actor,
    Relation,
    relations_to_application,
    relations_to_mentorship,
    relations_to_person,
    relations_to_survey,
)
from moments.application.queries.filters import (
    ApplicationFilter,
    ApplicationList,
    MentorshipFilter,
    MentorshipList,
    SurveyFilter,
    SurveyList,
)
from moments.application.queries.paging import MAX_PAGE_SIZE, PageRequest
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence import tables as t
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.read_transactions import SqlReadTransactions
from tests.infrastructure.queries.row_builder import RowBuilder, random_world

PEOPLE = 60


@pytest.fixture(scope="module")
def module_world(settle_once: Callable[[RowBuilder], RowBuilder]) -> RowBuilder:
    return settle_once(random_world(seed=4, people=PEOPLE))


@pytest.fixture
def viewers(module_world: RowBuilder) -> list[Actor]:
    """Everyone with a part, and some without."""
    everyone = [module_world.actor(row["id"]) for row in module_world.of(t.employees)]
    special = [actor for actor in everyone if actor.office or actor.departments]
    return special + random.Random(1).sample(everyone, 25)


def _beyond_employee(relations: frozenset[Relation]) -> bool:
    return bool(relations - {Relation.EMPLOYEE})


def _employees(world: RowBuilder) -> dict[str, Any]:
    return {row["id"]: row for row in world.of(t.employees)}


def _other(world: RowBuilder, survey: dict[str, Any]) -> Any:
    """Whom the survey is about."""
    row = next(row for row in world.of(t.mentorships) if row["id"] == survey["mentorship"])
    return row["mentee"] if survey["side"] == "mentor" else row["mentor"]


def _is_asked(world: RowBuilder, actor: Actor, application: dict[str, Any]) -> bool:
    return application["kind"] == "mentee" and any(
        row["mentor"] == actor.person and row["mentee"] == application["applicant"]
        for row in world.of(t.mentorships)
        if row["state"] in ("requested", "active")
    )


def _sees_application(world: RowBuilder, actor: Actor, row: dict[str, Any]) -> bool:
    return _beyond_employee(
        relations_to_application(
            actor,
            applicant=row["applicant"],
            state=ApplicationState(row["state"]),
            submitted=row["submitted_at"] is not None,
            supervisor=row["supervisor"],
            named=row["supervisor_chosen"],
            above=_employees(world)[row["applicant"]]["supervisor"],
            awaiting_review_by=row["decided_for"] if row["ground"] and row["seen_at"] is None else None,
            department=_employees(world)[row["applicant"]]["department"],
            is_requested_mentor=_is_asked(world, actor, row),
        )
    )


@pytest.mark.rule("REQ-3", "ELIG-5")
async def test_an_application_is_seen_by_those_whom_the_policy_lets_see_it(
    settled: Database, module_world: RowBuilder, viewers: list[Actor]
) -> None:
    rows = module_world.of(t.applications)
    for actor in viewers:
        expected = {row["id"] for row in rows if _sees_application(module_world, actor, row)}
        async with SqlReadTransactions(settled)() as queries:
            found = await queries.applications_by_id(actor, [row["id"] for row in rows])
        assert found.keys() == expected
        for row in rows:
            if row["id"] in found:
                asked = _is_asked(module_world, actor, row) and row["state"] == "approved"
                assert found[row["id"]].is_requested_mentor is asked


@pytest.mark.rule("REQ-3")
async def test_mentees_applications_are_seen_by_the_same_policy(
    settled: Database, module_world: RowBuilder, viewers: list[Actor]
) -> None:
    rows = [row for row in module_world.of(t.applications) if row["kind"] == "mentee"]
    for actor in viewers:
        expected = {row["applicant"] for row in rows if _sees_application(module_world, actor, row)}
        async with SqlReadTransactions(settled)() as queries:
            found = await queries.mentee_applications(actor, [row["applicant"] for row in rows])
        assert found.keys() == expected
        assert {row.kind for row in found.values()} <= {ApplicationKind.MENTEE}


async def test_mentorships_and_their_meetings_are_seen_by_the_two_and_the_office(
    settled: Database, module_world: RowBuilder, viewers: list[Actor]
) -> None:
    rows = module_world.of(t.mentorships)
    for actor in viewers:
        expected = {
            row["id"]
            for row in rows
            if _beyond_employee(relations_to_mentorship(actor, mentor=row["mentor"], mentee=row["mentee"]))
        }
        meetings = {row["id"] for row in module_world.of(t.meetings) if row["mentorship"] in expected}
        async with SqlReadTransactions(settled)() as queries:
            assert (await queries.mentorships_by_id(actor, [row["id"] for row in rows])).keys() == expected
            every = [row["id"] for row in module_world.of(t.meetings)]
            assert (await queries.meetings_by_id(actor, every)).keys() == meetings
            pages = await queries.meetings(actor, [row["id"] for row in rows], PageRequest(limit=MAX_PAGE_SIZE))
        assert {row.id for page in pages.values() for row in page.rows} == meetings


@pytest.mark.rule("ELIG-5")
async def test_people_are_seen_as_participants_by_those_whom_the_policy_lets_see_them(
    settled: Database, module_world: RowBuilder, viewers: list[Actor]
) -> None:
    rows = module_world.of(t.employees)
    for actor in viewers:
        expected = {
            row["id"]
            for row in rows
            if _beyond_employee(relations_to_person(actor, row["id"], row["department"], row["supervisor"]))
        }
        async with SqlReadTransactions(settled)() as queries:
            assert (await queries.participants_by_id(actor, [row["id"] for row in rows])).keys() == expected


@pytest.mark.rule("SUR-4")
async def test_a_survey_is_seen_by_its_own_side_and_the_office(
    settled: Database, module_world: RowBuilder, viewers: list[Actor]
) -> None:
    rows = module_world.of(t.surveys)
    for actor in viewers:
        expected = {
            (row["mentorship"], ApplicationKind(row["side"]))
            for row in rows
            if _beyond_employee(relations_to_survey(actor, person=row["person"], other=_other(module_world, row)))
        }
        every = [(row["mentorship"], ApplicationKind(row["side"])) for row in rows]
        async with SqlReadTransactions(settled)() as queries:
            assert (await queries.surveys_by_id(actor, every)).keys() == expected


async def test_no_list_holds_what_its_viewer_may_not_see(
    settled: Database, module_world: RowBuilder, viewers: list[Actor]
) -> None:
    applications = {row["id"]: row for row in module_world.of(t.applications)}
    page = PageRequest(limit=MAX_PAGE_SIZE)
    for actor in viewers:
        async with SqlReadTransactions(settled)() as queries:
            for which in ApplicationList:
                shown = await queries.applications(actor, ApplicationFilter(which), page)
                assert all(_sees_application(module_world, actor, applications[row.id]) for row in shown.rows)
            if not actor.office:
                assert not (await queries.mentorships(actor, MentorshipFilter(MentorshipList.ALL), page)).rows
                assert not (await queries.applications(actor, ApplicationFilter(ApplicationList.ALL), page)).rows
                assert not (await queries.surveys(actor, SurveyFilter(SurveyList.SUBMITTED), page)).rows
                assert not (await queries.surveys(actor, SurveyFilter(SurveyList.FOLLOW_UPS), page)).rows
