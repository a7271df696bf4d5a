"""Four workers, killed every 0.3 s, and an outage of three days over a Monday: each due is done once, or is
coalesced as its job's policy says (MAT-8, APR-6).

The short form is a quarter; `MOMENTS_SOAK=1` (`make soak`) plays a year on each database and prints what it saw.
"""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from moments.domain.program.cycle import STAGE_ORDER, default_dates
from moments.domain.program.quarter import Quarter, state_day
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.tables import events
from moments.infrastructure.scheduling import CronSimSchedule
from tests.domain.state_calendar import CALENDAR
from tests.infrastructure.persistence.people import BOSS
from tests.infrastructure.scheduling.fast_clock import Plan
from tests.infrastructure.scheduling.scenario import ADA, a_town, local

ROOT = Path(__file__).parents[3]
SOAK = os.environ.get("MOMENTS_SOAK") == "1"
BEGIN = local(date(2027, 1, 1))
END = local(date(2028, 1, 1)) if SOAK else local(date(2027, 3, 20))
SECONDS = 90.0 if SOAK else 9.0
OUTAGE = (local(date(2027, 2, 6)), local(date(2027, 2, 9)))
"""From a Saturday to a Tuesday."""
OUT_OF_IT = local(date(2027, 2, 8), 7)
ANN = PersonId("E-ANN")


async def _watch(url: str) -> int:
    """The time goes by; how many workers were killed."""
    plan = Plan(BEGIN, END, SECONDS, OUTAGE, seed=2027)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.infrastructure.scheduling.fast_clock", url, plan.written()),
        stdout=PIPE,
        stderr=PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    told, complained = await process.communicate()
    assert process.returncode == 0, complained.decode()[-4_000:]
    assert b"Traceback" not in complained, complained.decode()[-4_000:]
    return int(told)


def _check_calendar_job(
    job: str, expression: str, working_days: bool, runs: Sequence[tuple[str, datetime, dict[str, int]]]
) -> None:
    """Every due moment is in one run: as its own, or among those that it passed over. Those at the very end of
    the time may be left. `working_days`: whether it has none on other days."""
    planned = CronSimSchedule().dues(expression, BEGIN, END)
    dues = [each for each in planned if not working_days or CALENDAR.is_working_day(state_day(each))]
    done = [(due, outcome.get("passed_over", 0)) for name, due, outcome in runs if name == job]
    assert len({due for due, _ in done}) == len(done)
    assert {due for due, _ in done} <= set(dues)
    covered = 0
    for due, passed_over in done:
        covered += 1 + passed_over
        assert dues[covered - 1] == due, f"{job}: {due} does not follow"
    assert all(END - due < timedelta(days=14) for due in dues[covered:]), f"{job}: {len(dues[covered:])} are left"


@pytest.mark.rule("MAT-8", "APR-6", "APR-7")
@pytest.mark.long
async def test_each_due_is_done_once_or_coalesced(database_url: str) -> None:
    async with a_town(database_url) as town:
        await town.settle(ANN)
        await town.administrate(ADA)
        await town.at(BEGIN)
        await town.apply(ANN, BEGIN)
        kills = await _watch(database_url)
        await town.at(END)  # whatever the last kills left
        runs = await town.runs()

        for job in town.jobs:
            if expression := getattr(job, "expression", None):
                _check_calendar_job(job.name, expression, getattr(job, "only_on_working_days", False), runs)

        digests = Counter(recipient for recipient, _ in await town.emails("monday_digest"))
        mondays = [outcome for name, _, outcome in runs if name == "monday-digests"]
        assert digests == {BOSS: len(mondays), ADA: len(mondays)}
        assert {outcome["letters"] for outcome in mondays} == {2}

        quarters = [Quarter(2027, number) for number in range(1, 5)]
        due = [
            (q, stage) for q in quarters for stage in STAGE_ORDER if BEGIN < default_dates(q, CALENDAR)[stage] <= END
        ]
        done = [name for name, _, _ in runs if name.startswith("cycle:2027")]
        assert sorted(done) == sorted(f"cycle:{q.name}:{stage.value}" for q, stage in due)
        async with town.database.reading() as connection:
            stages = (
                await connection.scalars(
                    select(events.c.type).where(events.c.subject_kind == "cycle").order_by(events.c.id)
                )
            ).all()
        periods = ("period.announced", "period.opened", "period.end_announced", "period.closed")
        order = (*periods, "matching.ran", "lists.sent")
        assert list(stages) == [order[STAGE_ORDER.index(stage)] for _, stage in due]
        announced = Counter(content["quarter"] for _, content in await town.emails("period_announced"))
        assert set(announced.values()) == {4}
    if SOAK:
        engine = database_url.partition(":")[0]
        late = sum(outcome.get("passed_over", 0) for _, _, outcome in runs)
        print(f"\n{engine}: a year, {kills} kills, {len(runs)} runs, {late} coalesced, 0 missed, 0 doubled")


def test_the_outage_is_over_a_monday() -> None:
    assert OUTAGE[0] < OUT_OF_IT < OUTAGE[1]
    assert OUT_OF_IT in CronSimSchedule().dues("0 7 * * 1", BEGIN, END)
