"""A quarter's matching end to end: by the clock and by hand, recorded whole, sent once (MAT-2, MAT-3, MAT-4, MAT-8)."""

import asyncio
from datetime import datetime, timedelta

import pytest

from moments.application.ports.matcher import Advance
from moments.application.ports.matching import RunRecord
from moments.application.program.cycle import RunStage, RunStageCommand
from moments.application.program.run_matching import RunMatching
from moments.application.use_case import Caller
from moments.domain.matching.fingerprint import fingerprint
from moments.domain.program.cycle import EarlierStagePending, OutsideFirstMonth, Stage, StageAlreadyDone
from moments.domain.shared.ids import PersonId
from moments.infrastructure.clock import RandomIdGenerator
from moments.infrastructure.matching.serialization import inputs_of, unpack
from moments.infrastructure.matching.service import SqlMatchingService
from moments.infrastructure.matching.verification import repeat
from moments.infrastructure.persistence.tables import job_runs, matching_runs, suggestion_lists, suggestions
from tests.infrastructure.matching.scenario import (
    ANN,
    BEN,
    CAL,
    DELEGATION,
    DUE,
    GOALS,
    MAX,
    MENTEE,
    MENTOR,
    MIA,
    MOE,
    NETWORKING,
    OTHERS,
    Q1,
    RESILIENCY,
    MatchingScenario,
)
from tests.infrastructure.persistence.people import BOSS

EVERYBODY = {ANN, BEN, CAL}


async def office(town: MatchingScenario, person: PersonId = BOSS) -> RunStage:
    async with town.new_work() as work:
        await work.office.add(person)
        await work.commit()
    return RunStage(town.new_work, town.clock, RandomIdGenerator(), town.matching_service)


@pytest.mark.rule("MAT-2", "MAT-3")
async def test_the_clock_runs_the_matching_and_nobody_is_told_before_the_lists_are_sent(town: MatchingScenario) -> None:
    await town.quarter(Stage.MATCH)
    (run,) = await town.rows(matching_runs)
    assert (run.quarter, run.made_by, run.published_at) == ("2027Q1", None, None)
    assert {mentee: set(mentors) for mentee, mentors in (await town.lists()).items()} == {
        mentee: {MOE, MIA} for mentee in EVERYBODY
    }
    assert await town.emails("suggestions_arrived") == []
    (ran,) = await town.happened("matching.ran")
    assert ran == {
        **{"quarter": "2027Q1", "run": run.id, "mentees": 3, "mentors": 2},
        **{"matched": 3, "matched_at_most": 3, "suggestions": 6},
    }


@pytest.mark.rule("MAT-4")
async def test_every_mentee_of_the_run_is_sent_their_list_once(town: MatchingScenario) -> None:
    run = await town.quarter()
    await town.at(DUE[Stage.SUGGEST] + timedelta(hours=1))
    assert sorted(await town.emails("suggestions_arrived")) == [(each, {"run": run}) for each in sorted(EVERYBODY)]
    assert (await town.rows(matching_runs))[0].published_at == DUE[Stage.SUGGEST]
    assert await town.happened("lists.sent") == [{"quarter": "2027Q1", "run": run}]


@pytest.mark.rule("MAT-4")
async def test_each_suggestion_says_why_with_both_ranks_and_shares_that_add_up(town: MatchingScenario) -> None:
    await town.quarter()
    for row in await town.rows(suggestions):
        assert {(each["skill"], each["mentee_rank"], each["mentor_rank"]) for each in row.common} == {
            (NETWORKING, 1, 1),
            (DELEGATION, 2, 2),
            (RESILIENCY, 1, 1),
        }
        assert sum(each["share"] for each in row.common) == row.score == 10_000


@pytest.mark.rule("MAT-4")
async def test_an_empty_list_has_its_reason_and_what_would_change_it_and_an_email_too(town: MatchingScenario) -> None:
    await town.admit(MAX, kind=MENTEE, skills=OTHERS)
    run = await town.quarter()
    empty = next(row for row in await town.rows(suggestion_lists) if row.mentee == MAX)
    assert empty.empty_reason == "nobody_offers"
    assert [NETWORKING, 2] in empty.would_give
    assert (MAX, {"run": run}) in await town.emails("suggestions_arrived")
    others = [row for row in await town.rows(suggestion_lists) if row.mentee != MAX]
    assert {(row.empty_reason, row.would_give) for row in others} == {(None, None)}


@pytest.mark.rule("MAT-8")
async def test_a_run_is_recorded_whole(town: MatchingScenario) -> None:
    await town.admit(MAX, kind=MENTOR, skills=OTHERS)
    expected = (await town.inputs()).market
    await town.quarter(Stage.MATCH)
    (run,) = await town.rows(matching_runs)
    assert inputs_of(run.inputs).market == expected
    assert run.fingerprint == fingerprint(expected)
    assert set(unpack(run.exposures)["mentors"]) == {MOE, MIA, MAX}
    assert (run.value, run.bound >= run.value) == (60_000, True)
    assert run.figures["departments"] == {"DOR": {"mentees": 3, "mentors": 3, "matched": 3, "empty": 0}}
    assert run.parameters["matching"]["list_length"] == 5
    assert run.code_version.startswith("moments ")
    assert len(run.salt) > 20


@pytest.mark.rule("MAT-8")
async def test_each_run_has_a_seed_of_its_own(town: MatchingScenario) -> None:
    made = [await town.matching_service.run(town.clock.at) for _ in range(2)]
    assert made[0].seed != made[1].seed
    assert made[0].fingerprint == made[1].fingerprint


