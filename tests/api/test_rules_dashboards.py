"""The dashboards of supervisors and administrators: the team, the queue by supervisor, who takes part (WEB-2)."""

from datetime import date
from typing import Any

import pytest

from moments.graphql.shared import ids
from tests.api.api_client import ApiClient, changed
from tests.api.statements import counted
from tests.api.test_rules_approval import GROUND

LEAVE = date(2026, 12, 31)


def names(connection: Any) -> list[str]:
    return [each["person"]["firstName"].lower() for each in connection["nodes"]]


async def supervisor(world: ApiClient, who: str, shape: str) -> Any:
    return (await world.viewer(who, f"supervisorDashboard {{ {shape} }}"))["supervisorDashboard"]


async def administrator(world: ApiClient, who: str, shape: str) -> Any:
    return (await world.viewer(who, f"administratorDashboard {{ {shape} }}"))["administratorDashboard"]


# --- a supervisor's team ---


@pytest.mark.rule("WEB-2", "ELIG-5")
async def test_a_team_is_whoever_reports_to_the_supervisor_with_what_they_take_part_in(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentees="ann", mentors="mia")
    await world.active("ann", "mia")
    await world.submitted("abe", "MENTOR")
    await world.draft("risky", "MENTEE")
    shape = """nodes { person { firstName } standing isMentor isMentee activeMentors activeMentees
        eligibility { eligible } available requestsWaiting mentorships(role: MENTEE) { nodes { id } }
        applications { totalCount nodes { kind state } } }"""
    team = (await supervisor(world, "boss", f"team {{ totalCount {shape} }}"))["team"]
    assert team["totalCount"] == 4
    assert names(team) == ["abe", "ann", "parttime", "risky"]
    abe, ann, _, risky = team["nodes"]
    assert (ann["isMentee"], ann["activeMentors"], ann["activeMentees"]) == (True, 1, 0)
    assert ann["applications"]["nodes"] == [{"kind": "MENTEE", "state": "APPROVED"}]
    assert (ann["mentorships"], ann["available"], ann["requestsWaiting"]) == (None, None, None)
    assert (abe["isMentor"], abe["applications"]["nodes"]) == (False, [{"kind": "MENTOR", "state": "SUBMITTED"}])
    assert (risky["standing"], risky["eligibility"]) == (None, {"eligible": False})
    assert risky["applications"] == {"totalCount": 0, "nodes": []}


@pytest.mark.rule("WEB-2")
async def test_a_team_is_filtered_by_name_and_by_who_takes_part(world: ApiClient) -> None:
    await world.ready(mentees="ann", mentors="abe")
    await world.change_directory(changed("risky", left=date(2026, 1, 5)))
    found = await supervisor(
        world,
        "boss",
        """part: team(takesPart: true) { totalCount nodes { person { firstName } } }
        none: team(takesPart: false) { totalCount nodes { person { firstName } } }
        mentors: team(role: MENTOR) { nodes { person { firstName } } }
        named: team(name: "an") { nodes { person { firstName } } }
        page: team(first: 1) { pageInfo { hasNextPage } nodes { person { firstName } } }""",
    )
    assert (names(found["part"]), found["part"]["totalCount"]) == (["abe", "ann"], 2)
    assert (names(found["none"]), found["none"]["totalCount"]) == (["parttime"], 1)
    assert names(found["mentors"]) == ["abe"]
    assert names(found["named"]) == ["ann"]
    assert (names(found["page"]), found["page"]["pageInfo"]) == (["abe"], {"hasNextPage": True})


@pytest.mark.rule("APR-5")
async def test_decided_applications_are_filtered_by_outcome_role_and_who_decided(world: ApiClient) -> None:
    mine, in_lieu = await world.submitted("ann", "MENTEE"), await world.submitted("abe", "MENTOR")
    await world.done("boss", "approveApplication", "application { id }", application=mine)
    await world.done("adam", "denyApplication", "application { id }", application=in_lieu, inLieuGround=GROUND)
    found = await supervisor(
        world,
        "boss",
        """approved: decided(outcome: APPROVED) { nodes { id } } denied: decided(outcome: DENIED) { nodes { id } }
        mentors: decided(kind: MENTOR) { nodes { id } } inLieu: decided(inLieu: true) { nodes { id } }
        own: decided(inLieu: false) { nodes { id } } named: decided(name: "ann") { nodes { id } }""",
    )
    ids = {name: [each["id"] for each in page["nodes"]] for name, page in found.items()}
    assert ids["approved"] == ids["own"] == ids["named"] == [mine]
    assert ids["denied"] == ids["mentors"] == ids["inLieu"] == [in_lieu]


