"""The State's holidays: everybody reads them, the office changes them, and the period that people are told follows."""

import pytest

from tests.api.api_client import ApiClient, UserErrorSeen

YEAR = "query($year: Int) { holidays(year: $year) { day name } }"
PERIOD = "{ applicationPeriod { quarter closesAt lastWorkingDay matchesAt } }"
KEPT = "holidays { day name }"
KING_DAY = {"day": "2026-01-19", "name": "Martin Luther King Jr. Day"}
DAY_AFTER = {"day": "2026-01-20", "name": "Day of mourning"}


@pytest.mark.rule("MAT-2")
async def test_everybody_reads_a_years_holidays_and_the_present_one_is_meant(world: ApiClient) -> None:
    for who in ("stranger", "ann", None):
        found = (await world.ask(who, YEAR, year=2027))["data"]["holidays"]
        assert len(found) == 14  # New Year's Day of 2028 is kept on the last day of 2027
        assert {"day": "2027-02-12", "name": "Lincoln Day"} in found
    assert KING_DAY in (await world.data("ann", YEAR))["holidays"]
    for year in (1999, 2100):
        answer = await world.ask("ann", YEAR, year=year)
        assert "from 2000 to 2099" in answer["errors"][0]["message"]


@pytest.mark.rule("MAT-2")
async def test_the_period_follows_what_the_office_changes(each_world: ApiClient) -> None:
    world = each_world
    changed = await world.done("olga", "setHoliday", KEPT, **DAY_AFTER)
    assert [each for each in changed["holidays"] if each["day"].startswith("2026-01")] == [
        {"day": "2026-01-01", "name": "New Year's Day"},
        KING_DAY,
        DAY_AFTER,
    ]
    assert (await world.data("stranger", PERIOD))["applicationPeriod"] == {
        "quarter": "2026Q1",
        "closesAt": "2026-01-21T17:00:00-06:00",
        "lastWorkingDay": "2026-01-21",
        "matchesAt": "2026-01-22T06:00:00-06:00",
    }
    renamed = DAY_AFTER | {"name": "Day of remembrance"}
    assert renamed in (await world.done("olga", "setHoliday", KEPT, **renamed))["holidays"]
    for day in ("2026-01-20", "2026-01-19"):
        await world.done("olga", "removeHoliday", KEPT, day=day)
    assert (await world.data("stranger", PERIOD))["applicationPeriod"]["closesAt"] == "2026-01-19T17:00:00-06:00"


@pytest.mark.rule("MAT-2")
async def test_a_begun_period_keeps_its_dates_and_says_on_which_day_the_state_last_works(world: ApiClient) -> None:
    cycle = (await world.data("olga", "{ viewer { officeDashboard { cycles(first: 1) { nodes { id } } } } }"))["viewer"]
    given = {"cycle": cycle["officeDashboard"]["cycles"]["nodes"][0]["id"], "stage": "ANNOUNCE"}
    await world.done("olga", "runStage", "__typename", **given)
    await world.done("olga", "setHoliday", KEPT, **DAY_AFTER)
    period = (await world.data("stranger", PERIOD))["applicationPeriod"]
    assert (period["closesAt"], period["lastWorkingDay"]) == ("2026-01-20T17:00:00-06:00", "2026-01-16")
    stages = (await world.node("olga", "Cycle", given["cycle"], "stages { stage dayOff }"))["stages"]
    assert {each["stage"]: each["dayOff"] for each in stages if each["dayOff"]} == {"CLOSE": "Day of mourning"}


@pytest.mark.rule("MAT-2")
async def test_what_is_wrong_is_told_at_its_field_and_who_may_not_is_told_whose_it_is(world: ApiClient) -> None:
    assert await world.refused("olga", "setHoliday", day="2026-01-17", name="Snow day") == [
        UserErrorSeen("INVALID_HOLIDAY", "MAT-2", "day")
    ]
    assert await world.refused("olga", "setHoliday", day="2026-01-20", name=" ") == [
        UserErrorSeen("INVALID_TEXT", "MAT-2", "name")
    ]
    assert await world.refused("olga", "removeHoliday", day="2026-01-20") == [
        UserErrorSeen("NOT_A_HOLIDAY", "MAT-2", "day")
    ]
    for who in ("ann", "boss", "adam"):
        assert [each.code for each in await world.refused(who, "setHoliday", **DAY_AFTER)] == ["NOT_PERMITTED"]
        assert [each.code for each in await world.refused(who, "removeHoliday", day="2026-01-19")] == ["NOT_PERMITTED"]


async def test_the_audit_names_the_day(world: ApiClient) -> None:
    await world.done("olga", "setHoliday", KEPT, **DAY_AFTER)
    await world.done("olga", "removeHoliday", KEPT, day="2026-01-19")
    query = """{ viewer { officeDashboard { audit(actions: [HOLIDAY_SET, HOLIDAY_REMOVED], first: 5) {
      nodes { action message actor { firstName } } } } } }"""
    nodes = (await world.data("olga", query))["viewer"]["officeDashboard"]["audit"]["nodes"]
    assert [(each["action"], each["message"].partition(" ")[2]) for each in nodes] == [
        ("HOLIDAY_REMOVED", "Doe removed a holiday: January 19, 2026."),
        ("HOLIDAY_SET", "Doe added or renamed a holiday: January 20, 2026."),
    ]
