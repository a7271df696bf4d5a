"""The caps under concurrency (CAP-4): two processes, many callers, one place.

The short form is two rounds a database; `MOMENTS_SOAK=1` (`make soak`) runs twenty and prints what it saw.
"""

import asyncio
import os
import time
from collections import Counter

import pytest
from sqlalchemy import func, select

from moments.application.applications.decide_application import (
    ApproveApplication,
    DecideApplicationCommand,
    DenyApplication,
)
from moments.application.mentorships.accept_request import AcceptRequest, AcceptRequestCommand
from moments.application.mentorships.request_mentor import RequestMentor, RequestMentorCommand
from moments.application.use_case import Caller
from moments.domain.participants.participant import Participant
from moments.domain.program.administrators import Administrator
from moments.domain.program.skills import Catalog
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.tables import emails, events, mentorships, participants
from tests.application.fakes.memory import handbook_skills
from tests.infrastructure.persistence.parallel_callers import (
    Attempt,
    AttemptResult,
    ask,
    enrol,
    race,
    with_units_of_work,
)
from tests.infrastructure.persistence.people import (
    ANN,
    BOSS,
    DOR,
    MIA,
    MOE,
    NOW,
    NewWork,
    an_application,
    settle_people,
)

SOAK = os.environ.get("MOMENTS_SOAK") == "1"
ROUNDS = 20 if SOAK else 2
CALLERS = 200
TYPED = {"IllegalTransition", "RequestWasClosed", "MentorAtCapacity", "MenteeAtCapacity"}
"""What a mentor is told who answers a request that was closed meanwhile, or has no place left for it."""


def people(prefix: str, count: int) -> list[PersonId]:
    return [PersonId(f"E-{prefix}-{number:03}") for number in range(count)]


def acceptances(pairs: list[tuple[PersonId, PersonId]], requests: list[MentorshipId]) -> list[Attempt]:
    return [
        Attempt(AcceptRequest, AcceptRequestCommand(request), Caller(mentor))
        for (mentor, _), request in zip(pairs, requests, strict=True)
    ]


def accepted(outcomes: list[AttemptResult]) -> list[AttemptResult]:
    """Those that got it; everybody else has a typed refusal, or the test fails."""
    assert [each.error for each in outcomes if each.error] == []
    assert {each.refusal for each in outcomes if each.refusal} <= TYPED
    return [each for each in outcomes if each.result]


async def _look(url: str, mentor: PersonId) -> tuple[int, int, int, int]:
    """Active mentees by the mentorships and by the count, acceptances in the events, and their emails."""
    database = open_database(url)
    theirs = mentorships.c.mentor == mentor
    active = select(func.count()).where(theirs, mentorships.c.state == "active")
    counted = select(participants.c.mentees).where(participants.c.id == mentor)
    told = select(func.count()).where(events.c.type == "request.accepted", events.c.by == mentor)
    written = select(func.count()).where(emails.c.kind == "mentorship_confirmed", emails.c.recipient == mentor)
    async with database.reading() as connection:
        found = [int(await connection.scalar(each) or 0) for each in (active, counted, told, written)]
    await database.close()
    return found[0], found[1], found[2], found[3]


def look(url: str, mentor: PersonId) -> tuple[int, int, int, int]:
    return asyncio.run(_look(url, mentor))


@pytest.mark.rule("CAP-2", "CAP-4")
@pytest.mark.long
def test_of_200_simultaneous_acceptances_for_one_place_exactly_one_is_accepted(database_url: str) -> None:
    mentors = people("MENTOR", ROUNDS)

    async def settle(new_work: NewWork) -> list[list[Attempt]]:
        rounds = []
        for number, mentor in enumerate(mentors):
            mentees = people(f"R{number}", CALLERS + 1)
            await enrol(new_work, [mentor, *mentees])
            await ask(new_work, [(mentor, mentees[0])], active=True)
            pairs = [(mentor, mentee) for mentee in mentees[1:]]
            rounds.append(acceptances(pairs, await ask(new_work, pairs)))
        return rounds

    rounds = with_units_of_work(database_url, settle)
    started = time.perf_counter()
    played = race(database_url, rounds)
    took = time.perf_counter() - started

    for mentor, outcomes in zip(mentors, played, strict=True):
        assert len(outcomes) == CALLERS
        assert len(accepted(outcomes)) == 1
        assert look(database_url, mentor) == (2, 2, 1, 1)
    if SOAK:
        engine = database_url.partition(":")[0]
        refusals = Counter(each.refusal for outcomes in played for each in outcomes if each.refusal)
        print(
            f"\n{engine}: {ROUNDS} rounds of {CALLERS} acceptances from 2 processes in {took:.1f} s: "
            f"{sum(len(accepted(each)) for each in played)} accepted, {dict(refusals)} refused, 0 errors"
        )


