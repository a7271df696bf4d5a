"""Requests (REQ-1 to REQ-7), as mentees and mentors see them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from moments.graphql.shared.ids import encode
from tests.api.api_client import ApiClient, UserErrorSeen, changed

BUTTON = "viewerActions(only: [REQUEST_MENTOR]) { allowed code reason }"
BIO = "ann likes to learn and to teach."


@pytest.mark.rule("REQ-1", "REQ-2")
async def test_a_mentee_asks_a_mentor_whom_the_search_found_and_the_mentor_is_told(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentors="mia")
    request = await world.requested("ann", "mia", message="I would like to lead a team.")
    (email,) = await world.emails("mentor_requested")
    assert (email.recipient, email.data["note"]) == ("mia", "I would like to lead a team.")
    received = await world.viewer("mia", "requestsReceived { nodes { id state requestMessage mentee { name } } }")
    assert received["requestsReceived"]["nodes"] == [
        {
            "id": request,
            "state": "REQUESTED",
            "requestMessage": "I would like to lead a team.",
            "mentee": {"name": "Ann Doe"},
        }
    ]
    made = await world.viewer("ann", "requestsMade { nodes { id mentor { name } } }")
    assert made["requestsMade"]["nodes"] == [{"id": request, "mentor": {"name": "Mia Doe"}}]


@pytest.mark.rule("REQ-1", "REQ-4")
async def test_when_a_mentor_declines_the_mentee_finds_another_by_search(world: ApiClient) -> None:
    await world.ready(mentors="mia max")
    request = await world.requested("ann", "mia")
    await world.done("mia", "declineRequest", "mentorship { id }", mentorship=request)
    assert "max" in await world.found("ann")
    await world.active("ann", "max")


@pytest.mark.rule("REQ-1")
async def test_nobody_is_their_own_mentor(world: ApiClient) -> None:
    """Not even who takes part in both roles; their own profile comes from another mentee's search."""
    await world.ready(mentees="ann abe", mentors="ann")
    profile = await world.profile("abe", "ann")
    assert [each.code for each in await world.refused("ann", "requestMentor", mentor=profile)] == ["SELF_MENTORING"]


@pytest.mark.rule("REQ-1")
async def test_a_mentor_who_is_not_there_is_no_longer_available(world: ApiClient) -> None:
    """An id of nobody, and one of a team member who is no mentor."""
    await world.ready(mentors="mia")
    for mentor in (encode("MentorProfile", "nobody"), encode("Person", "abe")):
        refused = await world.refused("ann", "requestMentor", mentor=mentor)
        assert refused == [UserErrorSeen("MENTOR_NO_LONGER_AVAILABLE", "CAP-2", "mentor")], mentor


@pytest.mark.rule("REQ-1")
async def test_a_note_is_short(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    profile = await world.profile("ann", "mia")
    assert await world.refused("ann", "requestMentor", mentor=profile, message="x" * 1001) == [
        UserErrorSeen("INVALID_TEXT", "REQ-1", "message")
    ]


async def reads(world: ApiClient, application: str, mentorship: str | None = None) -> tuple[bool, bool]:
    """Whether `mia` reads the application by its id, and whether through the mentorship."""
    seen = await world.node("mia", "Application", application, "bio skills { career { rank } } workingHours { id }")
    if mentorship is None:
        return bool(seen), False
    through = await world.node("mia", "Mentorship", mentorship, "menteeApplication { id bio }")
    if through["menteeApplication"]:
        assert through["menteeApplication"] == {"id": application, "bio": BIO}
    return bool(seen), bool(through["menteeApplication"])


@pytest.mark.rule("REQ-3")
async def test_a_mentor_does_not_read_an_application_unasked(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentors="mia max")
    application = (await world.viewer("ann", "applications { nodes { id } }"))["applications"]["nodes"][0]["id"]
    assert await reads(world, application) == (False, False)
    await world.requested("ann", "max")
    assert await reads(world, application) == (False, False)
    request = await world.requested("ann", "mia")
    assert await reads(world, application, request) == (True, True)
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=request)
    assert await reads(world, application, request) == (True, True)


