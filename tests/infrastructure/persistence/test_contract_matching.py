"""What the store of runs, lists and trial runs promises: one suite for the memory, SQLite and PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest

from moments.application.ports.errors import ConcurrentUpdate, DuplicateKey, NotFound
from moments.application.ports.matching import ComputedList
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.suggestion import EmptyList, EmptyReason
from moments.domain.matching.trial_run import LEASE, TrialRun
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import PersonId, RunId, SkillId, TrialRunId
from moments.domain.shared.kind import ApplicationKind
from tests.application.fakes.matching_service import a_run_record, suggestions
from tests.domain.builders import a_trial_report
from tests.infrastructure.persistence.people import (
    ANN,
    BEN,
    BOSS,
    CAL,
    MIA,
    MOE,
    NOW,
    NewWork,
    admit,
    an_active_mentorship,
    an_employee,
    discontinue,
    request,
    settle,
    settle_people,
)

Q4, Q1 = Quarter(2026, 4), Quarter(2027, 1)
RUN, LATER = RunId("R-1"), RunId("R-2")
DAY = timedelta(days=1)
GHOST = PersonId("E-GHOST")
EMPTY = EmptyList(EmptyReason.NOBODY_OFFERS, ((SkillId("soft-resiliency"), 2),))


async def match(
    new_work: NewWork,
    lists: Mapping[PersonId, Sequence[PersonId]],
    *,
    run: RunId = RUN,
    quarter: Quarter = Q4,
    published: bool = True,
) -> None:
    async with new_work() as work:
        empty = {mentee: EMPTY for mentee, mentors in lists.items() if not mentors}
        await work.matching.add_run(quarter, a_run_record(run, lists, empty), by=BOSS, at=NOW)
        if published:
            await work.matching.publish(quarter, NOW)
        await work.commit()


async def change(new_work: NewWork, person: PersonId, **facts: Any) -> None:
    async with new_work() as work:
        participant = (await work.participants.lock(person))[person]
        for name, value in facts.items():
            setattr(participant, name, value)
        await work.participants.save(participant)
        await work.commit()


# --- runs -------------------------------------------------------------------------------------------------------


async def test_a_run_has_a_list_for_each_mentee(new_work: NewWork) -> None:
    await settle(new_work)
    await match(new_work, {BEN: (), ANN: (MOE, MIA)}, published=False)

    async with new_work() as work:
        await work.matching.check_run(RUN)
        assert list(await work.matching.mentees_of(RUN)) == [ANN, BEN]
        assert list(await work.matching.mentees_of(LATER)) == []
        with pytest.raises(NotFound):
            await work.matching.check_run(LATER)


@pytest.mark.rule("MAT-8")
async def test_a_quarter_has_one_run(new_work: NewWork) -> None:
    await settle(new_work)
    await match(new_work, {ANN: (MOE,)})

    with pytest.raises(DuplicateKey):
        await match(new_work, {ANN: (MOE,)}, run=LATER)


@pytest.mark.rule("MAT-4")
async def test_the_latest_run_that_was_published_counts(new_work: NewWork) -> None:
    await settle(new_work)
    async with new_work() as work:
        assert await work.matching.publish(Q4, NOW) is None
        assert await work.matching.latest_published() is None
    await match(new_work, {ANN: (MOE,)})
    await match(new_work, {ANN: (MIA,), BEN: (MIA,)}, run=LATER, quarter=Q1, published=False)

    async with new_work() as work:
        assert await work.matching.latest_published() == RUN
        assert await work.matching.list_of(BEN, NOW) is None
        assert await work.matching.publish(Q1, NOW) == LATER
        assert await work.matching.latest_published() == LATER, "the later quarter, of two that were sent at once"
        assert await work.matching.publish(Q4, NOW + DAY) == RUN
        assert await work.matching.latest_published() == RUN
        listed = await work.matching.list_of(BEN, NOW)
        assert listed is not None
        assert (listed.run, listed.mentors) == (LATER, {MIA}), "the latest that has a list of theirs"


async def test_who_takes_part_and_has_no_list_is_found(new_work: NewWork) -> None:
    await settle(new_work)
    await settle_people(new_work, PersonId("E-DOT"), PersonId("E-EVE"))
    await admit(new_work, PersonId("E-DOT"), PersonId("E-EVE"), kind=ApplicationKind.MENTEE)
    await match(new_work, {BEN: ()})
    await an_active_mentorship(new_work, MOE, CAL)
    await an_active_mentorship(new_work, MIA, CAL)
    async with new_work() as work:
        people = await work.participants.lock(PersonId("E-EVE"))
        people[PersonId("E-EVE")].suspend(at=NOW)
        await work.participants.save(people[PersonId("E-EVE")])
        await work.commit()

    async with new_work() as work:
        assert list(await work.matching.without_list(RUN, 9)) == [ANN, PersonId("E-DOT")]
        assert list(await work.matching.without_list(RUN, 1)) == [ANN]


# --- lists ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("MAT-4", "MAT-6")
async def test_places_of_those_who_can_no_longer_be_asked_are_unavailable(new_work: NewWork) -> None:
    mentors = [PersonId(f"E-M{number}") for number in range(8)]
    full, closed, suspended, withdrawn, declined, had, asked, fine = mentors
    await settle(new_work)
    await settle_people(new_work, *mentors)
    await admit(new_work, *mentors, kind=ApplicationKind.MENTOR)
    await match(new_work, {ANN: (*mentors, MOE)})
    await change(new_work, full, capacity=1)
    await an_active_mentorship(new_work, full, BEN)
    await change(new_work, closed, available=False)
    async with new_work() as work:
        people = await work.participants.lock(suspended, withdrawn)
        people[suspended].suspend(at=NOW)
        people[withdrawn].revoke_role(ApplicationKind.MENTOR)
        for each in people.values():
            await work.participants.save(each)
        application = await work.applications.of(withdrawn, ApplicationKind.MENTOR)
        assert application is not None
        application.withdraw(at=NOW)
        await work.applications.save(application)
        await work.commit()
    await discontinue(new_work, await an_active_mentorship(new_work, had, ANN))
    identity = await request(new_work, declined, ANN)
    async with new_work() as work:
        mentorship, people = await work.mentorships.get(identity), await work.participants.lock(ANN)
        mentorship.decline(mentee=people[ANN], message=None, at=NOW)
        await work.mentorships.save(mentorship)
        await work.directory.write([an_employee(MOE, supervisor=ANN)])
        await work.commit()
    await request(new_work, asked, ANN)

    async with new_work() as work:
        listed = await work.matching.list_of(ANN, NOW)
        assert listed is not None
        assert list(listed.unavailable) == [1, 2, 3, 4, 5, 6, 9]
        assert listed.mentors == {*mentors, MOE}
        assert await work.matching.who_can_be_asked(ANN, [*mentors, MOE, GHOST], NOW) == {fine}
        assert await work.matching.who_can_be_asked(ANN, [], NOW) == frozenset()
        after_a_year = await work.matching.who_can_be_asked(ANN, mentors, NOW + timedelta(days=366))
        assert after_a_year == {fine, had, declined}


@pytest.mark.rule("MAT-6")
async def test_ones_supervisor_cannot_be_asked(new_work: NewWork) -> None:
    await settle(new_work)
    async with new_work() as work:
        await work.directory.write([an_employee(ANN, supervisor=MOE)])
        await work.commit()
    async with new_work() as work:
        assert await work.matching.who_can_be_asked(ANN, [MOE, MIA], NOW) == {MIA}
        assert await work.matching.who_can_be_asked(BEN, [MOE, MIA], NOW) == {MOE, MIA}


async def test_lists_are_added_once(new_work: NewWork) -> None:
    await settle(new_work)
    await match(new_work, {ANN: (MOE,)})
    async with new_work() as work:
        made = [ComputedList(BEN, suggestions(MIA, MOE)), ComputedList(CAL, (), EMPTY)]
        await work.matching.add_lists(RUN, made, NOW)
        await work.commit()

    async with new_work() as work:
        listed = await work.matching.list_of(BEN, NOW)
        assert listed is not None
        assert listed.mentors == {MIA, MOE}
        assert list(await work.matching.mentees_of(RUN)) == [ANN, BEN, CAL]
        with pytest.raises(DuplicateKey):
            await work.matching.add_lists(RUN, [ComputedList(BEN, ())], NOW)


@pytest.mark.rule("MAT-4")
async def test_who_is_replaced_comes_back_to_their_place_when_suggested_again(new_work: NewWork) -> None:
    new = PersonId("E-NEW")
    await settle(new_work)
    await settle_people(new_work, new)
    await admit(new_work, new, kind=ApplicationKind.MENTOR)
    await match(new_work, {ANN: (MOE, MIA)})

    async def on_it() -> frozenset[PersonId]:
        async with new_work() as work:
            listed = await work.matching.list_of(ANN, NOW)
            assert listed is not None
            return listed.mentors

    async with new_work() as work:
        await work.matching.replace(RUN, ANN, [1], suggestions(new), NOW)
        await work.commit()
    assert await on_it() == {MIA, new}
    async with new_work() as work:
        await work.matching.replace(RUN, ANN, [2, 3], suggestions(MOE), NOW)
        await work.commit()
    assert await on_it() == {MOE}
    await change(new_work, MOE, available=False)
    async with new_work() as work:
        listed = await work.matching.list_of(ANN, NOW)
        assert listed is not None
        assert list(listed.unavailable) == [1]


# --- trial runs -------------------------------------------------------------------------------------------------


async def test_the_trial_run_that_waits_longest_is_next(new_work: NewWork) -> None:
    async with new_work() as work:
        for name, days in (("late", 2), ("early", 1)):
            asked = TrialRun.ask(TrialRunId(name), None, RunParameters(seed="s"), by=BOSS, at=NOW + days * DAY)
            await work.matching.save_trial_run(asked)
        await work.commit()

    async with new_work() as work:
        first = await work.matching.next_trial_run(NOW)
        assert first is not None
        assert (first.id, first.parameters.seed, first.version) == ("early", "s", 1)
        taken = await work.matching.trial_run(first.id)
        taken.begin(at=NOW)
        await work.matching.save_trial_run(taken)
        await work.commit()
    async with new_work() as work:
        for at, expected in ((NOW + LEASE / 2, "late"), (NOW + LEASE, "early")):
            found = await work.matching.next_trial_run(at)
            assert found is not None
            assert found.id == expected
        for name in ("early", "late"):
            done = await work.matching.trial_run(TrialRunId(name))
            done.finish(a_trial_report(), at=NOW)
            await work.matching.save_trial_run(done)
        assert await work.matching.next_trial_run(NOW + LEASE) is None
        assert (await work.matching.trial_run(TrialRunId("late"))).report == a_trial_report()
        with pytest.raises(ConcurrentUpdate):
            await work.matching.save_trial_run(first)


async def test_a_trial_run_that_nobody_asked_for_is_not_found(new_work: NewWork) -> None:
    async with new_work() as work:
        with pytest.raises(NotFound):
            await work.matching.trial_run(TrialRunId("none"))
