"""The office's shortage board: what is sought against what is offered, without small groups (MAT-7, ELIG-5)."""

from typing import Any

import pytest

from moments.graphql.shared import ids
from tests.api.api_client import ApiClient

BOARD = """shortageBoard(first: 20%s) { totalCount nodes { skill { name category } message
  cell { mentees demand mentors openPlaces ratio suppressed }
  departments(first: 5) { nodes { department { code } cell { mentees openPlaces suppressed } } } } }"""
MENTORS = "mia max moe dora stranger"
NOBODY = {"mentees": None, "demand": None, "mentors": None, "openPlaces": None, "ratio": None, "suppressed": True}


async def board(world: ApiClient, arguments: str = "") -> dict[str, Any]:
    """Skill's name -> its row, in the board's order."""
    dashboard = await world.viewer("olga", f"officeDashboard {{ {BOARD % arguments} }}")
    return {each["skill"]["name"]: each for each in dashboard["officeDashboard"]["shortageBoard"]["nodes"]}


async def six_ask_and_five_offer(world: ApiClient) -> None:
    """In a State of two departments: the mentees are of the one, the mentors of the other."""
    await world.ready("ann abe adam deputy olga boss", MENTORS)


@pytest.mark.rule("MAT-7")
async def test_the_office_reads_before_the_matching_which_mentors_to_look_for(each_world: ApiClient) -> None:
    world = each_world
    await six_ask_and_five_offer(world)
    await world.done("mia", "setAvailability", "participant { id }", available=True, capacity=1)
    found = await board(world)

    networking = found["Networking"]
    assert networking["cell"] == {
        "mentees": 6,
        "demand": 36,
        "mentors": 5,
        "openPlaces": 9,
        "ratio": pytest.approx(6 / 9),
        "suppressed": False,
    }
    assert networking["message"] == "Networking: 6 mentees ask for it, 9 open places offer it."
    assert found["Delegation"]["cell"]["demand"] == 30
    assert found["Goal Setting"]["cell"] == NOBODY
    assert len(found) == 10


@pytest.mark.rule("MAT-7")
async def test_where_mentors_are_short_the_board_asks_for_them_and_puts_it_first(world: ApiClient) -> None:
    await world.ready("ann abe adam deputy olga boss", "mia max moe dora")
    await world.approved("stranger", "MENTOR", career=["Delegation", "Change Management"], soft=["Resiliency"])
    for mentor in MENTORS.split():
        await world.done(mentor, "setAvailability", "participant { id }", available=True, capacity=1)

    found = await board(world)
    assert list(found)[:2] == ["Delegation", "Resiliency"]
    assert found["Delegation"]["message"] == (
        "Delegation: 6 mentees ask for it, 5 open places offer it. Mentors strong in Delegation are sought."
    )
    assert found["Networking"]["message"] == (
        "Networking: 6 mentees ask for it; how many offer it is not shown, to protect small groups."
    )


@pytest.mark.rule("MAT-3", "CAP-1", "CAP-2", "CAP-3")
async def test_only_who_would_take_part_is_counted(world: ApiClient) -> None:
    await six_ask_and_five_offer(world)
    await world.submitted("mia", "MENTEE")
    assert (await board(world))["Networking"]["cell"]["mentees"] == 6

    await world.active("ann", "mia")
    cell = (await board(world))["Networking"]["cell"]
    assert (cell["mentees"], cell["openPlaces"]) == (6, 9)
    await world.active("ann", "max")
    cell = (await board(world))["Networking"]["cell"]
    assert (cell["mentees"], cell["openPlaces"]) == (5, 8)
    await world.done("moe", "setAvailability", "participant { id }", available=False, capacity=2)
    assert (await board(world))["Networking"]["cell"]["openPlaces"] is None


@pytest.mark.rule("ELIG-5")
async def test_a_department_s_small_number_is_not_to_be_had_from_the_total(each_world: ApiClient) -> None:
    world = each_world
    await six_ask_and_five_offer(world)
    row = (await board(world))["Networking"]
    assert row["cell"]["mentees"] == 6
    departments = {each["department"]["code"]: each["cell"] for each in row["departments"]["nodes"]}
    assert departments == {code: {"mentees": None, "openPlaces": None, "suppressed": True} for code in ("DPS", "OA")}


async def test_a_department_s_board_shows_its_own_people(world: ApiClient) -> None:
    await world.ready("ann abe adam deputy olga boss mia max moe dora stranger", "")
    oa = ids.encode("Department", "OA")
    row = (await board(world, f', department: "{oa}"'))["Networking"]
    assert row["cell"]["mentees"] == 6
    assert row["message"] == (
        "Networking (Office of Administration): 6 mentees ask for it; how many offer it is not shown, "
        "to protect small groups."
    )
    assert (await board(world))["Networking"]["cell"]["mentees"] == 11


async def test_a_kind_of_skills_is_shown_alone_and_a_retired_skill_not_at_all(world: ApiClient) -> None:
    await world.done("olga", "retireSkill", "skill { id }", skill=(await world.skills())["Resiliency"])
    found = await board(world, ", category: SOFT")
    assert {row["skill"]["category"] for row in found.values()} == {"SOFT"}
    assert len(found) == 4
    assert "Resiliency" not in found


async def test_the_board_is_paged(world: ApiClient) -> None:
    shape = "nodes { skill { name } } pageInfo { endCursor hasNextPage }"
    dashboard = await world.viewer("olga", f"officeDashboard {{ shortageBoard(first: 6) {{ {shape} }} }}")
    first = dashboard["officeDashboard"]["shortageBoard"]
    after = first["pageInfo"]["endCursor"]
    dashboard = await world.viewer("olga", f'officeDashboard {{ shortageBoard(after: "{after}") {{ {shape} }} }}')
    rest = dashboard["officeDashboard"]["shortageBoard"]
    assert (len(first["nodes"]), len(rest["nodes"]), rest["pageInfo"]["hasNextPage"]) == (6, 4, False)
