"""The office's figures over the API: with date, base and a sentence, and nothing about a few people (MAT-7, SUR-4)."""

from typing import Any

import pytest

from moments.domain.matching.certificate import Certificate, Spread
from moments.graphql.matching.reports import MatchingCertificate
from tests.api.api_client import DPS, OA, ApiClient, employee
from tests.api.statements import counted

FIGURES = """
  surveyResults { year asOf base message suppressed questions { question choices { label total suppressed } } }
  participation { asOf base mentors mentees suppressed message months { month mentors suppressed }
    departments { nodes { department { code } staff mentors mentees mentorShare suppressed } } }
  decisionTimes { base medianDays withinWeek message suppressed
    buckets { firstDay lastDay applications suppressed } }"""


async def figures(world: ApiClient, asked: str = FIGURES, who: str = "olga") -> Any:
    return (await world.viewer(who, f"officeDashboard {{ {asked} }}"))["officeDashboard"]


async def test_of_a_few_people_no_number_is_shown(world: ApiClient) -> None:
    await world.ready("ann", "mia max")
    world.clock.pass_(days=200)
    found = await figures(world)
    surveys, participation, times = found["surveyResults"], found["participation"], found["decisionTimes"]
    assert (surveys["base"], surveys["suppressed"]) == (None, True)
    assert surveys["message"].startswith("Too few surveys were answered in ")
    assert len(surveys["questions"]) == 8
    assert (participation["mentors"], participation["mentees"]) == (None, None)
    assert {each["mentors"] for each in participation["departments"]["nodes"]} == {None}
    assert (times["base"], times["medianDays"], times["withinWeek"]) == (None, None, None)
    assert {each["applications"] for each in times["buckets"]} == {None}


@pytest.mark.rule("MAT-4")
@pytest.mark.parametrize(("beyond", "told"), [(0, None), (4, None), (5, 5)])
async def test_fewer_than_five_lists_beyond_the_limits_are_not_shown(beyond: int, told: int | None) -> None:
    certificate = Certificate(20_000, 19_000, Spread(beyond_limits=beyond))
    assert MatchingCertificate.of(certificate).lists_beyond_limits == told


async def test_participation_and_the_time_to_decide_are_counted(each_world: ApiClient) -> None:
    world = each_world
    staff = [employee(f"p{number}", OA if number % 2 else DPS, "boss") for number in range(40)]
    await world.change_directory(*staff)
    await world.ready("ann abe adam deputy olga boss", "mia max moe dora stranger")
    world.clock.pass_(days=200)
    found = await figures(world)
    participation, times = found["participation"], found["decisionTimes"]
    assert (participation["mentors"], participation["mentees"]) == (5, 6)
    assert participation["message"].endswith("MOMENTS has 5 mentors and 6 mentees.")
    assert times["base"] == 11
    assert times["message"].startswith("11 applications were decided in ")
    assert times["withinWeek"] is None, "nobody waited for longer"


async def test_figures_of_another_year_and_of_one_that_is_out_of_range(world: ApiClient) -> None:
    found = await figures(world, "surveyResults(year: 2001) { year base } decisionTimes(year: 2090) { year asOf base }")
    assert found["surveyResults"] == {"year": 2001, "base": None}
    assert found["decisionTimes"]["base"] is None
    answer = await world.ask("olga", "{ viewer { officeDashboard { decisionTimes(year: 1) { base } } } }")
    assert answer["errors"][0]["message"] == "Choose a `year` from 2000 to 2099."


async def test_figures_take_a_few_statements(world: ApiClient) -> None:
    await figures(world, "surveyResults { base }")
    with counted(world) as statements:
        await figures(world)
    assert len(statements.all) <= 8, statements.all


@pytest.mark.parametrize("who", ["ann", "adam"])
async def test_nobody_else_has_figures(world: ApiClient, who: str) -> None:
    assert await figures(world, who=who) is None
