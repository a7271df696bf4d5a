"""Mentees who came after the quarter's run are given a list, and told of it once."""

import pytest
import pytest_asyncio

from moments.application.ports.matching import ComputedList
from moments.application.ports.scheduling import JobFigures, job_figures
from moments.application.scheduling.late_lists import LateMenteeLists
from moments.application.scheduling.scheduler import run_next
from moments.domain.program.quarter import Quarter
from tests.application.fakes.matching_service import a_run_record, suggestions
from tests.application.scenario import RUN, Program
from tests.infrastructure.persistence.people import ANN, BEN, BOSS, CAL, MIA, MOE, NOW


@pytest_asyncio.fixture(name="program")
async def with_a_run(program: Program) -> Program:
    """ANN has a list of it; BEN and CAL have none."""
    async with program.new_work() as work:
        await work.matching.add_run(Quarter(2026, 4), a_run_record(RUN, {ANN: (MIA,)}), by=BOSS, at=NOW)
        await work.matching.publish(Quarter(2026, 4), NOW)
        await work.commit()
    return program


async def look(program: Program) -> JobFigures | None:
    async with program.new_work() as work:
        done = await run_next(work, LateMenteeLists(program.matching_service), program.clock.now())
        await work.commit()
        return done[1] if done else None


@pytest.mark.rule("MAT-4")
async def test_who_came_late_gets_a_list_and_an_email(program: Program) -> None:
    program.matching_service.made = [ComputedList(BEN, suggestions(MOE)), ComputedList(CAL, suggestions(MOE))]

    assert await look(program) == job_figures(lists=2)

    assert program.emails[-2:] == [f"suggestions_arrived:{RUN}:{BEN}", f"suggestions_arrived:{RUN}:{CAL}"]
    assert program.events[-2:] == ["ListCreated", "ListCreated"]
    program.clock.advance(minutes=3)
    assert await look(program) is None, "everybody has one now"


@pytest.mark.rule("MAT-6")
async def test_a_list_with_somebody_who_can_no_longer_be_asked_is_left_for_the_next_look(program: Program) -> None:
    program.matching_service.made = [ComputedList(BEN, suggestions(MIA)), ComputedList(CAL, suggestions(MOE))]

    assert await look(program) == job_figures(lists=1), "BEN has asked MIA already"

    assert program.emails[-1] == f"suggestions_arrived:{RUN}:{CAL}"
