"""The search for a mentor (SEA-1) and the match it shows (MAT-1, MAT-4, MAT-5), as mentees see it."""

from typing import Any

import pytest

from moments.domain.matching.fit import SCALE, fit
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import SkillId
from tests.api.api_client import ApiClient, changed
from tests.api.test_statements import a_program, multiply

SOUGHT = {"career": ["Networking", "Delegation", "Collaboration"], "soft": ["Resiliency", "Goal Setting"]}
OFFERED = {
    "mia": {"career": ["Networking", "Delegation"], "soft": ["Resiliency"]},
    "max": {"career": ["Delegation", "Networking"], "soft": ["Time Management"]},
    "adam": {"career": ["Networking", "Delegation", "Collaboration"], "soft": ["Resiliency", "Goal Setting"]},
    "moe": {"career": ["Change Management", "Decision Making"], "soft": ["Time Management"]},
}
"""From nothing in common (moe) to all (adam)."""


async def a_market(world: ApiClient) -> None:
    """Mentors of both departments, and the mentee ann of OA; approved one after the other."""
    for mentor, skills in OFFERED.items():
        await world.approved(mentor, "MENTOR", **skills)
    await world.approved("ann", "MENTEE", **SOUGHT)


async def set_bio(world: ApiClient, mentor: str, bio: str) -> None:
    ids, skills = await world.skills(), OFFERED[mentor]
    own = (await world.viewer(mentor, "applications { nodes { id } }"))["applications"]["nodes"]
    form = {category: [ids[name] for name in skills[category]] for category in ("career", "soft")}
    await world.done(
        mentor,
        "editApplication",
        "application { id }",
        application=own[0]["id"],
        bio=bio,
        workingHours="mon-fri-0800-1700",
        careerSkills=form["career"],
        softSkills=form["soft"],
    )


@pytest.mark.rule("SEA-1")
async def test_the_filters_narrow_by_skill_agency_division_location_and_words(each_world: ApiClient) -> None:
    world = each_world
    await a_market(world)
    await world.import_directory(
        changed("max", division="Highway Patrol", work_location="St. Louis"),
        changed("adam", division=None),
        changed("mia", job_title="Crime Laboratory Manager", work_location="Springfield"),
    )
    await set_bio(world, "moe", "I coach Baseball in SPRINGFIELD, 100% of the season.")
    ids = await world.skills()
    oa, dps = await world.department("OA"), await world.department("DPS")
    cases: list[tuple[dict[str, object], set[str]]] = [
        ({}, {"mia", "max", "adam", "moe"}),
        ({"skills": [ids["Networking"]]}, {"mia", "max", "adam"}),
        ({"skills": [ids["Networking"], ids["Resiliency"]]}, {"mia", "adam"}),
        ({"skills": [ids["Networking"], ids["Change Management"]]}, set()),
        ({"departments": [dps]}, {"mia", "max", "moe"}),
        ({"departments": [oa, dps]}, {"mia", "max", "adam", "moe"}),
        ({"division": "highway"}, {"max"}),
        ({"location": "SPRINGFIELD"}, {"mia"}),
        ({"location": "St. L"}, {"max"}),
        ({"text": "crime manager"}, {"mia"}),  # of the title
        ({"text": "baseball springfield"}, {"moe"}),  # of the bio, whatever the case
        ({"text": "analyst baseball"}, {"moe"}),  # one of each
        ({"text": "baseball crime"}, set()),
        ({"text": "100%"}, {"moe"}),
        ({"text": "%"}, {"mia", "max", "adam", "moe"}),  # no word
        ({"text": '"coach baseball", analyst'}, {"moe"}),
        ({"text": '"baseball coach"'}, set()),
        ({"text": "b\u00e1se\u200bball"}, {"moe"}),
        ({"division": "Highway-Patrol"}, {"max"}),
        ({"location": "st louis"}, {"max"}),
        ({"text": "  "}, {"mia", "max", "adam", "moe"}),
        ({"departments": [dps], "skills": [ids["Networking"]], "location": "springfield"}, {"mia"}),
    ]
    for where, expected in cases:
        assert set(await world.found("ann", where)) == expected, where


