"""The office tries a run before it is made, or a past one with other settings, and sees both (MAT-2, MAT-8)."""

from typing import Any

import pytest

from moments.application.scheduling.scheduler import Scheduler
from moments.graphql.shared import ids
from tests.api.api_client import ApiClient, UserErrorSeen
from tests.api.matching_setup import list_of, matched, runs

REPORT = """state doneAt problem report { identical listsDiffer
  current { run { id } quarter parameters { listLength workingHoursRule }
    figures { mentees mentors suggestions matched openPlaces } }
  baseline { run { id } quarter figures { suggestions } } previous { quarter }
  changeFromBaseline { suggestions matched } changeFromPrevious { quarter mentees } }"""


async def asked(world: ApiClient, **given: Any) -> str:
    payload = await world.done("olga", "requestTrialRun", "trialRun { id state }", **given)
    assert payload["trialRun"]["state"] == "WAITING"
    return payload["trialRun"]["id"]  # type: ignore[no-any-return]


async def trial_run_done(world: ApiClient, **given: Any) -> Any:
    """Asked for, and done by the worker."""
    trial_run = await asked(world, **given)
    jobs = [job for job in world.container.jobs() if job.name == "rehearsals"]
    await Scheduler(world.container.unit_of_work, world.clock, jobs).run_due_jobs()
    return await world.node("olga", "TrialRun", trial_run, REPORT)


@pytest.mark.rule("MAT-2")
async def test_the_next_run_is_previewed_and_nothing_but_its_report_is_kept(each_world: ApiClient) -> None:
    world = each_world
    await world.ready("ann abe", "mia max")
    found = await trial_run_done(world)

    assert (found["state"], found["problem"]) == ("DONE", None)
    assert found["report"]["current"] == {
        "run": None,
        "quarter": None,
        "parameters": {"listLength": 5, "workingHoursRule": "IGNORED"},
        "figures": {"mentees": 2, "mentors": 2, "suggestions": 4, "matched": 2, "openPlaces": 4},
    }
    assert (found["report"]["baseline"], found["report"]["previous"]) == (None, None)
    assert await runs(world) == []
    assert await list_of(world, "ann") is None


@pytest.mark.rule("MAT-8")
async def test_a_past_run_made_again_gives_the_same_lists_and_other_settings_are_seen_beside_it(
    each_world: ApiClient,
) -> None:
    world = each_world
    await matched(world, "ann abe")
    ((run,), before) = await runs(world, "id"), await list_of(world, "ann")
    await world.done("mia", "setAvailability", "participant { id }", available=False, capacity=2)

    same = (await trial_run_done(world, baseRun=run["id"]))["report"]
    assert (same["identical"], same["listsDiffer"]) == (True, 0)
    assert same["changeFromBaseline"] == {"suggestions": 0, "matched": 0}

    shorter = (await trial_run_done(world, baseRun=run["id"], parameters={"listLength": 1}))["report"]
    assert (shorter["identical"], shorter["listsDiffer"]) == (False, 2)
    assert shorter["baseline"] == {"run": {"id": run["id"]}, "quarter": "2026Q1", "figures": {"suggestions": 6}}
    assert shorter["current"]["figures"]["suggestions"] == 2
    assert shorter["changeFromBaseline"]["suggestions"] == -4
    assert [each["person"] for each in (await list_of(world, "ann"))["suggestions"]["nodes"]] == [
        each["person"] for each in before["suggestions"]["nodes"]
    ]


@pytest.mark.rule("MAT-2")
async def test_a_preview_is_seen_beside_the_last_run(world: ApiClient) -> None:
    await matched(world, "ann")
    await world.approved("abe", "MENTEE")
    report = (await trial_run_done(world))["report"]
    assert report["previous"] == {"quarter": "2026Q1"}
    assert report["changeFromPrevious"] == {"quarter": "2026Q1", "mentees": 1}


async def test_trial_runs_are_listed_newest_first(world: ApiClient) -> None:
    first, second = await asked(world), await asked(world, parameters={"unmatchedBonusPercent": 50})
    shape = "officeDashboard { trialRuns { nodes { id actor { name } parameters { unmatchedBonusPercent } } } }"
    listed = (await world.viewer("olga", shape))["officeDashboard"]["trialRuns"]["nodes"]
    assert listed == [
        {"id": second, "actor": {"name": "Olga Doe"}, "parameters": {"unmatchedBonusPercent": 50}},
        {"id": first, "actor": {"name": "Olga Doe"}, "parameters": {"unmatchedBonusPercent": 0}},
    ]


@pytest.mark.rule("MAT-7")
@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"listLength": 6}, UserErrorSeen("INVALID_PARAMETER", "MAT-7", "listLength")),
        ({"maxListsPerOpenPlace": 0.5}, UserErrorSeen("INVALID_PARAMETER", "MAT-7", "maxListsPerOpenPlace")),
        ({"unmatchedBonusPercent": 101}, UserErrorSeen("INVALID_PARAMETER", "MAT-7", "unmatchedBonusPercent")),
        ({"mentorCap": 6}, UserErrorSeen("INVALID_PARAMETER", "MAT-7", "mentorCap")),
        ({"seed": ""}, UserErrorSeen("INVALID_PARAMETER", "MAT-7", "seed")),
        ({"menteeWeights": [1, 2, 3, 4, 5, 6]}, UserErrorSeen("INVALID_WEIGHTS", "MAT-1", "menteeWeights")),
        ({"mentorWeights": [3, 2, 1]}, UserErrorSeen("INVALID_WEIGHTS", "MAT-1", "mentorWeights")),
    ],
)
async def test_settings_that_cannot_be_are_refused(world: ApiClient, parameters: Any, refusal: UserErrorSeen) -> None:
    assert await world.refused("olga", "requestTrialRun", parameters=parameters) == [refusal]
    assert await world.refused("boss", "requestTrialRun", parameters=parameters) == [
        UserErrorSeen("NOT_FOUND", None, None)
    ]


async def test_a_run_that_there_is_none_of_is_no_basis(world: ApiClient) -> None:
    nobody_s = ids.encode("MatchingRun", "nobody")
    assert await world.refused("olga", "requestTrialRun", baseRun=nobody_s) == [UserErrorSeen("NOT_FOUND", None, None)]
