"""The quarter's matching as mentees and the office see it (MAT-3 to MAT-8), and lists that stay true after it."""

from dataclasses import replace
from typing import Any

import pytest

from moments.domain.participants.employee import Employee, Evaluation
from moments.domain.shared.ids import PersonId
from moments.graphql.shared import ids
from tests.api.api_client import PEOPLE, ApiClient, UserErrorSeen
from tests.api.matching_setup import (
    CYCLE,
    close_period,
    list_of,
    match_and_send,
    matched,
    moment,
    run_stages,
    runs,
    suggested,
)

SEVEN = "mia max moe dora stranger adam deputy"
GONE = {
    "code": "NO_LONGER_AVAILABLE",
    "message": (
        "This mentor is no longer available; they may have two mentees by now. Ask for others, or search all mentors."
    ),
}


async def parts(world: ApiClient, side: str, more: str = "") -> dict[str, list[str]]:
    """Who was in the run on that side, and why they took no part; by first name."""
    shape = f"people(role: {side} {more}) {{ nodes {{ person {{ firstName }} takesPart absences }} }}"
    (run,) = await runs(world, shape)
    found = run["people"]["nodes"]
    assert all(each["takesPart"] is not bool(each["absences"]) for each in found)
    return {each["person"]["firstName"].lower(): each["absences"] for each in found}


async def at_risk(world: ApiClient, who: str, *, is_so: bool = True) -> None:
    person = next(each for each in PEOPLE if each.id == who)
    evaluation = Evaluation(world.clock.now().date(), at_risk=True) if is_so else None
    await world.import_directory(replace(person, evaluation=evaluation))


async def available(world: ApiClient, who: str, wanted: bool) -> None:
    await world.done(who, "setAvailability", "participant { id }", available=wanted, capacity=2)


async def fill(world: ApiClient, mentor: str, mentees: str = "abe adam") -> list[str]:
    """The mentor's two places, by mentees who are approved for it."""
    for mentee in mentees.split():
        await world.approved(mentee, "MENTEE")
    return [await world.active(mentee, mentor) for mentee in mentees.split()]


# --- the list ---


@pytest.mark.rule("MAT-1", "MAT-4")
async def test_a_suggestion_says_which_skills_are_in_common_with_both_ranks_and_what_each_is_worth(
    each_world: ApiClient,
) -> None:
    world = each_world
    await world.approved("mia", "MENTOR", career=["Delegation", "Networking"], soft=["Goal Setting"])
    await world.approved("ann", "MENTEE")
    await match_and_send(world)

    mia = (await suggested(world, "ann"))["mia"]
    assert [(c["skill"]["name"], c["menteeRank"], c["mentorRank"]) for c in mia["commonSkills"]] == [
        ("Networking", 1, 2),
        ("Delegation", 2, 1),
    ]
    assert sum(common["share"] for common in mia["commonSkills"]) == pytest.approx(mia["score"])
    assert 0 < mia["score"] < 1
    assert (mia["canRequest"], mia["requestBlocker"]) == (True, None)
    assert mia["mentor"]["bio"] == "mia likes to learn and to teach."


@pytest.mark.rule("MAT-4")
async def test_the_best_fit_comes_first(world: ApiClient) -> None:
    await world.approved("max", "MENTOR", career=["Delegation", "Collaboration"], soft=["Goal Setting"])
    await world.ready("ann", "mia")
    await match_and_send(world)

    found = await suggested(world, "ann")
    assert {name: each["rank"] for name, each in found.items()} == {"mia": 1, "max": 2}


@pytest.mark.rule("MAT-4")
async def test_nobody_sees_a_list_before_the_lists_are_sent(world: ApiClient) -> None:
    await world.ready()
    await close_period(world)
    await run_stages(world, "MATCH")
    assert await list_of(world, "ann") is None
    (run,) = await runs(world)
    assert (run["quarter"], run["actor"]["name"], run["publishedAt"]) == ("2026Q1", "Olga Doe", None)

    await run_stages(world, "SUGGEST")
    assert (await list_of(world, "ann", "quarter label")) == {
        "quarter": "2026Q1",
        "label": "the first quarter of 2026",
    }
    (run,) = await runs(world)
    assert moment(run["publishedAt"]) > moment(run["madeAt"])


