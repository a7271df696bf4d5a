"""The application's form and its life (APP-1 to APP-3, APP-6, APP-8, APP-9), as applicants see them."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api.api_client import ApiClient, UserErrorSeen, changed

FORM = (
    "applicationForm(kind: MENTEE) { kind firstName lastName supervisorFirstName supervisorLastName supervisorEmail "
    "workLocation jobTitle hireDate agency division "
    "correctionContact { name email telephone note } workingHoursChoices { id } }"
)


async def whole_form(world: ApiClient, application: str, **changes: Any) -> dict[str, Any]:
    """What `editApplication` takes: the form of `ApiClient.draft`, with changes."""
    ids = await world.skills()
    form = {"bio": "A short bio.", "workingHours": "mon-fri-0800-1700", "softSkills": [ids["Resiliency"]]}
    return {
        "application": application,
        "careerSkills": [ids["Networking"], ids["Delegation"]],
        **form,
        **changes,
    }


@pytest.mark.rule("APP-1")
async def test_one_person_may_hold_one_application_of_each_kind(world: ApiClient) -> None:
    await world.draft("ann", "MENTOR")
    await world.draft("ann", "MENTEE")
    for kind in ("MENTOR", "MENTEE"):
        assert await world.refused("ann", "startApplication", kind=kind) == [
            UserErrorSeen("APPLICATION_EXISTS", "APP-1", "kind")
        ]
    seen = await world.viewer("ann", "applications { nodes { kind state } }")
    assert seen["applications"]["nodes"] == [{"kind": "MENTOR", "state": "DRAFT"}, {"kind": "MENTEE", "state": "DRAFT"}]


@pytest.mark.rule("APP-2")
async def test_the_form_comes_filled_in_from_the_directory(world: ApiClient) -> None:
    form = (await world.viewer("ann", FORM))["applicationForm"]
    assert form.pop("workingHoursChoices")
    assert form == {
        "kind": "MENTEE",
        "firstName": "Ann",
        "lastName": "Doe",
        "supervisorFirstName": "Boss",
        "supervisorLastName": "Doe",
        "supervisorEmail": "boss@oa.mo.example",
        "workLocation": "Jefferson City",
        "jobTitle": "Analyst",
        "hireDate": "2019-05-01",
        "agency": "Office of Administration",
        "division": "General Services",
        "correctionContact": {
            "name": "MOMENTS program office",
            "email": "talentdevelopment@oa.mo.gov",
            "telephone": "573-526-4500",
            "note": None,
        },
    }


@pytest.mark.rule("APP-2", "APP-3")
async def test_what_the_directory_lacks_stays_empty_on_the_form(world: ApiClient) -> None:
    await world.change_directory(changed("chief", division=None))
    form = (await world.viewer("chief", FORM))["applicationForm"]
    assert (form["division"], form["supervisorEmail"]) == (None, None)


@pytest.mark.rule("APP-2")
async def test_the_directorys_fields_are_not_the_applicants_to_edit(world: ApiClient) -> None:
    form = await whole_form(world, await world.draft("ann", "MENTEE"))
    query = "mutation($input: EditApplicationInput!) { editApplication(input: $input) { application { id } } }"
    before = await world.dump()
    for field in ("firstName", "jobTitle", "workLocation", "hireDate", "agency", "division", "supervisorEmail"):
        answer = await world.ask("ann", query, input=form | {field: "Another"})
        assert field in answer["errors"][0]["message"]
    assert await world.dump() == before


@pytest.mark.rule("APP-3", "APP-4")
async def test_an_empty_form_gets_all_that_is_missing_told_at_once(world: ApiClient) -> None:
    started = await world.done("ann", "startApplication", "application { id }", kind="MENTOR")
    application = started["application"]["id"]
    assert await world.refused("ann", "submitApplication", application=application) == [
        UserErrorSeen("INVALID_TEXT", "APP-3", "workingHours"),
        UserErrorSeen("INVALID_TEXT", "APP-3", "bio"),
        UserErrorSeen("WRONG_NUMBER_OF_SKILLS", "APP-4", "careerSkills"),
    ]


@pytest.mark.rule("APP-3")
async def test_working_hours_are_chosen_from_the_list(world: ApiClient) -> None:
    choices = (await world.viewer("ann", FORM))["applicationForm"]["workingHoursChoices"]
    every = (await world.data("ann", "{ workingHours { id label shifts { weekday start end } } }"))["workingHours"]
    assert [choice["id"] for choice in choices] == [each["id"] for each in every]
    assert all(each["label"] and each["shifts"] for each in every)
    assert await world.refused("ann", "startApplication", kind="MENTOR", workingHours="whenever") == [
        UserErrorSeen("UNKNOWN_WORKING_HOURS", "APP-3", "workingHours")
    ]


@pytest.mark.rule("APP-3")
async def test_a_bio_is_short_and_text(world: ApiClient) -> None:
    application = await world.draft("ann", "MENTEE")
    for bio in ("x" * 2001, "a bell\x07"):
        form = await whole_form(world, application, bio=bio)
        assert await world.refused("ann", "editApplication", **form) == [UserErrorSeen("INVALID_TEXT", "APP-3", "bio")]


@pytest.mark.rule("APP-6")
@pytest.mark.parametrize(("kind", "flag"), [("MENTOR", "isMentor"), ("MENTEE", "isMentee")])
async def test_nobody_takes_part_before_the_supervisor_has_approved(world: ApiClient, kind: str, flag: str) -> None:
    application = await world.submitted("ann", kind)
    seen = await world.viewer("ann", f"roles participant {{ {flag} }}")
    assert seen == {"roles": [], "participant": {flag: False}}
    refused = await world.do("ann", "setAvailability", "__typename", available=True, capacity=2)
    assert [each["code"] for each in refused["errors"]] == ["NOT_APPROVED_YET"] * (kind == "MENTEE")
    assert await world.may_not_search("ann") == ("NOT_APPROVED_YET", "APP-6")
    await world.done("boss", "approveApplication", "application { id }", application=application)
    seen = await world.viewer("ann", f"roles participant {{ {flag} }}")
    assert seen == {"roles": [kind], "participant": {flag: True}}


@pytest.mark.rule("APP-6")
async def test_approval_in_one_role_is_none_in_the_other(world: ApiClient) -> None:
    await world.approved("mia", "MENTOR")
    await world.approved("ann", "MENTEE")
    await world.approved("max", "MENTOR")
    profile = await world.profile("ann", "mia")
    assert await world.refused("max", "requestMentor", mentor=profile) == [
        UserErrorSeen("NOT_APPROVED_YET", "APP-6", None),
    ]
    assert await world.refused("stranger", "requestMentor", mentor=profile) == [
        UserErrorSeen("NOT_APPROVED_YET", "APP-6", None),
    ]


@pytest.mark.rule("APP-8")
async def test_applications_are_made_at_any_time(world: ApiClient) -> None:
    """Whether or not it is the quarter's application period; each in another month."""
    for who in ("ann", "abe", "deputy", "adam", "olga", "mia"):
        application = await world.submitted(who, "MENTEE")
        assert await world.state(who, "Application", application) == "SUBMITTED"
        world.clock.pass_(days=60)