@pytest.mark.rule("CAP-4")
def test_as_many_are_accepted_as_there_are_places(database_url: str) -> None:
    mentees = people("MENTEE", 20)

    async def settle(new_work: NewWork) -> list[Attempt]:
        await enrol(new_work, [MOE, *mentees])
        pairs = [(MOE, mentee) for mentee in mentees]
        return acceptances(pairs, await ask(new_work, pairs))

    [outcomes] = race(database_url, [with_units_of_work(database_url, settle)])

    assert len(accepted(outcomes)) == 2
    assert look(database_url, MOE) == (2, 2, 2, 2)


@pytest.mark.rule("CAP-1", "CAP-4")
def test_a_mentee_whom_ten_mentors_accept_at_once_has_two(database_url: str) -> None:
    mentors = people("MENTOR", 10)

    async def settle(new_work: NewWork) -> list[Attempt]:
        await enrol(new_work, [ANN, *mentors])
        pairs = [(mentor, ANN) for mentor in mentors]
        return acceptances(pairs, await ask(new_work, pairs))

    [outcomes] = race(database_url, [with_units_of_work(database_url, settle)])

    assert len(accepted(outcomes)) == 2
    assert sorted(look(database_url, mentor)[:2] for mentor in mentors) == [(0, 0)] * 8 + [(1, 1)] * 2


def test_two_people_who_mentor_each_other_do_not_stand_in_each_others_way(database_url: str) -> None:
    """Both are locked in the same order, whichever side they are on."""
    pairs = [(MOE, MIA), (MIA, MOE)]

    async def settle(new_work: NewWork) -> list[Attempt]:
        await enrol(new_work, [MOE, MIA])
        return acceptances(pairs, await ask(new_work, pairs))

    [outcomes] = race(database_url, [with_units_of_work(database_url, settle)])

    assert len(accepted(outcomes)) == 2


@pytest.mark.rule("APR-9")
def test_of_two_who_decide_at_once_the_second_is_told_of_the_first(database_url: str) -> None:
    async def settle(new_work: NewWork) -> list[Attempt]:
        await settle_people(new_work, ANN, MIA)
        application = an_application(ANN, ApplicationKind.MENTEE)
        application.submit(reasons=(), catalog=Catalog(handbook_skills().values()), at=NOW)
        async with new_work() as work:
            await work.administrators.add(Administrator(MIA, DOR, BOSS, NOW))
            await work.participants.save(Participant(ANN))
            await work.applications.save(application)
            await work.commit()
        in_lieu = DecideApplicationCommand(application.id, NOW, ground="FMLA leave")
        return [
            Attempt(ApproveApplication, DecideApplicationCommand(application.id, NOW), Caller(BOSS)),
            Attempt(DenyApplication, in_lieu, Caller(MIA)),
        ]

    [outcomes] = race(database_url, [with_units_of_work(database_url, settle)])

    [first] = [each for each in outcomes if each.result]
    [second] = [each for each in outcomes if each.refusal]
    name, verb = ("Boss", "approved") if first.attempt.caller.person == BOSS else ("Mia", "denied")
    assert second.refusal == "AlreadyDecided"
    assert second.sentence.startswith(f"{name} ")
    assert f"already {verb}" in second.sentence


def test_one_key_from_two_processes_is_one_request(database_url: str) -> None:
    same = Attempt(RequestMentor, RequestMentorCommand(MOE), Caller(ANN, key="one key"))

    with_units_of_work(database_url, lambda new_work: enrol(new_work, [MOE, ANN]))
    [outcomes] = race(database_url, [[same] * 8])

    assert [each.error for each in outcomes if each.error] == []
    assert len({each.result for each in outcomes}) == 1
    assert outcomes[0].result is not None
