"""The security log: refused sign-ins, refusals by right, and changes of power, with ids alone."""

import logging
from collections.abc import Callable

import pytest

from moments.graphql.shared import ids
from moments.security_log import FACTS, LOGGER
from tests.api.api_client import ApiClient

Told = Callable[[], list[tuple[str, dict[str, object]]]]


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Told:
    """Event and facts of each line so far; which are then forgotten."""
    caplog.set_level(logging.INFO, LOGGER)

    def take() -> list[tuple[str, dict[str, object]]]:
        found = [(each.message, getattr(each, FACTS)) for each in caplog.records if each.name == LOGGER]
        caplog.clear()
        return found

    return take


@pytest.mark.rule("DIR-5")
async def test_a_refused_sign_in_says_why(world: ApiClient, told: Told) -> None:
    unknown = world.issuer.token_for("nobody@oa.mo.example")
    for token, why in (("ab.cd.ef", "token_invalid"), (unknown, "person_unknown")):
        headers = {"authorization": f"Bearer {token}"}
        answer = await world.client.post("/graphql", json={"query": "{ viewer { id } }"}, headers=headers)
        assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert {(event, facts["why"]) for event, facts in told()} == {("sign_in_refused", why)}


async def test_a_refusal_by_right_says_who_asked_for_what(world: ApiClient, told: Told) -> None:
    application = await world.submitted("ann", "MENTEE")
    (skill, *_) = (await world.skills()).values()
    told()

    await world.do("ann", "retireSkill", "__typename", skill=skill)
    await world.do("ann", "approveApplication", "__typename", application=application)
    await world.do("stranger", "approveApplications", "__typename", items=[{"application": application}])
    assert told() == [
        ("action_refused", {"person": "ann", "action": "retireSkill"}),
        ("action_refused", {"person": "ann", "action": "approveApplication"}),
        ("action_refused", {"person": "stranger", "action": "approveApplication"}),
    ]
    headers = {"authorization": f"Bearer {world.token('boss')}"}
    assert (await world.client.get("/exports/audit.csv", headers=headers)).status_code == 404
    assert told() == [("action_refused", {"person": "boss", "action": "download"})]


async def test_what_is_wrong_or_not_there_is_no_refusal_by_right(world: ApiClient, told: Told) -> None:
    nothing = ids.encode("Application", "none")
    await world.do("boss", "approveApplication", "__typename", application=nothing)
    await world.do("ann", "submitApplication", "__typename", application=await world.submitted("ann", "MENTEE"))
    assert told() == []


async def test_changes_of_power_are_told_once_they_are_stored(world: ApiClient, told: Told) -> None:
    department, boss = await world.department("OA"), ids.encode("Person", "boss")
    told()
    await world.done("adam", "nameAdministrator", "__typename", department=department, email=world.email("boss"))
    await world.do("adam", "nameAdministrator", "__typename", department=department, email=world.email("mia"))
    await world.done("olga", "removeAdministrator", "__typename", department=department, person=boss)
    await world.done("olga", "addOfficeMember", "__typename", email=world.email("ann"))
    await world.done("olga", "removeOfficeMember", "__typename", person=ids.encode("Person", "ann"))
    await world.done("olga", "unbindSignIn", "__typename", person=ids.encode("Person", "ann"))
    assert told() == [
        ("power_changed", {"person": by, "action": action, "people": [of], **more})
        for by, action, of, more in (
            ("adam", "administrator_named", "boss", {"department": "OA"}),
            ("olga", "administrator_removed", "boss", {"department": "OA"}),
            ("olga", "office_member_added", "ann", {}),
            ("olga", "office_member_removed", "ann", {}),
            ("olga", "sign_in_unbound", "ann", {}),
        )
    ]