@pytest.mark.rule("APP-9")
async def test_a_draft_is_the_applicants_alone_and_is_kept(world: ApiClient) -> None:
    application = await world.draft("ann", "MENTEE")
    world.clock.pass_(days=40)
    seen = await world.node("ann", "Application", application, "state bio")
    assert seen == {"state": "DRAFT", "bio": "ann likes to learn and to teach."}
    for who in ("boss", "adam", "olga", "mia"):
        assert await world.node(who, "Application", application, "state") is None


@pytest.mark.rule("APP-9")
async def test_a_draft_need_not_be_complete_and_can_be_edited_at_will(world: ApiClient) -> None:
    started = await world.done("ann", "startApplication", "application { id bio }", kind="MENTEE")
    application = started["application"]["id"]
    assert started["application"]["bio"] is None
    form = await whole_form(world, application, bio="  Birds and baseball.  ", careerSkills=[], softSkills=[])
    edited = await world.done("ann", "editApplication", "application { state bio }", **form)
    assert edited["application"] == {"state": "DRAFT", "bio": "Birds and baseball."}


@pytest.mark.rule("APP-9")
async def test_an_approved_application_is_edited_without_a_new_approval(world: ApiClient) -> None:
    application = await world.approved("mia", "MENTOR")
    ids = await world.skills()
    form = await whole_form(world, application, bio="Chess.", workingHours="mon-fri-0700-1600")
    shape = """application { state bio workingHours { id } skills { career { skill { name } } }
        decision { decidedBy { name } } }"""
    form["careerSkills"] = [ids["Collaboration"], ids["Networking"]]
    edited = (await world.done("mia", "editApplication", shape, **form))["application"]
    assert edited == {
        "state": "APPROVED",
        "bio": "Chess.",
        "workingHours": {"id": "mon-fri-0700-1600"},
        "skills": {"career": [{"skill": {"name": "Collaboration"}}, {"skill": {"name": "Networking"}}]},
        "decision": {"decidedBy": {"name": "Head Doe"}},
    }
    await world.approved("ann", "MENTEE")
    found = await world.data("ann", "{ searchMentors { nodes { bio skills { career { skill { name } } } } } }")
    assert found["searchMentors"]["nodes"] == [{"bio": "Chess.", "skills": edited["skills"]}]