@pytest.mark.rule("SEA-1", "MAT-1")
async def test_the_orders_are_by_match_by_name_and_by_newest_approval(each_world: ApiClient) -> None:
    world = each_world
    await a_market(world)
    assert await world.found("ann", order="BEST_MATCH") == ["adam", "mia", "max", "moe"]
    assert await world.found("ann", order="NAME") == ["adam", "max", "mia", "moe"]
    assert await world.found("ann", order="NEWEST") == ["moe", "adam", "max", "mia"]


@pytest.mark.rule("SEA-1", "MAT-1", "MAT-4")
async def test_the_match_is_the_domains_fit_and_says_why(each_world: ApiClient) -> None:
    world = each_world
    await a_market(world)
    ids = await world.skills()

    def ranked(skills: dict[str, list[str]]) -> RankedSkills:
        career, soft = (tuple(SkillId(ids[name]) for name in skills[category]) for category in ("career", "soft"))
        return RankedSkills(career, soft)

    query = (
        "{ searchMentors { nodes { name skills { career { rank skill { name } } soft { rank skill { name } } } "
        "match { score commonSkills { skill { id name } menteeRank mentorRank share } } } } }"
    )
    found = (await world.data("ann", query))["searchMentors"]["nodes"]
    assert len(found) == len(OFFERED)
    for node in found:
        offered = OFFERED[node["name"].split()[0].lower()]
        expected = fit(ranked(SOUGHT), ranked(offered))
        assert node["match"]["score"] == expected.score / SCALE
        told = {(each["skill"]["id"], each["menteeRank"], each["mentorRank"]) for each in node["match"]["commonSkills"]}
        assert told == {(each.skill, each.mentee_rank, each.mentor_rank) for each in expected.common}
        for category in ("career", "soft"):
            assert [each["skill"]["name"] for each in node["skills"][category]] == offered[category]


@pytest.mark.rule("MAT-4")
async def test_the_skills_in_common_are_shown_with_both_ranks_the_weightiest_first(world: ApiClient) -> None:
    await a_market(world)
    profile = await world.profile("ann", "max")
    shape = "match { score commonSkills { skill { name } menteeRank mentorRank share } }"
    match = (await world.node("ann", "MentorProfile", profile, shape))["match"]
    ranks = [(each["skill"]["name"], each["menteeRank"], each["mentorRank"]) for each in match["commonSkills"]]
    assert ranks == [("Networking", 1, 2), ("Delegation", 2, 1)]
    shares = [each["share"] for each in match["commonSkills"]]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(match["score"], abs=0.0002)


@pytest.mark.rule("MAT-1", "SEA-1")
async def test_the_best_match_is_one_and_no_match_is_nought(world: ApiClient) -> None:
    await a_market(world)
    found = await world.data("ann", "{ searchMentors { nodes { name match { score commonSkills { share } } } } }")
    matches = {node["name"]: node["match"] for node in found["searchMentors"]["nodes"]}
    assert matches["Adam Doe"]["score"] == 1
    assert matches["Moe Doe"] == {"score": 0, "commonSkills": []}


@pytest.mark.rule("SEA-1", "APP-9")
async def test_the_score_follows_what_the_mentee_seeks_now(world: ApiClient) -> None:
    await a_market(world)
    ids = await world.skills()
    own = (await world.viewer("ann", "applications { nodes { id } }"))["applications"]["nodes"][0]["id"]
    form = {"bio": "A.", "workingHours": "mon-fri-0800-1700", "softSkills": [ids["Time Management"]]}
    career = [ids["Change Management"], ids["Decision Making"]]
    await world.done("ann", "editApplication", "application { id }", application=own, careerSkills=career, **form)
    assert (await world.found("ann"))[0] == "moe"


@pytest.mark.rule("MAT-5")
async def test_department_and_division_never_restrict_the_search(world: ApiClient) -> None:
    """The best match comes first whether it is the mentee's own department's or another's."""
    await a_market(world)
    await world.approved("dora", "MENTEE", **SOUGHT)
    assert await world.found("ann") == ["adam", "mia", "max", "moe"]
    assert await world.found("dora") == ["adam", "mia", "max", "moe"]
    await world.active("dora", "adam")
    await world.active("ann", "mia")


