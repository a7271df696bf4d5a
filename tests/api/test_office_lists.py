"""The lists of the program office, with their filters and orders: whoever calls is found, with all that is theirs."""

from datetime import date
from typing import Any

import pytest

from moments.graphql.shared import ids
from tests.api.api_client import ApiClient
from tests.api.test_rules_surveys import answer

OA = ids.encode("Department", "OA")
DPS = ids.encode("Department", "DPS")
ANN = ids.encode("Person", "ann")
MIA = ids.encode("Person", "mia")


async def listed(world: ApiClient, field: str, shape: str, arguments: str = "", who: str = "olga") -> list[Any]:
    given = f"({arguments})" if arguments else ""
    seen = await world.viewer(who, f"officeDashboard {{ {field}{given} {{ totalCount nodes {{ {shape} }} }} }}")
    found = seen["officeDashboard"][field]
    assert found["totalCount"] >= len(found["nodes"])
    return found["nodes"]  # type: ignore[no-any-return]


async def a_program(world: ApiClient) -> None:
    """Ann and Mia are at the end of a mentorship, Abe waits for an answer, Max is a mentor; days lie between."""
    await world.ready("ann abe", "mia max")
    mentorship = await world.active("ann", "mia")
    world.clock.pass_(days=30)
    await world.requested("abe", "max")
    await world.done("ann", "completeMentorship", "mentorship { id }", mentorship=mentorship)
    world.clock.pass_(days=2)
    await answer(world, "ann", contactMe=True)


async def today(world: ApiClient, days: int = 0) -> str:
    world.clock.pass_(days=days)
    return f'"{date.fromisoformat(world.clock.at.date().isoformat())}"'


async def test_people_are_found_by_name_or_email_whether_or_not_they_ever_applied(each_world: ApiClient) -> None:
    world = each_world
    await world.ready("ann", "mia")
    shape = "person { name email } standing"
    found = await listed(world, "people", shape, 'search: "STRANGER"')
    assert [(each["person"]["email"], each["standing"]) for each in found] == [(world.email("stranger"), None)]
    by_email = await listed(world, "people", shape, f'search: "{world.email("ann")}"')
    assert [(each["person"]["email"], each["standing"]) for each in by_email] == [(world.email("ann"), "ELIGIBLE")]
    assert await listed(world, "people", shape, 'search: "nobody of this name"') == []
    assert len(await listed(world, "people", shape, 'search: "", first: 100')) > 10


@pytest.mark.parametrize("kind", ["Person", "Participant"])
async def test_one_person_is_asked_for_by_id_whether_or_not_they_applied(each_world: ApiClient, kind: str) -> None:
    world = each_world
    await world.ready("ann", "mia")

    async def one(person: str) -> Any:
        asked = (
            f'officeDashboard {{ participant(person: "{ids.encode(kind, person)}") {{ standing person {{ id }} }} }}'
        )
        return (await world.viewer("olga", asked))["officeDashboard"]["participant"]

    assert await one("ann") == {"standing": "ELIGIBLE", "person": {"id": ANN}}
    assert (await one("stranger"))["standing"] is None
    assert await one("nobody") is None


async def test_everything_of_a_person_is_found_from_the_person(each_world: ApiClient) -> None:
    world = each_world
    await a_program(world)
    of_ann = f'person: "{ANN}"'
    (application,) = await listed(world, "applications", "applicant { id }", of_ann)
    assert application["applicant"]["id"] == ANN
    (mentorship,) = await listed(world, "mentorships", "mentee { id } mentor { id }", of_ann)
    assert (mentorship["mentee"]["id"], mentorship["mentor"]["id"]) == (ANN, MIA)
    assert len(await listed(world, "mentorships", "id", f'person: "{MIA}"')) == 1
    (survey,) = await listed(world, "surveys", "person { id }", of_ann)
    assert survey["person"]["id"] == ANN
    emails = await listed(world, "emails", "kind recipient { id }", of_ann)
    assert {each["recipient"]["id"] for each in emails} == {ANN}
    assert {"APPLICATION_APPROVED", "SURVEY_DUE"} <= {each["kind"] for each in emails}


async def test_applications_are_filtered_by_day_and_ordered(world: ApiClient) -> None:
    first = await today(world)
    await world.approved("mia", "MENTOR")
    later = await today(world, days=10)
    await world.approved("ann", "MENTEE")
    await world.approved("abe", "MENTEE")
    shape = "applicant { firstName }"

    async def names(arguments: str) -> list[str]:
        found = await listed(world, "applications", shape, arguments)
        return [each["applicant"]["firstName"].lower() for each in found]

    assert await names(f"until: {first}") == ["mia"]
    assert await names(f"since: {later}") == ["abe", "ann"]
    assert await names("orderBy: OLDEST") == ["mia", "ann", "abe"]
    assert await names("orderBy: NAME") == sorted(["abe", "ann", "mia"])
    assert await names('since: "9999-12-31"') == []
    assert await names('until: "9999-12-31", orderBy: NAME, first: 2') == ["abe", "ann"]


