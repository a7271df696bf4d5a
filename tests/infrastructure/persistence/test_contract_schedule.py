"""What the stores of the scheduler's jobs promise: one suite for the memory, SQLite and PostgreSQL."""

from datetime import date, timedelta

import pytest

from moments.application.ports.errors import ConcurrentUpdate, DuplicateKey
from moments.application.ports.journal import Email, IdempotencyRecord
from moments.application.ports.scheduling import PendingApplication, PendingMentorship, Run, job_figures
from moments.domain.email.data import RequestEmail
from moments.domain.email.email import EmailState
from moments.domain.program.administrators import Administrator
from moments.domain.program.cycle import Cycle, Stage, StageState
from moments.domain.program.quarter import Quarter
from moments.domain.program.skills import Catalog, SkillAdded
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId, SkillId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Survey
from tests.application.fakes.memory import handbook_skills
from tests.domain.state_calendar import CALENDAR
from tests.infrastructure.persistence.conftest import Store
from tests.infrastructure.persistence.people import (
    ANN,
    BEN,
    BOSS,
    CAL,
    DOR,
    MIA,
    MOE,
    NOW,
    NewWork,
    a_meeting,
    an_active_mentorship,
    an_application,
    an_approved_application,
    an_employee,
    request,
    settle,
    settle_people,
)

Q1 = Quarter(2027, 1)
MENTOR, MENTEE = ApplicationKind.MENTOR, ApplicationKind.MENTEE
DAY = timedelta(days=1)


async def leave(new_work: NewWork, *people: PersonId) -> None:
    async with new_work() as work:
        await work.directory.write([an_employee(person, left=date(2026, 11, 1)) for person in people])
        await work.commit()


async def write_email(new_work: NewWork, key: str) -> None:
    async with new_work() as work:
        await work.outbox.add(Email("test", BOSS, key, NOW, RequestEmail(MentorshipId("M-1"), "Said")))
        await work.commit()


# --- cycles ---------------------------------------------------------------------------------------------------


@pytest.mark.rule("MAT-2")
async def test_a_quarter_that_nobody_touched_is_as_usually_planned(new_work: NewWork) -> None:
    async with new_work() as work:
        cycle = await work.cycles.get(Q1)
        assert (cycle.stages, cycle.version) == (Cycle.planned(Q1, CALENDAR).stages, 0)


@pytest.mark.rule("MAT-2")
async def test_a_cycle_comes_back_as_it_was_saved(new_work: NewWork) -> None:
    async with new_work() as work:
        cycle = await work.cycles.get(Q1)
        cycle.skip(Stage.ANNOUNCE, "Told by telephone", by=BOSS, at=NOW)
        await work.cycles.save(cycle)
        await work.commit()

    async with new_work() as work:
        found = await work.cycles.get(Q1)
        announced = found.stages[Stage.ANNOUNCE]
        assert (announced.state, announced.at, announced.by) == (StageState.SKIPPED, NOW, BOSS)
        assert (announced.reason, found.version) == ("Told by telephone", 1)
        assert found.stages == cycle.stages
        around = await work.cycles.since(Q1.previous, Q1.next)
        assert [(each.quarter, each.version) for each in around] == [(Q1.previous, 0), (Q1, 1), (Q1.next, 0)]


async def test_of_two_who_write_one_cycle_the_second_is_refused(new_work: NewWork) -> None:
    async with new_work() as work:
        cycle = await work.cycles.get(Q1)
        await work.cycles.save(cycle)
        await work.commit()
    async with new_work() as work:
        with pytest.raises(DuplicateKey):
            await work.cycles.save(Cycle.planned(Q1, CALENDAR))
    async with new_work() as work:
        await work.cycles.save(await work.cycles.get(Q1))
        await work.commit()
    async with new_work() as work:
        with pytest.raises(ConcurrentUpdate):
            await work.cycles.save(cycle)


# --- the State's holidays ---------------------------------------------------------------------------------------


@pytest.mark.rule("MAT-2")
async def test_the_holidays_are_those_of_the_law_until_the_office_changes_them(new_work: NewWork) -> None:
    snow_day, king_day = date(2027, 3, 5), date(2027, 1, 18)
    async with new_work() as work:
        calendar = await work.holidays.calendar()
        assert [each.day for each in calendar.of_year(2027)] == [each.day for each in CALENDAR.of_year(2027)]
        await work.holidays.save(snow_day, "Snow")
        await work.holidays.save(king_day, None)
        await work.commit()
    async with new_work() as work:
        await work.holidays.save(snow_day, "Snow day")
        assert (await work.holidays.calendar()).day_off(snow_day) == "Snow day"
        await work.commit()
    async with new_work() as work:
        calendar = await work.holidays.calendar()
        assert calendar.day_off(snow_day) == "Snow day"
        assert calendar.is_working_day(king_day)
        planned = Cycle.planned(Q1, calendar).stages
        assert (await work.cycles.get(Q1)).stages == planned != Cycle.planned(Q1, CALENDAR).stages
        assert (await work.cycles.since(Q1, Q1))[0].stages == Cycle.planned(Q1, calendar).stages


