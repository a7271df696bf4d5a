"""What goes after its time, and what never does."""

from datetime import date, timedelta

from sqlalchemy import func, select

from moments.application.ports.journal import Done
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.tables import audit, events, idempotency_keys
from tests.infrastructure.persistence.people import BOSS
from tests.infrastructure.scheduling.scenario import SUNDAY, Town, local

ANN, BEN = PersonId("E-ANN"), PersonId("E-BEN")
NIGHT = local(date(2026, 12, 4), 3, 30)


async def number(town: Town, column: object) -> int:
    async with town.database.reading() as connection:
        return int((await connection.execute(select(func.count(column)))).scalar_one())  # type: ignore[arg-type]


async def test_keys_go_after_a_week(town: Town) -> None:
    await town.settle(ANN)
    await town.at(SUNDAY)
    async with town.new_work() as work:
        for key, at in (("old", NIGHT - timedelta(days=8)), ("young", NIGHT - timedelta(days=6))):
            await work.keys.add(BOSS, key, Done("addSkill", "0" * 64, "x"), at)
        await work.commit()
    await town.at(NIGHT)
    async with town.database.reading() as connection:
        assert (await connection.scalars(select(idempotency_keys.c.key))).all() == ["young"]


async def test_events_go_after_thirty_days_and_the_audit_stays(town: Town) -> None:
    await town.settle(ANN, BEN)
    await town.at(SUNDAY)
    await town.apply(ANN, SUNDAY)
    kept = await number(town, audit.c.id)
    await town.apply(BEN, NIGHT - timedelta(days=1))
    await town.at(NIGHT)
    async with town.database.reading() as connection:
        left = (await connection.execute(select(events.c.type, events.c.occurred_at))).all()
    assert [row.type for row in left] == ["ApplicationSubmitted"]
    assert min(row.occurred_at for row in left) >= NIGHT - timedelta(days=30)
    assert await number(town, audit.c.id) > kept


async def test_the_last_event_stays_whatever_its_age_as_new_followers_begin_there(town: Town) -> None:
    await town.settle(ANN)
    await town.at(SUNDAY)
    await town.apply(ANN, SUNDAY)
    async with town.database.reading() as connection:
        last = (await connection.execute(select(func.max(events.c.id)))).scalar_one()
    await town.at(NIGHT)
    async with town.database.reading() as connection:
        assert (await connection.scalars(select(events.c.id))).all() == [last]
