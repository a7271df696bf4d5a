"""Recipients and content of Monday digests; none for decisions made in lieu
(APR-5)."""

from datetime import date, timedelta
from typing import Any

import pytest

from moments.application.unit_of_work import UnitOfWork
from moments.domain.shared.ids import DepartmentCode, PersonId
from tests.infrastructure.persistence.people import BOSS, DOR
from tests.infrastructure.scheduling.scenario import ADA, CHIEF, OTHER, SUNDAY, SchedulerScenario, local

MONDAY, NEXT_MONDAY = date(2026, 11, 2), date(2026, 11, 9)
ANN, BEN, CAL = (PersonId(f"E-{name}") for name in ("ANN", "BEN", "CAL"))
DIGEST = "monday_digest"


@pytest.fixture
async def town(town: SchedulerScenario) -> SchedulerScenario:
    await town.settle(ANN, BEN, CAL)
    await town.at(SUNDAY)
    return town


def of_department(content: dict[str, Any], code: DepartmentCode = DOR) -> list[str]:
    return [
        each["application"] for part in content["departments"] if part["code"] == code for each in part["applications"]
    ]


@pytest.mark.rule("APR-6")
async def test_a_supervisor_gets_one_email_on_monday_at_seven_with_all_that_waits(town: SchedulerScenario) -> None:
    first = await town.apply(ANN, SUNDAY - timedelta(days=20))
    second = await town.apply(BEN, SUNDAY - timedelta(days=3))

    await town.at(local(MONDAY, 6, 59))
    assert await town.emails(DIGEST) == []

    await town.at(local(MONDAY, 7))
    ((recipient, content),) = await town.emails(DIGEST)
    assert recipient == BOSS
    assert [each["application"] for each in content["supervised"]] == [first, second]

    await town.at(local(MONDAY, 7, 1))
    assert len(await town.emails(DIGEST)) == 1


@pytest.mark.rule("APR-6", "APR-7")
async def test_where_nothing_waits_nobody_gets_an_email(town: SchedulerScenario) -> None:
    await town.administrate(ADA)
    await town.at(local(MONDAY, 7))
    assert await town.emails(DIGEST) == []
    ((job, _, outcome),) = await town.runs("monday-digests")
    assert (job, outcome) == ("monday-digests", {"letters": 0, "waiting": 0})


@pytest.mark.rule("APR-6")
async def test_new_is_what_came_since_the_last_digest_and_comes_first(town: SchedulerScenario) -> None:
    old = await town.apply(ANN, SUNDAY - timedelta(days=20))
    await town.at(local(MONDAY, 7))
    new = await town.apply(BEN, local(MONDAY, 7, 1))
    await town.at(local(NEXT_MONDAY, 7))

    (_, before), (_, after) = await town.emails(DIGEST)
    assert before["supervised"] == [{"application": old, "new": True}]
    assert after["supervised"] == [{"application": new, "new": True}, {"application": old, "new": False}]


@pytest.mark.rule("APR-7")
async def test_an_administrator_gets_the_whole_departments(town: SchedulerScenario) -> None:
    waiting = [await town.apply(person, SUNDAY) for person in (ANN, BEN)]
    await town.administrate(ADA)
    await town.at(local(MONDAY, 7))
    emails = dict(await town.emails(DIGEST))
    assert set(emails) == {BOSS, ADA}
    assert sorted(of_department(emails[ADA])) == sorted(waiting)
    assert emails[ADA]["supervised"] == []


@pytest.mark.rule("APR-7")
async def test_an_administrator_of_another_department_gets_nothing_of_it(town: SchedulerScenario) -> None:
    await town.apply(ANN, SUNDAY)
    await town.administrate(ADA, OTHER)
    await town.at(local(MONDAY, 7))
    assert [recipient for recipient, _ in await town.emails(DIGEST)] == [BOSS]


@pytest.mark.rule("APR-6", "APR-7")
async def test_who_is_both_gets_one_email_and_is_told_nothing_twice(town: SchedulerScenario) -> None:
    mine, other = await town.apply(ANN, SUNDAY), await town.apply(BEN, SUNDAY, supervisor=CHIEF)
    await town.administrate(BOSS)
    await town.at(local(MONDAY, 7))
    emails = [content for recipient, content in await town.emails(DIGEST) if recipient == BOSS]
    assert len(emails) == 1
    assert [each["application"] for each in emails[0]["supervised"]] == [mine]
    assert of_department(emails[0]) == [other]


@pytest.mark.rule("APR-9")
async def test_nobodys_own_application_is_in_their_digest(town: SchedulerScenario) -> None:
    await town.apply(ANN, SUNDAY)
    await town.administrate(ANN)
    await town.at(local(MONDAY, 7))
    assert [recipient for recipient, _ in await town.emails(DIGEST)] == [BOSS]


