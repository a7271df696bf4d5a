"""Skills: the choice on the form (APP-4) and the office's catalog (APP-5)."""

import pytest

from moments.graphql.shared.ids import encode
from tests.api.api_client import ApiClient, UserErrorSeen

CAREER = ["Change Management", "Collaboration", "Decision Making", "Delegation", "Networking"]
SOFT = ["Goal Setting", "Growth Mindset", "Interpersonal Communication", "Resiliency", "Time Management"]
CHOSEN = "application { id skills { career { rank skill { name } } soft { rank skill { name } } } }"


async def chosen_skills(world: ApiClient, career: list[str], soft: list[str]) -> dict[str, list[str]]:
    ids = await world.skills()
    return {"careerSkills": [ids[name] for name in career], "softSkills": [ids[name] for name in soft]}


@pytest.mark.rule("APP-5")
async def test_the_catalog_is_the_handbooks(world: ApiClient) -> None:
    for category, names in (("CAREER", CAREER), ("SOFT", SOFT)):
        found = await world.data("ann", f"{{ skills(category: {category}) {{ nodes {{ name category }} }} }}")
        assert found["skills"]["nodes"] == [{"name": name, "category": category} for name in names]


@pytest.mark.rule("APP-4")
async def test_three_to_six_skills_in_either_category_ranked_in_order(world: ApiClient) -> None:
    choices = {
        "ann": (CAREER[2::-1], []),
        "abe": ([], SOFT[:3]),
        "mia": (CAREER[:3], SOFT[4:1:-1]),
        "max": (CAREER[::-1], SOFT[:1]),
        "moe": (["Networking"], SOFT),
    }
    for who, (career, soft) in choices.items():
        form = {"bio": "A.", "workingHours": "mon-fri-0800-1700", **await chosen_skills(world, career, soft)}
        application = (await world.done(who, "startApplication", CHOSEN, kind="MENTEE", **form))["application"]
        for category, names in (("career", career), ("soft", soft)):
            assert application["skills"][category] == [
                {"rank": rank, "skill": {"name": name}} for rank, name in enumerate(names, 1)
            ]
        await world.done(who, "submitApplication", "application { id }", application=application["id"])


@pytest.mark.rule("APP-4")
async def test_two_skills_are_too_few_to_submit(world: ApiClient) -> None:
    application = await world.draft("ann", "MENTEE", career=["Networking"], soft=["Resiliency"])
    assert await world.refused("ann", "submitApplication", application=application) == [
        UserErrorSeen("WRONG_NUMBER_OF_SKILLS", "APP-4", "careerSkills")
    ]


@pytest.mark.rule("APP-4")
async def test_seven_skills_are_too_many(world: ApiClient) -> None:
    chosen = await chosen_skills(world, CAREER, SOFT[:2])
    (error,) = await world.refusals("ann", "startApplication", kind="MENTOR", **chosen)
    assert (error["code"], error["rule"]) == ("WRONG_NUMBER_OF_SKILLS", "APP-4")
    assert "at least 3 and at most 6" in error["message"]
    assert "you chose 7" in error["message"]


@pytest.mark.rule("APP-4")
async def test_a_skill_cannot_be_chosen_twice(world: ApiClient) -> None:
    for others in (["Collaboration"], []):
        chosen = await chosen_skills(world, ["Networking", *others, "Networking"], [])
        assert await world.refused("ann", "startApplication", kind="MENTEE", **chosen) == [
            UserErrorSeen("DUPLICATE_SKILL", "APP-4", "careerSkills")
        ]


@pytest.mark.rule("APP-4", "APP-5")
async def test_a_skill_counts_in_its_own_category_and_has_to_exist(world: ApiClient) -> None:
    chosen = await chosen_skills(world, ["Networking", "Resiliency", "Delegation"], [])
    assert await world.refused("ann", "startApplication", kind="MENTEE", **chosen) == [
        UserErrorSeen("UNKNOWN_SKILL", "APP-5", "careerSkills")
    ]
    chosen["careerSkills"][1] = encode("Skill", "no-such-skill")
    assert await world.refused("ann", "startApplication", kind="MENTEE", **chosen) == [
        UserErrorSeen("UNKNOWN_SKILL", "APP-5", "careerSkills")
    ]


