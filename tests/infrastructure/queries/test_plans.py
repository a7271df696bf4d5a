"""The lists that everybody looks at are read from their indexes, on both databases, at thousands of rows."""

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from moments.application.access.relations import Actor
from moments.application.events import EventKind, Subject
from moments.application.queries.filters import (
    ApplicationFilter,
    ApplicationList,
    AuditFilter,
    EmailFilter,
    MentorFilter,
    MentorOrder,
    MentorshipFilter,
    MentorshipList,
    ParticipantFilter,
    ParticipantOrder,
    Period,
    SurveyFilter,
    SurveyList,
)
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.queries import Queries
from moments.domain.email.email import EmailState
from moments.domain.email.kinds import EmailKind
from moments.domain.shared.ids import PersonId
from moments.infrastructure.delivery.delivery_queue import SqlDeliveryQueue
from moments.infrastructure.persistence import tables as t
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.read_transactions import SqlReadTransactions
from tests.infrastructure.queries.row_builder import NOON, SKILLS, RowBuilder, minutes, random_world

PEOPLE = 6_000
PAGE = 5


def _world() -> RowBuilder:
    chance, world = random.Random(8), random_world(seed=8, people=PEOPLE)
    for row in world.of(t.employees)[: PEOPLE - 500]:
        at = NOON - minutes(chance.randrange(10_000))
        copied = {name: row[name] for name in ("first_name", "last_name", "name_key", "department", "division")}
        copied |= {"job_title": row["job_title"], "work_location": row["work_location"], "person": row["id"]}
        listed = RowBuilder()
        listed.rows[t.employees].append(row)
        listed.listed(row["id"], approved_at=at)
        world.of(t.mentor_listing).extend(listed.of(t.mentor_listing))
    for number, row in enumerate(world.of(t.employees)):
        world.email(number, row["id"], "dead" if number % 100 == 0 else "sent")
    for row in world.of(t.applications):
        for action in range(6):
            world.audit(row["id"], f"Step{action}", by=row["applicant"])
    return world


@pytest.fixture(scope="module")
def module_world(settle_once: Callable[[RowBuilder], RowBuilder]) -> RowBuilder:
    return settle_once(_world())


@pytest.fixture
async def settled_and_known(settled: Database) -> Database:
    """PostgreSQL has counted the rows, as it does by itself in time; SQLite has to do without."""
    if not settled.on_sqlite:
        async with settled.writing() as connection:
            await connection.execute(text("ANALYZE"))
            await connection.commit()
    return settled


Ask = Callable[[Queries, Actor, PageRequest], Awaitable[Page[Any]]]


def _applications(which: ApplicationList) -> Ask:
    return lambda queries, actor, page: queries.applications(actor, ApplicationFilter(which), page)


def _mentorships(which: MentorshipList) -> Ask:
    return lambda queries, actor, page: queries.mentorships(actor, MentorshipFilter(which), page)


def _surveys(which: SurveyList, **more: Any) -> Ask:
    return lambda queries, actor, page: queries.surveys(actor, SurveyFilter(which, **more), page)


def _emails(**criteria: Any) -> Ask:
    return lambda queries, actor, page: queries.emails(actor, EmailFilter(**criteria), page)


def _audit(**criteria: Any) -> Ask:
    return lambda queries, actor, page: queries.audit(actor, AuditFilter(**criteria), page)


def _mentors(order: MentorOrder) -> Ask:
    return lambda queries, actor, page: queries.mentors(actor, SKILLS, MentorFilter(), order, page, NOON)


SUPERVISOR, OFFICE = "p000003", "p000001"
PLANS: dict[str, tuple[str, str, Ask]] = {
    "ix_applications_queue": ("applications", SUPERVISOR, _applications(ApplicationList.QUEUE)),
    "ix_applications_decided": ("applications", SUPERVISOR, _applications(ApplicationList.DECIDED)),
    "ix_applications_unseen": ("applications", SUPERVISOR, _applications(ApplicationList.IN_LIEU)),
    "ix_applications_submitted": ("applications", OFFICE, _applications(ApplicationList.ALL)),
    "ix_mentorships_requested": ("mentorships", OFFICE, _mentorships(MentorshipList.ALL)),
    "ix_mentorships_mentor": ("mentorships", SUPERVISOR, _mentorships(MentorshipList.AS_MENTOR)),
    "ix_surveys_answered": ("surveys", OFFICE, _surveys(SurveyList.SUBMITTED)),
    "ix_surveys_follow_up": ("surveys", OFFICE, _surveys(SurveyList.FOLLOW_UPS)),
    "ix_surveys_unanswered": ("surveys", SUPERVISOR, _surveys(SurveyList.DUE)),
    "ix_mentor_listing_name": ("mentor_listing", SUPERVISOR, _mentors(MentorOrder.NAME)),
    "ix_mentor_listing_approved": ("mentor_listing", SUPERVISOR, _mentors(MentorOrder.NEWEST)),
    "ix_letters_state": (
        "letters",
        OFFICE,
        lambda queries, actor, page: queries.emails(actor, EmailFilter(EmailState.FAILED), page),
    ),
    "ix_letters_due": ("letters", OFFICE, _emails(due=Period(NOON.date(), NOON.date()))),
    "ix_letters_recipient": ("letters", OFFICE, _emails(recipient=PersonId(SUPERVISOR))),
    "ix_letters_kind": ("letters", OFFICE, _emails(kinds=frozenset([EmailKind.SURVEY_REMINDER]))),
    "ix_events_occurred": ("events", OFFICE, _audit()),
    "ix_events_by": ("events", OFFICE, _audit(actor=PersonId(SUPERVISOR))),
    "ix_events_type": ("events", OFFICE, _audit(actions=frozenset([EventKind.APPLICATION_DENIED]))),
    "ix_events_subject": ("events", OFFICE, _audit(subject=Subject("application", "nothing"))),
    "event_people": ("events", OFFICE, _audit(person=PersonId(SUPERVISOR))),
    "ix_surveys_person": ("surveys", OFFICE, _surveys(SurveyList.SUBMITTED, person=PersonId(SUPERVISOR))),
    "ix_surveys_due": ("surveys", OFFICE, _surveys(SurveyList.UNANSWERED)),
    "ix_participants_since": (
        "participants",
        OFFICE,
        lambda queries, actor, page: queries.participants(
            actor, ParticipantFilter(order=ParticipantOrder.STANDING_SINCE), page
        ),
    ),
    "ix_employees_name": (
        "employees",
        OFFICE,
        lambda queries, actor, page: queries.participants(actor, ParticipantFilter(), page),
    ),
}


