"""Who administers a department, and who is the program office (APR-8), as everybody sees it."""

import pytest

from tests.api.api_client import ApiClient, UserErrorSeen

ADMINISTRATORS = "department { administrators { nodes { person { name } } } }"


async def administrators(world: ApiClient, code: str) -> list[str]:
    query = "{ departments { nodes { code administrators { nodes { person { name } namedAt } } } } }"
    departments = (await world.data("stranger", query))["departments"]["nodes"]
    found = next(each for each in departments if each["code"] == code)["administrators"]["nodes"]
    return [each["person"]["name"] for each in found]


async def person_of(world: ApiClient, code: str, name: str) -> str:
    query = "{ departments { nodes { code administrators { nodes { person { id name } } } } } }"
    departments = (await world.data("ann", query))["departments"]["nodes"]
    found = next(each for each in departments if each["code"] == code)["administrators"]["nodes"]
    return next(each["person"]["id"] for each in found if each["person"]["name"] == name)  # type: ignore[no-any-return]


@pytest.mark.rule("APR-8")
async def test_the_list_is_shown_to_everybody_with_whom_to_ask_about_travel_and_budget(world: ApiClient) -> None:
    query = (
        "{ departments { nodes { name travelContact { email } administrators { nodes { person { name email } } } } } }"
    )
    assert (await world.data("stranger", query))["departments"]["nodes"] == [
        {
            "name": "Department of Public Safety",
            "travelContact": {"email": "travel@dps.mo.example"},
            "administrators": {"nodes": [{"person": {"name": "Dora Doe", "email": "dora@dps.mo.example"}}]},
        },
        {
            "name": "Office of Administration",
            "travelContact": {"email": "travel@oa.mo.example"},
            "administrators": {"nodes": [{"person": {"name": "Adam Doe", "email": "adam@oa.mo.example"}}]},
        },
    ]


@pytest.mark.rule("APR-8")
async def test_a_department_has_as_many_as_it_wishes_named_by_its_own_administrators(each_world: ApiClient) -> None:
    world = each_world
    oa = await world.department("OA")
    for who in ("ann", "abe", "deputy"):
        named = await world.done(
            "adam", "nameAdministrator", ADMINISTRATORS, department=oa, email=f"{who}@oa.mo.example"
        )
    assert {each["person"]["name"] for each in named["department"]["administrators"]["nodes"]} == {
        "Abe Doe",
        "Adam Doe",
        "Ann Doe",
        "Deputy Doe",
    }
    assert await administrators(world, "OA") == ["Abe Doe", "Adam Doe", "Ann Doe", "Deputy Doe"]
    assert "ADMINISTRATOR" in (await world.viewer("ann", "roles"))["roles"]
    application = await world.submitted("abe", "MENTEE")
    seen = await world.viewer("ann", "administratorDashboard { departments { code } queue { nodes { id } } }")
    assert seen["administratorDashboard"] == {
        "departments": [{"code": "OA"}],
        "queue": {"nodes": [{"id": application}]},
    }


@pytest.mark.rule("APR-8")
async def test_the_office_records_a_departments_first(world: ApiClient) -> None:
    dps, dora = await world.department("DPS"), await person_of(world, "DPS", "Dora Doe")
    await world.done("olga", "removeAdministrator", ADMINISTRATORS, department=dps, person=dora)
    assert await administrators(world, "DPS") == []
    assert (await world.viewer("dora", "administratorDashboard { departments { code } }"))[
        "administratorDashboard"
    ] is None
    given = {"department": dps, "email": "max@dps.mo.example"}
    assert [each.code for each in await world.refused("dora", "nameAdministrator", **given)] == ["NOT_PERMITTED"]
    await world.done("olga", "nameAdministrator", ADMINISTRATORS, **given)
    assert await administrators(world, "DPS") == ["Max Doe"]


