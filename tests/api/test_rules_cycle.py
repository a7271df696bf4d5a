"""The quarterly cycle as the office sees and moves it, and the application period as everybody sees it (MAT-2)."""

from datetime import datetime
from typing import Any

import pytest

from moments.domain.program.cycle import Stage
from moments.graphql.shared import ids
from tests.api.api_client import ApiClient, UserErrorSeen

Q2 = ids.encode("Cycle", "2026Q2")
"""The world begins in January 2026, within the first quarter's period."""
STAGES = "cycle { stages { stage state dueAt at actor { name } reason } }"


def stage_of(payload: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in payload["cycle"]["stages"] if each["stage"] == name)


async def refused(world: ApiClient, mutation: str, **given: Any) -> list[UserErrorSeen]:
    payload = await world.do("olga", mutation, "__typename", **given)
    return [UserErrorSeen(each["code"], each["rule"], each["field"][-1]) for each in payload["errors"]]


@pytest.mark.rule("MAT-2")
async def test_the_office_sees_the_stages_of_the_quarters_ahead(world: ApiClient) -> None:
    query = """{ viewer { officeDashboard { cycles(first: 2) { totalCount nodes {
      quarter label stages { stage title state dueAt } } } } } }"""
    cycles = (await world.data("olga", query))["viewer"]["officeDashboard"]["cycles"]
    assert cycles["totalCount"] == 9
    assert [each["quarter"] for each in cycles["nodes"]] == ["2026Q1", "2026Q2"]
    second = cycles["nodes"][1]
    assert second["label"] == "the second quarter of 2026"
    assert [(each["stage"], each["dueAt"]) for each in second["stages"]] == [
        ("ANNOUNCE", "2026-04-06T08:00:00-05:00"),
        ("OPEN", "2026-04-06T09:00:00-05:00"),
        ("REMIND", "2026-04-17T09:00:00-05:00"),
        ("CLOSE", "2026-04-20T17:00:00-05:00"),
        ("MATCH", "2026-04-21T06:00:00-05:00"),
        ("SUGGEST", "2026-04-21T10:00:00-05:00"),
    ]
    assert second["stages"][4]["title"] == "The matching"


@pytest.mark.rule("MAT-2")
async def test_everybody_sees_when_the_application_period_is(world: ApiClient) -> None:
    query = "{ applicationPeriod { quarter opensAt closesAt lastWorkingDay matchesAt isOpen } }"
    assert (await world.data("stranger", query))["applicationPeriod"] == {
        "quarter": "2026Q1",
        "opensAt": "2026-01-05T09:00:00-06:00",
        "closesAt": "2026-01-20T17:00:00-06:00",
        "lastWorkingDay": "2026-01-20",
        "matchesAt": "2026-01-21T06:00:00-06:00",
        "isOpen": False,
    }
    for stage in ("ANNOUNCE", "OPEN"):
        await world.done("olga", "runStage", STAGES, cycle=ids.encode("Cycle", "2026Q1"), stage=stage)
    assert (await world.data("stranger", query))["applicationPeriod"]["isOpen"] is True


@pytest.mark.rule("MAT-2")
async def test_the_office_moves_dates_and_the_clock_goes_by_them(each_world: ApiClient) -> None:
    moved = [
        {"stage": "MATCH", "dueAt": "2026-04-22T06:00:00-05:00"},
        {"stage": "SUGGEST", "dueAt": "2026-04-22T10:00:00-05:00"},
    ]
    payload = await each_world.done("olga", "moveStages", STAGES, cycle=Q2, stages=moved)
    assert stage_of(payload, "MATCH")["dueAt"] == "2026-04-22T06:00:00-05:00"
    query = "query($id: ID!) { node(id: $id) { ... on Cycle { stages { dueAt } } } }"
    stages = await each_world.data("olga", query, id=Q2)
    assert stages["node"]["stages"][4]["dueAt"] == "2026-04-22T06:00:00-05:00"


@pytest.mark.rule("MAT-2")
async def test_a_stage_is_run_by_hand_once(world: ApiClient) -> None:
    payload = await world.done("olga", "runStage", STAGES, cycle=Q2, stage="ANNOUNCE")
    stage = stage_of(payload, "ANNOUNCE")
    assert (stage["state"], stage["actor"]) == ("DONE", {"name": "Olga Doe"})
    assert datetime.fromisoformat(stage["at"]).date() == world.clock.at.date()
    assert await refused(world, "runStage", cycle=Q2, stage="ANNOUNCE") == [
        UserErrorSeen("STAGE_ALREADY_DONE", "MAT-2", "stage")
    ]


@pytest.mark.rule("MAT-2")
async def test_the_advertisement_goes_to_every_team_member(world: ApiClient) -> None:
    await world.done("olga", "runStage", STAGES, cycle=Q2, stage="ANNOUNCE")
    emails = [email for email in await world.emails() if email.kind == "period_announced"]
    people = (await world.dump())["employees"]
    assert sorted(email.recipient for email in emails) == sorted(row[0] for row in people)