# --- the ledger -------------------------------------------------------------------------------------------------


async def test_the_scheduler_begins_once(new_work: NewWork) -> None:
    async with new_work() as work:
        assert await work.job_runs.started_at(NOW) == NOW
        await work.commit()
    async with new_work() as work:
        assert await work.job_runs.started_at(NOW + DAY) == NOW


async def test_the_last_run_is_that_of_the_latest_due_moment(new_work: NewWork) -> None:
    async with new_work() as work:
        await work.job_runs.lock("job")
        assert await work.job_runs.latest("job") is None
        await work.job_runs.add(Run("job", NOW, NOW + DAY, job_figures(emails=3, skipped="late")))
        await work.job_runs.add(Run("job", NOW - DAY, NOW + 2 * DAY, ()))
        await work.job_runs.add(Run("another", NOW + DAY, NOW, ()))
        await work.commit()

    async with new_work() as work:
        assert await work.job_runs.latest("job") == Run("job", NOW, NOW + DAY, job_figures(emails=3, skipped="late"))


async def test_what_was_due_is_done_once(new_work: NewWork) -> None:
    async with new_work() as work:
        await work.job_runs.add(Run("job", NOW, NOW, ()))
        await work.commit()
    async with new_work() as work:
        with pytest.raises(DuplicateKey):
            await work.job_runs.add(Run("job", NOW, NOW + DAY, ()))


# --- what waits -------------------------------------------------------------------------------------------------


@pytest.mark.rule("APR-6")
async def test_undecided_applications_come_the_longest_held_first(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN, CAL, MIA, MOE)
    catalog = Catalog(handbook_skills().values())
    async with new_work() as work:
        for person, held in ((ANN, 2), (BEN, 1), (CAL, 0)):
            application = an_application(person, MENTEE)
            application.submit(reasons=(), catalog=catalog, at=NOW + held * DAY)
            await work.applications.save(application)
        await work.applications.save(an_application(MIA, MENTEE))
        await work.applications.save(an_approved_application(MOE, MENTOR))
        await work.commit()
    await leave(new_work, CAL)

    async with new_work() as work:
        assert list(await work.pending_items.pending_applications()) == [
            PendingApplication(an_application(BEN, MENTEE).id, BEN, DOR, BOSS, NOW + DAY),
            PendingApplication(an_application(ANN, MENTEE).id, ANN, DOR, BOSS, NOW + 2 * DAY),
        ]
    await leave(new_work, BOSS)
    async with new_work() as work:
        assert {each.supervisor for each in await work.pending_items.pending_applications()} == {None}


async def test_administrators_who_left_wait_for_nothing(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN)
    async with new_work() as work:
        for person in (ANN, BEN):
            await work.administrators.add(Administrator(person, DOR, BOSS, NOW))
        await work.commit()
    await leave(new_work, BEN)

    async with new_work() as work:
        assert {who: list(where) for who, where in (await work.pending_items.administrators()).items()} == {ANN: [DOR]}


@pytest.mark.rule("REQ-4")
async def test_requests_wait_until_there_is_an_email_about_them(new_work: NewWork) -> None:
    await settle(new_work)
    late = await request(new_work, MOE, ANN, at=NOW + DAY)
    early = await request(new_work, MIA, BEN)
    written = await request(new_work, MOE, BEN)
    gone = await request(new_work, MOE, CAL)
    await an_active_mentorship(new_work, MIA, ANN)
    await write_email(new_work, f"reminder:{written}")
    await leave(new_work, CAL)

    async with new_work() as work:
        found = await work.pending_items.requests(NOW, "reminder", acceptable=True)
        assert list(found) == [PendingMentorship(early, MIA, BEN)]
        found = await work.pending_items.requests(NOW + DAY, "another", acceptable=True)
        assert [each.mentorship for each in found] == [early, written, late]
        assert gone not in {each.mentorship for each in found}
    await leave(new_work, MOE)
    async with new_work() as work:
        for acceptable, mentors in ((True, [MIA]), (False, [MIA, MOE])):
            found = await work.pending_items.requests(NOW + DAY, "reminder", acceptable=acceptable)
            assert [each.mentor for each in found] == mentors


@pytest.mark.rule("REQ-5")
async def test_mentorships_wait_for_a_first_meeting(new_work: NewWork) -> None:
    await settle(new_work)
    unmet, met = await an_active_mentorship(new_work, MOE, ANN), await an_active_mentorship(new_work, MIA, BEN)
    written = await an_active_mentorship(new_work, MOE, CAL)
    await request(new_work, MIA, ANN)
    async with new_work() as work:
        found = await work.mentorships.get(met)
        await work.meetings.save(a_meeting(MeetingId("T-1"), found, starts_at=NOW + DAY))
        await work.commit()
    await write_email(new_work, f"first:{written}")

    async with new_work() as work:
        assert list(await work.pending_items.without_meeting(NOW, "first")) == [PendingMentorship(unmet, MOE, ANN)]
        assert list(await work.pending_items.without_meeting(NOW - DAY, "first")) == []
    await leave(new_work, ANN)
    async with new_work() as work:
        assert list(await work.pending_items.without_meeting(NOW, "first")) == []


