"""Whatever ID a page gave somebody, `nodes` finds again for them: every ID of every page, made from the schema."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from graphql import GraphQLInterfaceType

from tests.api.api_client import ApiClient
from tests.api.scenario import MatrixScenario, a_scenario
from tests.api.schema_walk import ENTRANCES, SCHEMA, askings, cells, object_type
from tests.databases import Databases

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVERYBODY = (
    "can",
    "stranger",
    "amy",
    "lou",
    "dec",
    "com",
    "dis",
    "boss",
    "deputy",
    "adam",
    "dora",
    "olga",
    "mia",
    "max",
)
FIND = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(sqlite_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[MatrixScenario]:
    async with a_scenario(sqlite_databases.fresh(), tmp_path_factory.mktemp("town")) as town:
        yield town


def node_types() -> set[str]:
    node = SCHEMA.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    return {each.name for each in SCHEMA.get_implementations(node).objects}


async def ids_of_all_pages(town: ApiClient, who: str) -> dict[str, str]:
    """Of each thing that some page of theirs shows, the ID and the type."""
    found = {}
    for entrance in object_type("Query").fields:
        for piece in askings("Query", entrance):
            answer = (await town.ask(who, f"{{ {piece} }}")).get("data") or {}
            ids = (cell for cell in cells("Query", answer) if cell.field == "id" and cell.kind in node_types())
            found |= {cell.value: cell.kind for cell in ids if cell.value is not None} | dict(_subjects(answer))
    return found


def _subjects(answer: object) -> Iterator[tuple[str, str]]:
    """What stands where any node may stand."""
    if isinstance(answer, dict):
        if answer.keys() >= {"__typename", "id"}:
            yield answer["id"], answer["__typename"]
        answer = list(answer.values())
    if isinstance(answer, list):
        for each in answer:
            yield from _subjects(each)


async def found_again(town: ApiClient, who: str, ids: list[str]) -> dict[str, str]:
    again = {}
    for start in range(0, len(ids), 100):
        nodes = (await town.data(who, FIND, ids=ids[start : start + 100]))["nodes"]
        again |= {node["id"]: node["__typename"] for node in nodes if node}
    return again


@pytest.mark.parametrize("who", EVERYBODY)
async def test_every_id_of_every_page_is_found_again(town: MatrixScenario, who: str) -> None:
    shown = await ids_of_all_pages(town, who)

    assert len(shown) > 20
    assert await found_again(town, who, list(shown)) == shown


async def test_the_pages_show_every_type_that_has_ids(town: MatrixScenario) -> None:
    shown = [await ids_of_all_pages(town, who) for who in EVERYBODY]

    assert {kind for each in shown for kind in each.values()} == node_types()


async def test_whatever_has_a_node_s_id_is_a_node() -> None:
    """A cache takes `id` for the thing's identity, and refetches by it."""
    plain = {"WorkingHours", "FailedEmail"}  # the form's choices, of which there is one list; a part of an event
    types = {name for name, kind in SCHEMA.type_map.items() if "id" in getattr(kind, "fields", {}) and name != "Node"}
    assert types - node_types() == plain
    assert set(ENTRANCES) & node_types() == {"Viewer"}


@pytest.mark.rule("ELIG-5", "REQ-3")
async def test_what_only_others_pages_show_is_nothing(town: MatrixScenario) -> None:
    """A stranger finds the people and what is everybody's, and nothing else."""
    others = {identity: kind for who in EVERYBODY for identity, kind in (await ids_of_all_pages(town, who)).items()}
    own = await ids_of_all_pages(town, "stranger")

    again = await found_again(town, "stranger", list(others))

    assert set(again.values()) == {"Person", "Department", "Skill", "Resource", "Viewer", "Participant"}
    assert {identity for identity, kind in again.items() if kind in ("Viewer", "Participant")} <= own.keys()


@pytest.mark.rule("CAP-3", "MAT-4")
async def test_a_mentor_who_takes_no_more_requests_is_found_with_the_reason(town: MatrixScenario) -> None:
    shown = "name openPlaces canRequest requestBlocker { code }"
    query = f"query($id: ID!) {{ node(id: $id) {{ ... on MentorProfile {{ {shown} }} }} }}"
    town.clock.pass_(days=1)  # since the request that was canceled
    listed = await town.data("can", "{ searchMentors { nodes { id name canRequest requestBlocker { code } } } }")
    mia = next(each for each in listed["searchMentors"]["nodes"] if each["name"] == "Mia Doe")
    assert (mia["canRequest"], mia["requestBlocker"]) == (True, None)

    await town.done("mia", "setAvailability", "participant { id }", available=False, capacity=2)

    assert (await town.data("can", query, id=mia["id"]))["node"] == {
        "name": "Mia Doe",
        "openPlaces": None,
        "canRequest": False,
        "requestBlocker": {"code": "NO_LONGER_AVAILABLE"},
    }
    assert (await town.data("dec", query, id=mia["id"]))["node"]["requestBlocker"] == {"code": "DECLINED"}
    assert (await town.data("amy", query, id=mia["id"]))["node"]["requestBlocker"] == {"code": "CURRENT_MENTOR"}
    assert (await town.data("stranger", query, id=mia["id"]))["node"] is None