@pytest.mark.rule("SEA-1", "CAP-2", "CAP-3", "ELIG-4", "REQ-6")
async def test_nobody_is_found_who_can_take_no_request_of_this_mentee(each_world: ApiClient) -> None:
    world = each_world
    await a_market(world)
    await world.approved("ann", "MENTOR")
    for mentee in ("abe", "olga"):
        await world.approved(mentee, "MENTEE")
    await world.submitted("dora", "MENTOR")  # not approved yet
    assert set(await world.found("abe")) == {"adam", "mia", "max", "moe", "ann"}
    assert "ann" not in await world.found("ann")  # oneself

    waiting = await world.requested("ann", "mia")  # an open pair, for ann alone
    assert set(await world.found("ann")) == {"adam", "max", "moe"}
    assert "mia" in await world.found("abe")
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=waiting)
    assert "mia" not in await world.found("ann")

    await world.active("abe", "mia")  # full
    await world.done("max", "setAvailability", "participant { id }", available=False, capacity=2)
    await world.import_directory(changed("moe", under_discipline=True))  # suspended
    assert set(await world.found("olga")) == {"adam", "ann"}


@pytest.mark.rule("SEA-1")
async def test_the_search_is_open_to_approved_eligible_mentees_with_an_open_place_alone(world: ApiClient) -> None:
    await world.approved("mia", "MENTOR")
    await world.submitted("ann", "MENTEE")
    for who in ("ann", "mia", "stranger", "olga"):
        assert await world.may_not_search(who) == ("NOT_APPROVED_YET", "APP-6")


@pytest.mark.rule("SEA-1")
async def test_a_profile_is_what_a_mentee_needs_to_choose_and_no_more(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    query = (
        "{ searchMentors { nodes { name department { code } division jobTitle workLocation bio "
        "workingHours { id } openPlaces } } }"
    )
    assert (await world.data("ann", query))["searchMentors"]["nodes"] == [
        {
            "name": "Mia Doe",
            "department": {"code": "DPS"},
            "division": "General Services",
            "jobTitle": "Crime Laboratory Manager",
            "workLocation": "Springfield",
            "bio": "mia likes to learn and to teach.",
            "workingHours": {"id": "mon-fri-0800-1700"},
            "openPlaces": 2,
        }
    ]
    answer = await world.ask("ann", "{ searchMentors { nodes { email } } }")
    assert answer["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


FACETS = """searchFacets(where: $where) {
    departments { nodes { department { id } mentors } } divisions { nodes { value mentors } }
    locations { nodes { value mentors } } skills { totalCount nodes { skill { id name } mentors } } }"""


@pytest.mark.rule("SEA-1")
async def test_the_search_can_be_narrowed_by_what_five_mentors_or_more_have(world: ApiClient) -> None:
    """Max and his four likenesses, and mia, who is alone in her department."""
    multiply(world, await a_program(world), range(1, 5))

    async def facets(**where: object) -> dict[str, Any]:
        query = f"query($where: MentorFilterInput) {{ {FACETS} searchMentors(where: $where) {{ totalCount }} }}"
        return await world.data("abe", query, where=where)  # type: ignore[no-any-return]

    every = await facets()
    assert every["searchMentors"]["totalCount"] >= 5
    (department,) = every["searchFacets"]["departments"]["nodes"]
    assert department["mentors"] == 5
    (location,) = every["searchFacets"]["locations"]["nodes"]
    skill = every["searchFacets"]["skills"]["nodes"][0]
    for where in (
        {"departments": [department["department"]["id"]]},
        {"location": location["value"]},
        {"skills": [skill["skill"]["id"]]},
    ):
        found = await facets(**where)
        number = {"departments": department, "location": location, "skills": skill}[next(iter(where))]["mentors"]
        assert found["searchMentors"]["totalCount"] == number, "as many as was said"
    nobody = await facets(text="no such word")
    assert all(not each["nodes"] for each in nobody["searchFacets"].values())
    other = await facets(departments=[await world.department("OA")])
    assert other["searchFacets"]["departments"] == every["searchFacets"]["departments"], "so that another can be chosen"
    assert other["searchFacets"]["locations"]["nodes"] == []


@pytest.mark.rule("SEA-1", "CAP-1")
async def test_who_may_not_search_has_nothing_to_narrow(world: ApiClient) -> None:
    assert (await world.data("ann", "{ searchFacets { skills { totalCount } } }"))["searchFacets"] is None
