"""Eligibility (ELIG-1 to ELIG-5), as the people concerned see it."""

from datetime import date
from typing import Any

import pytest

from moments.domain.participants.employee import Employment, Evaluation
from tests.api.api_client import ApiClient, UserErrorSeen, changed

AT_RISK = Evaluation(date(2025, 12, 1), at_risk=True)
LATER = Evaluation(date(2026, 1, 9), at_risk=False)
FAILING: list[tuple[dict[str, Any], str]] = [
    ({"employment": Employment.PART_TIME}, "NOT_FULL_TIME"),
    ({"employment": Employment.TEMPORARY}, "NOT_FULL_TIME"),
    ({"evaluation": AT_RISK}, "AT_RISK"),
    ({"under_improvement_plan": True}, "UNDER_IMPROVEMENT_PLAN"),
    ({"under_discipline": True}, "UNDER_DISCIPLINE"),
]
ELIGIBILITY = "participant { standing eligibility { eligible unmet { criterion message } } }"


async def unmet_at_submission(world: ApiClient, who: str, kind: str) -> tuple[str, list[str]]:
    """The rule, and every criterion that the refusal names."""
    application = await world.draft(who, kind)
    query = (
        "mutation($input: SubmitApplicationInput!) { submitApplication(input: $input) "
        "{ application { id } errors { code rule ... on IneligibleError { unmet { criterion } } } } }"
    )
    before = await world.dump()
    payload = (await world.data(who, query, input={"application": application}))["submitApplication"]
    assert payload["application"] is None
    assert await world.dump() == before
    (error,) = payload["errors"]
    assert error["code"] == "INELIGIBLE"
    return error["rule"], [each["criterion"] for each in error["unmet"]]


@pytest.mark.rule("ELIG-1", "ELIG-2")
@pytest.mark.parametrize(("kind", "rule"), [("MENTOR", "ELIG-1"), ("MENTEE", "ELIG-2")])
async def test_each_criterion_keeps_an_application_from_being_submitted(world: ApiClient, kind: str, rule: str) -> None:
    for who, (facts, criterion) in zip(("ann", "abe", "adam", "mia", "max"), FAILING, strict=True):
        await world.change_directory(changed(who, **facts))
        assert await unmet_at_submission(world, who, kind) == (rule, [criterion])


@pytest.mark.rule("ELIG-1")
async def test_all_criteria_that_fail_are_told_at_once(world: ApiClient) -> None:
    failing = {"employment": Employment.PART_TIME, "evaluation": AT_RISK}
    await world.change_directory(changed("ann", **failing, under_improvement_plan=True, under_discipline=True))
    _, unmet = await unmet_at_submission(world, "ann", "MENTOR")
    assert unmet == ["NOT_FULL_TIME", "AT_RISK", "UNDER_IMPROVEMENT_PLAN", "UNDER_DISCIPLINE"]


@pytest.mark.rule("ELIG-3")
@pytest.mark.parametrize("evaluation", [None, Evaluation(date(2025, 12, 1), at_risk=False)])
async def test_no_evaluation_and_a_good_one_are_not_at_risk(world: ApiClient, evaluation: Evaluation | None) -> None:
    await world.change_directory(changed("ann", evaluation=evaluation))
    await world.submitted("ann", "MENTEE")
    assert (await world.viewer("ann", ELIGIBILITY))["participant"] == {
        "standing": "ELIGIBLE",
        "eligibility": {"eligible": True, "unmet": []},
    }


@pytest.mark.rule("ELIG-3")
async def test_an_older_evaluation_at_risk_counts_no_more_once_a_newer_one_is_on_record(world: ApiClient) -> None:
    assert await unmet_at_submission(world, "risky", "MENTEE") == ("ELIG-2", ["AT_RISK"])
    await world.import_directory(changed("risky", evaluation=Evaluation(date(2026, 1, 9), at_risk=False)))
    own = (await world.viewer("risky", "applications { nodes { id } }"))["applications"]["nodes"]
    await world.done("risky", "submitApplication", "application { state }", application=own[0]["id"])


@pytest.mark.rule("ELIG-4")
async def test_eligibility_is_checked_again_when_the_application_is_decided(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    await world.change_directory(changed("ann", under_discipline=True))
    assert await world.refused("boss", "approveApplication", application=application) == [
        UserErrorSeen("INELIGIBLE", "ELIG-2", None)
    ]
    denied = await world.done("boss", "denyApplication", "application { state }", application=application)
    assert denied["application"]["state"] == "DENIED"


@pytest.mark.rule("ELIG-4")
async def test_a_mentor_whom_the_directory_makes_ineligible_is_suspended_at_once(each_world: ApiClient) -> None:
    world = each_world
    await world.approved("mia", "MENTOR")
    for mentee in ("ann", "abe"):
        await world.approved(mentee, "MENTEE")
    profile = await world.profile("abe", "mia")
    waiting = await world.requested("ann", "mia")

    await world.import_directory(changed("mia", under_discipline=True))

    assert await world.found("abe") == []
    assert await world.refused("abe", "requestMentor", mentor=profile) == [
        UserErrorSeen("MENTOR_NO_LONGER_AVAILABLE", "CAP-2", "mentor")
    ]
    assert await world.refused("mia", "acceptRequest", mentorship=waiting) == [
        UserErrorSeen("SUSPENDED", "ELIG-4", None)
    ]
    assert (await world.viewer("mia", ELIGIBILITY))["participant"]["standing"] == "SUSPENDED"

    await world.import_directory()

    assert await world.found("abe") == ["mia"]
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=waiting)