@pytest.mark.rule("MAT-4")
async def test_each_sees_their_own_list_and_who_is_no_mentee_has_none(world: ApiClient) -> None:
    await matched(world, "ann abe")
    assert len(await suggested(world, "abe")) == 3
    for who in ("mia", "boss", "stranger", "olga"):
        assert await list_of(world, who) is None


@pytest.mark.rule("MAT-4")
async def test_an_empty_list_says_why_and_what_would_change_it(each_world: ApiClient) -> None:
    world = each_world
    for mentor in ("mia", "max"):
        await world.approved(mentor, "MENTOR")
    others = {"career": ["Change Management", "Decision Making"], "soft": ["Growth Mindset"]}
    await world.approved("ann", "MENTEE", **others)
    await match_and_send(world)

    found = await list_of(world, "ann")
    assert found["suggestions"] == {"totalCount": 0, "nodes": []}
    assert found["emptyReason"] == "NOBODY_OFFERS"
    assert found["emptyMessage"] == "No mentor offers a skill that is sought."
    would_give = {each["skill"]["name"]: each for each in found["wouldAdd"]["nodes"]}
    assert set(would_give) == {"Networking", "Delegation", "Resiliency"}
    assert would_give["Networking"]["mentors"] == 2
    assert would_give["Networking"]["message"] == "Adding Networking to your skills would match 2 mentors."


@pytest.mark.rule("MAT-4")
async def test_a_list_that_is_not_empty_gives_no_such_reason(world: ApiClient) -> None:
    await matched(world)
    found = await list_of(world, "ann", "emptyReason emptyMessage wouldAdd { totalCount }")
    assert found == {"emptyReason": None, "emptyMessage": None, "wouldAdd": {"totalCount": 0}}


@pytest.mark.rule("MAT-4")
async def test_a_list_is_as_of_the_run_whatever_the_mentor_changes(world: ApiClient) -> None:
    await matched(world, mentors="mia")
    before = (await suggested(world, "ann"))["mia"]
    skills = await world.skills()
    (application,) = (await world.viewer("mia", "applications { nodes { id } }"))["applications"]["nodes"]
    chosen = {"careerSkills": [skills["Decision Making"]], "softSkills": [skills["Resiliency"], skills["Goal Setting"]]}
    hours = {"bio": "I have changed.", "workingHours": "mon-fri-0800-1700"}
    await world.done("mia", "editApplication", "application { id }", application=application["id"], **hours, **chosen)

    after = (await suggested(world, "ann"))["mia"]
    assert (after["score"], after["commonSkills"]) == (before["score"], before["commonSkills"])
    assert after["mentor"]["bio"] == "I have changed."


@pytest.mark.rule("MAT-4")
async def test_the_hours_that_both_work_are_shown_and_that_there_are_none_is_a_warning(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentors="mia max")
    (application,) = (await world.viewer("max", "applications { nodes { id } }"))["applications"]["nodes"]
    skills = await world.skills()
    night = {"bio": "By night.", "workingHours": "mon-fri-2300-0730"}
    same = {"careerSkills": [skills["Networking"], skills["Delegation"]], "softSkills": [skills["Resiliency"]]}
    await world.done("max", "editApplication", "application { id }", application=application["id"], **night, **same)
    await match_and_send(world)

    found = await suggested(world, "ann")
    assert (found["mia"]["commonHours"]["minutesPerWeek"], found["mia"]["hoursWarning"]) == (5 * 9 * 60, None)
    assert found["max"]["commonHours"]["minutesPerWeek"] == 0
    assert found["max"]["hoursWarning"] == "Your regular working hours do not overlap by an hour."


async def test_the_list_is_paged_like_any_other(world: ApiClient) -> None:
    await matched(world)
    page = "suggestions(first: 2) { nodes { rank } pageInfo { hasNextPage endCursor } }"
    first = (await list_of(world, "ann", page))["suggestions"]
    assert ([each["rank"] for each in first["nodes"]], first["pageInfo"]["hasNextPage"]) == ([1, 2], True)
    after = f'suggestions(after: "{first["pageInfo"]["endCursor"]}") {{ nodes {{ rank }} }}'
    assert (await list_of(world, "ann", after))["suggestions"] == {"nodes": [{"rank": 3}]}


# --- who takes part, and who is never on a list ---


