"""Who takes part in a run and who stands against whom, read from the program's tables (MAT-3, MAT-5, MAT-6)."""

from datetime import timedelta

import pytest

from moments.domain.applications.supervisor import Supervisor
from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.people import NonParticipation
from moments.domain.participants.participant import Standing
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from tests.infrastructure.matching.scenario import (
    ANN,
    BEN,
    CAL,
    DEFAULT_SKILLS,
    MAX,
    MENTEE,
    MENTOR,
    MIA,
    MOE,
    MatchingScenario,
    submitted,
)
from tests.infrastructure.scheduling.scenario import OTHER

NEW = PersonId("E-NEW")


async def not_taking_part(town: MatchingScenario) -> dict[str, tuple[NonParticipation, ...]]:
    market = (await town.inputs()).market
    return {each.id: each.non_participation_reasons for each in (*market.mentees, *market.mentors)}


@pytest.mark.rule("MAT-3")
async def test_approved_people_with_an_open_place_take_part(town: MatchingScenario) -> None:
    market = (await town.inputs()).market
    assert [each.id for each in market.mentees if each.takes_part] == [ANN, BEN, CAL]
    assert [(each.id, each.open_places) for each in market.mentors if each.takes_part] == [(MIA, 2), (MOE, 2)]


@pytest.mark.rule("MAT-3", "CAP-1")
async def test_a_mentee_with_two_mentors_takes_no_part(town: MatchingScenario) -> None:
    await town.mentorship(MOE, ANN)
    one = next(each for each in (await town.inputs()).market.mentees if each.id == ANN)
    assert (one.takes_part, one.open_places, one.has_mentor) == (True, 1, True)
    await town.mentorship(MIA, ANN)
    assert (await not_taking_part(town))[ANN] == (NonParticipation.FULL,)


@pytest.mark.rule("MAT-3", "CAP-2")
async def test_a_mentor_with_two_mentees_or_with_as_many_as_they_want_takes_no_part(town: MatchingScenario) -> None:
    await town.mentorship(MOE, ANN)
    assert (await not_taking_part(town))[MOE] == ()
    await town.participant(MOE, capacity=1)
    assert (await not_taking_part(town))[MOE] == (NonParticipation.FULL,)
    await town.participant(MOE, capacity=2)
    await town.mentorship(MOE, BEN)
    assert (await not_taking_part(town))[MOE] == (NonParticipation.FULL,)


@pytest.mark.rule("MAT-3", "CAP-3")
async def test_an_unavailable_mentor_takes_no_part_and_an_unavailable_mentors_own_search_does(
    town: MatchingScenario,
) -> None:
    await town.admit(MOE, kind=MENTEE)
    await town.participant(MOE, available=False)
    market = (await town.inputs()).market
    assert next(each for each in market.mentors if each.id == MOE).non_participation_reasons == (
        NonParticipation.UNAVAILABLE,
    )
    assert next(each for each in market.mentees if each.id == MOE).takes_part


@pytest.mark.rule("MAT-3", "ELIG-4")
async def test_the_suspended_take_no_part_on_either_side(town: MatchingScenario) -> None:
    for person in (MOE, ANN):
        await town.participant(person, standing=Standing.SUSPENDED)
    found = await not_taking_part(town)
    assert (found[MOE], found[ANN]) == ((NonParticipation.INELIGIBLE,), (NonParticipation.INELIGIBLE,))


@pytest.mark.rule("MAT-3", "APP-6")
@pytest.mark.parametrize("kind", list(ApplicationKind))
async def test_whoever_waits_for_approval_takes_no_part(town: MatchingScenario, kind: ApplicationKind) -> None:
    await town.settle(NEW)
    async with town.new_work() as work:
        await work.applications.save(submitted(NEW, kind, DEFAULT_SKILLS))
        await work.commit()
    assert (await not_taking_part(town))[NEW] == (NonParticipation.NOT_APPROVED,)


