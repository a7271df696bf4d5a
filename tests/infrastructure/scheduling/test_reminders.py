"""Reminders of what has been waiting, each once."""

from datetime import date, timedelta

import pytest

from moments.application.mentorships.end_mentorship import DiscontinueMentorship
from moments.application.scheduling.jobs import REMINDERS_CRON
from moments.application.scheduling.reminders import Reminders
from moments.domain.program.holidays import StateCalendar
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.scheduling import CronSimSchedule
from tests.domain.state_calendar import CALENDAR, by_law
from tests.infrastructure.persistence import people
from tests.infrastructure.persistence.people import ANN, MOE
from tests.infrastructure.scheduling.scenario import SUNDAY, SchedulerScenario, local

MONDAY = date(2026, 11, 2)
"""Of the request; reminders are written on working days at eight."""


@pytest.fixture
async def town(town: SchedulerScenario) -> SchedulerScenario:
    await people.settle(town.new_work)
    await town.at(SUNDAY)
    return town


async def kinds(town: SchedulerScenario) -> list[tuple[str, PersonId]]:
    found = []
    for kind in ("request_waiting", "request_still_waiting", "first_meeting_due", "survey_reminder"):
        found += [(kind, PersonId(recipient)) for recipient, _ in await town.emails(kind)]
    return found


async def test_a_request_that_waits_a_week_reminds_the_mentor_once(town: SchedulerScenario) -> None:
    mentorship = await town.request(MOE, ANN, local(MONDAY, 9))
    await town.at(local(date(2026, 11, 9), 8, 30))
    assert await kinds(town) == []  # an hour short of seven days

    await town.at(local(date(2026, 11, 10), 8))
    assert await kinds(town) == [("request_waiting", MOE)]
    assert await town.emails("request_waiting") == [(MOE, {"mentorship": mentorship})]

    for day in range(11, 14):
        await town.at(local(date(2026, 11, day), 8))
    assert await kinds(town) == [("request_waiting", MOE)]


@pytest.mark.rule("REQ-1")
async def test_after_two_weeks_the_mentee_is_asked_whether_to_choose_another(town: SchedulerScenario) -> None:
    await town.request(MOE, ANN, local(MONDAY, 9))
    await town.at(local(date(2026, 11, 17), 8))
    assert sorted(await kinds(town)) == [("request_still_waiting", ANN), ("request_waiting", MOE)]


async def test_a_request_that_was_answered_reminds_nobody(town: SchedulerScenario) -> None:
    mentorship = await town.request(MOE, ANN, local(MONDAY, 9))
    await town.accept(mentorship, local(MONDAY, 10))
    await town.at(local(date(2026, 11, 13), 8))
    assert await kinds(town) == []


@pytest.mark.rule("REQ-5")
async def test_two_weeks_without_a_meeting_remind_the_mentee_who_reaches_out_first(town: SchedulerScenario) -> None:
    mentorship = await town.request(MOE, ANN, local(MONDAY, 9))
    await town.accept(mentorship, local(MONDAY, 10))
    await town.at(local(date(2026, 11, 16), 8))
    assert await kinds(town) == []
    await town.at(local(date(2026, 11, 17), 8))
    assert await kinds(town) == [("first_meeting_due", ANN)]


async def test_who_has_set_up_a_meeting_is_not_reminded_of_it(town: SchedulerScenario) -> None:
    mentorship = await town.request(MOE, ANN, local(MONDAY, 9))
    await town.accept(mentorship, local(MONDAY, 10))
    await town.propose_meeting(mentorship, ANN, local(MONDAY, 11))
    await town.at(local(date(2026, 11, 17), 8))
    assert await kinds(town) == []


@pytest.mark.rule("SUR-1")
async def test_a_survey_that_waits_two_weeks_is_reminded_of_once_a_side(town: SchedulerScenario) -> None:
    from moments.application.mentorships.end_mentorship import EndMentorshipCommand
    from moments.application.use_case import Caller
    from moments.infrastructure.clock import RandomIdGenerator

    mentorship = await town.request(MOE, ANN, local(MONDAY, 9))
    await town.accept(mentorship, local(MONDAY, 10))
    town.clock.at = local(MONDAY, 11)
    discontinue = DiscontinueMentorship(town.new_work, town.clock, RandomIdGenerator())
    await discontinue(EndMentorshipCommand(mentorship), Caller(ANN))

    await town.at(local(date(2026, 11, 16), 8))
    assert await kinds(town) == []
    await town.at(local(date(2026, 11, 17), 8))
    await town.at(local(date(2026, 11, 18), 8))
    assert sorted(await kinds(town)) == [("survey_reminder", ANN), ("survey_reminder", MOE)]
    sides = {recipient: content["side"] for recipient, content in await town.emails("survey_reminder")}
    assert sides == {MOE: ApplicationKind.MENTOR.value, ANN: ApplicationKind.MENTEE.value}


@pytest.mark.rule("REQ-1")
async def test_a_mentee_whose_mentor_has_left_is_asked_whether_to_choose_another(town: SchedulerScenario) -> None:
    await town.request(MOE, ANN, local(MONDAY, 9))
    await town.change(MOE, left=date(2026, 11, 5))
    await town.at(local(date(2026, 11, 17), 8))
    assert await kinds(town) == [("request_still_waiting", ANN)]


async def test_who_has_left_is_reminded_of_nothing(town: SchedulerScenario) -> None:
    await town.request(MOE, ANN, local(MONDAY, 9))
    await town.change(MOE, left=date(2026, 11, 5))
    await town.at(local(date(2026, 11, 10), 8))
    assert await kinds(town) == []


async def test_at_the_weekend_nobody_is_written_to(town: SchedulerScenario) -> None:
    await town.request(MOE, ANN, local(date(2026, 11, 6), 12))
    await town.at(local(date(2026, 11, 13), 8))  # a Friday, four hours short of seven days
    await town.at(local(date(2026, 11, 15), 20))
    assert await kinds(town) == []
    await town.at(local(date(2026, 11, 16), 8))
    assert await kinds(town) == [("request_waiting", MOE)]


@pytest.mark.parametrize("closed_by_office", [False, True])
async def test_on_a_holiday_nobody_is_reminded_but_on_the_next_working_day(
    town: SchedulerScenario, closed_by_office: bool
) -> None:
    holiday, following = date(2026, 11, 11), date(2026, 11, 12)  # Veterans Day
    if closed_by_office:
        holiday, following = following, date(2026, 11, 13)
        async with town.new_work() as work:
            await work.holidays.save(holiday, "Day of mourning")
            await work.commit()
    await town.request(MOE, ANN, local(holiday - timedelta(days=7), 7))
    await town.at(local(holiday, 8))
    await town.at(local(holiday, 23))
    assert await kinds(town) == []
    await town.at(local(following, 8))
    assert await kinds(town) == [("request_waiting", MOE)]


async def test_the_next_reminders_are_told_for_a_working_day() -> None:
    job = Reminders(CronSimSchedule(), REMINDERS_CRON)
    wednesday = local(date(2026, 11, 25), 9)  # before Thanksgiving
    closed = StateCalendar(by_law, {date(2026, 11, 27): "Day after Thanksgiving"})
    assert job.next_planned(wednesday, CALENDAR) == local(date(2026, 11, 27), 8)
    assert job.next_planned(wednesday, closed) == local(date(2026, 11, 30), 8)