@pytest.mark.rule("MAT-2")
async def test_what_is_out_of_order_is_refused(world: ApiClient) -> None:
    assert await refused(world, "runStage", cycle=Q2, stage="CLOSE") == [
        UserErrorSeen("EARLIER_STAGE_PENDING", "MAT-2", "stage")
    ]
    early = [{"stage": "CLOSE", "dueAt": "2026-04-01T12:00:00Z"}]
    assert await refused(world, "moveStages", cycle=Q2, stages=early) == [
        UserErrorSeen("STAGES_OUT_OF_ORDER", "MAT-2", "stages")
    ]
    past = [{"stage": "ANNOUNCE", "dueAt": "2026-01-01T12:00:00Z"}]
    assert await refused(world, "moveStages", cycle=Q2, stages=past) == [
        UserErrorSeen("INVALID_STAGE_TIME", "MAT-2", "stages")
    ]
    assert await refused(world, "moveStages", cycle=Q2, stages=[]) == [
        UserErrorSeen("INVALID_STAGE_TIME", "MAT-2", "stages")
    ]


@pytest.mark.rule("MAT-2")
async def test_matching_outside_the_first_month_needs_saying_so(world: ApiClient) -> None:
    for stage in ("ANNOUNCE", "OPEN", "REMIND", "CLOSE"):
        await world.done("olga", "runStage", STAGES, cycle=Q2, stage=stage)
    assert await refused(world, "runStage", cycle=Q2, stage="MATCH") == [
        UserErrorSeen("OUTSIDE_FIRST_MONTH", "MAT-2", "outsideFirstMonth")
    ]
    payload = await world.done("olga", "runStage", STAGES, cycle=Q2, stage="MATCH", outsideFirstMonth=True)
    assert stage_of(payload, "MATCH")["state"] == "DONE"


@pytest.mark.rule("MAT-2")
async def test_a_stage_is_skipped_with_a_reason_that_the_office_reads(world: ApiClient) -> None:
    reason = "The hall is being painted."
    payload = await world.done("olga", "skipStage", STAGES, cycle=Q2, stage="MATCH", reason=reason)
    assert [(each["stage"], each["reason"]) for each in payload["cycle"]["stages"] if each["state"] == "SKIPPED"] == [
        ("MATCH", reason),
        ("SUGGEST", reason),
    ]
    assert await refused(world, "skipStage", cycle=Q2, stage="REMIND", reason=" ") == [
        UserErrorSeen("INVALID_TEXT", "MAT-2", "reason")
    ]


@pytest.mark.rule("MAT-2")
async def test_each_is_in_the_audit_with_whose_doing_it_was(world: ApiClient) -> None:
    await world.done("olga", "runStage", STAGES, cycle=Q2, stage="ANNOUNCE")
    await world.done("olga", "skipStage", STAGES, cycle=Q2, stage="REMIND", reason="No need.")
    query = "{ viewer { officeDashboard { audit(first: 2) { nodes { action message } } } } }"
    assert (await world.data("olga", query))["viewer"]["officeDashboard"]["audit"]["nodes"] == [
        {"action": "STAGE_SKIPPED", "message": "Olga Doe skipped a stage of the quarterly cycle."},
        {"action": "PERIOD_ANNOUNCED", "message": "Olga Doe announced the application period."},
    ]


async def test_the_office_sees_what_the_clock_does_and_did(each_world: ApiClient) -> None:
    world = each_world
    query = """{ viewer { officeDashboard {
      jobs { name description nextDueAt lastRun { dueAt figures { name value } } }
      jobRuns(first: 5) { totalCount nodes { job ranAt figures { name value } } } } } }"""
    dashboard = (await world.data("olga", query))["viewer"]["officeDashboard"]
    assert {job["name"] for job in dashboard["jobs"]} == {
        *("cycle", "monday-digests", "reminders", "late-lists", "rehearsals", "expiry", "departures")
    }
    assert {job["name"]: job["nextDueAt"] for job in dashboard["jobs"]}["monday-digests"] == "2026-01-19T07:00:00-06:00"
    assert dashboard["jobRuns"] == {"totalCount": 0, "nodes": []}

    scheduler = world.container.scheduler()
    await scheduler.run_due_jobs()
    world.clock.pass_(days=8)
    await scheduler.run_due_jobs()
    dashboard = (await world.data("olga", query))["viewer"]["officeDashboard"]
    digest = next(job for job in dashboard["jobs"] if job["name"] == "monday-digests")
    assert digest["lastRun"]["dueAt"] == "2026-01-19T07:00:00-06:00"
    assert {"name": "letters", "value": "0"} in digest["lastRun"]["figures"]
    assert dashboard["jobRuns"]["totalCount"] > 5


@pytest.mark.parametrize("field", ["cycles { totalCount }", "jobs { name }", "jobRuns { totalCount }"])
async def test_nobody_else_has_the_dashboard(world: ApiClient, field: str) -> None:
    dashboard = (await world.data("boss", f"{{ viewer {{ officeDashboard {{ {field} }} }} }}"))["viewer"][
        "officeDashboard"
    ]
    assert dashboard is None


def test_every_stage_has_a_name() -> None:
    assert {stage.name for stage in Stage} == {"ANNOUNCE", "OPEN", "REMIND", "CLOSE", "MATCH", "SUGGEST"}
