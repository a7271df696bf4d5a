"""What was on the screen travels with what is decided; a refusal carries what is there now."""

from typing import Any

import pytest

from tests.api.api_client import ApiClient, UserErrorSeen

NOW_THERE = {
    "Application": "... on ApplicationChangedError { application { id bio submittedAt decision { decidedAt } } }",
    "Mentorship": "... on AgreementChangedError { mentorship { id agreement { goals proposedAt } } }",
    "Meeting": "... on MeetingChangedError { meeting { id startsAt minutes } }",
}


async def refusal(world: ApiClient, who: str, mutation: str, kind: str, **given: Any) -> dict[str, Any]:
    """The one error, with the thing as it is now; nothing was written."""
    name = mutation[0].upper() + mutation[1:]
    query = (
        f"mutation($input: {name}Input!) {{ {mutation}(input: $input) "
        f"{{ errors {{ code field rule message {NOW_THERE[kind]} }} }} }}"
    )
    before = await world.dump()
    (error,) = (await world.data(who, query, input=given))[mutation]["errors"]
    assert await world.dump() == before
    return error  # type: ignore[no-any-return]


async def sent_again(world: ApiClient, application: str, bio: str) -> None:
    for step in ("withdrawApplication", "reviseApplication"):
        await world.done("ann", step, "__typename", application=application)
    skills = await world.skills()
    chosen = {"careerSkills": [skills["Networking"], skills["Delegation"]], "softSkills": [skills["Resiliency"]]}
    form = {"bio": bio, "workingHours": "mon-fri-0800-1700", **chosen}
    await world.done("ann", "editApplication", "__typename", application=application, **form)
    await world.done("ann", "submitApplication", "__typename", application=application)


@pytest.mark.rule("APR-1")
@pytest.mark.parametrize("mutation", ["approveApplication", "denyApplication"])
async def test_a_supervisor_decides_only_what_they_have_read(each_world: ApiClient, mutation: str) -> None:
    world = each_world
    application = await world.submitted("ann", "MENTEE")
    read = await world.as_read("boss", mutation, {"application": application})
    await sent_again(world, application, "I have thought again.")

    error = await refusal(world, "boss", mutation, "Application", application=application, **read)
    assert (error["code"], error["rule"]) == ("APPLICATION_CHANGED", "APR-1")
    assert error["field"] == ["input", "submittedAt"]
    there = error["application"]
    assert (there["id"], there["bio"]) == (application, "I have thought again.")

    await world.done("boss", mutation, "__typename", application=application, submittedAt=there["submittedAt"])


@pytest.mark.rule("APR-5")
async def test_a_supervisor_marks_only_the_decision_as_seen_that_they_have_read(world: ApiClient) -> None:
    application, ground = await world.submitted("ann", "MENTEE"), {"inLieuGround": "FMLA leave"}
    await world.done("adam", "denyApplication", "__typename", application=application, **ground)
    read = await world.as_read("boss", "markDecisionSeen", {"application": application})
    await world.done("ann", "reviseApplication", "__typename", application=application)
    await world.done("ann", "submitApplication", "__typename", application=application)
    await world.done("adam", "approveApplication", "__typename", application=application, **ground)

    error = await refusal(world, "boss", "markDecisionSeen", "Application", application=application, **read)
    assert (error["code"], error["field"]) == ("APPLICATION_CHANGED", ["input", "decidedAt"])
    decided_at = error["application"]["decision"]["decidedAt"]
    await world.done("boss", "markDecisionSeen", "__typename", application=application, decidedAt=decided_at)