@pytest.mark.rule("MAT-7")
async def test_with_too_few_places_for_all_the_lists_spread_over_the_mentors(town: MatchingScenario) -> None:
    """Ten mentees of one mind, one mentor who fits perfectly and nine who fit almost as well."""
    many = [PersonId(f"E-{name}{number}") for number in range(9) for name in ("MENTOR", "MENTEE")]
    await town.admit(*(each for each in many if "MENTOR" in each), kind=MENTOR)
    await town.admit(*(each for each in many if "MENTEE" in each), kind=MENTEE)
    await town.quarter(Stage.MATCH)
    (run,) = await town.rows(matching_runs)
    shown = {int(lists): mentors for lists, mentors in run.figures["shown"].items()}
    assert max(shown) - min(shown) <= 1
    assert run.figures["matched"] == run.figures["mentees"] == 12


@pytest.mark.rule("MAT-2", "MAT-8")
async def test_the_office_runs_it_by_hand_and_the_clock_finds_it_done(town: MatchingScenario) -> None:
    run_stage = await office(town)
    await town.at(DUE[Stage.CLOSE])
    await run_stage(RunStageCommand(Q1, Stage.MATCH), Caller(BOSS, "key"))
    await run_stage(RunStageCommand(Q1, Stage.MATCH), Caller(BOSS, "key"))
    with pytest.raises(StageAlreadyDone):
        await run_stage(RunStageCommand(Q1, Stage.MATCH), Caller(BOSS))
    await town.at(DUE[Stage.MATCH])
    assert [row.made_by for row in await town.rows(matching_runs)] == [BOSS]
    assert "cycle:2027Q1:match" not in {row.job for row in await town.rows(job_runs)}


async def test_a_matching_by_hand_goes_on_when_nobody_waits_for_it_any_more(town: MatchingScenario) -> None:
    await office(town)
    await town.at(DUE[Stage.CLOSE])
    begun, go_on = asyncio.Event(), asyncio.Event()

    class Slow(SqlMatchingService):
        async def run(self, at: datetime, advance: Advance | None = None) -> RunRecord:
            begun.set()
            await go_on.wait()
            return await SqlMatchingService.run(self, at, advance)

    run_stage = RunStage(town.new_work, town.clock, RandomIdGenerator(), Slow(town.database))
    asked = asyncio.create_task(run_stage(RunStageCommand(Q1, Stage.MATCH), Caller(BOSS)))
    await begun.wait()
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    go_on.set()
    await asyncio.gather(*run_stage._matchings)
    assert [row.made_by for row in await town.rows(matching_runs)] == [BOSS]


@pytest.mark.rule("MAT-2")
async def test_what_may_not_be_run_yet_is_refused_and_stores_nothing(town: MatchingScenario) -> None:
    run_stage = await office(town)
    with pytest.raises(EarlierStagePending):
        await run_stage(RunStageCommand(Q1, Stage.MATCH), Caller(BOSS))
    town.clock.at = DUE[Stage.CLOSE]
    await town.worker().run_due_jobs()
    town.clock.at -= timedelta(days=40)
    with pytest.raises(OutsideFirstMonth):
        await run_stage(RunStageCommand(Q1, Stage.MATCH), Caller(BOSS))
    with pytest.raises(EarlierStagePending):
        await RunMatching(town.new_work, town.matching_service, town.clock)(Q1.next)
    assert await town.rows(matching_runs) == []


@pytest.mark.rule("MAT-8")
async def test_whoever_comes_second_finds_it_done(town: MatchingScenario) -> None:
    """The office, the command line and three workers at once."""
    run_stage = await office(town)
    await town.at(DUE[Stage.CLOSE])
    town.clock.at = DUE[Stage.MATCH]

    async def by_hand() -> str:
        try:
            return await run_stage(RunStageCommand(Q1, Stage.MATCH), Caller(BOSS))
        except StageAlreadyDone:
            return "over"

    async def by_command() -> str:
        try:
            return (await RunMatching(town.new_work, town.matching_service, town.clock)(Q1)).run
        except StageAlreadyDone:
            return "over"

    answers = await asyncio.gather(by_hand(), by_command(), *(town.worker().run_due_jobs() for _ in range(3)))
    (run,) = await town.rows(matching_runs)
    assert len(await town.happened("matching.ran")) == 1
    assert {each for each in answers[:2] if each != "over"} <= {"2027Q1", run.id}
    by_clock = "cycle:2027Q1:match" in {row.job for row in await town.rows(job_runs)}
    assert len([each for each in answers[:2] if each != "over"]) == (0 if by_clock else 1)


@pytest.mark.rule("MAT-8")
async def test_a_past_run_gives_the_same_lists_whatever_became_of_the_people_since(town: MatchingScenario) -> None:
    await town.quarter()
    await town.participant(MOE, available=False)
    await town.mentorship(MIA, ANN)
    await town.admit(MAX, kind=MENTOR)
    await town.replace(BEN)
    assert await repeat(town.database, "2027Q1") == []
    async with town.database.writing() as connection:
        await connection.execute(suggestions.delete().where(suggestions.c.mentee == CAL))
        await connection.commit()
    (difference,) = await repeat(town.database, "2027Q1")
    assert difference.startswith("The lists that are kept are not those of the run")


async def test_nobody_to_match_gives_a_run_of_nobody(town: MatchingScenario) -> None:
    for person in (MOE, MIA):
        await town.participant(person, available=False)
    run = await town.quarter()
    assert {row.empty_reason for row in await town.rows(suggestion_lists)} == {"no_mentors"}
    assert len(await town.emails("suggestions_arrived")) == 3
    assert await repeat(town.database, run) == []
    assert GOALS not in {skill for row in await town.rows(suggestion_lists) for skill, _ in row.would_give or ()}