@pytest.mark.rule("REQ-3")
async def test_the_mentor_reads_it_no_longer_once_it_is_over(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    application = (await world.viewer("ann", "applications { nodes { id } }"))["applications"]["nodes"][0]["id"]
    for who, steps in (
        ("mia", ["declineRequest"]),
        ("ann", ["cancelRequest"]),
        ("mia", ["acceptRequest", "completeMentorship"]),
        ("mia", ["acceptRequest", "discontinueMentorship"]),
    ):
        request = await world.requested("ann", "mia")
        assert await reads(world, application, request) == (True, True)
        for step in steps:
            await world.done(who, step, "mentorship { id }", mentorship=request)
        assert await reads(world, application, request) == (False, False), steps
        world.clock.pass_(days=366)


@pytest.mark.rule("REQ-3")
async def test_a_mentor_who_is_asked_reads_the_mentee_application_and_no_other(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    other = await world.approved("ann", "MENTOR")
    await world.requested("ann", "mia")
    assert await world.node("mia", "Application", other, "id") is None


@pytest.mark.rule("REQ-4", "REQ-5")
async def test_on_acceptance_both_are_told(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    request = await world.requested("ann", "mia")
    payload = await world.done(
        "mia",
        "acceptRequest",
        "mentorship { state responseMessage respondedAt mentor { name } }",
        mentorship=request,
        message="Gladly.",
    )
    assert payload["mentorship"].pop("respondedAt")
    assert payload["mentorship"] == {"state": "ACTIVE", "responseMessage": "Gladly.", "mentor": {"name": "Mia Doe"}}
    (accepted,) = await world.emails("request_accepted")
    assert (accepted.recipient, accepted.data["message"]) == ("ann", "Gladly.")
    (confirmed,) = await world.emails("mentorship_confirmed")
    assert confirmed.recipient == "mia"


@pytest.mark.rule("REQ-5")
async def test_the_guidance_says_who_reaches_out_first_and_what_the_agreement_is(world: ApiClient) -> None:
    seen = await world.data("ann", "{ resources { nodes { title sections { paragraphs items } } } }")
    told = {each["title"]: str(each["sections"]) for each in seen["resources"]["nodes"]}
    assert "You reach out first" in told["For mentees"]
    assert "optional" in told["The Mentorship Agreement"]


@pytest.mark.rule("REQ-4")
async def test_a_decline_is_told_with_its_reason_to_the_mentee(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    request = await world.requested("ann", "mia")
    declined = await world.done(
        "mia", "declineRequest", "mentorship { state }", mentorship=request, message="Our goals differ."
    )
    assert declined["mentorship"]["state"] == "DECLINED"
    (email,) = await world.emails("request_declined")
    assert (email.recipient, email.data["message"]) == ("ann", "Our goals differ.")
    assert (await world.node("ann", "Mentorship", request, "responseMessage"))["responseMessage"] == "Our goals differ."


@pytest.mark.rule("REQ-4")
async def test_no_reason_is_needed_to_decline(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    request = await world.requested("ann", "mia")
    await world.done("mia", "declineRequest", "mentorship { id }", mentorship=request)
    (email,) = await world.emails("request_declined")
    assert email.data["message"] is None


@pytest.mark.rule("REQ-4")
async def test_each_step_is_its_sides_alone(world: ApiClient) -> None:
    await world.ready(mentors="mia max")
    request = await world.requested("ann", "mia")
    for mutation, others in {
        "acceptRequest": ("ann", "max", "olga", "head", "boss"),
        "declineRequest": ("ann", "max", "olga", "head", "boss"),
        "cancelRequest": ("mia", "max", "olga", "boss", "adam"),
    }.items():
        for who in others:
            refused = await world.refused(who, mutation, mentorship=request)
            assert [each.code for each in refused] == ["NOT_FOUND"], (who, mutation)


@pytest.mark.rule("REQ-4", "REQ-7")
async def test_a_waiting_request_is_shown_as_waiting_since_and_can_be_cancelled(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    request = await world.requested("ann", "mia")
    world.clock.pass_(days=30)
    for who in ("ann", "mia", "olga"):
        seen = await world.node(who, "Mentorship", request, "state requestedAt assignee { role person { name } since }")
        held = {"role": "MENTOR", "person": {"name": "Mia Doe"}, "since": seen["requestedAt"]}
        assert (seen["state"], seen["assignee"]) == ("REQUESTED", held)
        assert seen["requestedAt"].startswith("2026-01-12T09:00")
    await world.done("ann", "cancelRequest", "mentorship { state }", mentorship=request)
    assert await world.state("mia", "Mentorship", request) == "CANCELLED"
    assert await world.assignee("ann", "Mentorship", request) is None
    participant = await world.viewer("ann", "participant { requestsWaiting } requestsMade { nodes { id } }")
    assert participant == {"participant": {"requestsWaiting": 0}, "requestsMade": {"nodes": []}}
    assert await world.refused("mia", "acceptRequest", mentorship=request) == [
        UserErrorSeen("REQUEST_WAS_CLOSED", "REQ-4", None)
    ]


@pytest.mark.rule("REQ-4")
async def test_a_request_is_answered_once(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    for first in ("declineRequest", "acceptRequest"):
        request = await world.requested("ann", "mia")
        await world.done("mia", first, "mentorship { id }", mentorship=request)
        for who, second in (("mia", "acceptRequest"), ("mia", "declineRequest"), ("ann", "cancelRequest")):
            refused = await world.refused(who, second, mentorship=request)
            assert [each.code for each in refused] == ["ILLEGAL_TRANSITION"], (first, second)
        world.clock.pass_(days=93)


@pytest.mark.rule("REQ-4")
async def test_the_timeline_of_a_request_that_was_declined(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    request = await world.requested("ann", "mia")
    await world.done("mia", "declineRequest", "mentorship { id }", mentorship=request, message="No time.")
    for who in ("ann", "mia", "olga"):
        assert await world.timeline(who, "Mentorship", request) == [
            "Ann Doe asked the mentor.",
            "Mia Doe declined the request.",
        ]


@pytest.mark.rule("REQ-6")
@pytest.mark.parametrize("accepted", [False, True])
async def test_a_pair_has_one_pending_or_active_mentorship_in_a_direction(world: ApiClient, accepted: bool) -> None:
    await world.ready(mentors="mia")
    profile = await world.profile("ann", "mia")
    await (world.active if accepted else world.requested)("ann", "mia")
    (error,) = await world.refusals("ann", "requestMentor", mentor=profile)
    assert (error["code"], error["rule"]) == ("PAIR_EXISTS", "REQ-6")
    assert ("This is your mentor already" if accepted else "asked this mentor already") in error["message"]


@pytest.mark.rule("REQ-6")
async def test_the_other_direction_is_another_pairing(world: ApiClient) -> None:
    await world.ready(mentees="ann mia", mentors="ann mia")
    await world.active("ann", "mia")
    await world.active("mia", "ann")


@pytest.mark.rule("REQ-6", "MAT-6")
async def test_a_pair_that_is_over_can_begin_again_and_is_told_when(each_world: ApiClient) -> None:
    """The button, the profile and the mutation say the same, and the search and the list show it."""
    world = each_world
    await world.ready(mentors="mia")
    profile = await world.profile("ann", "mia")
    for who, begin, step, until in (
        ("mia", world.requested, "declineRequest", "2026-04-01T05:00"),
        ("ann", world.requested, "cancelRequest", "2026-04-02T05:00"),
        ("ann", world.active, "completeMentorship", "2027-04-02T05:00"),
    ):
        await world.done(who, step, "mentorship { id }", mentorship=await begin("ann", "mia"))
        (error,) = await world.refusals("ann", "requestMentor", mentor=profile)
        assert (error["code"], error["rule"], error["field"][-1]) == ("ASKED_TOO_SOON", "MAT-6", "mentor")
        (action,) = (await world.node("ann", "MentorProfile", profile, BUTTON))["viewerActions"]
        assert action == {"allowed": False, "code": "ASKED_TOO_SOON", "reason": error["message"]}
        shown = await world.node("ann", "MentorProfile", profile, "requestBlocker { message possibleFrom }")
        assert shown["requestBlocker"]["message"] == error["message"]
        possible_from = datetime.fromisoformat(shown["requestBlocker"]["possibleFrom"])
        assert possible_from.astimezone(UTC).isoformat().startswith(until)
        assert await world.found("ann") == (["mia"] if step == "cancelRequest" else [])
        world.clock.at = possible_from
    again = await world.requested("ann", "mia")
    assert await world.state("ann", "Mentorship", again) == "REQUESTED"


@pytest.mark.rule("MAT-6")
async def test_who_approves_is_not_asked_nor_found(each_world: ApiClient) -> None:
    """By the directory, and as named on the application; and whom the mentee supervises."""
    world = each_world
    await world.ready(mentees="mia temp", mentors="mia stranger deputy max")
    for mentee, mentor in (("mia", "stranger"), ("temp", "deputy")):
        profile = encode("MentorProfile", mentor)
        (error,) = await world.refusals(mentee, "requestMentor", mentor=profile)
        assert (error["code"], error["rule"]) == ("SUPERVISION_BETWEEN", "MAT-6")
        (action,) = (await world.node(mentee, "MentorProfile", profile, BUTTON))["viewerActions"]
        assert action == {"allowed": False, "code": "SUPERVISION_BETWEEN", "reason": error["message"]}
        assert mentor not in await world.found(mentee)
        assert "max" in await world.found(mentee)
    waiting = await world.submitted("ann", "MENTEE")
    named = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": "deputy@oa.mo.example"}
    await world.done("ann", "nameSupervisor", "__typename", application=waiting, onExtendedLeave=True, **named)
    await world.done("deputy", "approveApplication", "__typename", application=waiting)
    profile = encode("MentorProfile", "deputy")
    (error,) = await world.refusals("ann", "requestMentor", mentor=profile)
    assert (error["code"], error["rule"]) == ("SUPERVISION_BETWEEN", "MAT-6")
    shown = await world.node("ann", "MentorProfile", profile, f"{BUTTON} requestBlocker {{ code message }}")
    assert not shown["viewerActions"][0]["allowed"]
    assert shown["requestBlocker"] == {"code": "SUPERVISION", "message": error["message"]}
    assert "deputy" not in await world.found("ann")


@pytest.mark.rule("REQ-7")
async def test_a_mentee_has_as_many_requests_waiting_as_open_places(each_world: ApiClient) -> None:
    world = each_world
    await world.ready()
    profile = await world.profile("ann", "moe")
    first = await world.requested("ann", "mia")
    await world.requested("ann", "max")
    (error,) = await world.refusals("ann", "requestMentor", mentor=profile)
    assert (error["code"], error["rule"]) == ("TOO_MANY_PENDING_REQUESTS", "REQ-7")
    assert "2 requests waiting" in error["message"]

    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=first)
    (error,) = await world.refusals("ann", "requestMentor", mentor=profile)  # one place open, one request waiting
    assert "one request waiting" in error["message"]


@pytest.mark.rule("REQ-7")
@pytest.mark.parametrize(("step", "who"), [("cancelRequest", "ann"), ("declineRequest", "mia")])
async def test_a_request_that_waits_no_more_makes_room_for_another(world: ApiClient, step: str, who: str) -> None:
    await world.ready()
    first = await world.requested("ann", "mia")
    await world.requested("ann", "max")
    await world.done(who, step, "mentorship { id }", mentorship=first)
    await world.requested("ann", "moe")


@pytest.mark.rule("REQ-4", "ELIG-5")
async def test_the_emails_of_a_request_carry_nothing_of_the_persons_standing(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    request = await world.requested("ann", "mia")
    await world.import_directory(changed("ann", under_discipline=True))
    await world.done("mia", "declineRequest", "mentorship { id }", mentorship=request)
    told: list[dict[str, Any]] = [email.data for email in await world.emails()]
    assert "disciplin" not in str(told)