@pytest.mark.rule("MAT-3")
async def test_everybody_who_needs_a_match_takes_part_and_of_the_others_the_office_reads_why_not(
    each_world: ApiClient,
) -> None:
    world = each_world
    await world.ready("ann abe adam", "mia max moe dora")
    await world.submitted("olga", "MENTEE")
    await fill_with(world, "mia", "abe", "adam")
    await available(world, "max", False)
    await at_risk(world, "moe")
    await match_and_send(world)

    assert await parts(world, "MENTEE") == {"abe": [], "adam": [], "ann": [], "olga": ["NOT_APPROVED"]}
    assert await parts(world, "MENTOR") == {
        "dora": [],
        "max": ["UNAVAILABLE"],
        "mia": ["FULL"],
        "moe": ["INELIGIBLE"],
    }
    assert await parts(world, "MENTOR", "takesPart: true") == {"dora": []}
    assert await parts(world, "MENTOR", "reason: FULL") == {"mia": ["FULL"]}
    assert await parts(world, "MENTEE", f'department: "{ids.encode("Department", "DPS")}"') == {}
    assert list(await suggested(world, "ann")) == ["dora"]
    assert await list_of(world, "olga") is None
    (run,) = await runs(
        world,
        "figures { mentees mentors menteesNotTakingPart { reason people suppressed } mentorsNotTakingPart { reason } }",
    )
    assert (run["figures"]["mentees"], run["figures"]["mentors"]) == (3, 1)
    assert run["figures"]["menteesNotTakingPart"] == [{"reason": "NOT_APPROVED", "people": None, "suppressed": True}]
    assert {each["reason"] for each in run["figures"]["mentorsNotTakingPart"]} == {"FULL", "UNAVAILABLE", "INELIGIBLE"}


async def fill_with(world: ApiClient, mentor: str, *mentees: str) -> None:
    for mentee in mentees:
        await world.active(mentee, mentor)


@pytest.mark.rule("MAT-3", "CAP-1")
async def test_a_mentee_with_two_mentors_is_in_no_run(world: ApiClient) -> None:
    await world.ready("ann", "mia max moe")
    await fill_with(world, "mia", "ann")
    await fill_with(world, "max", "ann")
    await match_and_send(world)
    assert await list_of(world, "ann") is None
    assert await parts(world, "MENTEE") == {"ann": ["FULL"]}


@pytest.mark.rule("CAP-2", "CAP-3")
async def test_a_mentor_who_is_full_and_one_who_is_unavailable_are_on_no_list(world: ApiClient) -> None:
    await world.ready("ann abe adam", "mia max moe")
    await fill_with(world, "mia", "abe", "adam")
    await available(world, "max", False)
    await match_and_send(world)
    assert list(await suggested(world, "ann")) == ["moe"]


@pytest.mark.rule("MAT-5")
async def test_departments_do_not_restrict_a_match(world: ApiClient) -> None:
    await world.ready("ann stranger", "adam dora")
    await match_and_send(world)
    for mentee in ("ann", "stranger"):
        assert set(await suggested(world, mentee)) == {"adam", "dora"}


@pytest.mark.rule("MAT-6")
async def test_left_out_are_oneself_the_supervisor_and_direct_reports(world: ApiClient) -> None:
    for mentor in ("ann", "boss", "mia", "stranger", "max"):
        await world.approved(mentor, "MENTOR")
    for mentee in ("ann", "boss", "mia"):
        await world.approved(mentee, "MENTEE")
    await match_and_send(world)
    assert set(await suggested(world, "ann")) == {"mia", "stranger", "max"}
    assert set(await suggested(world, "boss")) == {"mia", "stranger", "max"}
    assert set(await suggested(world, "mia")) == {"ann", "boss", "max"}


@pytest.mark.rule("MAT-6")
async def test_left_out_are_mentors_one_has_has_asked_was_declined_by_or_had_within_the_year(world: ApiClient) -> None:
    await world.ready("ann abe", "mia max moe dora")
    declined = await world.requested("ann", "mia")
    await world.done("mia", "declineRequest", "mentorship { id }", mentorship=declined)
    had = await world.active("ann", "max")
    await world.done("ann", "completeMentorship", "mentorship { id }", mentorship=had)
    await world.requested("ann", "moe")
    await fill_with(world, "dora", "abe")
    await match_and_send(world)
    assert set(await suggested(world, "ann")) == {"dora"}
    assert set(await suggested(world, "abe")) == {"mia", "max", "moe"}


