"""What every query and mutation has in common: codes, pages, ids, keys, moments, the socket, the door."""

import asyncio
import base64
import io
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from moments.application.program.skills import AddSkill
from moments.graphql.shared import ids
from moments.infrastructure.logs import configure
from moments.infrastructure.queries.read_transactions import SqlQueries
from moments.infrastructure.settings import Settings
from moments.main import serve_app
from tests.api.api_client import ALL_WARNINGS, ApiClient, _running, changed
from tests.api.statements import counted
from tests.log_state import log_state_kept

Json = dict[str, Any]


def codes(answer: Json) -> list[str]:
    return [error["extensions"]["code"] for error in answer["errors"]]


# --- top-level errors: the client's and the system's faults ---------------------------------------------------


FAULTS: list[tuple[str, Json, str]] = [
    ("{ viewer {", {}, "GRAPHQL_PARSE_FAILED"),
    ("{ nothing }", {}, "GRAPHQL_VALIDATION_FAILED"),
    ("{ viewer }", {}, "GRAPHQL_VALIDATION_FAILED"),
    ("query($id: ID!) { node(id: $id) { id } }", {}, "BAD_USER_INPUT"),
    ("query($n: Int) { skills(first: $n) { nodes { id } } }", {"n": "three"}, "BAD_USER_INPUT"),
    ("query($n: Int) { skills(first: $n) { nodes { id } } }", {"n": 2**40}, "BAD_USER_INPUT"),
    ("query($c: SkillCategory) { skills(category: $c) { nodes { id } } }", {"c": "HARD"}, "BAD_USER_INPUT"),
    (
        "mutation($input: AddSkillInput!) { addSkill(input: $input) { errors { code } } }",
        {"input": {"category": "SOFT", "name": "Patience", "colour": "red"}},
        "BAD_USER_INPUT",
    ),
    (
        '{ viewer { statementOfHours(since: "2026-02-01", until: "2026-01-01") { notice } } }',
        {},
        "BAD_USER_INPUT",
    ),
]


async def test_a_client_s_fault_has_its_code(world: ApiClient) -> None:
    for query, variables, code in FAULTS:
        assert codes(await world.ask("ann", query, **variables)) == [code], query


async def test_who_sends_no_credentials_is_nobody_and_sees_what_is_public(world: ApiClient) -> None:
    answer = await world.ask(None, "{ viewer { person { id } } skills(first: 1) { nodes { name } } }")

    assert answer["data"] == {"viewer": None, "skills": {"nodes": [{"name": "Change Management"}]}}
    assert "errors" not in answer


async def test_whose_token_is_no_good_is_not_signed_in(world: ApiClient) -> None:
    await world.change_directory(changed("abe", left=date(2026, 1, 5)))
    issuer, ann = world.issuer, world.email("ann")
    refused = {
        "empty": "Bearer ",
        "another scheme": f"Basic {world.token('ann')}",
        "bare": world.token("ann"),
        "garbage": "Bearer garbage",
        "expired": f"Bearer {issuer.token_for(ann, timedelta(hours=-1))}",
        "tampered": f"Bearer {issuer.token_for(ann)[:-8]}AAAAAAAA",
        "unsigned": f"Bearer {_unsigned(ann)}",
        "of one who left": f"Bearer {issuer.token_for(world.email('abe'))}",
        "of nobody": f"Bearer {issuer.token_for('nobody@oa.mo.example')}",
    }
    for which, header in refused.items():
        answer = await world.client.post(
            "/graphql",
            json={"query": "{ viewer { person { id } } liveCursor }"},
            headers={"authorization": header},
        )
        assert set(codes(answer.json())) == {"UNAUTHENTICATED"}, which
        assert answer.json().get("data") is None, which


async def test_two_tokens_in_one_request_are_refused(world: ApiClient) -> None:
    headers = [("authorization", f"Bearer {world.token('ann')}"), ("authorization", f"Bearer {world.token('abe')}")]

    answer = await world.client.post("/graphql", json={"query": "{ viewer { id } }"}, headers=headers)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"] == "Send one Authorization header."