@pytest.mark.rule("APR-8")
async def test_nobody_else_names_or_removes(world: ApiClient) -> None:
    """Neither another department's administrator, nor its director, nor a team member."""
    dps, dora = await world.department("DPS"), await person_of(world, "DPS", "Dora Doe")
    for who in ("adam", "head", "max"):
        named = await world.refused(who, "nameAdministrator", department=dps, email="max@dps.mo.example")
        removed = await world.refused(who, "removeAdministrator", department=dps, person=dora)
        assert [each.code for each in (*named, *removed)] == ["NOT_PERMITTED", "NOT_PERMITTED"], who
        assert {each.rule for each in (*named, *removed)} == {"APR-8"}


@pytest.mark.rule("APR-8")
async def test_an_unfit_administrator_is_refused(world: ApiClient) -> None:
    """Unknown, of another department, one already."""
    oa = await world.department("OA")
    for email in ("nobody@oa.mo.example", "mia@dps.mo.example", "adam@oa.mo.example"):
        refused = await world.refused("olga", "nameAdministrator", department=oa, email=email)
        assert refused == [UserErrorSeen("INVALID_ADMINISTRATOR", "APR-8", "email")], email


@pytest.mark.rule("APR-8")
async def test_an_administrator_removes_others_and_not_themselves(world: ApiClient) -> None:
    oa, adam = await world.department("OA"), await person_of(world, "OA", "Adam Doe")
    await world.done("adam", "nameAdministrator", "__typename", department=oa, email="ann@oa.mo.example")
    refused = await world.refused("adam", "removeAdministrator", department=oa, person=adam)
    assert refused == [UserErrorSeen("INVALID_ADMINISTRATOR", "APR-8", "person")]
    await world.done("ann", "removeAdministrator", ADMINISTRATORS, department=oa, person=adam)
    assert await administrators(world, "OA") == ["Ann Doe"]
    again = await world.refused("ann", "removeAdministrator", department=oa, person=adam)
    assert again == [UserErrorSeen("INVALID_ADMINISTRATOR", "APR-8", "person")]


@pytest.mark.rule("APR-4", "APR-8")
async def test_whoever_is_removed_decides_in_lieu_no_more(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    oa, adam = await world.department("OA"), await person_of(world, "OA", "Adam Doe")
    await world.done("olga", "removeAdministrator", ADMINISTRATORS, department=oa, person=adam)
    given = {"application": application, "inLieuGround": "Maternity leave."}
    assert [each.code for each in await world.refused("adam", "approveApplication", **given)] == ["NOT_FOUND"]


@pytest.mark.rule("APR-8")
async def test_the_office_keeps_its_own_people_and_is_never_empty(world: ApiClient) -> None:
    members = "officeDashboard { members { nodes { id name } } }"
    (olga,) = (await world.viewer("olga", members))["officeDashboard"]["members"]["nodes"]
    refused = await world.refused("olga", "removeOfficeMember", person=olga["id"])
    assert [each.code for each in refused] == ["INVALID_OFFICE_MEMBER"]
    await world.done("olga", "addOfficeMember", "person { name }", email="Deputy@OA.mo.example")
    assert "PROGRAM_OFFICE" in (await world.viewer("deputy", "roles"))["roles"]
    for email in ("deputy@oa.mo.example", "nobody@oa.mo.example"):
        refused = await world.refused("olga", "addOfficeMember", email=email)
        assert [each.code for each in refused] == ["INVALID_OFFICE_MEMBER"]
    await world.done("deputy", "removeOfficeMember", "person { name }", person=olga["id"])
    assert (await world.viewer("olga", members))["officeDashboard"] is None
    refused = await world.refused("olga", "addOfficeMember", email="ann@oa.mo.example")
    assert [each.code for each in refused] == ["NOT_FOUND"]


@pytest.mark.rule("APR-8")
async def test_a_hundred_departments_with_their_administrators_are_one_operation(world: ApiClient) -> None:
    query = """{ departments(first: 100) { nodes { id name hrContact { name email telephone } travelContact { email }
      administrators { totalCount nodes { person { id name email } } } } } }"""
    answer = await world.ask("ann", query)

    assert answer["extensions"]["cost"] < 4_000
    assert [each["administrators"]["totalCount"] for each in answer["data"]["departments"]["nodes"]] == [1, 1]