# --- the run ---


@pytest.mark.rule("MAT-7")
async def test_the_office_reads_how_often_mentors_are_shown_and_to_how_many_mentorships_the_lists_lead(
    each_world: ApiClient,
) -> None:
    world = each_world
    await matched(world, "ann abe adam", "mia max")
    shape = """certificate { bound value gap message } figures { openPlaces matched maxMatched suggestions
      exposures { nodes { lists mentors suppressed } }
      departments { nodes { department { code } mentees mentors matched suppressed } } asOf base }"""
    (run,) = await runs(world, shape)
    figures = run["figures"]
    assert (figures["openPlaces"], figures["matched"], figures["maxMatched"], figures["base"]) == (4, 3, 3, 5)
    assert {each["mentors"] for each in figures["exposures"]["nodes"]} == {None}, "a number about two mentors"
    assert [each["department"]["code"] for each in figures["departments"]["nodes"]] == ["DPS", "OA"]
    assert figures["departments"]["nodes"][1] == {
        "department": {"code": "OA"},
        "mentees": None,
        "mentors": None,
        "matched": None,
        "suppressed": True,
    }
    certificate = run["certificate"]
    assert certificate["value"] == 6
    assert certificate["value"] <= certificate["bound"]
    assert certificate["gap"] == pytest.approx(1 - certificate["value"] / certificate["bound"])
    assert certificate["message"] == "The lists reach at least 99.9% of the best any lists could."


@pytest.mark.rule("MAT-8")
async def test_a_quarter_has_one_run_and_a_second_is_refused(world: ApiClient) -> None:
    await matched(world)
    again = await world.refused("olga", "runStage", cycle=CYCLE, stage="MATCH")
    assert again == [UserErrorSeen("STAGE_ALREADY_DONE", "MAT-2", "stage")]
    assert len(await runs(world)) == 1


@pytest.mark.rule("MAT-8")
async def test_a_run_is_kept_with_all_that_proves_it(world: ApiClient) -> None:
    await matched(world)
    shape = "id seed codeVersion fingerprint listsHash "
    shape += "parameters { listLength menteeWeights maxListsPerOpenPlace mentorCap }"
    (run,) = await runs(world, shape)
    assert run["codeVersion"].startswith("moments ")
    assert len({run["fingerprint"], run["listsHash"], run["seed"]}) == 3
    assert run["parameters"] == {
        "listLength": 5,
        "menteeWeights": [6, 5, 4, 3, 2, 1],
        "maxListsPerOpenPlace": None,
        "mentorCap": None,
    }
    assert await world.node("olga", "MatchingRun", run["id"], shape) == run
    assert await world.node("boss", "MatchingRun", run["id"], "id") is None


@pytest.mark.rule("MAT-2")
async def test_a_run_says_what_has_changed_since_the_one_before(world: ApiClient) -> None:
    await matched(world, "ann", "mia")
    assert (await runs(world, "change { mentees }"))[0]["change"] is None
    await world.ready("abe", "max")
    second = ids.encode("Cycle", "2026Q2")
    await run_stages(world, "ANNOUNCE", "OPEN", "REMIND", "CLOSE", "MATCH", cycle=second)

    latest, _ = await runs(
        world, "quarter change { quarter mentees mentors openPlaces matched suggestions emptyLists }"
    )
    assert latest == {
        "quarter": "2026Q2",
        "change": {
            "quarter": "2026Q1",
            "mentees": 1,
            "mentors": 1,
            "openPlaces": 2,
            "matched": 1,
            "suggestions": 3,
            "emptyLists": 0,
        },
    }


# --- what is true after it ---


async def _filled(world: ApiClient) -> None:
    await fill(world, "mia")


async def _unavailable(world: ApiClient) -> None:
    await available(world, "mia", False)


async def _suspended(world: ApiClient) -> None:
    await at_risk(world, "mia")


async def _withdrawn(world: ApiClient) -> None:
    (application,) = (await world.viewer("mia", "applications { nodes { id } }"))["applications"]["nodes"]
    await world.done("mia", "withdrawApplication", "application { id }", application=application["id"])


