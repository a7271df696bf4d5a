"""Who has read whose private facts (ELIG-5): recorded before the answer goes out, and shown to the office."""

import asyncio
import logging
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from moments.domain.participants.private_facts import PrivateFacts, ReaderRole, ShownFacts
from moments.domain.shared.ids import PersonId
from moments.graphql.shared import ids
from moments.infrastructure.persistence.stores.private_reads import SqlPrivateReads
from moments.infrastructure.persistence.tables import private_reads
from moments.security_log import FACTS, LOGGER
from tests.api.api_client import ApiClient, changed

TEAM = "{ viewer { supervisorDashboard { team(first: 50) { nodes { person { id } eligibility { eligible } } } } } }"
READS = (
    "query($person: ID, $reader: ID, $after: String, $first: Int) { viewer { officeDashboard { "
    "privateReads(person: $person, reader: $reader, after: $after, first: $first) { totalCount "
    "pageInfo { endCursor hasNextPage } "
    "nodes { person { firstName } reader { firstName } facts role firstAt lastAt times } } } } }"
)
Read = tuple[str, str, str, str, int]


async def stored(world: ApiClient) -> list[Read]:
    """Whose, by whom, what, as what, how often."""
    r = private_reads.c
    statement = select(r.person, r.reader, r.facts, r.role, r.times).order_by(r.reader, r.person, r.facts, r.role)
    async with world.container.database().reading() as connection:
        return [tuple(row) for row in await connection.execute(statement)]


async def shown(world: ApiClient, **filters: Any) -> list[tuple[str, str, str, str, int]]:
    found = (await world.data("olga", READS, **filters))["viewer"]["officeDashboard"]["privateReads"]["nodes"]
    return [
        (each["person"]["firstName"], each["reader"]["firstName"], each["facts"], each["role"], each["times"])
        for each in found
    ]


@pytest.mark.rule("ELIG-5")
async def test_each_reader_is_recorded_with_their_role_and_the_person_themselves_is_not(each_world: ApiClient) -> None:
    world = each_world
    application = await world.submitted("ann", "MENTEE")
    of_application = "eligibility { eligible }"
    await world.node("ann", "Application", application, of_application)
    await world.viewer("ann", "participant { eligibility { unmet { criterion } } }")
    assert await stored(world) == []

    await world.node("boss", "Application", application, of_application)
    await world.node("adam", "Application", application, of_application)
    await world.node("olga", "Participant", ids.encode("Participant", "ann"), of_application)
    assert await stored(world) == [
        ("ann", "adam", "eligibility", "administrator", 1),
        ("ann", "boss", "eligibility", "supervisor", 1),
        ("ann", "olga", "eligibility", "office", 1),
    ]