@pytest.mark.rule("MAT-3")
async def test_whoever_has_no_application_or_has_withdrawn_it_is_nobody_to_the_run(town: MatchingScenario) -> None:
    await town.settle(NEW)
    async with town.new_work() as work:
        people = await work.participants.lock(ANN)
        application = await work.applications.of(ANN, MENTEE)
        assert application is not None
        application.withdraw(at=town.clock.at)
        people[ANN].revoke_role(MENTEE)
        await work.applications.save(application)
        await work.participants.save(people[ANN])
        await work.commit()
    assert not {NEW, ANN} & (await not_taking_part(town)).keys()


@pytest.mark.rule("MAT-5")
async def test_department_and_division_restrict_no_match(town: MatchingScenario) -> None:
    await town.admit(MAX, kind=MENTOR, department=OTHER, division="Elsewhere")
    await town.participant(MOE, available=False)
    await town.participant(MIA, available=False)
    await town.quarter()
    assert await town.lists() == {ANN: [MAX], BEN: [MAX], CAL: [MAX]}


@pytest.mark.rule("MAT-6")
async def test_what_is_between_two_people_keeps_them_off_each_others_lists(town: MatchingScenario) -> None:
    await town.mentorship(MOE, ANN)
    await town.decline(await town.request(MOE, BEN, town.clock.at))
    await town.request(MIA, BEN, town.clock.at)
    await town.end(await town.mentorship(MIA, CAL))
    found = {(each.mentee, each.mentor): each.why for each in (await town.inputs()).market.excluded}
    assert found == {
        (ANN, MOE): Exclusion.EXISTING,
        (BEN, MOE): Exclusion.DECLINED,
        (BEN, MIA): Exclusion.PENDING,
        (CAL, MIA): Exclusion.WITHIN_THE_YEAR,
    }
    await town.quarter()
    assert await town.lists() == {ANN: [MIA], BEN: [MOE], CAL: [MOE]}  # MOE declined the quarter before


@pytest.mark.rule("MAT-6")
async def test_a_mentorship_that_ended_more_than_a_year_ago_is_no_exclusion(town: MatchingScenario) -> None:
    await town.end(await town.mentorship(MIA, CAL))
    town.clock.at += timedelta(days=364)
    assert len((await town.inputs()).market.excluded) == 1
    town.clock.at += timedelta(days=2)
    assert (await town.inputs()).market.excluded == ()


@pytest.mark.rule("MAT-6")
async def test_a_declined_request_excludes_until_the_next_quarter_and_counts_first(town: MatchingScenario) -> None:
    await town.end(await town.mentorship(MIA, CAL))
    async with town.new_work() as work:
        from sqlalchemy import text

        await work._work.connection.execute(  # type: ignore[attr-defined]
            text(
                "INSERT INTO mentorships (id, mentor, mentee, state, requested_at, held_since, version) "
                "SELECT 'M-2', mentor, mentee, 'declined', requested_at, held_since, 1 FROM mentorships"
            )
        )
        await work.commit()
    assert [each.why for each in (await town.inputs()).market.excluded] == [Exclusion.DECLINED]
    town.clock.at += timedelta(days=93)
    assert [each.why for each in (await town.inputs()).market.excluded] == [Exclusion.WITHIN_THE_YEAR]


@pytest.mark.rule("MAT-6")
async def test_a_supervisor_named_on_the_application_is_left_out(town: MatchingScenario) -> None:
    async with town.new_work() as work:
        application = await work.applications.of(ANN, MENTEE)
        assert application is not None
        application.supervisor = Supervisor(MOE, "Moe", "Doe", "moe@oa.example", chosen=True)
        await work.applications.save(application)
        await work.commit()
    assert [(each.mentee, each.mentor) for each in (await town.inputs()).market.excluded] == [(ANN, MOE)]
    await town.quarter()
    assert set((await town.lists())[ANN]) == {MIA}


@pytest.mark.rule("MAT-6")
async def test_nobody_is_on_the_list_of_themselves_of_their_reports_or_of_their_supervisor(
    town: MatchingScenario,
) -> None:
    boss, below = PersonId("E-ANN"), PersonId("E-BELOW")
    await town.admit(boss, kind=MENTOR)
    await town.admit(below, kind=MENTOR, supervisor=boss)
    await town.admit(below, kind=MENTEE)
    await town.quarter()
    lists = await town.lists()
    assert set(lists[boss]) == {MOE, MIA}
    assert set(lists[below]) == {MOE, MIA}