@pytest.mark.rule("CAP-2", "CAP-3", "ELIG-5", "MAT-4")
@pytest.mark.parametrize("happens", [_filled, _unavailable, _suspended, _withdrawn])
async def test_a_mentor_who_can_no_longer_be_asked_is_so_at_once_and_nobody_is_told_why(
    world: ApiClient, happens: Any
) -> None:
    await matched(world)
    await happens(world)

    mia = (await suggested(world, "ann"))["mia"]
    assert (mia["person"]["name"], mia["mentor"], mia["canRequest"]) == ("Mia Doe", None, False)
    assert mia["requestBlocker"] == GONE
    assert mia["commonHours"] is None
    assert [each["canRequest"] for each in (await suggested(world, "ann")).values()].count(True) == 2


@pytest.mark.rule("CAP-3", "CAP-4")
async def test_a_mentor_who_can_be_asked_again_is_possible_at_once(world: ApiClient) -> None:
    await matched(world)
    mentorship, _ = await fill(world, "mia")
    assert not (await suggested(world, "ann"))["mia"]["canRequest"]
    await world.done("mia", "discontinueMentorship", "mentorship { id }", mentorship=mentorship)
    mia = (await suggested(world, "ann"))["mia"]
    assert (mia["canRequest"], mia["requestBlocker"], mia["mentor"]["name"]) == (True, None, "Mia Doe")


async def _nothing(world: ApiClient, mentorship: str) -> None:
    pass


async def _declined(world: ApiClient, mentorship: str) -> None:
    await world.done("mia", "declineRequest", "mentorship { id }", mentorship=mentorship)


async def _accepted(world: ApiClient, mentorship: str) -> None:
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=mentorship)


async def _cancelled(world: ApiClient, mentorship: str) -> None:
    await world.done("ann", "cancelRequest", "mentorship { id }", mentorship=mentorship)


async def _ended(world: ApiClient, mentorship: str) -> None:
    await _accepted(world, mentorship)
    await world.done("ann", "completeMentorship", "mentorship { id }", mentorship=mentorship)


@pytest.mark.rule("MAT-4", "MAT-6")
@pytest.mark.parametrize(
    ("then", "code"),
    [
        (_nothing, "REQUESTED"),
        (_accepted, "CURRENT_MENTOR"),
        (_declined, "DECLINED"),
        (_cancelled, "CANCELED"),
        (_ended, "RECENT_MENTORSHIP"),
    ],
)
async def test_what_is_between_the_two_is_what_the_mentee_reads(
    each_world: ApiClient, then: Any, code: str | None
) -> None:
    world = each_world
    await matched(world)
    await then(world, await world.requested("ann", "mia"))
    why = (await suggested(world, "ann"))["mia"]["requestBlocker"]
    assert (why and why["code"]) == code


@pytest.mark.rule("MAT-6")
async def test_a_year_after_its_end_a_mentorship_stands_in_nobody_s_way(world: ApiClient) -> None:
    await matched(world)
    await _ended(world, await world.requested("ann", "mia"))
    world.clock.pass_(days=366)
    assert (await suggested(world, "ann"))["mia"]["canRequest"]


@pytest.mark.rule("CAP-1")
async def test_a_mentee_who_may_not_ask_sees_nobody_s_profile(world: ApiClient) -> None:
    await matched(world)
    await fill_with(world, "mia", "ann")
    await fill_with(world, "max", "ann")
    found = await suggested(world, "ann")
    assert found["moe"]["requestBlocker"]["code"] == "NOT_ALLOWED_TO_REQUEST"
    assert [each["mentor"] for each in found.values()] == [None, None, None]


def reporting(who: str, supervisor: str) -> Employee:
    return replace(next(each for each in PEOPLE if each.id == who), supervisor=PersonId(supervisor))


@pytest.mark.rule("MAT-6")
async def test_who_has_become_one_s_supervisor_or_report_is_not_to_be_asked(world: ApiClient) -> None:
    await matched(world)
    await world.import_directory(reporting("ann", "mia"), reporting("max", "ann"))
    found = await suggested(world, "ann")
    whys = {name: each["requestBlocker"] and each["requestBlocker"]["code"] for name, each in found.items()}
    assert whys == {"mia": "SUPERVISION", "max": "SUPERVISION", "moe": None}