@pytest.mark.rule("ELIG-5")
async def test_what_is_not_asked_for_or_not_shown_is_no_read(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    await world.node("boss", "Application", application, "state applicant { name }")
    await world.node("olga", "Participant", ids.encode("Participant", "ann"), "standing hireDate")
    assert await world.node("stranger", "Application", application, "eligibility { eligible }") is None
    assert await stored(world) == []


@pytest.mark.rule("ELIG-5")
async def test_a_list_is_a_read_of_each_person_on_it_and_a_day_s_reads_are_one_row(world: ApiClient) -> None:
    await asyncio.gather(*(world.data("boss", TEAM) for _ in range(8)))
    team = ["abe", "ann", "parttime", "risky"]
    assert await stored(world) == [(each, "boss", "eligibility", "supervisor", 8) for each in team]
    world.clock.pass_(days=1)
    await world.data("boss", TEAM)
    rows = await stored(world)
    assert len(rows) == 2 * len(team)
    assert sorted(times for *_, times in rows) == [1] * len(team) + [8] * len(team)


@pytest.mark.rule("ELIG-5")
async def test_many_answers_at_a_time_are_written_by_few_transactions(
    world: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    add = SqlPrivateReads.add

    async def counted(self: SqlPrivateReads, reads: Any) -> None:
        written.append(sum(each.times for each in reads))
        await asyncio.sleep(0)
        await add(self, reads)

    monkeypatch.setattr(SqlPrivateReads, "add", counted)
    one = ShownFacts(PersonId("ann"), PrivateFacts.ELIGIBILITY, ReaderRole.SUPERVISOR)
    record = world.container.record_private_reads()
    await asyncio.gather(*(record([(PersonId("boss"), one)]) for _ in range(30)))
    assert written == [1, 29], "the others gather while the first is written"
    assert await stored(world) == [("ann", "boss", "eligibility", "supervisor", 30)]


@pytest.mark.rule("ELIG-5")
async def test_where_it_cannot_be_recorded_nothing_is_shown(world: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(SqlPrivateReads, "add", fail)
    answer = await world.ask("boss", TEAM)
    assert "eligible" not in str(answer)
    assert answer["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"


@pytest.mark.rule("ELIG-5")
async def test_one_that_gives_up_leaves_its_reads_to_the_others_of_its_batch(
    world: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    add, goes_on, gave_up = SqlPrivateReads.add, asyncio.Event(), asyncio.Event()
    begun = asyncio.Event()
    written: list[list[str]] = []

    async def slow(self: SqlPrivateReads, reads: Any) -> None:
        written.append([each.shown.person for each in reads])
        if len(written) == 1:
            begun.set()
            await goes_on.wait()
        elif len(written) == 2:
            gave_up.set()
            await asyncio.Event().wait()
        await add(self, reads)

    monkeypatch.setattr(SqlPrivateReads, "add", slow)
    record = world.container.record_private_reads()

    async def read(person: str) -> None:
        shown = ShownFacts(PersonId(person), PrivateFacts.ELIGIBILITY, ReaderRole.SUPERVISOR)
        await record([(PersonId("boss"), shown)])

    tasks = [asyncio.create_task(read(person)) for person in ("ann", "abe", "risky")]
    await begun.wait()
    goes_on.set()
    await gave_up.wait()
    tasks[1].cancel()
    await asyncio.gather(tasks[0], tasks[2])
    assert written == [["ann"], ["abe", "risky"], ["abe", "risky"]]
    assert [person for person, *_ in await stored(world)] == ["abe", "ann", "risky"]


@pytest.mark.rule("ELIG-5")
@pytest.mark.parametrize("several", [False, True])
async def test_a_refusal_that_names_a_criterion_is_a_read(world: ApiClient, several: bool) -> None:
    application = await world.submitted("ann", "MENTEE")
    await world.change_directory(changed("ann", under_discipline=True))
    if several:
        payload = await world.do(
            "boss",
            "approveApplications",
            "results { errors { message } }",
            items=[{"application": application}],
        )
        assert "disciplinary" in str(payload)
    else:
        assert (
            "disciplinary"
            in (await world.refusals("boss", "approveApplication", application=application))[0]["message"]
        )
    assert await stored(world) == [("ann", "boss", "eligibility", "decider", 1)]


@pytest.mark.rule("ELIG-5")
async def test_a_reason_that_names_a_criterion_is_a_read(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    await world.change_directory(changed("ann", under_discipline=True))
    actions = "viewerActions(only: [APPROVE_APPLICATION]) {{ allowed {} }}"
    await world.node("boss", "Application", application, actions.format("code"))
    assert await stored(world) == []
    seen = await world.node("boss", "Application", application, actions.format("reason"))
    assert "disciplinary" in seen["viewerActions"][0]["reason"]
    assert await stored(world) == [("ann", "boss", "eligibility", "supervisor", 1)]


@pytest.mark.rule("ELIG-5")
async def test_the_office_sees_who_has_read_and_is_recorded_for_that(each_world: ApiClient) -> None:
    world = each_world
    await world.data("boss", TEAM)
    world.clock.pass_(hours=1)
    await world.data("chief", TEAM)
    ann = ids.encode("Person", "ann")
    assert await shown(world, person=ann) == [("Ann", "Boss", "ELIGIBILITY", "SUPERVISOR", 1)]
    assert await shown(world, person=ann) == [
        ("Ann", "Olga", "READERS", "OFFICE", 1),
        ("Ann", "Boss", "ELIGIBILITY", "SUPERVISOR", 1),
    ]
    by_chief = await shown(world, reader=ids.encode("Person", "chief"))
    assert {reader for _, reader, *_ in by_chief} == {"Chief"}
    assert len(by_chief) == 4


@pytest.mark.rule("ELIG-5")
async def test_the_list_goes_on_where_a_page_ended(world: ApiClient) -> None:
    await world.data("boss", TEAM)
    seen, after, page = [], None, {}
    for _ in range(2):
        boss = ids.encode("Person", "boss")
        found = (await world.data("olga", READS, reader=boss, first=2, after=after))["viewer"]["officeDashboard"]
        page = found["privateReads"]
        seen += [each["person"]["firstName"] for each in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        assert page["totalCount"] == 4
    assert sorted(seen) == ["Abe", "Ann", "Parttime", "Risky"]
    assert not page["pageInfo"]["hasNextPage"]


@pytest.mark.rule("ELIG-5")
@pytest.mark.parametrize("who", ["ann", "boss", "adam"])
async def test_nobody_else_sees_it_the_person_neither(world: ApiClient, who: str) -> None:
    await world.data("boss", TEAM)
    answer = await world.data(who, READS, person=ids.encode("Person", "ann"))
    assert answer["viewer"]["officeDashboard"] is None


@pytest.mark.rule("ELIG-5")
async def test_the_file_has_the_same_and_downloading_it_is_recorded(world: ApiClient) -> None:
    await world.data("boss", TEAM)
    headers = {"authorization": f"Bearer {world.token('olga')}"}
    person = ids.encode("Person", "ann")
    answer = await world.client.get(f"/exports/private-reads.csv?person={person}", headers=headers)
    assert answer.status_code == 200
    _, line = answer.text.splitlines()
    assert line.startswith("Ann Doe,ann@oa.mo.example,Office of Administration,Boss Doe,boss@oa.mo.example,")
    assert ",Eligibility,Supervisor," in line
    assert ("ann", "olga", "readers", "office", 1) in await stored(world)


@pytest.mark.rule("ELIG-5")
async def test_the_security_log_has_each_reader_with_ids_alone(
    world: ApiClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, LOGGER)
    await world.data("boss", TEAM)
    (told,) = [getattr(each, FACTS) for each in caplog.records if each.message == "private_facts_read"]
    people = ["abe", "ann", "parttime", "risky"]
    assert told == {"person": "boss", "people": people, "why": "eligibility", "role": "supervisor"}


async def test_after_its_time_it_is_forgotten(each_world: ApiClient) -> None:
    world = each_world
    await world.data("boss", TEAM)
    world.clock.pass_(days=40)
    await world.data("boss", TEAM)
    async with world.container.unit_of_work() as work:
        assert await work.expiry.of_private_reads(world.clock.now() - timedelta(days=30)) == 4
        await work.commit()
    assert len(await stored(world)) == 4
