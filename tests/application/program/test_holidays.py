"""The office keeps the State's holidays; cycles that were not begun follow them."""

from datetime import date, timedelta

import pytest

from moments.application.program.cycle import SkipStage, SkipStageCommand
from moments.application.program.holidays import (
    RemoveHoliday,
    RemoveHolidayCommand,
    SetHoliday,
    SetHolidayCommand,
)
from moments.domain.program.cycle import Stage
from moments.domain.program.holidays import HolidayRemoved, HolidaySet, InvalidHoliday, NotAHoliday
from moments.domain.program.quarter import Quarter, state_day
from tests.application.fakes.unit_of_work import FakeUnitOfWork
from tests.application.scenario import OLA, Program

Q1 = Quarter(2027, 1)
KING_DAY, DAY_AFTER = date(2027, 1, 18), date(2027, 1, 19)


async def closing(program: Program) -> date:
    async with FakeUnitOfWork(program.memory) as work:
        return state_day((await work.cycles.get(Q1)).stages[Stage.CLOSE].due)


@pytest.mark.rule("MAT-2")
async def test_a_day_that_the_office_adds_moves_the_closing_and_one_that_it_removes_moves_it_back(
    program: Program,
) -> None:
    assert await closing(program) == DAY_AFTER
    await program.do(SetHoliday, SetHolidayCommand(DAY_AFTER, " Day of  mourning "), OLA)
    assert await closing(program) == DAY_AFTER + timedelta(days=1)
    await program.do(RemoveHoliday, RemoveHolidayCommand(KING_DAY), OLA)
    assert await closing(program) == KING_DAY
    told = [each for each in program.memory.state.events.values() if isinstance(each, HolidaySet | HolidayRemoved)]
    assert [(type(each), each.by, each.day, each.name) for each in told] == [
        (HolidaySet, OLA, DAY_AFTER, "Day of mourning"),
        (HolidayRemoved, OLA, KING_DAY, "Martin Luther King Jr. Day"),
    ]


@pytest.mark.rule("MAT-2")
async def test_a_cycle_that_was_begun_keeps_the_dates_that_people_were_told(program: Program) -> None:
    await program.do(SkipStage, SkipStageCommand(Q1, Stage.ANNOUNCE, "Told by telephone"), OLA)
    await program.do(SetHoliday, SetHolidayCommand(DAY_AFTER, "Day of mourning"), OLA)
    assert await closing(program) == DAY_AFTER


@pytest.mark.rule("MAT-2")
async def test_what_cannot_be_a_holiday_is_refused_and_changes_nothing(program: Program) -> None:
    with pytest.raises(InvalidHoliday):
        await program.do(SetHoliday, SetHolidayCommand(date(2027, 1, 17), "Sunday"), OLA)
    with pytest.raises(NotAHoliday):
        await program.do(RemoveHoliday, RemoveHolidayCommand(DAY_AFTER), OLA)
    assert program.memory.state.holiday_changes == {}


@pytest.mark.rule("MAT-2")
async def test_a_removed_holiday_can_be_added_again(program: Program) -> None:
    await program.do(RemoveHoliday, RemoveHolidayCommand(KING_DAY), OLA)
    await program.do(SetHoliday, SetHolidayCommand(KING_DAY, "Martin Luther King Day"), OLA)
    assert await closing(program) == DAY_AFTER