@pytest.mark.rule("ELIG-4", "ELIG-5")
async def test_a_suspended_mentee_neither_searches_nor_asks_nor_is_accepted(each_world: ApiClient) -> None:
    world = each_world
    for mentor in ("mia", "max"):
        await world.approved(mentor, "MENTOR")
    await world.approved("ann", "MENTEE")
    profile = await world.profile("ann", "max")
    waiting = await world.requested("ann", "mia")

    await world.import_directory(changed("ann", evaluation=AT_RISK))

    assert await world.may_not_search("ann") == ("SUSPENDED", "ELIG-4")
    assert await world.refused("ann", "requestMentor", mentor=profile) == [UserErrorSeen("SUSPENDED", "ELIG-4", None)]
    (error,) = await world.refusals("mia", "acceptRequest", mentorship=waiting)
    assert (error["code"], error["rule"]) == ("MENTEE_SUSPENDED", "ELIG-4")
    assert "risk" not in error["message"].lower()

    await world.import_directory(changed("ann", evaluation=LATER))

    assert await world.found("ann") == ["max"]
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=waiting)


@pytest.mark.rule("ELIG-4")
async def test_an_active_mentorship_goes_on_when_one_is_suspended_and_the_office_sees_it_flagged(
    world: ApiClient,
) -> None:
    await world.approved("mia", "MENTOR")
    for mentee in ("ann", "abe"):
        await world.approved(mentee, "MENTEE")
        await world.active(mentee, "mia")
    flagged = (
        "officeDashboard { mentorships(hasSuspendedSide: true) { nodes { state hasSuspendedSide mentee { name } } } "
        "participants(suspended: true) { nodes { suspendedInMentorship person { name } } } }"
    )
    nobody = {"mentorships": {"nodes": []}, "participants": {"nodes": []}}
    assert (await world.viewer("olga", flagged))["officeDashboard"] == nobody

    await world.import_directory(changed("ann", employment=Employment.PART_TIME))

    assert (await world.viewer("olga", flagged))["officeDashboard"] == {
        "mentorships": {"nodes": [{"state": "ACTIVE", "hasSuspendedSide": True, "mentee": {"name": "Ann Doe"}}]},
        "participants": {"nodes": [{"suspendedInMentorship": True, "person": {"name": "Ann Doe"}}]},
    }
    mine = "mentorships(role: MENTEE) { nodes { state hasSuspendedSide } }"
    seen = await world.viewer("ann", mine)
    assert seen["mentorships"]["nodes"] == [{"state": "ACTIVE", "hasSuspendedSide": None}]


@pytest.mark.rule("ELIG-5")
async def test_those_who_may_know_see_which_criterion_fails(world: ApiClient) -> None:
    """The person, their supervisor, their department's administrator and the office."""
    application = await world.submitted("ann", "MENTEE")
    await world.import_directory(changed("ann", under_improvement_plan=True))
    for who in ("ann", "boss", "adam", "olga"):
        seen = await world.node(who, "Application", application, "eligibility { eligible unmet { criterion } }")
        assert seen["eligibility"] == {"eligible": False, "unmet": [{"criterion": "UNDER_IMPROVEMENT_PLAN"}]}


@pytest.mark.rule("ELIG-5")
async def test_the_mentor_who_reads_the_application_does_not_see_whether_the_criteria_are_met(world: ApiClient) -> None:
    await world.approved("mia", "MENTOR")
    application = await world.approved("ann", "MENTEE")
    await world.requested("ann", "mia")
    await world.import_directory(changed("ann", under_discipline=True))
    seen = await world.node("mia", "Application", application, "bio eligibility { eligible } decision { message }")
    assert seen == {"bio": "ann likes to learn and to teach.", "eligibility": None, "decision": None}
    assert await world.node("dora", "Application", application, "id") is None


@pytest.mark.rule("ELIG-5")
async def test_no_email_and_no_event_says_which_criterion_failed(world: ApiClient) -> None:
    await world.approved("mia", "MENTOR")
    await world.approved("ann", "MENTEE")
    await world.active("ann", "mia")
    before = len(await world.emails())
    await world.import_directory(changed("ann", evaluation=AT_RISK, under_discipline=True, under_improvement_plan=True))
    assert len(await world.emails()) == before
    tables = await world.dump()
    assert ("participant.suspended", "ann") in {(row[1], row[5]) for row in tables["events"]}
    for row in tables["events"]:
        assert not any(word in str(row).lower() for word in ("risk", "disciplin", "improvement", "2025-12-01"))
