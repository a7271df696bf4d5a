"""Who stands apart from a mentee, cell by cell, by the fake, SQLite and PostgreSQL (MAT-6)."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from moments.domain.applications.application import Application
from moments.domain.applications.supervisor import Supervisor
from moments.domain.matching.exclusions import A_DAY, A_YEAR, Between, Exclusion
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from tests.infrastructure.persistence.people import (
    ANN,
    BOSS,
    MIA,
    MOE,
    NOW,
    NewWork,
    an_active_mentorship,
    an_employee,
    discontinue,
    request,
    settle,
)

X = Exclusion
Happens = Callable[[NewWork], Awaitable[object]]
QUARTER_ENDS = timedelta(days=93)
"""More than a quarter has days."""


async def between(new_work: NewWork, mentor: PersonId = MOE, at: datetime = NOW) -> Between | None:
    async with new_work() as work:
        return await work.matching.between(ANN, mentor, at)


async def _answer(new_work: NewWork, answer: Callable[[Mentorship, Participant], None]) -> None:
    identity = await request(new_work, MOE, ANN)
    async with new_work() as work:
        people = await work.participants.lock(MOE, ANN)
        mentorship = await work.mentorships.get(identity)
        answer(mentorship, people[ANN])
        await work.mentorships.save(mentorship)
        await work.commit()


async def nothing(new_work: NewWork) -> None:
    pass


async def asks(new_work: NewWork) -> None:
    await request(new_work, MOE, ANN)


async def is_declined(new_work: NewWork) -> None:
    await _answer(new_work, lambda each, mentee: each.decline(mentee=mentee, message=None, at=NOW))


async def cancels(new_work: NewWork) -> None:
    await _answer(new_work, lambda each, mentee: each.cancel(mentee=mentee, at=NOW))


async def is_closed(new_work: NewWork) -> None:
    await _answer(new_work, lambda each, _: each.end_request(EndReason.MENTOR_FULL, at=NOW))


async def ended(new_work: NewWork) -> None:
    await discontinue(new_work, await an_active_mentorship(new_work))


async def is_the_other_way_round(new_work: NewWork) -> None:
    async with new_work() as work:
        await work.mentorships.save(Mentorship(MentorshipId("back"), ANN, MOE, requested_at=NOW, held_since=NOW))
        await work.commit()


async def names_as_supervisor(new_work: NewWork) -> None:
    await _edit(new_work, chosen=True)


async def had_as_supervisor(new_work: NewWork) -> None:
    """Who decided stays on the application, and is nobody's supervisor by that."""
    await _edit(new_work, chosen=False)


async def _edit(new_work: NewWork, *, chosen: bool) -> None:
    async with new_work() as work:
        application: Application | None = await work.applications.of(ANN, ApplicationKind.MENTEE)
        assert application is not None
        application.supervisor = Supervisor(MOE, "Moe", "Doe", "moe@oa.example", chosen=chosen)
        await work.applications.save(application)
        await work.commit()


def reports(who: PersonId, supervisor: PersonId) -> Happens:
    async def happens(new_work: NewWork) -> None:
        async with new_work() as work:
            await work.directory.write([replace(an_employee(who), supervisor=supervisor)])
            await work.commit()

    return happens


@pytest.mark.rule("MAT-6")
@pytest.mark.parametrize(
    ("happens", "found", "later", "found_later"),
    [
        (nothing, None, A_DAY, None),
        (asks, X.PENDING, A_YEAR, X.PENDING),
        (an_active_mentorship, X.EXISTING, A_YEAR, X.EXISTING),
        (ended, X.WITHIN_THE_YEAR, A_YEAR, None),
        (is_declined, X.DECLINED, QUARTER_ENDS, None),
        (cancels, X.CANCELED, A_DAY, None),
        (is_closed, None, A_DAY, None),
        (is_the_other_way_round, None, A_DAY, None),
        (reports(ANN, MOE), X.SUPERVISOR, A_YEAR, X.SUPERVISOR),
        (reports(MOE, ANN), X.DIRECT_REPORT, A_YEAR, X.DIRECT_REPORT),
        (names_as_supervisor, X.SUPERVISOR, A_YEAR, X.SUPERVISOR),
        (had_as_supervisor, None, A_DAY, None),
    ],
)
async def test_what_stands_between_the_two_and_how_long(
    new_work: NewWork, happens: Happens, found: Exclusion | None, later: timedelta, found_later: Exclusion | None
) -> None:
    await settle(new_work)
    await happens(new_work)

    now, then = await between(new_work), await between(new_work, at=NOW + later)

    assert (now and now.why) is found
    assert (then and then.why) is found_later
    if now is not None and found_later is None:
        assert now.until is not None
        assert await between(new_work, at=now.until) is None
        assert await between(new_work, at=now.until - timedelta(seconds=1)) == now
    assert await between(new_work, MIA) is None


@pytest.mark.rule("MAT-6")
async def test_oneself_one_s_supervisor_and_nobody_at_all(new_work: NewWork) -> None:
    await settle(new_work)
    assert await between(new_work, ANN) == Between(X.SELF)
    assert await between(new_work, BOSS) == Between(X.SUPERVISOR)
    assert await between(new_work, PersonId("E-NOBODY")) is None


@pytest.mark.rule("MAT-6")
async def test_of_two_requests_canceled_the_later_counts(new_work: NewWork) -> None:
    await settle(new_work)
    async with new_work() as work:
        for number, since in enumerate((NOW - A_DAY / 2, NOW - A_DAY / 4, NOW - A_DAY / 3)):
            canceled = Mentorship(MentorshipId(f"M-{number}"), MOE, ANN, requested_at=since, held_since=since)
            canceled.state = type(canceled.state).CANCELLED
            await work.mentorships.save(canceled)
        await work.commit()
    found = await between(new_work)
    assert found is not None
    assert found.until == NOW - A_DAY / 4 + A_DAY