@pytest.mark.rule("MAT-4", "MAT-6")
async def test_the_office_sees_a_mentee_s_list_and_whom_they_can_ask_now(each_world: ApiClient) -> None:
    world = each_world
    await matched(world)
    await world.requested("ann", "mia")
    await available(world, "max", False)

    async def seen(person: str) -> Any:
        shape = "quarter emptyReason mentors(first: 5) { nodes { rank blocker person { id } } }"
        asked = f'officeDashboard {{ suggestionList(person: "{ids.encode("Person", person)}") {{ {shape} }} }}'
        return (await world.viewer("olga", asked))["officeDashboard"]["suggestionList"]

    found = await seen("ann")
    mentors = found["mentors"]["nodes"]
    assert found["emptyReason"] is None
    assert [each["rank"] for each in mentors] == [1, 2, 3]
    assert {each["person"]["id"]: each["blocker"] for each in mentors} == {
        ids.encode("Person", "mia"): "REQUESTED",
        ids.encode("Person", "max"): "NO_LONGER_AVAILABLE",
        ids.encode("Person", "moe"): None,
    }
    assert await seen("mia") is None, "a mentor is on no list of their own"
    assert await seen("nobody") is None


# --- others in their place ---


@pytest.mark.rule("MAT-4", "REQ-1")
async def test_others_take_the_places_of_those_who_are_gone(each_world: ApiClient) -> None:
    world = each_world
    await matched(world, mentors=SEVEN)
    before = await suggested(world, "ann")
    assert len(before) == 5
    gone = next(iter(before))
    await available(world, gone, False)

    payload = await world.done(
        "ann", "replaceSuggestions", "suggestionList { suggestions { nodes { person { name } canRequest } } }"
    )
    names = [each["person"]["name"].split()[0].lower() for each in payload["suggestionList"]["suggestions"]["nodes"]]
    assert names[:4] == list(before)[1:]
    assert names[4] in {*SEVEN.split()} - set(before)
    after = await suggested(world, "ann")
    assert [each["rank"] for each in after.values()] == [1, 2, 3, 4, 5]
    assert all(each["canRequest"] and each["commonSkills"] for each in after.values())


@pytest.mark.rule("MAT-4")
async def test_where_everybody_can_be_asked_there_is_nothing_to_replace(world: ApiClient) -> None:
    await matched(world)
    assert await world.refused("ann", "replaceSuggestions") == [UserErrorSeen("NOTHING_TO_REPLACE", "MAT-4", None)]


@pytest.mark.rule("MAT-4", "REQ-1")
async def test_where_there_is_nobody_else_the_list_stays_as_it_is(world: ApiClient) -> None:
    await matched(world)
    await available(world, "mia", False)
    before = await suggested(world, "ann")
    assert await world.refused("ann", "replaceSuggestions") == [
        UserErrorSeen("NO_REPLACEMENT_AVAILABLE", "MAT-4", None)
    ]
    assert await suggested(world, "ann") == before


@pytest.mark.rule("MAT-4")
async def test_an_other_who_fits_better_stands_higher(world: ApiClient) -> None:
    for mentor in ("mia", "max"):
        await world.approved(mentor, "MENTOR", career=["Delegation", "Networking"])
    await world.approved("ann", "MENTEE")
    await match_and_send(world)
    await world.approved("moe", "MENTOR")
    await available(world, "max", False)
    await world.done("ann", "replaceSuggestions", "__typename")
    after = await suggested(world, "ann")
    assert {name: (each["rank"], each["score"] == 1) for name, each in after.items()} == {
        "moe": (1, True),
        "mia": (2, False),
    }


@pytest.mark.rule("MAT-4")
async def test_without_a_list_there_is_nothing_to_replace(world: ApiClient) -> None:
    await world.ready()
    assert await world.refused("ann", "replaceSuggestions") == [UserErrorSeen("LIST_NOT_AVAILABLE_YET", "MAT-4", None)]


@pytest.mark.rule("MAT-4")
async def test_who_is_approved_after_the_run_gets_a_list_by_its_prices(each_world: ApiClient) -> None:
    world = each_world
    await matched(world)
    await world.approved("abe", "MENTEE")
    assert await list_of(world, "abe") is None
    world.clock.pass_(minutes=10)
    await world.container.scheduler().run_due_jobs()

    found = await list_of(world, "abe")
    assert len(found["suggestions"]["nodes"]) == 3
    assert found["quarter"] == "2026Q1"
    assert moment(found["madeAt"]) > moment((await list_of(world, "ann"))["madeAt"])
