"""What has changed since a denial, and reroutes that the directory does not explain (APP-7, APP-9)."""

from datetime import date
from typing import Any

import pytest

from tests.api.api_client import PEOPLE, ApiClient, UserErrorSeen
from tests.api.test_rules_supervisors import changed

CHANGED = "changedSinceDecision decision { outcome }"


@pytest.mark.rule("APP-9")
async def test_a_supervisor_sees_what_a_revised_application_answers_their_denial_with(each_world: ApiClient) -> None:
    world = each_world
    application = await world.submitted("ann", "MENTEE")
    assert (await world.node("boss", "Application", application, CHANGED))["changedSinceDecision"] is None
    await world.done("boss", "denyApplication", "__typename", application=application)
    assert (await world.node("boss", "Application", application, CHANGED))["changedSinceDecision"] == []
    await world.done("ann", "reviseApplication", "__typename", application=application)
    skills = await world.skills()
    form = {
        "bio": "ann likes to learn and to teach.",
        "workingHours": "mon-fri-0800-1700",
        "careerSkills": [skills["Delegation"], skills["Networking"]],
        "softSkills": [skills["Resiliency"], skills["Goal Setting"]],
    }
    await world.done("ann", "editApplication", "__typename", application=application, **form)
    await world.done("ann", "submitApplication", "__typename", application=application)
    for who in ("boss", "ann", "adam"):
        seen = await world.node(who, "Application", application, CHANGED)
        assert seen["changedSinceDecision"] == ["CAREER_SKILLS", "SOFT_SKILLS"], who
        assert seen["decision"] == {"outcome": "DENIED"}
    await world.done("boss", "approveApplication", "__typename", application=application)
    assert (await world.node("boss", "Application", application, CHANGED))["changedSinceDecision"] == []


UNEXPLAINED = "supervisor { chosenByApplicant unexplained }"


async def shown(world: ApiClient, who: str, application: str) -> bool | None:
    seen = await world.node(who, "Application", application, UNEXPLAINED)
    return seen["supervisor"]["unexplained"]  # type: ignore[no-any-return]


async def listed(world: ApiClient, **filters: bool) -> dict[str, list[str]]:
    """By each of the lists that have the filter."""
    given = ", ".join(f"{name}: {str(value).lower()}" for name, value in filters.items())
    both = f"queue({given}) {{ nodes {{ id }} }} applications({given}) {{ nodes {{ id }} }}"
    mine: dict[str, Any] = (await world.viewer("adam", f"administratorDashboard {{ {both} }}"))[
        "administratorDashboard"
    ]
    office = await world.viewer("olga", f"officeDashboard {{ applications({given}) {{ nodes {{ id }} }} }}")
    lists = {**mine, "office": office["officeDashboard"]["applications"]}
    return {name: [node["id"] for node in found["nodes"]] for name, found in lists.items()}


@pytest.mark.rule("APP-7")
async def test_a_reroute_without_a_leave_in_the_directory_is_marked_for_administrators(each_world: ApiClient) -> None:
    world = each_world
    unexplained, other = await world.submitted("ann", "MENTEE"), await world.submitted("abe", "MENTEE")
    named = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": world.email("deputy")}
    await world.done("ann", "nameSupervisor", "__typename", application=unexplained, **named)

    for who, seen in (("adam", True), ("olga", True), ("ann", None), ("deputy", None)):
        assert await shown(world, who, unexplained) is seen, who
    assert await shown(world, "adam", other) is False
    assert set(map(tuple, (await listed(world, unexplained=True)).values())) == {(unexplained,)}
    assert set(map(tuple, (await listed(world, unexplained=False)).values())) == {(other,)}

    await world.change_directory(changed("boss", on_leave_until=date(2026, 6, 1)))
    assert await shown(world, "adam", unexplained) is False
    assert set(map(tuple, (await listed(world, unexplained=True)).values())) == {()}
    await world.change_directory(changed("boss", on_leave_until=date(2026, 1, 11)))
    assert await shown(world, "adam", unexplained) is True, "the leave is over"
    await world.change_directory(changed("boss", left=date(2026, 1, 11)))
    assert await shown(world, "adam", unexplained) is False, "the post is vacant"


@pytest.mark.rule("APP-7")
async def test_two_people_never_approve_each_other(each_world: ApiClient) -> None:
    world = each_world
    assert {"temp": "deputy", "ann": "boss"}.items() <= {each.id: each.supervisor for each in PEOPLE}.items()
    deputys = await world.submitted("deputy", "MENTOR")
    boss = {"supervisorFirstName": "Boss", "supervisorLastName": "Doe", "supervisorEmail": world.email("boss")}
    await world.done("deputy", "nameSupervisor", "__typename", application=deputys, **boss)
    bosses = await world.submitted("boss", "MENTOR")
    deputy = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": world.email("deputy")}
    refused = [UserErrorSeen("INVALID_SUPERVISOR", "APP-7", "supervisorEmail")]
    assert await world.refused("boss", "nameSupervisor", application=bosses, **deputy) == refused
    await world.done("boss", "approveApplication", "__typename", application=deputys)
    assert await world.refused("boss", "nameSupervisor", application=bosses, **deputy) == refused
    world.clock.pass_(days=366)
    await world.done("boss", "nameSupervisor", "__typename", application=bosses, **deputy)


@pytest.mark.rule("APP-7")
async def test_another_supervisor_is_named_only_while_ones_own_is_on_leave(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    named = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": world.email("deputy")}
    given = {"application": application, **named, "onExtendedLeave": False}
    assert await world.refused("ann", "nameSupervisor", **given) == [
        UserErrorSeen("INVALID_SUPERVISOR", "APP-7", "onExtendedLeave")
    ]
