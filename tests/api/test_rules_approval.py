"""Approval and denial (APR-1 to APR-5, APR-9), as applicants, supervisors and administrators see them."""

from itertools import product
from typing import Any

import pytest

from tests.api.api_client import ApiClient, UserErrorSeen, changed

GROUND = "On FMLA leave until March."
DECIDING = ("approveApplication", "denyApplication")
DECISION = "application { state decision { outcome decidedBy { name } message inLieu ground seenAt } }"
DASHBOARD = "supervisorDashboard { queue { nodes { id } } decidedInLieu { nodes { id } } decided { nodes { id } } }"


async def dashboard(world: ApiClient, supervisor: str) -> dict[str, list[str]]:
    """List -> the ids of the applications in it."""
    seen = (await world.viewer(supervisor, DASHBOARD))["supervisorDashboard"]
    return {name: [node["id"] for node in page["nodes"]] for name, page in seen.items()}


async def decided(world: ApiClient, who: str, mutation: str, application: str, **given: Any) -> dict[str, Any]:
    payload = await world.done(who, mutation, DECISION, application=application, **given)
    return payload["application"]  # type: ignore[no-any-return]


@pytest.mark.rule("APR-1", "APP-6")
async def test_the_supervisor_approves(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTOR")
    assert await dashboard(world, "boss") == {"queue": [application], "decidedInLieu": [], "decided": []}
    assert await decided(world, "boss", "approveApplication", application) == {
        "state": "APPROVED",
        "decision": {
            "outcome": "APPROVED",
            "decidedBy": {"name": "Boss Doe"},
            "message": None,
            "inLieu": False,
            "ground": None,
            "seenAt": None,
        },
    }
    assert await dashboard(world, "boss") == {"queue": [], "decidedInLieu": [], "decided": [application]}


@pytest.mark.rule("APR-1", "APR-2")
async def test_the_supervisor_denies_with_a_personal_message_that_reaches_the_applicant(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    message = "Let us talk first about your workload."
    await decided(world, "boss", "denyApplication", application, message=f"  {message} ")
    seen = await world.node("ann", "Application", application, "state decision { outcome decidedBy { name } message }")
    assert seen == {
        "state": "DENIED",
        "decision": {"outcome": "DENIED", "decidedBy": {"name": "Boss Doe"}, "message": message},
    }
    (email,) = await world.emails("application_denied")
    assert email.recipient == "ann"
    assert email.data["message"] == message


@pytest.mark.rule("APR-1")
async def test_who_denies_is_reminded_to_explain_or_to_meet_about_the_next_steps(world: ApiClient) -> None:
    await world.submitted("ann", "MENTEE")
    help_ = (await world.viewer("boss", "supervisorDashboard { denialHint }"))["supervisorDashboard"]
    application = await world.submitted("ann", "MENTOR")
    reminder = "application { decision { reminder } }"
    denied = await world.done("boss", "denyApplication", reminder, application=application)
    for said in (help_["denialHint"], denied["application"]["decision"]["reminder"]):
        assert "explain why, or set up a follow-up meeting to talk about the next steps" in said
    for who in ("ann", "adam"):
        assert await world.node(who, "Application", application, "decision { reminder }") == {
            "decision": {"reminder": None}
        }
    other = await world.submitted("abe", "MENTOR")
    approved = await world.done("boss", "approveApplication", reminder, application=other)
    assert approved["application"]["decision"]["reminder"] is None


@pytest.mark.rule("APR-2")
async def test_a_denial_without_a_message_is_told_too(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    await decided(world, "boss", "denyApplication", application)
    (email,) = await world.emails("application_denied")
    assert (email.recipient, email.data["message"]) == ("ann", None)


@pytest.mark.rule("APR-3")
async def test_an_approval_is_told_to_the_applicant(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTOR")
    assert await world.emails("application_approved") == []
    await decided(world, "boss", "approveApplication", application, message="Well deserved.")
    (email,) = await world.emails("application_approved")
    assert (email.recipient, email.data["message"]) == ("ann", "Well deserved.")


@pytest.mark.rule("APR-1")
async def test_nobody_else_decides(world: ApiClient) -> None:
    """Neither another's supervisor, nor a colleague, nor the office, nor the supervisor's supervisor."""
    application = await world.submitted("ann", "MENTEE")
    for who, mutation in product(("deputy", "head", "abe", "olga", "chief"), DECIDING):
        refused = await world.refused(who, mutation, application=application)
        assert [each.code for each in refused] == ["NOT_FOUND"], (who, mutation)


@pytest.mark.rule("APR-4")
async def test_an_administrator_without_a_ground_is_told_so(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    for mutation, ground in product(DECIDING, (None, "", "   ")):
        (error,) = await world.refusals("adam", mutation, application=application, inLieuGround=ground)
        assert (error["code"], error["rule"], error["field"]) == ("GROUND_REQUIRED", "APR-4", ["input", "inLieuGround"])
        assert "FMLA" in error["message"]


@pytest.mark.rule("APR-4")
async def test_an_administrator_decides_in_lieu_on_a_ground_that_is_recorded(each_world: ApiClient) -> None:
    world = each_world
    await world.change_directory(changed("boss", on_leave_until=None))  # the statement counts, not the directory
    application = await world.submitted("ann", "MENTEE")
    assert await decided(world, "adam", "approveApplication", application, inLieuGround=f" {GROUND} ") == {
        "state": "APPROVED",
        "decision": {
            "outcome": "APPROVED",
            "decidedBy": {"name": "Adam Doe"},
            "message": None,
            "inLieu": True,
            "ground": GROUND,
            "seenAt": None,
        },
    }
    assert (await world.viewer("ann", "roles"))["roles"] == ["MENTEE"]
    seen = await world.node("olga", "Application", application, "decision { ground }")
    assert seen["decision"]["ground"] == GROUND


@pytest.mark.rule("APR-4")
async def test_an_administrator_decides_in_lieu_for_their_own_department_only(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    given = {"application": application, "inLieuGround": GROUND}
    assert [each.code for each in await world.refused("dora", "approveApplication", **given)] == ["NOT_FOUND"]
    assert await world.node("dora", "Application", application, "id") is None


@pytest.mark.rule("APR-4")
async def test_an_administrator_who_is_the_supervisor_decides_as_the_supervisor(world: ApiClient) -> None:
    oa = await world.department("OA")
    await world.done("olga", "nameAdministrator", "__typename", department=oa, email="boss@oa.mo.example")
    application = await world.submitted("ann", "MENTEE")
    seen = await decided(world, "boss", "approveApplication", application)
    assert (seen["decision"]["inLieu"], seen["decision"]["ground"]) == (False, None)


@pytest.mark.rule("APR-4", "APR-5")
async def test_the_applicant_learns_who_decided_but_not_on_what_ground(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    await decided(world, "adam", "denyApplication", application, inLieuGround=GROUND)
    seen = await world.node("ann", "Application", application, "decision { decidedBy { name } inLieu ground }")
    assert seen["decision"] == {"decidedBy": {"name": "Adam Doe"}, "inLieu": True, "ground": None}
    assert GROUND not in str(await world.emails())


@pytest.mark.rule("APR-5")
async def test_the_supervisor_gets_no_email_of_what_is_decided_in_lieu(world: ApiClient) -> None:
    for who, mutation in zip(("ann", "abe"), DECIDING, strict=True):
        await decided(world, "adam", mutation, await world.submitted(who, "MENTEE"), inLieuGround=GROUND)
    assert {email.recipient for email in await world.emails()} == {"ann", "abe"}


@pytest.mark.rule("APR-5")
async def test_what_was_decided_in_lieu_stays_on_the_supervisors_dashboard_until_marked_seen(
    each_world: ApiClient,
) -> None:
    world = each_world
    application = await world.submitted("ann", "MENTEE")
    await decided(world, "adam", "approveApplication", application, inLieuGround=GROUND)
    world.clock.pass_(days=60)
    shape = (
        "supervisorDashboard { decidedInLieu { nodes { id decision { inLieu decidedBy { name } ground seenAt } } } }"
    )
    (seen,) = (await world.viewer("boss", shape))["supervisorDashboard"]["decidedInLieu"]["nodes"]
    marked = {"inLieu": True, "decidedBy": {"name": "Adam Doe"}, "ground": GROUND, "seenAt": None}
    assert seen == {"id": application, "decision": marked}

    payload = await world.done("boss", "markDecisionSeen", DECISION, application=application)
    assert payload["application"]["decision"]["seenAt"] is not None
    assert await dashboard(world, "boss") == {"queue": [], "decidedInLieu": [], "decided": [application]}
    before = await world.dump()
    await world.done("boss", "markDecisionSeen", DECISION, application=application)  # once more changes nothing
    assert (await world.dump())["events"] == before["events"]


@pytest.mark.rule("APR-5", "APP-9")
async def test_it_stays_on_their_dashboard_whatever_becomes_of_the_application(world: ApiClient) -> None:
    """Denied in lieu of boss, revised, and routed to deputy, who has nothing to review."""
    application = await world.submitted("ann", "MENTEE")
    await decided(world, "adam", "denyApplication", application, inLieuGround=GROUND)
    await world.done("ann", "reviseApplication", "application { id }", application=application)
    deputy = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": "deputy@oa.mo.example"}
    await world.done("ann", "nameSupervisor", "application { id }", application=application, **deputy)
    assert (await dashboard(world, "boss"))["decidedInLieu"] == []  # while it is a draft, it is the applicant's alone
    await world.done("ann", "submitApplication", "application { id }", application=application)
    assert await dashboard(world, "boss") == {"queue": [], "decidedInLieu": [application], "decided": []}
    assert await dashboard(world, "deputy") == {"queue": [application], "decidedInLieu": [], "decided": []}
    assert [each.code for each in await world.refused("boss", "approveApplication", application=application)] == [
        "NOT_THE_SUPERVISOR"
    ]
    await world.done("boss", "markDecisionSeen", "__typename", application=application)
    assert (await dashboard(world, "boss"))["decidedInLieu"] == []
    assert await world.node("boss", "Application", application, "id") is None


@pytest.mark.rule("APR-5")
async def test_only_that_supervisor_marks_it_seen_and_only_what_was_decided_in_lieu(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    own = await world.approved("abe", "MENTEE")
    await decided(world, "adam", "approveApplication", application, inLieuGround=GROUND)
    for who in ("adam", "deputy", "olga", "ann"):
        refused = await world.refused(who, "markDecisionSeen", application=application)
        assert [each.code for each in refused] == ["NOT_FOUND"]
    assert await world.refused("boss", "markDecisionSeen", application=own) == [
        UserErrorSeen("NOTHING_TO_REVIEW", "APR-5", None)
    ]


@pytest.mark.rule("APR-9")
async def test_nobody_decides_their_own_application_in_any_capacity(world: ApiClient) -> None:
    """Neither a team member, nor an administrator with a ground, nor somebody of the office."""
    for who in ("ann", "adam", "olga"):
        application = await world.submitted(who, "MENTOR")
        for mutation in DECIDING:
            refused = await world.refused(who, mutation, application=application, inLieuGround=GROUND)
            assert refused == [UserErrorSeen("CANNOT_DECIDE_OWN", "APR-9", None)], (who, mutation)


@pytest.mark.rule("APR-9")
async def test_a_decision_is_taken_once_and_the_second_is_told_by_whom(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    await decided(world, "adam", "denyApplication", application, inLieuGround=GROUND)
    query = (
        "mutation($input: ApproveApplicationInput!) { approveApplication(input: $input) "
        "{ errors { code rule message ... on AlreadyDecidedError { outcome decidedBy { name } decidedAt } } } }"
    )
    given = {"application": application}
    given |= await world.as_read("boss", "approveApplication", given)
    payload = (await world.data("boss", query, input=given))["approveApplication"]
    (error,) = payload["errors"]
    assert (error["code"], error["rule"]) == ("ALREADY_DECIDED", "APR-9")
    assert (error["outcome"], error["decidedBy"]["name"]) == ("DENIED", "Adam Doe")
    assert error["message"].startswith("Adam Doe has already denied")
    assert error["decidedAt"]
    assert (await world.node("boss", "Application", application, "state"))["state"] == "DENIED"


@pytest.mark.rule("APR-9")
async def test_a_decision_is_final_for_the_one_who_took_it_too(world: ApiClient) -> None:
    application = await world.approved("ann", "MENTEE")
    for second in DECIDING:
        refused = await world.refused("boss", second, application=application)
        assert refused == [UserErrorSeen("ALREADY_DECIDED", "APR-9", None)]