@pytest.mark.parametrize("index", PLANS)
async def test_a_list_is_read_from_its_index_from_either_end_and_from_within(
    settled_and_known: Database, module_world: RowBuilder, hearing: Callable[[], Any], index: str
) -> None:
    table, person, ask = PLANS[index]
    actor = module_world.actor(person)
    read_transactions = SqlReadTransactions(settled_and_known)
    async with read_transactions() as queries:
        await queries.skills()
        first = await ask(queries, actor, PageRequest(limit=PAGE))
    pages = [PageRequest(limit=PAGE), PageRequest(limit=PAGE, backward=True)]
    if first.keys:
        pages.append(PageRequest(limit=PAGE, after=first.keys[-1]))
    for page in pages:
        with hearing() as heard:
            async with read_transactions() as queries:
                await ask(queries, actor, page)
        plan = await _plan(settled_and_known, *heard.statements[0])
        assert index in plan, plan
        assert not _reads_all_of(table, plan), plan


FOUND: dict[str, tuple[str, Ask]] = {
    "ix_mentor_listing_name": (
        "mentor_listing",
        lambda queries, actor, page: queries.mentors(
            actor, SKILLS, MentorFilter(text="analyst", location="jefferson"), MentorOrder.NAME, page, NOON
        ),
    ),
    "ix_employees_name": (
        "employees",
        lambda queries, actor, page: queries.participants(actor, ParticipantFilter(name="reed"), page),
    ),
}


@pytest.mark.rule("SEA-1")
@pytest.mark.parametrize("index", FOUND)
async def test_what_is_searched_is_read_in_the_order_of_its_keys_until_the_page_is_full(
    settled_and_known: Database, module_world: RowBuilder, hearing: Callable[[], Any], index: str
) -> None:
    table, ask = FOUND[index]
    read_transactions, actor = SqlReadTransactions(settled_and_known), module_world.actor(OFFICE)
    async with read_transactions() as queries:
        await queries.skills()
    with hearing() as heard:
        async with read_transactions() as queries:
            await ask(queries, actor, PageRequest(limit=PAGE))
    plan = await _plan(settled_and_known, *heard.statements[-1])
    assert index in plan, plan
    assert not _reads_all_of(table, plan), plan


async def test_emails_that_are_due_are_found_without_reading_through_those_that_were_sent(
    settled_and_known: Database, module_world: RowBuilder, hearing: Callable[[], Any]
) -> None:
    delivery_queue = SqlDeliveryQueue(settled_and_known, a_minute=10)
    with hearing() as heard:
        await delivery_queue.next_due()
        await delivery_queue.claim(NOON, timedelta(minutes=1), 4)
    for statement, parameters in heard.statements:
        if "letters" in statement:
            plan = await _plan(settled_and_known, statement, parameters)
            assert any(f"ix_letters_{each}" in plan for each in ("state", "claimed", "about")), plan
            assert not _reads_all_of("letters", plan), plan


async def test_timelines_are_read_from_their_subjects(
    settled_and_known: Database, module_world: RowBuilder, hearing: Callable[[], Any]
) -> None:
    subjects = [row["id"] for row in module_world.of(t.applications)[:20]]
    with hearing() as heard:
        async with SqlReadTransactions(settled_and_known)() as queries:
            await queries.timelines("application", subjects, PageRequest())
    plan = await _plan(settled_and_known, *heard.statements[0])
    assert "ix_events_subject" in plan, plan
    assert not _reads_all_of("events", plan), plan


async def test_the_viewer_is_looked_up_and_nothing_is_read_through(
    settled_and_known: Database, module_world: RowBuilder, hearing: Callable[[], Any]
) -> None:
    with hearing() as heard:
        async with SqlReadTransactions(settled_and_known)() as queries:
            await queries.viewer(PersonId(f"p{PEOPLE // 9:06}"))  # with reports, and not the busiest
    plan = await _plan(settled_and_known, *heard.statements[0])
    for table in ("employees", "report", "participants", "applications", "routed", "mentorships"):
        assert not _reads_all_of(table, plan), plan


async def _plan(database: Database, statement: str, parameters: Any) -> str:
    explain = "EXPLAIN QUERY PLAN " if database.on_sqlite else "EXPLAIN "
    async with database.reading() as connection:
        rows = (await connection.exec_driver_sql(explain + statement, parameters)).all()
    return "\n".join(str(row[-1]) for row in rows)


def _reads_all_of(table: str, plan: str) -> bool:
    """SQLite's SCAN without an index, PostgreSQL's Seq Scan."""
    lines = [line.strip() for line in plan.splitlines()]
    return any(line == f"SCAN {table}" or f"Seq Scan on {table}" in line for line in lines)
