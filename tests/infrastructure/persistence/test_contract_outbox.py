"""What the outbox promises: one email about a thing that waits, the times of what one person causes another."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from moments.application.ports.journal import Email, Held
from moments.domain.email.data import MentorshipEmail
from moments.domain.email.email import EmailState
from moments.domain.shared.ids import MentorshipId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.tables import emails
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.infrastructure.persistence.people import ANN, BEN, MOE, NOW, NewWork, settle_people

MINUTE = timedelta(minutes=1)


def an_email(key: str, **changes: object) -> Email:
    email = Email("meeting_moved", MOE, key, NOW, MentorshipEmail(MentorshipId("M-1")), "meeting:T-1", ANN)
    return replace(email, **changes)  # type: ignore[arg-type]


@pytest.mark.rule("MEN-2")
async def test_those_about_the_same_thing_to_the_same_person_that_wait_are_superseded(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN, MOE)
    async with new_work() as work:
        await work.outbox.add(an_email("first", kind="meeting_proposed"))
        await work.outbox.add(an_email("of another meeting", about="meeting:T-2"))
        await work.outbox.add(an_email("to another", recipient=BEN))
        await work.outbox.add(an_email("about nothing", about=None))
        newest = an_email("newest")
        await work.outbox.add(newest)
        assert list(await work.outbox.supersede(newest, "A newer one.")) == ["meeting_proposed"]
        assert list(await work.outbox.supersede(newest, "A newer one.")) == []
        await work.commit()
    async with new_work() as work:
        first = await work.outbox.get(1)
        assert (first.state, first.problem) == (EmailState.OBSOLETE, "A newer one.")
        assert (await work.outbox.get(5)).state is EmailState.QUEUED


@pytest.mark.rule("MEN-2")
async def test_the_times_of_what_one_person_causes_another(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN, MOE)
    later = NOW + 30 * MINUTE
    async with new_work() as work:
        await work.outbox.add(an_email("held"), Held(later, "It waits."))
        await work.outbox.add(an_email("now"))
        await work.outbox.add(an_email("of another", caused_by=BEN))
        await work.outbox.add(an_email("of the program", caused_by=None))
        await work.outbox.add(an_email("to another", recipient=BEN))
        await work.outbox.add_obsolete(an_email("of no use"), "Unheard of.")
        assert await work.outbox.times_between(ANN, MOE, NOW) == [NOW, later]
        # what waits is sent at the earliest at once
        assert await work.outbox.times_between(ANN, MOE, NOW + MINUTE) == [NOW + MINUTE, later]
        held, of_no_use = await work.outbox.get(1), await work.outbox.get(6)
        assert (held.state, held.problem) == (EmailState.QUEUED, "It waits.")
        assert (of_no_use.state, of_no_use.problem) == (EmailState.OBSOLETE, "Unheard of.")
        await work.commit()


@pytest.mark.rule("MEN-2")
async def test_what_is_being_sent_is_not_superseded_and_what_was_sent_counts_for_an_hour(database: Database) -> None:
    def new_work() -> SqlUnitOfWork:
        return SqlUnitOfWork(database, "mo.example")

    await settle_people(new_work, ANN, BEN, MOE)
    async with new_work() as work:
        await work.outbox.add(an_email("sent"))
        await work.outbox.add(an_email("under way"))
        await work.commit()
    under_way = {"lease_until": NOW + 3 * MINUTE, "next_at": NOW + 3 * MINUTE}
    async with database.writing() as connection:
        sent = {"state": EmailState.SENT.value, "settled_at": NOW}
        await connection.execute(update(emails).where(emails.c.key == "sent").values(sent))
        await connection.execute(update(emails).where(emails.c.key == "under way").values(under_way))
        await connection.commit()
    async with new_work() as work:
        assert list(await work.outbox.supersede(an_email("newest"), "A newer one.")) == []
        assert await work.outbox.times_between(ANN, MOE, NOW + MINUTE) == [NOW, NOW + 3 * MINUTE]
        assert await work.outbox.times_between(ANN, MOE, NOW + 60 * MINUTE) == [NOW + 60 * MINUTE]