def _unsigned(email: str) -> str:
    parts = ({"alg": "none", "typ": "JWT"}, {"sub": email, "email": email, "exp": 2**33})
    return ".".join(base64.urlsafe_b64encode(orjson.dumps(part)).decode().rstrip("=") for part in parts) + "."


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    with log_state_kept():
        configure("INFO", "json", stream)
        yield stream


SECRET = "SELECT bio FROM applications WHERE email = 'ann@oa.mo.example'"


@pytest.mark.parametrize(
    ("broken", "method", "query"),
    [
        (SqlQueries, "survey_choices", "{ surveyChoices { choices } }"),
        (SqlQueries, "viewer", "{ viewer { person { id } } }"),
        (
            AddSkill,
            "execute",
            'mutation { addSkill(input: {category: SOFT, name: "ann@oa.mo.example"}) { errors { code } } }',
        ),
    ],
)
async def test_of_a_bug_only_its_number_is_told(
    world: ApiClient, monkeypatch: pytest.MonkeyPatch, log: io.StringIO, broken: type, method: str, query: str
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(broken, method, fail)
    answer = await world.ask("olga", query)

    assert codes(answer) == ["INTERNAL_SERVER_ERROR"]
    (error,) = answer["errors"]
    assert set(error["extensions"]) == {"code", "errorId"}
    assert error["extensions"]["errorId"] in error["message"]
    assert "SELECT" not in json.dumps(answer)
    logged = [json.loads(line) for line in log.getvalue().splitlines()]
    (bug,) = [line for line in logged if line["level"] == "error"]
    assert bug["error_id"] == error["extensions"]["errorId"]
    assert "RuntimeError" in log.getvalue()
    assert "@oa.mo.example" not in log.getvalue()
    monkeypatch.undo()
    assert await world.data("olga", "{ departments { nodes { code } } }")


async def test_one_field_s_bug_leaves_the_others(world: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(SqlQueries, "timelines", fail)
    application = await world.draft("ann", "MENTEE")
    query = "query($id: ID!) { node(id: $id) { id ... on Application { timeline { nodes { at } } } } }"
    answer = await world.ask("ann", query, id=application)

    assert answer["data"] == {"node": {"id": application, "timeline": None}}
    assert codes(answer) == ["INTERNAL_SERVER_ERROR"]


# --- pages ----------------------------------------------------------------------------------------------------

LISTS = {
    "in memory": ("skills", "id"),
    "of a statement": ("viewer { officeDashboard { audit", "at"),
    "by name": ("viewer { officeDashboard { participants", "id"),
}


async def page(world: ApiClient, which: str, arguments: str, more: str = "") -> Json:
    path, shown = LISTS[which]
    depth = path.count("{")
    shape = (
        f"edges {{ cursor node {{ {shown} }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} {more}"
    )
    answer = await world.ask("olga", f"{{ {path}{arguments} {{ {shape} }} {'}' * depth} }}")
    if "errors" in answer:
        return answer
    found = answer["data"]
    for name in path.replace("{", "").split():
        found = found[name]
    return found  # type: ignore[no-any-return]


@pytest.fixture
async def peopled(world: ApiClient) -> ApiClient:
    for who in ("ann", "abe", "adam", "olga"):
        await world.submitted(who, "MENTEE")
    await world.submitted("mia", "MENTOR")
    return world


async def test_pages_lead_through_the_whole_list_from_either_end(peopled: ApiClient) -> None:
    for which in LISTS:
        await _there_and_back(peopled, which)


async def _there_and_back(peopled: ApiClient, which: str) -> None:
    whole = await page(peopled, which, "(first: 100)", "totalCount nodes { __typename }")
    edges = whole["edges"]
    assert whole["totalCount"] == len(edges) == len(whole["nodes"]) >= 5
    assert whole["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": False,
        "startCursor": edges[0]["cursor"],
        "endCursor": edges[-1]["cursor"],
    }

    forward: list[Json] = []
    after = ""
    while True:
        part = await page(peopled, which, f"(first: 2{after})")
        assert part["pageInfo"]["hasPreviousPage"] == bool(forward)
        forward += part["edges"]
        if not part["pageInfo"]["hasNextPage"]:
            break
        after = f', after: "{part["pageInfo"]["endCursor"]}"'
    assert forward == edges

    backward: list[Json] = []
    before = ""
    while True:
        part = await page(peopled, which, f"(last: 2{before})")
        assert part["pageInfo"]["hasNextPage"] == bool(backward)
        backward = part["edges"] + backward
        if not part["pageInfo"]["hasPreviousPage"]:
            break
        before = f', before: "{part["pageInfo"]["startCursor"]}"'
    assert backward == edges


async def test_what_hangs_on_another_thing_is_paged_from_both_ends(world: ApiClient) -> None:
    """Timelines, meetings and administrators: the pages of many things by one statement."""
    application = await world.submitted("ann", "MENTEE")
    query = (
        "query($id: ID!) { node(id: $id) { ... on Application { timeline(%s) { nodes { action } pageInfo { %s } } } } }"
    )
    facts = "hasNextPage hasPreviousPage startCursor"
    whole = (await world.data("ann", query % ("first: 100", facts), id=application))["node"]["timeline"]["nodes"]

    last = (await world.data("ann", query % ("last: 1", facts), id=application))["node"]["timeline"]
    before = f'last: 1, before: "{last["pageInfo"]["startCursor"]}"'
    earlier = (await world.data("ann", query % (before, facts), id=application))["node"]["timeline"]

    assert [*earlier["nodes"], *last["nodes"]] == whole[-2:]
    assert (last["pageInfo"]["hasNextPage"], earlier["pageInfo"]["hasNextPage"]) == (False, True)


async def test_null_asks_for_the_order_that_is_the_default(world: ApiClient) -> None:
    await world.approved("ann", "MENTEE")
    await world.approved("mia", "MENTOR")
    query = "query($order: MentorOrder) { searchMentors(orderBy: $order) { nodes { name } } }"

    assert await world.data("ann", query, order=None) == await world.data("ann", query, order="BEST_MATCH")


def cursor(*parts: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


IMPOSSIBLE = [
    "(first: 0)",
    "(first: -1)",
    "(first: 101)",
    "(last: 0)",
    "(last: 101)",
    "(first: 2, last: 2)",
    '(last: 2, after: "{cursor}")',
    '(first: 2, before: "{cursor}")',
    '(before: "{cursor}")',
    '(after: "")',
    '(after: "no base64 !")',
    '(after: "é")',
    f'(after: "{base64.urlsafe_b64encode(b"not json").decode()}")',
    f'(after: "{base64.urlsafe_b64encode(b"1e999").decode()}")',
    f'(after: "{base64.urlsafe_b64encode(b"[" * 5000).decode()}")',
    f'(after: "{base64.urlsafe_b64encode(b"[]").decode()}")',
    f'(after: "{cursor({"a": 1})}")',
    f'(after: "{cursor(1, 2, 3, 4)}")',
    f'(after: "{cursor("no such row")}")',
    f'(after: "{cursor(True)}")',
    f'(after: "{cursor(2**63)}")',
    f'(after: "{cursor(1.5)}")',
    f'(after: "{cursor(None)}")',
    f'(after: "{base64.urlsafe_b64encode(bytes([91, 34, 92, 117, 100, 56, 48, 48, 34, 93])).decode()}")',
    f'(after: "{cursor(chr(0))}")',
]


async def test_an_impossible_page_is_the_client_s_fault(peopled: ApiClient) -> None:
    for which in LISTS:
        await _impossible(peopled, which)


async def _impossible(peopled: ApiClient, which: str) -> None:
    other = {"in memory": "of a statement", "of a statement": "by name", "by name": "in memory"}[which]
    foreign = (await page(peopled, other, "(first: 1)"))["pageInfo"]["endCursor"]
    own = (await page(peopled, which, "(first: 1)"))["pageInfo"]["endCursor"]
    for wish in [*IMPOSSIBLE, f'(after: "{foreign}")', f'(last: 1, before: "{foreign}")']:
        if which == "of a statement" and wish == f'(after: "{cursor("no such row")}")':
            continue
        answer = await page(peopled, which, wish.replace("{cursor}", own))
        assert codes(answer) == ["BAD_USER_INPUT"], wish


async def test_the_whole_is_counted_only_when_asked(peopled: ApiClient) -> None:
    for which in ("of a statement", "by name"):
        with counted(peopled) as plain:
            await page(peopled, which, "(first: 2)")
        with counted(peopled) as counting:
            whole = await page(peopled, which, "(first: 2)", "... { totalCount }")

        assert whole["totalCount"] >= 5
        assert (plain.counts, counting.counts) == (0, 1)


# --- ids ------------------------------------------------------------------------------------------------------

BAD_IDS = ["", "x", "é", "====", "UGVyc29u", "UGVyc29uOg", "Person:ann", "A" * 10_000]


NODE, NODES = "query($id: ID!) { node(id: $id) { id } }", "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"


async def test_what_is_no_id_is_told(world: ApiClient) -> None:
    skill = (await world.skills())["Delegation"]
    unheld = [ids.encode(kind, "\u0000") for kind in ("Person", "Application", "Survey", "Skill")]

    for each in (*BAD_IDS, *unheld, ids.encode("Robot", "1"), skill + "=", skill[:-1]):
        assert codes(await world.ask("ann", NODE, id=each)) == ["BAD_USER_INPUT"], each
        assert codes(await world.ask("ann", NODES, ids=[skill, each])) == ["BAD_USER_INPUT"], each


async def test_an_id_of_nobody_s_is_nothing(world: ApiClient) -> None:
    skill = (await world.skills())["Delegation"]
    unknown = [ids.encode(kind, "nobody") for kind in ("Person", "Application", "Survey", "Skill", "Mentorship")]

    for each in unknown:
        assert await world.data("ann", NODE, id=each) == {"node": None}
    found = await world.data("ann", NODES, ids=[*unknown, skill, unknown[0], skill])
    assert found["nodes"] == [*[None] * len(unknown), {"id": skill}, None, {"id": skill}]


async def test_a_hundred_ids_are_found_and_a_hundred_and_one_refused(world: ApiClient) -> None:
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    skill, person = (await world.skills())["Delegation"], ids.encode("Person", "ann")

    with counted(world) as statements:
        hundred = await world.data("ann", query, ids=[skill, person] * 50)
    assert [node["id"] for node in hundred["nodes"]] == [skill, person] * 50
    assert len(statements.all) <= 4
    assert codes(await world.ask("ann", query, ids=[skill] * 101)) == ["BAD_USER_INPUT"]
    assert (await world.data("ann", query, ids=[]))["nodes"] == []


async def test_what_was_found_is_found_again_by_its_id(world: ApiClient) -> None:
    query = "{ departments { nodes { id } } resources { nodes { id } } viewer { person { id } participant { id } } }"
    found = await world.data("ann", query)
    every = [node["id"] for name in ("departments", "resources") for node in found[name]["nodes"]]
    every += [found["viewer"]["person"]["id"], found["viewer"]["participant"]["id"]]

    again = await world.data("ann", "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=every)
    assert [node["id"] for node in again["nodes"]] == every


# --- idempotency keys -----------------------------------------------------------------------------------------


async def events(world: ApiClient) -> int:
    found = await world.data("olga", "{ viewer { officeDashboard { audit(first: 1) { totalCount } } } }")
    return found["viewer"]["officeDashboard"]["audit"]["totalCount"]  # type: ignore[no-any-return]


async def test_a_mutation_repeated_with_its_key_is_done_once(world: ApiClient) -> None:
    given = {"category": "SOFT", "name": "Patience", "idempotencyKey": "key-1"}
    first = await world.done("olga", "addSkill", "skill { id name }", **given)
    before = await events(world)

    assert await world.done("olga", "addSkill", "skill { id name }", **given) == first
    assert await events(world) == before


async def test_another_request_under_the_key_is_refused(world: ApiClient) -> None:
    key = {"idempotencyKey": "key-1"}
    await world.done("olga", "addSkill", "errors { code }", category="SOFT", name="Patience", **key)
    before = await events(world)

    others: list[tuple[str, Json]] = [
        ("addSkill", {"category": "SOFT", "name": "Courage"}),
        ("addSkill", {"category": "CAREER", "name": "Patience"}),
        ("addOfficeMember", {"email": "chief@oa.mo.example"}),
    ]
    for mutation, given in others:
        refused = await world.do("olga", mutation, "errors { code }", **given, **key)
        found = [(error["code"], error["field"]) for error in refused["errors"]]
        assert found == [("IDEMPOTENCY_KEY_REUSED", ["input", "idempotencyKey"])]
    assert await events(world) == before


async def test_two_people_s_keys_do_not_meet(world: ApiClient) -> None:
    for who in ("ann", "abe"):
        await world.done(who, "startApplication", "application { id }", kind="MENTEE", idempotencyKey="key-1")


async def test_a_refused_attempt_may_be_repeated_with_its_key(world: ApiClient) -> None:
    given = {"application": await world.draft("ann", "MENTEE"), "idempotencyKey": "key-1"}
    await world.change_directory(changed("ann", under_discipline=True))
    assert (await world.do("ann", "submitApplication", "application { id }", **given))["errors"]

    await world.change_directory(changed("ann"))
    done = await world.done("ann", "submitApplication", "application { state }", **given)
    assert done["application"] == {"state": "SUBMITTED"}


async def test_the_same_request_twice_at_a_time_is_done_once(world: ApiClient) -> None:
    given = {"category": "SOFT", "name": "Patience", "idempotencyKey": "key-1"}
    answers = await asyncio.gather(*(world.done("olga", "addSkill", "skill { id }", **given) for _ in range(8)))

    assert all(answer == answers[0] for answer in answers)


async def test_a_key_is_text_of_some_length(world: ApiClient) -> None:
    query = "mutation($input: AddSkillInput!) { addSkill(input: $input) { errors { code } } }"
    for key in ("", "k" * 129):
        answer = await world.ask("olga", query, input={"category": "SOFT", "name": "Patience", "idempotencyKey": key})
        assert codes(answer) == ["BAD_USER_INPUT"]


# --- moments --------------------------------------------------------------------------------------------------


@pytest.fixture
async def mentored(world: ApiClient) -> str:
    await world.approved("mia", "MENTOR")
    await world.approved("ann", "MENTEE")
    return await world.active("ann", "mia")


MOMENTS = {
    "2026-02-02T16:00:00Z": "2026-02-02T10:00:00-06:00",
    "2026-07-01T15:00:00+00:00": "2026-07-01T10:00:00-05:00",
    "2026-07-01T17:00:00+02:00": "2026-07-01T10:00:00-05:00",
    # the clocks go forward on 8 March and back on 1 November
    "2026-03-08T07:59:00Z": "2026-03-08T01:59:00-06:00",
    "2026-03-08T08:00:00Z": "2026-03-08T03:00:00-05:00",
    "2026-11-01T06:30:00Z": "2026-11-01T01:30:00-05:00",
    "2026-11-01T07:30:00Z": "2026-11-01T01:30:00-06:00",
}
NO_MOMENTS = ["2026-02-02T10:00:00", "2026-02-02", "tomorrow", "", 1770026400, None, True, "2026-02-30T10:00:00Z"]
ENDS = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1900-01-01T00:00:00Z", "8999-12-31T23:59:59Z"]
"""Of the calendar, and of what is taken of it."""


async def test_moments_are_shown_by_the_state_s_clocks(world: ApiClient, mentored: str) -> None:
    anyhow = {"acceptWarnings": ALL_WARNINGS, "minutes": 1}
    for given, shown in MOMENTS.items():
        made = await world.done(
            "ann", "proposeMeeting", "meeting { id startsAt }", mentorship=mentored, startsAt=given, **anyhow
        )
        assert made["meeting"]["startsAt"] == shown
        await world.done("ann", "cancelMeeting", "__typename", meeting=made["meeting"]["id"])


async def test_what_is_no_moment_is_the_client_s_fault(world: ApiClient, mentored: str) -> None:
    query = "mutation($input: ProposeMeetingInput!) { proposeMeeting(input: $input) { errors { code } } }"
    for given in NO_MOMENTS:
        answer = await world.ask("ann", query, input={"mentorship": mentored, "startsAt": given})
        assert codes(answer) == ["BAD_USER_INPUT"], given


async def test_the_calendar_s_ends_are_no_bug(world: ApiClient, mentored: str) -> None:
    for mutation in ("proposeMeeting", "logMeeting"):
        name = mutation[0].upper() + mutation[1:]
        query = f"mutation($input: {name}Input!) {{ {mutation}(input: $input) {{ errors {{ code }} }} }}"
        for given in ENDS:
            answer = await world.ask("ann", query, input={"mentorship": mentored, "startsAt": given, "minutes": 60})
            assert "errors" not in answer or codes(answer) == ["BAD_USER_INPUT"], answer


# --- refusals -------------------------------------------------------------------------------------------------


@pytest.mark.rule("APP-3", "APP-4", "ELIG-1")
async def test_a_form_is_told_all_that_has_to_be_mended_at_once(world: ApiClient) -> None:
    application = (await world.done("risky", "startApplication", "application { id }", kind="MENTOR"))["application"]
    unmet = "errors { ... on IneligibleError { unmet { criterion } } }"
    refused = await world.do("risky", "submitApplication", unmet, application=application["id"])

    assert {(error["code"], error["rule"], error.get("savedField")) for error in refused["errors"]} == {
        ("INELIGIBLE", "ELIG-1", None),
        ("WRONG_NUMBER_OF_SKILLS", "APP-4", "careerSkills"),
        ("INVALID_TEXT", "APP-3", "bio"),
        ("INVALID_TEXT", "APP-3", "workingHours"),
    }
    assert [error["field"] for error in refused["errors"] if "savedField" in error] == 3 * [["input", "application"]]
    assert [error["unmet"] for error in refused["errors"] if "unmet" in error] == [[{"criterion": "AT_RISK"}]]
    assert all(error["message"] for error in refused["errors"])


# --- the socket -----------------------------------------------------------------------------------------------


@asynccontextmanager
async def served(world: ApiClient) -> AsyncIterator[str]:
    """The same application on a port of its own."""
    transport = world.client._transport
    assert isinstance(transport, httpx.ASGITransport)
    config = uvicorn.Config(transport.app, port=0, lifespan="off", log_config=None, ws="websockets-sansio")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  (it has no event for that)
        await asyncio.sleep(0.01)
    (port,) = {socket.getsockname()[1] for each in server.servers for socket in each.sockets}
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def socket(world: ApiClient) -> AsyncIterator[ClientConnection]:
    async with (
        served(world) as address,
        connect(f"ws://{address}/graphql", subprotocols=[Subprotocol("graphql-transport-ws")]) as opened,
    ):
        yield opened


async def begin(opened: ClientConnection, payload: Json | None) -> None:
    await opened.send(json.dumps({"type": "connection_init", "payload": payload}))
    assert json.loads(await opened.recv())["type"] == "connection_ack"


async def run(opened: ClientConnection, number: str, query: str) -> list[Json]:
    """The operation's messages until it is complete or an error."""
    await opened.send(json.dumps({"id": number, "type": "subscribe", "payload": {"query": query}}))
    found: list[Json] = []
    while not found or found[-1]["type"] not in ("complete", "error"):
        found.append(json.loads(await asyncio.wait_for(opened.recv(), 10)))
    return found


async def test_the_socket_runs_queries_and_mutations_of_whom_its_init_names(world: ApiClient) -> None:
    async with socket(world) as opened:
        await begin(opened, {"authorization": f"Bearer {world.token('olga')}"})
        query = await run(opened, "1", "{ viewer { person { firstName } } }")
        mutation = await run(
            opened, "2", 'mutation { addSkill(input: {category: SOFT, name: "Patience"}) { skill { name } } }'
        )

    assert [message["type"] for message in query] == ["next", "complete"]
    assert query[0]["payload"]["data"] == {"viewer": {"person": {"firstName": "Olga"}}}
    assert mutation[0]["payload"]["data"] == {"addSkill": {"skill": {"name": "Patience"}}}


@pytest.mark.parametrize("payload", [None, {}])
async def test_a_socket_that_names_nobody_sees_what_is_public(world: ApiClient, payload: Json | None) -> None:
    async with socket(world) as opened:
        await begin(opened, payload)
        (public, *_) = await run(opened, "1", "{ viewer { person { firstName } } program { telephone } }")
        (first, *_) = await run(opened, "2", "{ liveCursor }")

    assert public["payload"]["data"] == {"viewer": None, "program": {"telephone": "573-526-4500"}}
    assert codes({"errors": first["payload"]["errors"]}) == ["UNAUTHENTICATED"]


@pytest.mark.parametrize("payload", [{"authorization": "Bearer garbage"}, {"authorization": 7}])
async def test_a_socket_whose_token_is_no_good_is_closed(world: ApiClient, payload: Json) -> None:
    async with socket(world) as opened:
        with pytest.raises(ConnectionClosed) as closed:
            await begin(opened, payload)

    assert closed.value.rcvd
    assert closed.value.rcvd.code == 4403


async def test_several_operations_of_a_socket_do_not_meet(world: ApiClient) -> None:
    async with socket(world) as opened:
        await begin(opened, {"authorization": f"Bearer {world.token('ann')}"})
        for number in range(20):
            payload = {"query": "{ viewer { person { firstName } } skills { nodes { id } } }"}
            await opened.send(json.dumps({"id": str(number), "type": "subscribe", "payload": payload}))
        messages = [json.loads(await asyncio.wait_for(opened.recv(), 10)) for _ in range(40)]

    answers = [message["payload"] for message in messages if message["type"] == "next"]
    assert len(answers) == 20
    assert all(answer == answers[0] for answer in answers)
    assert "errors" not in answers[0]


# --- the door -------------------------------------------------------------------------------------------------


async def test_only_post_is_answered(world: ApiClient) -> None:
    url = "/graphql?query=%7B%20viewer%20%7B%20person%20%7B%20id%20%7D%20%7D%20%7D"
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        answer = await world.client.request(method, url, headers={"authorization": f"Bearer {world.token('ann')}"})
        assert answer.status_code == 405
        assert b"data" not in answer.content


async def test_a_server_that_can_serve_says_so(world: ApiClient) -> None:
    for path in ("/healthz", "/readyz"):
        answer = await world.client.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_server_whose_schema_is_old_is_alive_but_not_ready(tmp_path: Path) -> None:
    app = serve_app(Settings(database_url=f"sqlite:///{tmp_path}/empty.db", data_directory=tmp_path))
    transport = httpx.ASGITransport(app=app)
    async with _running(app), httpx.AsyncClient(transport=transport, base_url="http://moments.test") as client:
        alive, ready = await client.get("/healthz"), await client.get("/readyz")

    assert alive.status_code == 200
    assert ready.status_code == 503
    assert ready.json()["status"] == "unavailable"
    assert "moments migrate" in ready.json()["reason"]


@asynccontextmanager
async def connecting() -> AsyncIterator[None]:
    """A connection that failed or was cancelled leaves aiosqlite's thread, which answers the loop: it ends first."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 10)


async def test_a_server_whose_database_is_away_is_alive_but_not_ready(tmp_path: Path) -> None:
    app = serve_app(Settings(database_url=f"sqlite:///{tmp_path}/no/such/folder.db", data_directory=tmp_path))
    transport = httpx.ASGITransport(app=app)
    client_of = httpx.AsyncClient(transport=transport, base_url="http://moments.test")
    async with connecting(), _running(app), client_of as client:
        alive, ready = await client.get("/healthz"), await client.get("/readyz")

    assert alive.status_code == 200
    assert ready.status_code == 503
    assert str(tmp_path) not in ready.text