@pytest.mark.rule("SUR-1")
async def test_surveys_wait_for_an_answer(new_work: NewWork) -> None:
    await settle(new_work)
    first, second = await an_active_mentorship(new_work, MOE, ANN), await an_active_mentorship(new_work, MIA, BEN)
    async with new_work() as work:
        for mentorship, side, person, days in (
            (first, MENTOR, MOE, 1),
            (first, MENTEE, ANN, 0),
            (second, MENTOR, MIA, 0),
            (second, MENTEE, BEN, 2),
        ):
            await work.surveys.save(Survey.create(mentorship, side, person, at=NOW + days * DAY))
        await work.commit()
    await write_email(new_work, f"survey:{second}:mentor")

    async with new_work() as work:
        found = await work.pending_items.surveys(NOW + DAY, "survey")
        assert list(found) == [(first, MENTEE, ANN), (first, MENTOR, MOE)]
        assert {type(side) for _, side, _ in found} == {ApplicationKind}
    await leave(new_work, ANN)
    async with new_work() as work:
        assert list(await work.pending_items.surveys(NOW + DAY, "survey")) == [(first, MENTOR, MOE)]


@pytest.mark.rule("MAT-2")
async def test_everybody_employed_is_a_team_member_and_some_have_not_applied(new_work: NewWork) -> None:
    await settle(new_work)
    await settle_people(new_work, PersonId("E-NEW"), PersonId("E-DRAFT"))
    async with new_work() as work:
        await work.applications.save(an_application(PersonId("E-DRAFT"), MENTEE))
        await work.commit()
    await leave(new_work, CAL)

    async with new_work() as work:
        everybody = sorted((ANN, BEN, BOSS, PersonId("E-DRAFT"), MIA, MOE, PersonId("E-NEW")))
        assert list(await work.pending_items.team_members()) == everybody
        assert list(await work.pending_items.without_application()) == sorted(
            (BOSS, PersonId("E-DRAFT"), PersonId("E-NEW"))
        )


# --- what expires -----------------------------------------------------------------------------------------------


async def test_old_keys_go(new_work: NewWork) -> None:
    async with new_work() as work:
        for days in (0, 1, 2):
            await work.keys.add(ANN, f"key {days}", IdempotencyRecord("action", "print", "result"), NOW + days * DAY)
        await work.commit()
    async with new_work() as work:
        assert await work.expiry.of_keys(NOW + DAY) == 1
        await work.commit()
    async with new_work() as work:
        assert await work.keys.find(ANN, "key 0") is None
        assert await work.keys.find(ANN, "key 1") is not None


async def test_old_events_go_but_never_the_last(new_work: NewWork) -> None:
    async with new_work() as work:
        for days in (0, 3, 1):
            work.record(SkillAdded(occurred_at=NOW + days * DAY, by=None, skill=SkillId(f"soft-{days}")))
        await work.commit()
    async with new_work() as work:
        assert await work.expiry.of_events(NOW + 2 * DAY) == 1
        await work.commit()
    async with new_work() as work:
        assert await work.expiry.of_events(NOW + 9 * DAY) == 1
        assert await work.expiry.of_events(NOW + 9 * DAY) == 0


# --- emails ----------------------------------------------------------------------------------------------------


async def test_only_an_email_that_failed_is_decided_about(store: Store, new_work: NewWork) -> None:
    await settle_people(new_work)
    await write_email(new_work, "one")
    await write_email(new_work, "two")
    number = await store.fail_email("two", "No such address")

    async with new_work() as work:
        email = await work.outbox.get(number)
        assert (email.kind, email.state, email.attempts) == ("test", EmailState.FAILED, 1)
        assert email.problem == "No such address"
        email.send_again(BOSS, at=NOW)
        await work.outbox.save(email, NOW)
        assert (await work.outbox.get(number)).state is EmailState.QUEUED
        with pytest.raises(ConcurrentUpdate):
            await work.outbox.save(email, NOW)


async def test_what_settled_emails_say_goes_after_a_while(store: Store, new_work: NewWork) -> None:
    await settle_people(new_work)
    for key in ("discarded", "failed", "waiting"):
        await write_email(new_work, key)
    number = await store.fail_email("discarded", "No such address")
    await store.fail_email("failed", "No such address")
    async with new_work() as work:
        email = await work.outbox.get(number)
        email.discard(BOSS, "They left", at=NOW)
        await work.outbox.save(email, NOW)
        await work.commit()

    async with new_work() as work:
        assert await work.outbox.purge(NOW) == 0
        assert await work.outbox.purge(NOW + DAY) == 1
        assert await work.outbox.purge(NOW + DAY) == 0
        assert (await work.outbox.get(number)).problem is None
