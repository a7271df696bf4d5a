"""A form is saved in one mutation, as a whole, over what was read; all that is wrong is said at once."""

from typing import Any

import pytest

from moments.graphql.shared import ids
from tests.api.api_client import ApiClient, UserErrorSeen

AVAILABILITY = "participant { available capacity }"
ALL = "application { id bio revision supervisor { person { email } chosenByApplicant } }"


def deputy(world: ApiClient) -> dict[str, Any]:
    named = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": world.email("deputy")}
    return {**named, "onExtendedLeave": True}


async def form(world: ApiClient, **changes: Any) -> dict[str, Any]:
    skills = await world.skills()
    chosen = {"careerSkills": [skills["Networking"], skills["Delegation"]], "softSkills": [skills["Resiliency"]]}
    return {"bio": "I listen.", "workingHours": "mon-fri-0800-1700", **chosen, **changes}


@pytest.mark.rule("APP-7", "APP-9", "CAP-3")
async def test_one_mutation_saves_all_of_a_mentors_form(each_world: ApiClient) -> None:
    world = each_world
    filled = await form(world, **deputy(world), available=False, capacity=1)
    made = (await world.done("ann", "startApplication", ALL, kind="MENTOR", **filled))["application"]
    assert made["supervisor"] == {"person": {"email": world.email("deputy")}, "chosenByApplicant": True}
    assert await world.viewer("ann", AVAILABILITY) == {"participant": {"available": False, "capacity": 1}}

    saved = await world.done(
        "ann",
        "editApplication",
        ALL,
        application=made["id"],
        **await form(world, bio="I listen and ask.", available=True, capacity=2),
    )
    assert saved["application"]["supervisor"] == made["supervisor"], "what is not given stays"
    assert saved["application"]["revision"] != made["revision"]
    assert await world.viewer("ann", AVAILABILITY) == {"participant": {"available": True, "capacity": 2}}
    own = (await form(world)) | {"supervisorFirstName": "Boss", "supervisorLastName": "Doe"}
    own |= {"supervisorEmail": world.email("boss")}
    back = await world.done("ann", "editApplication", ALL, application=made["id"], **own)
    assert back["application"]["supervisor"] == {"person": {"email": world.email("boss")}, "chosenByApplicant": False}


@pytest.mark.rule("CAP-3", "APP-6")
async def test_a_mentors_availability_of_the_draft_holds_from_the_approval_on(world: ApiClient) -> None:
    await world.approved("abe", "MENTEE")
    filled = await form(world, capacity=1, available=False)
    made = (await world.done("ann", "startApplication", ALL, kind="MENTOR", **filled))["application"]
    await world.done("ann", "submitApplication", "__typename", application=made["id"])
    await world.done("ann", "setAvailability", "__typename", capacity=2)
    await world.done("ann", "setAvailability", "__typename", capacity=1)
    await world.done("boss", "approveApplication", "__typename", application=made["id"])
    assert await world.found("abe") == []
    await world.done("ann", "setAvailability", "__typename", available=True)
    assert await world.found("abe") == ["ann"]
    assert await world.viewer("ann", AVAILABILITY) == {"participant": {"available": True, "capacity": 1}}


@pytest.mark.rule("APP-3", "APP-4", "APP-7", "CAP-2")
async def test_all_that_is_wrong_with_the_form_is_said_at_once_and_nothing_is_saved(world: ApiClient) -> None:
    skill = (await world.skills())["Networking"]
    wrong = {
        "bio": "x" * 2_001,
        "workingHours": "never",
        "careerSkills": [skill, skill],
        "supervisorEmail": "nobody@mo.example",
        "capacity": 3,
    }
    expected = {
        UserErrorSeen("INVALID_TEXT", "APP-3", "bio"),
        UserErrorSeen("UNKNOWN_WORKING_HOURS", "APP-3", "workingHours"),
        UserErrorSeen("DUPLICATE_SKILL", "APP-4", "careerSkills"),
        UserErrorSeen("INVALID_TEXT", "APP-2", "supervisorFirstName"),
        UserErrorSeen("INVALID_TEXT", "APP-2", "supervisorLastName"),
        UserErrorSeen("CAPACITY_OUT_OF_RANGE", "CAP-2", "capacity"),
    }
    assert set(await world.refused("ann", "startApplication", kind="MENTOR", **wrong)) == expected
    draft = await world.draft("ann", "MENTOR")
    given = {"application": draft, "softSkills": [], **wrong}
    assert set(await world.refused("ann", "editApplication", **given)) == expected


@pytest.mark.rule("APP-9")
async def test_an_approved_application_is_told_all_that_would_be_missing(world: ApiClient) -> None:
    application = await world.approved("ann", "MENTEE")
    empty = {"bio": " ", "workingHours": None, "careerSkills": [], "softSkills": []}
    fields = {each.field for each in await world.refused("ann", "editApplication", application=application, **empty)}
    assert fields == {"bio", "workingHours", "careerSkills"}


