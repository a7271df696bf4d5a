"""Who leaves the State's service is out at once, and what waited on them is settled (DIR-1)."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from moments.application.mentorships.accept_request import AcceptRequest, AcceptRequestCommand
from moments.application.mentorships.propose_meeting import ProposeMeeting, ProposeMeetingCommand
from moments.application.mentorships.request_mentor import RequestMentor, RequestMentorCommand
from moments.application.scheduling.departures import Departures
from moments.application.scheduling.job import DueRun
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.errors import RequestWasClosed
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.scheduling import CronSimSchedule
from tests.application.directory.scenario import ADA, ANN, BOB, MOE, PEOPLE, SAM, SUE, ImportScenario, a_town, without

pytestmark = pytest.mark.rule("DIR-1")


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str | None:
    return None if request.param == "memory" else request.getfixturevalue("new_database")(request.param)


@pytest_asyncio.fixture
async def town(address: str | None) -> AsyncIterator[ImportScenario]:
    """Moe and Ada mentor; Ann and Bob look for a mentor."""
    async with a_town(address) as town:
        for mentor in (MOE, ADA):
            await town.approved(mentor, SUE, ApplicationKind.MENTOR)
        for mentee in (ANN, BOB):
            await town.approved(mentee, SAM, ApplicationKind.MENTEE)
        yield town


async def ask(town: ImportScenario, mentee: PersonId, mentor: PersonId) -> MentorshipId:
    return MentorshipId(await town.do(RequestMentor, RequestMentorCommand(mentor), mentee))


async def pair(town: ImportScenario, mentee: PersonId, mentor: PersonId) -> MentorshipId:
    request = await ask(town, mentee, mentor)
    await town.do(AcceptRequest, AcceptRequestCommand(request), mentor)
    return request


async def state_of(town: ImportScenario, identity: MentorshipId) -> Mentorship:
    async with town.units_of_work() as work:
        return await work.mentorships.get(identity)


async def days_go_by(town: ImportScenario, days: int) -> int:
    """Each with its run of the job; how many mentorships these say they ended."""
    ended = 0
    job = Departures(CronSimSchedule(), "0 6 * * *", timedelta(days=7))
    for _ in range(days):
        town.clock.travel(town.clock.now() + timedelta(days=1))
        async with town.units_of_work() as work:
            now = town.clock.now()
            figures = await job.run(work, DueRun(job.name, now), now)
            await work.commit()
        ended += sum(int(each.value) for each in figures)
    return ended


@pytest.mark.rule("REQ-7", "CAP-4")
async def test_the_requests_to_a_mentor_who_left_are_closed_and_the_mentees_may_ask_others(
    town: ImportScenario,
) -> None:
    requests = [await ask(town, mentee, MOE) for mentee in (ANN, BOB)]

    plan = await town.import_people(without(PEOPLE, MOE))

    assert {each.mentorship for each in plan.settlements.requests} == set(requests)
    assert {each.gone for each in plan.settlements.requests} == {(MOE,)}
    for request in requests:
        found = await state_of(town, request)
        assert (found.state, found.end_reason) == (MentorshipState.CLOSED, EndReason.MENTOR_LEFT)
    assert (await town.participant(ANN)).waiting == set()
    assert {who for kind, who in await town.emails() if kind == "request_closed"} == {ANN, BOB}


async def test_the_requests_of_a_mentee_who_left_are_canceled_and_the_mentor_reads_why(town: ImportScenario) -> None:
    request = await ask(town, ANN, MOE)
    await town.send_emails()

    await town.import_people(without(PEOPLE, ANN))

    found = await state_of(town, request)
    assert (found.state, found.end_reason) == (MentorshipState.CANCELLED, EndReason.MENTEE_LEFT)
    with pytest.raises(RequestWasClosed, match="has left the State's service"):
        await town.do(AcceptRequest, AcceptRequestCommand(request), MOE)
    assert ("request_withdrawn", MOE) in await town.emails()


async def test_a_mentor_who_was_not_told_of_the_request_hears_nothing_of_it(town: ImportScenario) -> None:
    await ask(town, ANN, MOE)

    await town.import_people(without(PEOPLE, ANN))

    assert not [each for each in await town.emails(queued=True) if each[1] == MOE and "request" in each[0]]


@pytest.mark.rule("APP-9")
async def test_a_waiting_application_is_withdrawn_and_an_approved_one_stays(town: ImportScenario) -> None:
    waiting = await town.submit(ANN, ApplicationKind.MENTOR)

    plan = await town.import_people(without(PEOPLE, ANN))

    assert [each.application for each in plan.settlements.applications] == [waiting]
    assert (await town.application(waiting)).state is ApplicationState.WITHDRAWN
    assert await town.events("application.withdrawn") == [("application.withdrawn", waiting, None)]
    assert (await town.participant(ANN)).mentee_approved


async def test_the_mentorships_of_who_left_end_after_seven_days_and_the_other_side_is_asked(
    town: ImportScenario,
) -> None:
    mentorship = await pair(town, ANN, MOE)
    starts_at = town.clock.now().replace(hour=15, minute=0) + timedelta(days=21)
    await town.do(ProposeMeeting, ProposeMeetingCommand(mentorship, starts_at, 60, None), ANN)
    await town.import_people(without(PEOPLE, MOE))

    assert await days_go_by(town, 6) == 0
    assert (await state_of(town, mentorship)).state is MentorshipState.ACTIVE
    assert await days_go_by(town, 1) == 1

    found = await state_of(town, mentorship)
    assert (found.state, found.ended_by, found.end_reason) == (
        MentorshipState.DISCONTINUED,
        None,
        EndReason.MENTOR_LEFT,
    )
    assert (await town.participant(ANN)).open_places_as_mentee == 2
    assert [who for kind, who in await town.emails() if kind == "survey_due"] == [ANN]
    assert await town.events("meeting.cancelled")


async def test_who_is_back_before_that_finds_their_mentorships_as_they_were(town: ImportScenario) -> None:
    mentorship = await pair(town, ANN, MOE)
    before = (await town.everything())["mentorships"], (await town.everything())["mentor_listing"]

    await town.import_people(without(PEOPLE, MOE))
    await days_go_by(town, 6)
    await town.import_people(PEOPLE)
    await days_go_by(town, 7)

    assert (await state_of(town, mentorship)).state is MentorshipState.ACTIVE
    assert ((await town.everything())["mentorships"], (await town.everything())["mentor_listing"]) == before


async def test_nobody_is_asked_for_a_survey_if_both_have_left(town: ImportScenario) -> None:
    mentorship = await pair(town, ANN, MOE)
    await town.import_people(without(PEOPLE, MOE, ANN))

    await days_go_by(town, 7)

    assert (await state_of(town, mentorship)).state is MentorshipState.DISCONTINUED
    assert not [who for kind, who in await town.emails() if kind == "survey_due"]


async def test_the_preview_names_what_the_import_settles(town: ImportScenario) -> None:
    await ask(town, ANN, MOE)
    await ask(town, BOB, ADA)
    await town.submit(BOB, ApplicationKind.MENTOR)
    people = without(PEOPLE, MOE, BOB)

    foreseen = await town.preview(people)

    assert [(each.mentor, each.mentee, each.gone) for each in foreseen.settlements.requests] == [
        (MOE, ANN, (MOE,)),
        (ADA, BOB, (BOB,)),
    ]
    assert [each.applicant for each in foreseen.settlements.applications] == [BOB]
    assert await town.import_people(people) == foreseen
    assert (await town.preview(people)).changes_nothing