@pytest.mark.rule("APP-4")
async def test_the_form_says_what_the_skills_are_chosen_for(world: ApiClient) -> None:
    for kind, words in (("MENTOR", "your strongest"), ("MENTEE", "you look for in a mentor")):
        form = await world.viewer("ann", f"applicationForm(kind: {kind}) {{ skillsQuestion fewestSkills mostSkills }}")
        assert words in form["applicationForm"]["skillsQuestion"]
        assert (form["applicationForm"]["fewestSkills"], form["applicationForm"]["mostSkills"]) == (3, 6)


@pytest.mark.rule("APP-5")
async def test_the_office_adds_a_skill_and_it_can_be_chosen_at_once(world: ApiClient) -> None:
    added = await world.done(
        "olga", "addSkill", "skill { name category retiredAt }", category="CAREER", name=" Public Speaking "
    )
    assert added["skill"] == {"name": "Public Speaking", "category": "CAREER", "retiredAt": None}
    form = await world.viewer("ann", "applicationForm(kind: MENTOR) { skillChoices { name } }")
    assert {"name": "Public Speaking"} in form["applicationForm"]["skillChoices"]
    await world.submitted("ann", "MENTOR", career=["Public Speaking", "Networking"])


@pytest.mark.rule("APP-5")
async def test_a_skill_is_in_the_catalog_once_whatever_its_letters_case(world: ApiClient) -> None:
    assert await world.refused("olga", "addSkill", category="SOFT", name="RESILIENCY") == [
        UserErrorSeen("SKILL_EXISTS", "APP-5", "name")
    ]
    assert await world.refused("olga", "addSkill", category="SOFT", name=" ") == [
        UserErrorSeen("INVALID_TEXT", "APP-5", "name")
    ]


@pytest.mark.rule("APP-5")
async def test_the_catalog_is_the_offices_alone(world: ApiClient) -> None:
    networking = (await world.skills())["Networking"]
    for who in ("ann", "boss", "adam"):
        refused = await world.refused(who, "addSkill", category="SOFT", name="Humour")
        assert [each.code for each in refused] == ["NOT_PERMITTED"]
        refused = await world.refused(who, "retireSkill", skill=networking)
        assert [each.code for each in refused] == ["NOT_PERMITTED"]


@pytest.mark.rule("APP-5")
async def test_a_retired_skill_stays_where_it_is_and_cannot_be_chosen_anew(each_world: ApiClient) -> None:
    world = each_world
    approved = await world.approved("mia", "MENTOR")  # with Networking
    draft = await world.draft("ann", "MENTEE")
    chosen = await chosen_skills(world, ["Networking", "Delegation"], ["Resiliency"])
    retired = await world.done("olga", "retireSkill", "skill { name retiredAt }", skill=chosen["careerSkills"][0])
    assert retired["skill"]["retiredAt"] is not None

    seen = await world.node("mia", "Application", approved, "skills { career { skill { name } } }")
    assert seen["skills"]["career"][0]["skill"]["name"] == "Networking"
    form = {"bio": "B.", "workingHours": "mon-fri-0800-1700", **chosen}
    await world.done("mia", "editApplication", "application { id }", application=approved, **form)
    await world.done("ann", "submitApplication", "application { id }", application=draft)

    choices = await world.viewer("abe", "applicationForm(kind: MENTOR) { skillChoices { name } }")
    assert {"name": "Networking"} not in choices["applicationForm"]["skillChoices"]
    assert await world.refused("abe", "startApplication", kind="MENTOR", **chosen) == [
        UserErrorSeen("UNKNOWN_SKILL", "APP-5", "careerSkills")
    ]
    assert await world.refused("olga", "retireSkill", skill=chosen["careerSkills"][0]) == [
        UserErrorSeen("ALREADY_RETIRED", "APP-5", None)
    ]


@pytest.mark.rule("APP-5")
async def test_once_given_up_a_retired_skill_is_gone_for_good(world: ApiClient) -> None:
    approved = await world.approved("mia", "MENTOR")
    chosen = await chosen_skills(world, ["Networking", "Delegation"], ["Resiliency"])
    await world.done("olga", "retireSkill", "skill { id }", skill=chosen["careerSkills"][0])
    other = await chosen_skills(world, ["Collaboration", "Delegation"], ["Resiliency"])
    form = {"application": approved, "bio": "B.", "workingHours": "mon-fri-0800-1700"}
    await world.done("mia", "editApplication", "application { id }", **form, **other)
    assert await world.refused("mia", "editApplication", **form, **chosen) == [
        UserErrorSeen("UNKNOWN_SKILL", "APP-5", "careerSkills")
    ]