@pytest.mark.rule("APP-9")
async def test_an_approved_application_has_to_stay_complete(world: ApiClient) -> None:
    application = await world.approved("mia", "MENTOR")
    form = await whole_form(world, application, bio=" ", workingHours=None, careerSkills=[])
    assert await world.refused("mia", "editApplication", **form) == [
        UserErrorSeen("INVALID_TEXT", "APP-3", "workingHours"),
        UserErrorSeen("INVALID_TEXT", "APP-3", "bio"),
        UserErrorSeen("WRONG_NUMBER_OF_SKILLS", "APP-4", "careerSkills"),
    ]


@pytest.mark.rule("APP-9")
async def test_while_it_waits_only_the_supervisors_fields_can_change(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    form = await whole_form(world, application)
    assert [each.code for each in await world.refused("ann", "editApplication", **form)] == ["ILLEGAL_TRANSITION"]
    for step in ("submitApplication", "reviseApplication"):
        refused = await world.refused("ann", step, application=application)
        assert [each.code for each in refused] == ["ILLEGAL_TRANSITION"]


@pytest.mark.rule("APP-9")
async def test_a_denied_application_is_revised_and_submitted_again_with_its_history(each_world: ApiClient) -> None:
    world = each_world
    application = await world.submitted("ann", "MENTEE")
    await world.done("boss", "denyApplication", "application { id }", application=application, message="Say more.")
    revised = await world.done("ann", "reviseApplication", "application { state }", application=application)
    assert revised["application"]["state"] == "DRAFT"
    await world.done("ann", "editApplication", "application { id }", **await whole_form(world, application))
    shape = "application { state decision { outcome message } }"
    again = await world.done("ann", "submitApplication", shape, application=application)
    assert again["application"] == {
        "state": "SUBMITTED",
        "decision": {"outcome": "DENIED", "message": "Say more."},  # the last one there was
    }
    await world.done("boss", "approveApplication", "application { id }", application=application)
    assert await world.timeline("ann", "Application", application) == [
        "Ann Doe started the application.",
        "Ann Doe submitted it to Boss Doe.",
        "Boss Doe denied it.",
        "Ann Doe reopened the application for revision.",
        "Ann Doe submitted it to Boss Doe.",
        "Boss Doe approved it.",
    ]


@pytest.mark.rule("APP-9")
async def test_a_waiting_application_can_be_withdrawn_and_leaves_the_queue(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    withdrawn = await world.done("ann", "withdrawApplication", "application { state }", application=application)
    assert withdrawn["application"]["state"] == "WITHDRAWN"
    seen = await world.viewer("boss", "supervisorDashboard { queue { nodes { id } } }")
    assert seen["supervisorDashboard"]["queue"]["nodes"] == []
    assert await world.node("boss", "Application", application, "id") is None
    assert (await world.refused("boss", "approveApplication", application=application))[0].code == "NOT_FOUND"


@pytest.mark.rule("APP-9", "REQ-4")
async def test_whoever_withdraws_as_a_mentee_leaves_the_role_and_takes_their_requests_back(world: ApiClient) -> None:
    await world.approved("mia", "MENTOR")
    application = await world.approved("ann", "MENTEE")
    request = await world.requested("ann", "mia")
    await world.done("ann", "withdrawApplication", "application { id }", application=application)
    assert (await world.node("ann", "Mentorship", request, "state"))["state"] == "CANCELLED"
    assert await world.may_not_search("ann") == ("NOT_APPROVED_YET", "APP-6")


@pytest.mark.rule("APP-9", "CAP-4")
async def test_whoever_withdraws_as_a_mentor_closes_the_requests_that_wait_and_the_mentees_are_told(
    world: ApiClient,
) -> None:
    application = await world.approved("mia", "MENTOR")
    for mentee in ("ann", "abe"):
        await world.approved(mentee, "MENTEE")
    requests = {mentee: await world.requested(mentee, "mia") for mentee in ("ann", "abe")}
    await world.done("mia", "withdrawApplication", "application { id }", application=application)
    for mentee, request in requests.items():
        assert (await world.node(mentee, "Mentorship", request, "state"))["state"] == "CLOSED"
    assert [email.recipient for email in await world.emails("request_closed")] == ["ann", "abe"]
    assert await world.found("ann") == []


@pytest.mark.rule("APP-9")
@pytest.mark.parametrize(("who", "which"), [("mia", "MENTOR"), ("ann", "MENTEE")])
async def test_nobody_leaves_a_role_while_a_mentorship_in_it_is_active(world: ApiClient, who: str, which: str) -> None:
    applications = {"mia": await world.approved("mia", "MENTOR"), "ann": await world.approved("ann", "MENTEE")}
    mentorship = await world.active("ann", "mia")
    assert await world.refused(who, "withdrawApplication", application=applications[who]) == [
        UserErrorSeen("ACTIVE_MENTORSHIP_EXISTS", "APP-9", None)
    ]
    await world.done(who, "discontinueMentorship", "mentorship { id }", mentorship=mentorship)
    await world.done(who, "withdrawApplication", "application { id }", application=applications[who])
    assert (await world.viewer(who, "roles"))["roles"] in ([], ["SUPERVISOR"])


@pytest.mark.rule("APP-9")
async def test_whoever_has_withdrawn_can_apply_again_and_needs_a_new_approval(world: ApiClient) -> None:
    application = await world.approved("ann", "MENTEE")
    await world.done("ann", "withdrawApplication", "application { id }", application=application)
    await world.done("ann", "reviseApplication", "application { id }", application=application)
    await world.done("ann", "submitApplication", "application { id }", application=application)
    assert await world.may_not_search("ann") == ("NOT_APPROVED_YET", "APP-6")
    await world.done("boss", "approveApplication", "application { id }", application=application)
    assert await world.found("ann") == []


@pytest.mark.rule("APP-9")
async def test_who_holds_an_application_now_and_since_when(world: ApiClient) -> None:
    application = await world.draft("ann", "MENTEE")
    seen = await world.node("ann", "Application", application, "startedAt assignee { role person { name } since }")
    assert seen["assignee"] == {"role": "APPLICANT", "person": {"name": "Ann Doe"}, "since": seen["startedAt"]}
    await world.done("ann", "submitApplication", "application { id }", application=application)
    submitted = world.clock.at
    world.clock.pass_(days=3)
    role, name, since = await world.assignee("boss", "Application", application) or pytest.fail("nobody is to act")
    assert (role, name) == ("SUPERVISOR", "Boss Doe")
    assert timedelta() <= submitted - since < timedelta(seconds=1)
    await world.done("boss", "denyApplication", "application { id }", application=application)
    role, name, since = await world.assignee("ann", "Application", application) or pytest.fail("nobody is to act")
    assert (role, name) == ("APPLICANT", "Ann Doe")
    assert since - submitted > timedelta(days=2)
    await world.done("ann", "withdrawApplication", "application { id }", application=application)
    assert await world.assignee("ann", "Application", application) is None