async def test_mentorships_are_filtered_by_either_sides_name_and_by_day(world: ApiClient) -> None:
    await a_program(world)
    shape = "mentor { firstName } mentee { firstName }"

    async def mentees(arguments: str) -> list[str]:
        return [each["mentee"]["firstName"].lower() for each in await listed(world, "mentorships", shape, arguments)]

    assert await mentees('name: "mia"') == ["ann"]
    assert await mentees('name: "abe"') == ["abe"]
    assert await mentees("orderBy: OLDEST") == ["ann", "abe"]
    assert await mentees("orderBy: NEWEST") == ["abe", "ann"]
    assert await mentees(f"since: {await today(world)}") == []


async def test_surveys_are_filtered_by_side_day_department_and_answer(world: ApiClient) -> None:
    await a_program(world)
    shape = "person { firstName } role submittedAt"
    (answered,) = await listed(world, "surveys", shape)
    assert (answered["role"], answered["submittedAt"] is None) == ("MENTEE", False)
    (waiting,) = await listed(world, "surveys", shape, "answered: false")
    assert (waiting["role"], waiting["submittedAt"]) == ("MENTOR", None)
    assert await listed(world, "surveys", shape, "role: MENTOR") == []
    assert len(await listed(world, "surveys", shape, f'department: "{OA}"')) == 1
    assert await listed(world, "surveys", shape, f'department: "{DPS}"') == []
    assert await listed(world, "surveys", shape, 'until: "2020-01-01"') == []
    assert len(await listed(world, "followUps", shape, f'department: "{OA}", name: "ann"')) == 1
    assert await listed(world, "followUps", shape, "role: MENTOR") == []


async def test_emails_are_filtered_by_kind_state_and_day(world: ApiClient) -> None:
    await a_program(world)
    kinds = {each["kind"] for each in await listed(world, "emails", "kind", "kinds: [SURVEY_DUE, REQUEST_ACCEPTED]")}
    assert kinds == {"SURVEY_DUE", "REQUEST_ACCEPTED"}
    assert await listed(world, "emails", "kind", "kinds: [SURVEY_DUE], state: SENT") == []
    newest = await listed(world, "emails", "dueAt", "first: 100")
    oldest = await listed(world, "emails", "dueAt", "first: 100, orderBy: OLDEST")
    assert newest == oldest[::-1]
    assert await listed(world, "emails", "id", 'until: "2020-01-01"') == []


async def test_participants_are_filtered_by_availability_and_ordered_by_their_standing(world: ApiClient) -> None:
    await world.ready("ann", "mia max")
    await world.done("max", "setAvailability", "participant { id }", available=False, capacity=1)
    shape = "person { firstName }"
    (unavailable,) = await listed(world, "participants", shape, "available: false")
    assert unavailable["person"]["firstName"].lower() == "max"
    assert len(await listed(world, "participants", shape, "orderBy: STANDING_SINCE")) == 3


AUDIT = "id action message actor { id } subject { __typename id }"


async def test_the_audit_leads_to_who_acted_and_to_what_it_is_about(each_world: ApiClient) -> None:
    world = each_world
    await a_program(world)
    entries = await listed(world, "audit", AUDIT, "first: 100")
    abouts = {each["action"]: each["subject"] and each["subject"]["__typename"] for each in entries}
    assert abouts["APPLICATION_APPROVED"] == "Application"
    assert abouts["MENTORSHIP_COMPLETED"] == "Mentorship"
    assert abouts["SURVEY_SUBMITTED"] == "Survey"
    completed = next(each for each in entries if each["action"] == "MENTORSHIP_COMPLETED")
    assert completed["actor"]["id"] == ANN
    assert await world.node("olga", "AuditEntry", completed["id"], "id action actor { id }") == {
        "id": completed["id"],
        "action": "MENTORSHIP_COMPLETED",
        "actor": {"id": ANN},
    }
    assert await world.node("ann", "AuditEntry", completed["id"], "id") is None
    about = await listed(world, "audit", "action", f'subject: "{completed["subject"]["id"]}", orderBy: OLDEST')
    assert [each["action"] for each in about] == ["MENTOR_REQUESTED", "REQUEST_ACCEPTED", "MENTORSHIP_COMPLETED"]


async def test_the_audit_is_filtered_by_person_action_and_day(each_world: ApiClient) -> None:
    world = each_world
    await a_program(world)

    async def actions(arguments: str) -> list[str]:
        return [each["action"] for each in await listed(world, "audit", "action", f"first: 100, {arguments}")]

    involved, acted = await actions(f'person: "{ANN}"'), await actions(f'actor: "{ANN}"')
    assert "APPLICATION_APPROVED" in involved
    assert "APPLICATION_APPROVED" not in acted
    assert set(acted) < set(involved)
    assert "MENTORSHIP_COMPLETED" in await actions(f'person: "{MIA}"')
    assert set(await actions("actions: [REQUEST_ACCEPTED, SURVEY_DUE]")) == {
        "REQUEST_ACCEPTED",
        "SURVEY_DUE",
    }
    assert await actions(f"since: {await today(world, days=3)}") == []


@pytest.mark.parametrize("quarter", ["2026Q1", "first"])
async def test_a_run_is_found_by_its_quarter(world: ApiClient, quarter: str) -> None:
    asked = f'{{ viewer {{ officeDashboard {{ matchingRuns(quarter: "{quarter}") {{ nodes {{ id }} }} }} }} }}'
    answer = await world.ask("olga", asked)
    assert ("errors" in answer) is (quarter == "first")
