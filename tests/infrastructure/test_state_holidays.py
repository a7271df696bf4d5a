"""The library's holidays are those of the law, on the days on which the State keeps them."""

import pytest

from moments.domain.program.holidays import StateCalendar
from moments.infrastructure.state_holidays import usual_holidays
from tests.domain.state_calendar import CALENDAR


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize("year", range(2026, 2041))
def test_they_are_the_thirteen_of_the_law(year: int) -> None:
    found = StateCalendar(usual_holidays, {}).of_year(year)
    assert [each.day for each in found] == [each.day for each in CALENDAR.of_year(year)]
    names = {each.name.removesuffix(" (observed)") for each in found}
    assert len(names) >= 12
    assert {"Lincoln Day", "Truman Day", "Martin Luther King Jr. Day"} <= names
    assert all(each.day.weekday() < 5 for each in found)
