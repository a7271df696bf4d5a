"""What each list holds, in which order, with which filters; and what the rows say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from moments.application.events import EventKind, Role
from moments.application.queries.filters import (
    ApplicationFilter,
    ApplicationList,
    AuditFilter,
    MentorshipFilter,
    MentorshipList,
    ParticipantFilter,
    SurveyFilter,
    SurveyList,
    TimeOrder,
)
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import HoursTotal
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.mentorships.agreement import Agreement
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.participants.eligibility import Ineligibility
from moments.domain.participants.participant import Standing as ParticipantStanding
from moments.domain.shared.ids import DepartmentCode, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.read_transactions import SqlReadTransactions
from tests.infrastructure.queries.row_builder import NOON, SKILLS, RowBuilder

DAY = timedelta(days=1)
ALL = PageRequest(limit=100)


def _world() -> RowBuilder:
    """Sue supervises Ann, Ben and Cal in OA; Ada administers OA, Dora DOR; Olga is the office."""
    world = RowBuilder()
    for code in ("OA", "DOR"):
        world.department(code)
    for name, department in {"sue": "OA", "ada": "OA", "dora": "DOR", "olga": "OA"}.items():
        world.person(name, department)
    world.administrator("ada", "OA")
    world.administrator("dora", "DOR")
    world.office_member("olga")
    for name in ("ann", "ben", "cal"):
        world.person(name, supervisor="sue", last_name="Straße" if name == "ben" else "Reed")
        world.participant(name)
    world.person("dan", "DOR", supervisor="sue")
    world.participant("dan")
    return world


@pytest.mark.rule("APR-1")
async def test_the_queue_is_what_waits_for_the_supervisor_longest_held_first(database: Database) -> None:
    world = _world()
    world.application("ann", supervisor="sue", held_since=NOON, submitted_at=NOON - 9 * DAY)
    world.application("ben", supervisor="sue", held_since=NOON - DAY, supervisor_chosen=True)
    world.application("cal", supervisor="ada")
    world.application("cal", "mentor", "approved", supervisor="sue")
    world.application("dan", "mentor", supervisor="sue", held_since=NOON - 2 * DAY)
    assert await _applications(database, world, "sue", ApplicationList.QUEUE) == [
        "dan-mentor",
        "ben-mentee",
        "ann-mentee",
    ]


async def _applications(
    database: Database, world: RowBuilder, who: str, which: ApplicationList, **criteria: object
) -> list[str]:
    await world.settle(database)
    async with SqlReadTransactions(database)() as queries:
        filter_ = ApplicationFilter(which, **criteria)  # type: ignore[arg-type]
        return [row.id for row in (await queries.applications(world.actor(who), filter_, ALL)).rows]


async def test_the_decided_ones_stand_newest_first(database: Database) -> None:
    world = _world()
    world.application("ann", state="denied", supervisor="sue", decided_at=NOON - DAY)
    world.application("ben", state="approved", supervisor="sue")
    world.application("cal", state="withdrawn", supervisor="sue", decided_at=NOON)
    assert await _applications(database, world, "sue", ApplicationList.DECIDED) == ["ben-mentee", "ann-mentee"]


@pytest.mark.rule("APR-5")
async def test_what_was_decided_in_lieu_stays_until_it_is_seen(database: Database) -> None:
    world = _world()
    world.application("ann", state="denied", supervisor="sue", ground="FMLA", decided_by="ada")
    world.application("ben", state="approved", supervisor="sue", ground="FMLA", seen_at=NOON)
    world.application("cal", state="approved", supervisor="sue")
    assert await _applications(database, world, "sue", ApplicationList.IN_LIEU) == ["ann-mentee"]


async def test_an_administrator_sees_what_waits_in_the_department_alone(database: Database) -> None:
    world = _world()
    world.application("ann", supervisor="sue")
    world.application("ben", state="approved", supervisor="sue", submitted_at=NOON - DAY)
    world.application("cal", state="draft", supervisor="sue")
    world.application("dan", supervisor="sue")
    assert await _applications(database, world, "ada", ApplicationList.DEPARTMENT_QUEUE) == ["ann-mentee"]
    async with SqlReadTransactions(database)() as queries:
        for who, which, expected in (
            ("ada", ApplicationList.DEPARTMENT, ["ann-mentee", "ben-mentee"]),
            ("dora", ApplicationList.DEPARTMENT_QUEUE, ["dan-mentee"]),
            ("sue", ApplicationList.DEPARTMENT_QUEUE, []),
            ("olga", ApplicationList.DEPARTMENT, []),
            ("olga", ApplicationList.ALL, ["dan-mentee", "ann-mentee", "ben-mentee"]),
        ):
            page = await queries.applications(world.actor(who), ApplicationFilter(which), ALL)
            assert [row.id for row in page.rows] == expected


FILTERS = {
    "kind": ({"kinds": frozenset({ApplicationKind.MENTOR})}, ["ann-mentor"]),
    "state": ({"states": frozenset({ApplicationState.APPROVED})}, ["ann-mentor"]),
    "department": ({"department": DepartmentCode("DOR")}, ["dan-mentee"]),
    "reroute": ({"rerouted": True}, ["ben-mentee"]),
    "no reroute": ({"rerouted": False}, ["ann-mentor", "dan-mentee"]),
    "name": ({"name": "STRASSE be"}, ["ben-mentee"]),
    "a name with a sign": ({"name": "%str"}, ["ben-mentee"]),
}


@pytest.mark.parametrize("case", FILTERS)
async def test_applications_are_narrowed_by(database: Database, case: str) -> None:
    world, (criteria, expected) = _world(), FILTERS[case]
    world.application("ann", "mentor", "approved", supervisor="sue")
    world.application("ben", supervisor="sue", supervisor_chosen=True)
    world.application("dan", supervisor="sue")
    assert sorted(await _applications(database, world, "olga", ApplicationList.ALL, **criteria)) == expected  # type: ignore[arg-type]


async def test_ones_own_applications_say_everything(database: Database) -> None:
    world = _world()
    world.application("ann", "mentor", "draft", started_at=NOON - DAY)
    world.application("ann", state="approved", supervisor="sue", ground="FMLA", message="Well done")
    await world.settle(database)
    async with SqlReadTransactions(database)() as queries:
        page = await queries.applications(world.actor("ann"), ApplicationFilter(ApplicationList.OWN), ALL)
    draft, approved = page.rows
    assert (draft.kind, draft.state, draft.decision, draft.supervisor) == (
        ApplicationKind.MENTOR,
        ApplicationState.DRAFT,
        None,
        None,
    )
    assert approved.skills == SKILLS
    assert approved.submitted_at == NOON
    assert approved.supervisor is not None
    assert approved.supervisor.name == "Sue Reed"
    assert approved.decision is not None
    assert (approved.decision.ground, approved.decision.message, approved.decision.at) == ("FMLA", "Well done", NOON)
    assert (approved.applicant.id, approved.applicant.hire_date, approved.reasons) == ("ann", date(2020, 1, 6), ())
    assert not approved.is_requested_mentor


@pytest.mark.rule("ELIG-1", "ELIG-3")
async def test_the_criteria_that_fail_come_with_the_person(database: Database) -> None:
    world = _world()
    world.person("eve", supervisor="sue", employment="part_time", evaluated_on=date(2026, 3, 1), at_risk=True)
    world.person("fay", supervisor="sue", evaluated_on=date(2026, 3, 1), at_risk=False)
    await world.settle(database)
    async with SqlReadTransactions(database)() as queries:
        found = await queries.participants_by_id(world.actor("sue"), [PersonId("eve"), PersonId("fay")])
    assert found[PersonId("eve")].reasons == (Ineligibility.NOT_FULL_TIME, Ineligibility.AT_RISK)
    assert found[PersonId("fay")].reasons == ()
    assert found[PersonId("fay")].standing is None


async def test_participants_stand_by_name_and_are_narrowed(database: Database) -> None:
    world = _world()
    world.person("eve", "DOR", last_name="Abel")
    world.participant("eve", standing="suspended", since=NOON, mentor_approved=False, capacity=1, mentors=1)
    for name in ("ann", "ben", "cal", "dan", "eve"):
        world.application(name, "mentee", "submitted", supervisor="sue")
    world.person("gil", "DOR")
    world.participant("gil")  # who has only a draft is no participant to others
    world.application("gil", "mentee", "draft")
    world.mentorship("m1", "ann", "eve", "requested")
    await world.settle(database)
    office = world.actor("olga")
    async with SqlReadTransactions(database)() as queries:
        for criteria, expected in (
            (ParticipantFilter(), ["eve", "ann", "cal", "dan", "ben"]),
            (ParticipantFilter(suspended=True), ["eve"]),
            (ParticipantFilter(suspended=False, role=ApplicationKind.MENTOR), ["ann", "cal", "dan", "ben"]),
            (ParticipantFilter(department=DepartmentCode("DOR")), ["eve", "dan"]),
            (ParticipantFilter(name="re an"), ["ann", "dan"]),
        ):
            page = await queries.participants(office, criteria, ALL)
            assert [row.person.id for row in page.rows] == expected
        eve = (await queries.participants(office, ParticipantFilter(suspended=True), ALL)).rows[0]
    assert (eve.standing, eve.since, eve.capacity) == (ParticipantStanding.SUSPENDED, NOON, 1)
    assert (eve.mentors, eve.mentees, eve.waiting, eve.mentor_approved) == (1, 0, 1, False)


async def test_mentorships_stand_newest_first_and_are_narrowed(database: Database) -> None:
    world = _world()
    world.rows[next(table for table in world.rows if table.name == "participants")][0]["standing"] = "suspended"
    agreement = {
        "goals": "G",
        "schedule": "S",
        "obstacles": "O",
        "agreement_ends_on": date(2027, 1, 1),
        "agreement_by": "ben",
        "agreement_proposed_at": NOON,
    }
    world.mentorship("m1", "ann", "ben", "active", requested_at=NOON - DAY, **agreement)
    world.mentorship("m2", "ben", "ann", "requested")
    world.mentorship("m3", "cal", "dan", "active", requested_at=NOON - 2 * DAY)
    await world.settle(database)
    async with SqlReadTransactions(database)() as queries:
        for who, criteria, expected in (
            ("ann", MentorshipFilter(MentorshipList.AS_MENTOR), ["m1"]),
            ("ann", MentorshipFilter(MentorshipList.AS_MENTEE), ["m2"]),
            ("olga", MentorshipFilter(MentorshipList.ALL), ["m2", "m1", "m3"]),
            ("olga", MentorshipFilter(MentorshipList.ALL, has_suspended_side=True), ["m1"]),
            ("olga", MentorshipFilter(MentorshipList.ALL, has_suspended_side=False), ["m2", "m3"]),
            ("olga", MentorshipFilter(MentorshipList.ALL, department=DepartmentCode("DOR")), ["m3"]),
            (
                "olga",
                MentorshipFilter(MentorshipList.ALL, states=frozenset({MentorshipState.REQUESTED})),
                ["m2"],
            ),
        ):
            page = await queries.mentorships(world.actor(who), criteria, ALL)
            assert [row.id for row in page.rows] == expected
        row = (await queries.mentorships_by_id(world.actor("ben"), [MentorshipId("m1")]))[MentorshipId("m1")]
    assert row.agreement == Agreement("G", "S", "O", date(2027, 1, 1), PersonId("ben"), NOON)
    assert (row.mentor.id, row.mentee.last_name) == ("ann", "Straße")
    assert (row.mentor_suspended, row.mentee_suspended) == (True, False)


@pytest.mark.rule("SUR-4")
async def test_surveys_due_answered_and_to_be_followed_up(database: Database) -> None:
    world = _world()
    for number, person in enumerate(("ann", "cal", "dan")):
        world.mentorship(f"m{number}", person, "ben", "completed")
        world.survey(f"m{number}", "mentee", due_at=NOON - number * DAY)
        world.survey(f"m{number}", "mentor", answered_at=NOON + number * DAY, contact_me=number < 2)
    world.mentorship("m9", "ben", "ann", "completed")
    world.survey("m9", "mentor", answered_at=NOON, contact_me=True, followed_up_at=NOON)
    await world.settle(database)
    async with SqlReadTransactions(database)() as queries:
        due = await queries.surveys(world.actor("ben"), SurveyFilter(SurveyList.DUE), ALL)
        assert [(row.mentorship, row.other.id, row.answers) for row in due.rows] == [
            ("m2", "dan", None),
            ("m1", "cal", None),
            ("m0", "ann", None),
        ]
        answered = await queries.surveys(
            world.actor("olga"), SurveyFilter(SurveyList.SUBMITTED, order=TimeOrder.NEWEST), ALL
        )
        assert [row.mentorship for row in answered.rows] == ["m2", "m1", "m9", "m0"]
        assert answered.rows[0].answers is not None
        assert answered.rows[0].answers.rating == "Good"
        follow_ups = await queries.surveys(world.actor("olga"), SurveyFilter(SurveyList.FOLLOW_UPS), ALL)
        assert [row.mentorship for row in follow_ups.rows] == ["m0", "m1"]


@pytest.mark.rule("MEN-4")
async def test_hours_are_those_held_within_the_states_days(database: Database) -> None:
    world = _world()
    world.mentorship("m1", "ann", "ben", "active")
    world.mentorship("m2", "cal", "ann", "completed", requested_at=NOON + DAY)
    world.mentorship("m3", "cal", "dan", "active")
    chicago_midnight = datetime(2026, 11, 3, 6, tzinfo=UTC)  # after the clocks went back
    world.meeting("e1", "m1", starts_at=chicago_midnight, minutes=30)
    last = chicago_midnight + DAY - timedelta(seconds=1)
    world.meeting("e2", "m1", starts_at=last, minutes=45, hours_confirmed_at=NOON + 2 * DAY)
    world.meeting("e3", "m1", starts_at=chicago_midnight - timedelta(seconds=1))
    world.meeting("e4", "m1", starts_at=chicago_midnight + DAY)
    world.meeting("e5", "m1", starts_at=chicago_midnight, state="confirmed")
    world.meeting("e6", "m2", starts_at=chicago_midnight)
    world.meeting("e7", "m3", starts_at=chicago_midnight)
    await world.settle(database)
    async with SqlReadTransactions(database)() as queries:
        rows = await queries.hours(PersonId("ann"), date(2026, 11, 3), date(2026, 11, 3))
        assert [(row.mentorship, row.side, row.other.id, row.confirmed, row.unconfirmed) for row in rows] == [
            ("m1", ApplicationKind.MENTOR, "ben", HoursTotal(1, 45), HoursTotal(1, 30)),
            ("m2", ApplicationKind.MENTEE, "cal", HoursTotal(), HoursTotal(1, 60)),
        ]
        ever = await queries.hours(PersonId("ann"), date.min, date.max)
        assert [(row.confirmed + row.unconfirmed).meetings for row in ever] == [4, 1]
        for confirmed, meetings in ((None, ["e1", "e6", "e2"]), (True, ["e2"]), (False, ["e1", "e6"])):
            days = date(2026, 11, 3), date(2026, 11, 3)
            page = await queries.held_meetings(PersonId("ann"), *days, confirmed, PageRequest(total=True))
            assert [row.id for row in page.rows] == meetings
            assert page.total == len(meetings)


async def test_the_office_and_administrators_stand_by_name_without_those_who_left(database: Database) -> None:
    world = _world()
    world.person("zed", last_name="Able")
    world.person("gone", left_on=date(2026, 1, 1))
    for person in ("zed", "gone"):
        world.office_member(person)
        world.administrator(person, "OA")
    await world.settle(database)
    oa, dor, none = DepartmentCode("OA"), DepartmentCode("DOR"), DepartmentCode("XX")
    async with SqlReadTransactions(database)() as queries:
        assert [row.id for row in (await queries.office_members(None, ALL)).rows] == ["zed", "olga"]
        pages = await queries.administrators([oa, dor, none], PageRequest(limit=1, total=True))
    assert [row.person.id for row in pages[oa].rows] == ["zed"]
    assert (pages[oa].has_next, pages[oa].total) == (True, 2)
    assert [row.person.id for row in pages[dor].rows] == ["dora"]
    assert (pages[none].rows, pages[none].total) == ((), 0)


async def test_a_timeline_tells_who_did_what_oldest_first(database: Database) -> None:
    world = _world()
    world.audit("a1", "application.submitted", by="ann", applicant="ann", supervisor="sue")
    world.audit("a1", "application.rerouted", by=None, from_supervisor="sue", to_supervisor="nobody")
    world.audit("a2", "application.started", by="ben")
    world.audit("a1", "mentor.requested", by="ben", kind="mentorship")
    await world.settle(database)
    async with SqlReadTransactions(database)() as queries:
        pages = await queries.timelines("application", ["a1", "a2", "a3"], ALL)
        everything = await queries.audit(world.actor("olga"), AuditFilter(), PageRequest(limit=2))
    first, second = pages["a1"].rows
    assert (first.action, first.by and first.by.name, first.at) == (EventKind.APPLICATION_SUBMITTED, "Ann Reed", NOON)
    assert first.names == {Role.APPLICANT: "Ann Reed", Role.SUPERVISOR: "Sue Reed"}
    assert (second.by, second.names) == (None, {Role.FROM_SUPERVISOR: "Sue Reed"})
    assert [row.by and row.by.name for row in pages["a2"].rows] == ["Ben Straße"]
    assert pages["a3"].rows == ()
    assert [row.entry.action for row in everything.rows] == [EventKind.MENTOR_REQUESTED, EventKind.APPLICATION_STARTED]
    assert everything.has_next