@pytest.mark.rule("APR-5")
async def test_what_was_decided_in_lieu_is_in_no_digest_of_the_supervisor(town: SchedulerScenario) -> None:
    decided = await town.apply(ANN, SUNDAY)
    await town.administrate(ADA)
    await town.decide_in_lieu(decided, SUNDAY + timedelta(hours=1))
    await town.at(local(MONDAY, 7))
    await town.at(local(NEXT_MONDAY, 7))
    assert await town.emails(DIGEST) == []
    assert [recipient for recipient, _ in await town.emails()] == [ANN, ANN]  # received, and denied: the applicant's


@pytest.mark.rule("APR-7")
async def test_an_application_that_was_rerouted_is_in_the_digest_of_the_one_it_is_with(town: SchedulerScenario) -> None:
    await town.apply(ANN, SUNDAY, supervisor=CHIEF)
    await town.at(local(MONDAY, 7))
    assert [recipient for recipient, _ in await town.emails(DIGEST)] == [CHIEF]


@pytest.mark.rule("APR-7")
async def test_what_waits_for_a_supervisor_who_has_left_is_with_the_administrators_still(
    town: SchedulerScenario,
) -> None:
    stuck = await town.apply(ANN, SUNDAY)
    await town.administrate(ADA)
    await town.change(BOSS, left=date(2026, 11, 1))
    await town.at(local(MONDAY, 7))
    ((recipient, content),) = await town.emails(DIGEST)
    assert (recipient, of_department(content)) == (ADA, [stuck])


async def test_the_application_of_somebody_who_has_left_waits_no_longer(town: SchedulerScenario) -> None:
    await town.apply(ANN, SUNDAY)
    await town.administrate(ADA)
    await town.change(ANN, left=date(2026, 11, 1))
    await town.at(local(MONDAY, 7))
    assert await town.emails(DIGEST) == []


async def test_who_has_left_gets_none(town: SchedulerScenario) -> None:
    await town.apply(ANN, SUNDAY)
    await town.administrate(ADA)
    await town.change(BOSS, left=date(2026, 11, 1))
    await town.change(ADA, left=date(2026, 11, 1))
    await town.at(local(MONDAY, 7))
    assert await town.emails(DIGEST) == []


async def test_a_long_list_is_cut_and_the_rest_counted(town: SchedulerScenario) -> None:
    many = [PersonId(f"E-M{number:03}") for number in range(53)]
    await town.settle(*many)
    for person in many:
        await town.apply(person, SUNDAY)
    await town.administrate(ADA)
    await town.at(local(MONDAY, 7))
    emails = dict(await town.emails(DIGEST))
    assert (len(emails[BOSS]["supervised"]), emails[BOSS]["supervised_more"]) == (50, 3)
    (department,) = emails[ADA]["departments"]
    assert (len(department["applications"]), department["more"]) == (50, 3)


@pytest.mark.rule("MAT-2")
async def test_it_says_when_the_next_matching_runs(town: SchedulerScenario) -> None:
    await town.apply(ANN, SUNDAY)
    await town.at(local(MONDAY, 7))
    ((_, content),) = await town.emails(DIGEST)
    assert content["next_match"] == "2027-01-20"
    assert content["next_match_closes"] == "2027-01-20T12:00:00Z"


@pytest.mark.rule("APR-6")
async def test_after_an_outage_over_a_monday_one_digest_comes_late_and_none_is_made_up_for(
    town: SchedulerScenario,
) -> None:
    await town.apply(ANN, SUNDAY)
    await town.at(local(date(2026, 11, 25)))  # a Wednesday, three Mondays later
    assert len(await town.emails(DIGEST)) == 1
    ((_, due, outcome),) = await town.runs("monday-digests")
    assert due == local(date(2026, 11, 23), 7)
    assert outcome["passed_over"] == 3


async def test_a_look_that_takes_the_time_past_a_due_moment_does_not_pass_it_over(town: SchedulerScenario) -> None:
    """The transaction may wait for a lock; what fell due meanwhile is found by the next look."""
    await town.apply(ANN, SUNDAY)
    worker = town.worker()
    town.clock.at = local(MONDAY, 6, 59)
    begin = worker.units_of_work

    def slow() -> UnitOfWork:
        town.clock.at = local(MONDAY, 7, 0)
        return begin()

    worker.units_of_work = slow
    assert await worker.run_due_jobs() <= town.clock.at
    await worker.run_due_jobs()
    assert len(await town.emails(DIGEST)) == 1