# --- the administrator's queue by supervisor ---


GROUPS = """totalCount pageInfo { hasNextPage endCursor } nodes {
    supervisor { firstName onLeave } onLeave waiting oldestSince
    applications(first: 1) { totalCount nodes { id applicant { firstName } } } }"""


@pytest.mark.rule("APR-4", "APR-7")
async def test_the_queue_is_grouped_by_supervisor_those_on_leave_first(each_world: ApiClient) -> None:
    world = each_world
    first = await world.submitted("ann", "MENTEE")
    world.clock.pass_(days=1)
    await world.submitted("abe", "MENTEE")
    await world.submitted("adam", "MENTEE")
    await world.submitted("mia", "MENTOR")  # of another department
    groups = (await administrator(world, "adam", f"queueBySupervisor {{ {GROUPS} }}"))["queueBySupervisor"]
    assert groups["totalCount"] == 2
    seen = [(each["supervisor"]["firstName"], each["onLeave"], each["waiting"]) for each in groups["nodes"]]
    assert seen == [("Boss", False, 2), ("Chief", False, 1)]
    (waits,) = groups["nodes"][0]["applications"]["nodes"]
    assert (waits["id"], groups["nodes"][0]["applications"]["totalCount"]) == (first, 2)
    since = (await world.node("ann", "Application", first, "assignee { since }"))["assignee"]["since"]
    assert groups["nodes"][0]["oldestSince"] == since

    await world.change_directory(changed("chief", on_leave_until=LEAVE))
    page = (await administrator(world, "adam", f"queueBySupervisor(first: 1) {{ {GROUPS} }}"))["queueBySupervisor"]
    (group,) = page["nodes"]
    assert (group["supervisor"], group["onLeave"]) == ({"firstName": "Chief", "onLeave": True}, True)
    after = page["pageInfo"]["endCursor"]
    rest = await administrator(world, "adam", f'queueBySupervisor(first: 1, after: "{after}") {{ {GROUPS} }}')
    assert [each["supervisor"]["firstName"] for each in rest["queueBySupervisor"]["nodes"]] == ["Boss"]
    assert not rest["queueBySupervisor"]["pageInfo"]["hasNextPage"]


@pytest.mark.rule("APR-7")
async def test_the_queue_by_supervisor_takes_four_statements_however_many_there_are(world: ApiClient) -> None:
    for who in ("ann", "abe", "adam", "olga"):
        await world.submitted(who, "MENTEE")
    shape = f"queueBySupervisor {{ {GROUPS} }}"
    await administrator(world, "adam", shape)
    with counted(world) as statements:
        await administrator(world, "adam", shape)
    assert len(statements.all) == 4


