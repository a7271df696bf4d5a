"""What goes after its time, and what never does."""

from datetime import date, timedelta

from sqlalchemy import func, select

from moments.application.ports.journal import IdempotencyRecord
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.tables import events, idempotency_keys, stream_floor
from tests.infrastructure.persistence.people import BOSS
from tests.infrastructure.scheduling.scenario import SUNDAY, SchedulerScenario, local

ANN, BEN = PersonId("E-ANN"), PersonId("E-BEN")
NIGHT = local(date(2026, 12, 4), 3, 30)


async def number(town: SchedulerScenario, column: object) -> int:
    async with town.database.reading() as connection:
        return int((await connection.execute(select(func.count(column)))).scalar_one())  # type: ignore[arg-type]


async def test_keys_go_after_a_week(town: SchedulerScenario) -> None:
    await town.settle(ANN)
    await town.at(SUNDAY)
    async with town.new_work() as work:
        for key, at in (("old", NIGHT - timedelta(days=8)), ("young", NIGHT - timedelta(days=6))):
            await work.keys.add(BOSS, key, IdempotencyRecord("addSkill", "0" * 64, "x"), at)
        await work.commit()
    await town.at(NIGHT)
    async with town.database.reading() as connection:
        assert (await connection.scalars(select(idempotency_keys.c.key))).all() == ["young"]


async def told(town: SchedulerScenario) -> list[str]:
    """The events that a stream can still tell."""
    async with town.database.reading() as connection:
        floor = select(stream_floor.c.event).scalar_subquery()
        rows = await connection.execute(select(events.c.type).where(events.c.id > floor).order_by(events.c.id))
        return [row.type for row in rows]


async def test_events_are_told_for_thirty_days_and_stay_in_the_audit(town: SchedulerScenario) -> None:
    await town.settle(ANN, BEN)
    await town.at(SUNDAY)
    await town.apply(ANN, SUNDAY)
    await town.apply(BEN, NIGHT - timedelta(days=1))
    written = await number(town, events.c.id)
    assert len(await told(town)) == written > 1
    await town.at(NIGHT)
    assert await told(town) == ["application.submitted"]
    assert await number(town, events.c.id) == written
    await town.at(NIGHT + timedelta(days=1))
    assert await told(town) == ["application.submitted"], "the floor does not sink"


async def test_the_last_event_stays_whatever_its_age_as_new_followers_begin_there(town: SchedulerScenario) -> None:
    await town.settle(ANN)
    await town.at(SUNDAY)
    await town.apply(ANN, SUNDAY)
    *_, last = await told(town)
    await town.at(NIGHT)
    assert await told(town) == [last]