@pytest.mark.rule("CAP-3")
async def test_a_mentees_form_has_no_availability(world: ApiClient) -> None:
    refused = await world.refused("ann", "startApplication", kind="MENTEE", available=True, capacity=1)
    assert set(refused) == {
        UserErrorSeen("ONLY_FOR_MENTORS", "CAP-3", "available"),
        UserErrorSeen("ONLY_FOR_MENTORS", "CAP-3", "capacity"),
    }


@pytest.mark.rule("APP-9")
async def test_of_two_windows_the_second_save_is_refused_with_what_the_first_saved(each_world: ApiClient) -> None:
    world = each_world
    application = await world.draft("ann", "MENTEE")
    read = await world.as_read("ann", "editApplication", {"application": application})
    await world.done("ann", "editApplication", ALL, application=application, **await form(world, bio="One."), **read)

    query = (
        "mutation($input: EditApplicationInput!) { editApplication(input: $input) "
        "{ errors { code field ... on ApplicationChangedError { application { bio revision } } } } }"
    )
    given = {"application": application, **await form(world, bio="Two."), **read}
    (error,) = (await world.data("ann", query, input=given))["editApplication"]["errors"]
    assert (error["code"], error["field"]) == ("CHANGED_MEANWHILE", ["input", "expectedRevision"])
    assert error["application"]["bio"] == "One."
    given["expectedRevision"] = error["application"]["revision"]
    assert (await world.data("ann", query, input=given))["editApplication"]["errors"] == []


@pytest.mark.rule("CAP-3")
async def test_two_windows_do_not_undo_each_others_switch(world: ApiClient) -> None:
    await world.approved("mia", "MENTOR")
    await world.done("mia", "setAvailability", "__typename", available=False)
    await world.done("mia", "setAvailability", "__typename", capacity=1)
    assert await world.viewer("mia", AVAILABILITY) == {"participant": {"available": False, "capacity": 1}}


@pytest.mark.rule("CAP-2", "CAP-4")
async def test_what_waits_is_closed_where_a_lowered_number_leaves_no_place(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentees="ann abe", mentors="mia")
    await world.active("ann", "mia")
    waiting = await world.requested("abe", "mia")
    await world.done("mia", "setAvailability", "__typename", capacity=1)
    assert await world.state("abe", "Mentorship", waiting) == "CLOSED"
    assert [each.recipient for each in await world.emails("request_closed")] == ["abe"]


@pytest.mark.rule("SUR-3", "MAT-2", "WEB-3")
@pytest.mark.parametrize(
    ("mutation", "first", "second", "there"),
    [
        (
            "setSurveyChoices",
            {"question": "RATING", "choices": ["Good", "Bad"]},
            {"question": "RATING", "choices": ["Fine", "Poor"]},
            "... on SurveyChoicesChangedError { choices { choices } }",
        ),
        (
            "setReminders",
            {"muted": ["PERIOD_ENDING"]},
            {"muted": []},
            "... on RemindersChangedError { reminders { settings { reminder muted } } }",
        ),
        (
            "moveStages",
            {"stages": [{"stage": "SUGGEST", "dueAt": "2026-04-30T12:00:00Z"}]},
            {"stages": [{"stage": "SUGGEST", "dueAt": "2026-04-29T12:00:00Z"}]},
            "... on CycleChangedError { cycle { stages { stage dueAt } } }",
        ),
        (
            "reviseResource",
            {"resource": ids.encode("Resource", "basics"), "markdown": "# Good"},
            {"resource": ids.encode("Resource", "basics"), "markdown": "# Better"},
            "... on ResourceChangedError { resource { title } }",
        ),
    ],
)
async def test_of_two_clerks_the_second_is_refused_with_what_the_first_set(
    each_world: ApiClient, mutation: str, first: dict[str, Any], second: dict[str, Any], there: str
) -> None:
    world = each_world
    if mutation == "moveStages":
        cycle = {"cycle": ids.encode("Cycle", "2026Q2")}
        first, second = cycle | first, cycle | second
    read = await world.as_read("olga", mutation, first)
    name = mutation[0].upper() + mutation[1:]
    query = f"mutation($input: {name}Input!) {{ {mutation}(input: $input) {{ errors {{ code field {there} }} }} }}"
    assert (await world.data("olga", query, input={**first, **read}))[mutation]["errors"] == []
    (error,) = (await world.data("olga", query, input={**second, **read}))[mutation]["errors"]
    assert (error["code"], error["field"]) == ("CHANGED_MEANWHILE", ["input", *read])
    assert {"Good", "PERIOD_ENDING", "2026-04-30T07:00:00-05:00"} & set(_texts(error))
    await world.done("olga", mutation, "__typename", **second)


def _texts(found: Any) -> list[str]:
    if isinstance(found, dict):
        return [text for each in found.values() for text in _texts(each)]
    return [text for each in found for text in _texts(each)] if isinstance(found, list) else [str(found)]