@pytest.mark.rule("MEN-2")
async def test_a_meeting_that_was_moved_while_it_was_read_is_not_confirmed(each_world: ApiClient) -> None:
    world = each_world
    await world.ready()
    mentorship = await world.active("ann", "mia")
    at = {"startsAt": "2026-01-21T10:00:00-06:00"}
    made = await world.done("mia", "proposeMeeting", "meeting { id }", mentorship=mentorship, **at)
    meeting = {"meeting": made["meeting"]["id"]}
    read = await world.as_read("ann", "confirmMeeting", meeting)
    moved = {
        "newStartsAt": "2026-01-24T20:00:00-06:00",
        "newMinutes": 90,
        "acceptWarnings": ["OUTSIDE_MENTOR_HOURS", "OUTSIDE_MENTEE_HOURS", "AFTER_AGREED_END", "FAR_AHEAD"],
    }
    await world.done("mia", "moveMeeting", "__typename", **meeting, **moved)

    for mutation, more in (
        ("confirmMeeting", {"minutes": read["minutes"]}),
        ("cancelMeeting", {}),
        ("moveMeeting", {"newStartsAt": "2026-01-22T10:00:00-06:00"}),
    ):
        stale = {**meeting, "startsAt": read["startsAt"], **more}
        error = await refusal(world, "ann", mutation, "Meeting", **stale)
        assert (error["code"], error["rule"]) == ("MEETING_CHANGED", "MEN-2")
        assert error["field"] == ["input", "startsAt"]
        assert error["meeting"]["startsAt"] == moved["newStartsAt"]
        assert error["meeting"]["minutes"] == moved["newMinutes"]

    there = error["meeting"]
    shorter = {**meeting, "startsAt": there["startsAt"], "minutes": 60}
    assert (await refusal(world, "ann", "confirmMeeting", "Meeting", **shorter))["field"] == ["input", "minutes"]
    await world.done("ann", "confirmMeeting", "__typename", **meeting)


@pytest.mark.rule("MEN-1")
async def test_the_refusal_of_an_older_agreement_carries_the_newer_one(world: ApiClient) -> None:
    await world.ready()
    mentorship = await world.active("ann", "mia")
    texts = {"schedule": "Mondays.", "obstacles": "None."}
    await world.done("mia", "proposeAgreement", "__typename", mentorship=mentorship, goals="To grow.", **texts)
    read = await world.as_read("ann", "acceptAgreement", {"mentorship": mentorship})
    await world.done("mia", "proposeAgreement", "__typename", mentorship=mentorship, goals="To lead.", **texts)

    error = await refusal(world, "ann", "acceptAgreement", "Mentorship", mentorship=mentorship, **read)
    assert (error["code"], error["field"]) == ("AGREEMENT_CHANGED", ["input", "proposedAt"])
    assert error["mentorship"]["agreement"]["goals"] == "To lead."


@pytest.mark.rule("MEN-1")
async def test_a_new_agreement_replaces_only_the_one_that_was_read(each_world: ApiClient) -> None:
    world = each_world
    await world.ready()
    mentorship = await world.active("ann", "mia")
    given = {"mentorship": mentorship, "goals": "To grow.", "schedule": "Mondays.", "obstacles": "None."}
    none = await world.as_read("ann", "proposeAgreement", given)
    assert none == {"proposedAt": None}
    await world.done("ann", "proposeAgreement", "__typename", **given, **none)
    read = await world.as_read("ann", "proposeAgreement", given)
    await world.done("mia", "proposeAgreement", "__typename", **given | read | {"goals": "To lead."})

    for stale in (none, read):
        error = await refusal(world, "ann", "proposeAgreement", "Mentorship", **given, **stale)
        assert (error["code"], error["rule"]) == ("AGREEMENT_CHANGED", "MEN-1")
        assert error["field"] == ["input", "proposedAt"]
        assert error["mentorship"]["agreement"]["goals"] == "To lead."
    there = {"proposedAt": error["mentorship"]["agreement"]["proposedAt"]}
    await world.done("ann", "proposeAgreement", "__typename", **given, **there)


@pytest.mark.rule("APR-9")
async def test_whoever_may_not_see_the_application_learns_nothing_of_its_versions(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    for read in ({}, {"submittedAt": "2026-01-12T09:00:00-06:00"}):
        refused = await world.refused("stranger", "approveApplication", application=application, **read)
        assert refused == [UserErrorSeen("NOT_FOUND", None, "application")]
