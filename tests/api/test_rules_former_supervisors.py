"""A former supervisor stops reading at the import; a named one reads no criterion (ELIG-5)."""

from typing import Any

import pytest

from moments.graphql.shared.ids import encode
from tests.api.api_client import ApiClient, changed

READ = "id bio decision { message } eligibility { eligible unmet { criterion message } }"
DASHBOARD = """supervisorDashboard {
    queue { nodes { id } } decided { nodes { id } } decidedInLieu { nodes { id } } }"""
NOTHING = {"queue": {"nodes": []}, "decided": {"nodes": []}, "decidedInLieu": {"nodes": []}}


async def _waits(world: ApiClient) -> str:
    return await world.submitted("ann", "MENTEE")


async def _approved(world: ApiClient) -> str:
    return await world.approved("ann", "MENTEE")


async def _denied(world: ApiClient) -> str:
    application = await world.submitted("ann", "MENTEE")
    await world.done("boss", "denyApplication", "__typename", application=application, message="Not this year.")
    return application


async def _in_lieu(world: ApiClient) -> str:
    application = await world.submitted("ann", "MENTEE")
    await world.done("adam", "approveApplication", "__typename", application=application, inLieuGround="FMLA leave")
    return application


@pytest.mark.rule("ELIG-5", "APR-1", "APR-5")
@pytest.mark.parametrize("state", [_waits, _approved, _denied, _in_lieu])
async def test_a_former_supervisor_stops_reading_at_the_very_import(each_world: ApiClient, state: Any) -> None:
    """The application, its eligibility and its notes, the dashboard, and each thing by its id."""
    world = each_world
    application = await state(world)
    assert (await world.node("boss", "Application", application, READ))["bio"]
    mine = (await world.viewer("boss", DASHBOARD))["supervisorDashboard"]
    assert mine != NOTHING
    participant = encode("Participant", "ann")
    assert await world.node("boss", "Participant", participant, "eligibility { eligible }")
    told = await world.timeline("olga", "Application", application)

    await world.import_directory(changed("ann", supervisor="deputy", under_discipline=True))

    assert await world.node("boss", "Application", application, READ) is None
    assert (await world.viewer("boss", DASHBOARD))["supervisorDashboard"] == NOTHING
    assert await world.node("boss", "Participant", participant, "eligibility { eligible }") is None
    for mutation in ("approveApplication", "denyApplication", "markDecisionSeen"):
        kind = f"{mutation[0].upper()}{mutation[1:]}Input"
        query = f"mutation($input: {kind}!) {{ {mutation}(input: $input) {{ errors {{ code }} }} }}"
        read = {"decidedAt": "2026-01-12T09:00:00Z"} if mutation == "markDecisionSeen" else {}
        read = read or {"submittedAt": "2026-01-12T09:00:00Z"}
        answer = (await world.data("boss", query, input={"application": application, **read}))[mutation]
        assert [each["code"] for each in answer["errors"]] == ["NOT_FOUND"], mutation
    found = await world.node("deputy", "Application", application, READ)
    assert found["eligibility"]["unmet"][0]["criterion"] == "UNDER_DISCIPLINE"
    assert found["decision"] is None  # of another's absence and words
    assert (await world.timeline("olga", "Application", application))[: len(told)] == told


@pytest.mark.rule("ELIG-5", "APP-7")
async def test_a_supervisor_whom_the_applicant_named_reads_no_criterion(each_world: ApiClient) -> None:
    world = each_world
    application = await world.submitted("ann", "MENTEE")
    named = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": "deputy@oa.mo.example"}
    await world.done("ann", "nameSupervisor", "__typename", application=application, **named)
    assert (await world.node("deputy", "Application", application, READ))["eligibility"] == {
        "eligible": True,
        "unmet": [],
    }

    await world.import_directory(changed("ann", under_discipline=True))

    seen = await world.node("deputy", "Application", application, READ)
    assert seen["eligibility"] == {"eligible": False, "unmet": []}
    (error,) = await world.refusals("deputy", "approveApplication", application=application)
    assert (error["code"], error["rule"]) == ("NOT_ELIGIBLE_BY_RECORDS", "ELIG-5")
    shape = "viewerActions(only: [APPROVE_APPLICATION]) { code reason }"
    (action,) = (await world.node("deputy", "Application", application, shape))["viewerActions"]
    assert action == {"code": "NOT_ELIGIBLE_BY_RECORDS", "reason": error["message"]}
    assert "disciplin" not in error["message"]
    for who in ("ann", "adam", "olga"):
        read = (await world.node(who, "Application", application, READ))["eligibility"]
        assert [each["criterion"] for each in read["unmet"]] == ["UNDER_DISCIPLINE"]
    denied = await world.done("deputy", "denyApplication", "application { state }", application=application)
    assert denied["application"]["state"] == "DENIED"
    assert (await world.node("deputy", "Application", application, READ))["eligibility"] is None