@pytest.mark.rule("APR-7")
async def test_an_administrator_s_lists_are_filtered_by_supervisor_role_and_name(world: ApiClient) -> None:
    await world.submitted("ann", "MENTEE")
    await world.submitted("abe", "MENTOR")
    own = await world.submitted("adam", "MENTEE")
    chief = (await world.node("adam", "Application", own, "supervisor { person { id } }"))["supervisor"]["person"]["id"]
    found = await administrator(
        world,
        "adam",
        f"""chief: queue(supervisor: "{chief}") {{ nodes {{ applicant {{ firstName }} }} }}
        all: applications(supervisor: "{chief}") {{ nodes {{ applicant {{ firstName }} }} }}
        mentors: queue(kind: MENTOR) {{ nodes {{ applicant {{ firstName }} }} }}
        named: queue(name: "an") {{ nodes {{ applicant {{ firstName }} }} }}
        nobody: queue(supervisor: "{ids.encode("Person", "ann")}") {{ nodes {{ applicant {{ firstName }} }} }}""",
    )
    seen = {name: [each["applicant"]["firstName"] for each in page["nodes"]] for name, page in found.items()}
    assert seen == {"chief": ["Adam"], "all": ["Adam"], "mentors": ["Abe"], "named": ["Ann"], "nobody": []}
    wrong = f"""{{ viewer {{ administratorDashboard {{ queue(supervisor: "{own}") {{ totalCount }} }} }} }}"""
    (error,) = (await world.ask("adam", wrong))["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


# --- who takes part in a department ---


@pytest.mark.rule("WEB-2", "ELIG-5")
async def test_an_administrator_finds_who_takes_part_in_their_departments_and_no_others(world: ApiClient) -> None:
    await world.ready(mentees="ann", mentors="abe mia")
    await world.submitted("olga", "MENTEE")
    found = await administrator(
        world,
        "adam",
        """participants { totalCount nodes { person { firstName } activeMentees applications { nodes { state } } } }
        part: participants(takesPart: true) { nodes { person { firstName } } }
        mentees: participants(role: MENTEE) { nodes { person { firstName } } }
        participation { department { code } staff mentors suppressed }""",
    )
    assert names(found["participants"]) == ["abe", "ann", "olga"]
    assert [each["activeMentees"] for each in found["participants"]["nodes"]] == [None] * 3
    assert found["participants"]["nodes"][2]["applications"]["nodes"] == [{"state": "SUBMITTED"}]
    assert (names(found["part"]), names(found["mentees"])) == (["abe", "ann"], ["ann"])
    assert [each["department"]["code"] for each in found["participation"]] == ["OA"]
    assert found["participation"][0]["suppressed"]  # fewer than five


# --- from a person to all of theirs ---


@pytest.mark.rule("WEB-2")
async def test_the_office_goes_from_a_person_to_all_of_theirs(world: ApiClient) -> None:
    await world.ready(mentees="ann", mentors="ann mia")
    mentorship = await world.active("ann", "mia")
    found = await world.viewer(
        "olga",
        """officeDashboard { participants(name: "ann") { nodes {
            applications { nodes { kind } } approved: applications(states: [APPROVED]) { totalCount }
            asMentee: mentorships(role: MENTEE) { nodes { id state } }
            asMentor: mentorships(role: MENTOR) { nodes { id } }
            ended: mentorships(role: MENTEE, states: [COMPLETED]) { totalCount } } } }""",
    )
    (ann,) = found["officeDashboard"]["participants"]["nodes"]
    assert sorted(each["kind"] for each in ann["applications"]["nodes"]) == ["MENTEE", "MENTOR"]
    assert ann["approved"]["totalCount"] == 2
    assert ann["asMentee"]["nodes"] == [{"id": mentorship, "state": "ACTIVE"}]
    assert (ann["asMentor"]["nodes"], ann["ended"]["totalCount"]) == ([], 0)


# --- whom one is about to name ---


@pytest.mark.rule("APR-8")
async def test_an_email_finds_its_person_for_administrators_and_the_office_only(each_world: ApiClient) -> None:
    world = each_world
    query = "query($email: String!) { personByEmail(email: $email) { name jobTitle } }"
    found = {"name": "Mia Doe", "jobTitle": "Crime Laboratory Manager"}
    for who, email, seen in (
        ("olga", "mia@dps.mo.example", found),
        ("adam", " MIA@dps.mo.example ", found),
        ("olga", "mia@dps.mo", None),
        ("olga", "mia%", None),
        ("olga", "", None),
        ("boss", "mia@dps.mo.example", None),
        ("mia", "mia@dps.mo.example", None),
    ):
        assert (await world.data(who, query, email=email))["personByEmail"] == seen, (who, email)
    await world.change_directory(changed("mia", left=date(2026, 1, 5)))
    assert (await world.data("olga", query, email="mia@dps.mo.example"))["personByEmail"] is None


@pytest.mark.rule("APR-4")
async def test_leave_is_told_to_administrators_of_the_person_s_department_and_the_office(world: ApiClient) -> None:
    await world.change_directory(changed("boss", on_leave_until=LEAVE))
    application = await world.submitted("ann", "MENTEE")
    for who, seen in (("adam", True), ("olga", True), ("ann", None), ("boss", None)):
        shown = await world.node(who, "Application", application, "supervisor { person { onLeave } }")
        assert shown["supervisor"]["person"]["onLeave"] is seen, who
    await world.change_directory(changed("boss", on_leave_until=date(2026, 1, 1)))
    shown = await world.node("adam", "Application", application, "supervisor { person { onLeave } }")
    assert shown["supervisor"]["person"]["onLeave"] is False
