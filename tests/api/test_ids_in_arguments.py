"""Each argument and input field that is an ID: nonsense and another type's ID are BAD_USER_INPUT, and so is a
department or a skill that nobody can find in the public lists. Whatever else does not exist is answered as what one may
not see."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    is_list_type,
    is_non_null_type,
)

from moments.graphql.nodes import FINDERS
from moments.graphql.shared import ids
from tests.api.api_client import ApiClient
from tests.api.scenario import MatrixScenario, a_scenario
from tests.api.schema_walk import ARGUMENTS, SCHEMA
from tests.databases import Databases

pytestmark = pytest.mark.asyncio(loop_scope="module")

KINDS = {
    "actor": "Person",
    "application": "Application",
    "baseRun": "MatchingRun",
    "careerSkills": "Skill",
    "cycle": "Cycle",
    "department": "Department",
    "departments": "Department",
    "email": "Email",
    "meeting": "Meeting",
    "mentor": "MentorProfile",
    "mentorship": "Mentorship",
    "person": "Person",
    "reader": "Person",
    "renumbering": "Renumbering",
    "resource": "Resource",
    "session": "Session",
    "skill": "Skill",
    "skills": "Skill",
    "softSkills": "Skill",
    "subject": "Application",
    "supervisor": "Person",
    "survey": "Survey",
}
"""By the argument's name, the type of the object whose ID it takes."""
ANY = {"id", "ids"}
"""Take an ID of any type."""
CODES = {"workingHours"}
"""Take one of the codes that a field lists, which is no object's ID; the rule says what is wrong."""
PUBLIC = {"Department", "Skill"}
WHO = {
    "OfficeDashboard": "olga",
    "MatchingRun": "olga",
    "AdministratorDashboard": "adam",
    "SupervisorDashboard": "boss",
}
VALUES = {
    "DateTime": "2026-01-13T09:00:00-06:00",
    "Date": "2026-01-13",
    "Time": "07:30:00",
    "String": "x",
    "Int": 1,
    "Float": 1.0,
    "Boolean": True,
}


@dataclass(frozen=True)
class Place:
    """`path`: of input fields, from the argument on."""

    kind: str
    field: str
    argument: str
    path: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return (self.argument, *self.path)[-1]

    def __str__(self) -> str:
        return ".".join((self.kind, self.field, self.argument, *self.path))


def places() -> Iterator[Place]:
    for kind, type_ in SCHEMA.type_map.items():
        if isinstance(type_, GraphQLObjectType) and not kind.startswith("__"):
            for field, its in type_.fields.items():
                for argument, given in its.args.items():
                    yield from (Place(kind, field, argument, path) for path in _ids_in(get_named_type(given.type)))


def _ids_in(type_: Any) -> Iterator[tuple[str, ...]]:
    if type_.name == "ID":
        yield ()
    if isinstance(type_, GraphQLInputObjectType):
        for name, field in type_.fields.items():
            yield from ((name, *path) for path in _ids_in(get_named_type(field.type)))


PLACES = {str(place): place for place in places()}
IDS = [name for name, place in PLACES.items() if place.name not in CODES]


def wrong(place: Place) -> list[str]:
    good = ids.encode(KINDS.get(place.name, "Skill"), "nothing-there")
    other = ids.encode("Viewer", "nothing-there")
    none = ["", "nope", good + "A", good[:1], "\u00e9", "x" * 4_000, ids.encode("Nothing", "1")]
    none.append(ids.encode(KINDS.get(place.name, "Skill"), "\0"))  # no database could hold it
    return none if place.name in ANY else [*none, other]


def nobody_s(place: Place) -> str:
    return ids.encode(KINDS.get(place.name, "Application"), "nothing-there")


def filled(type_: Any, name: str, path: tuple[str, ...], value: str) -> Any:
    """A value of that type with the required fields alone, and `value` at the path."""
    if is_non_null_type(type_):
        return filled(type_.of_type, name, path, value)
    if is_list_type(type_):
        return [filled(type_.of_type, name, path, value)]
    if isinstance(type_, GraphQLInputObjectType):
        fields = type_.fields.items()
        wanted = {each: field for each, field in fields if is_non_null_type(field.type) or path[:1] == (each,)}
        return {
            each: filled(field.type, each, path[1:] if path[:1] == (each,) else ("?",), value)
            for each, field in wanted.items()
        }
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    if type_.name == "ID":
        return value if not path else ids.encode(KINDS.get(name, "Skill"), "nothing-there")
    return VALUES[type_.name]


def asked(place: Place, value: str) -> tuple[str, dict[str, Any]]:
    """The operation with the value, and its variables."""
    root = SCHEMA.type_map[place.kind]
    assert isinstance(root, GraphQLObjectType)
    field = root.fields[place.field]
    given = {n: a for n, a in field.args.items() if n == place.argument or is_non_null_type(a.type)}
    variables = {n: filled(a.type, n, place.path if n == place.argument else ("?",), value) for n, a in given.items()}
    named = ", ".join(f"{n}: ${n}" for n in given)
    inner = get_named_type(field.type)
    shown = " { __typename }" if not hasattr(inner, "fields") or inner.fields else ""
    if isinstance(inner, GraphQLObjectType) and "errors" in inner.fields:
        results = " results { errors { code } }" if "results" in inner.fields else ""
        shown = f" {{ errors {{ code }}{results} }}"
    elif isinstance(inner, GraphQLObjectType) and "nodes" in inner.fields:
        shown = " { nodes { __typename } }"
    selection = f"{place.field}({named}){shown}"
    declared = ", ".join(f"${n}: {a.type}" for n, a in given.items())
    if place.kind == "Mutation":
        return f"mutation({declared}) {{ {selection} }}", variables
    return f"query({declared}) {{ {within(place.kind, selection)} }}", variables


def within(kind: str, selection: str) -> str:
    """The selection of an object of that type, from the query on by the shortest way."""
    ways: list[tuple[str, tuple[str, ...]]] = [("Query", ())]
    seen = {"Query"}
    while ways:
        at, frame = ways.pop(0)
        if at == kind:
            return "".join(f"{each} {{ " for each in frame) + selection + " }" * len(frame)
        type_ = SCHEMA.type_map[at]
        assert isinstance(type_, GraphQLObjectType)
        for name, field in type_.fields.items():
            inner = get_named_type(field.type)
            listed = inner.name.endswith("Connection")
            below = inner.name.removesuffix("Connection")
            if below in seen or not isinstance(SCHEMA.type_map.get(below), GraphQLObjectType):
                continue
            given = ARGUMENTS.get((at, name), "")
            if any(is_non_null_type(each.type) for each in field.args.values()) and not given:
                continue
            seen.add(below)
            way = (name + given, "nodes") if listed else (name + given,)
            ways.append((below, (*frame, *way)))
    raise LookupError(kind)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(sqlite_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[MatrixScenario]:
    async with a_scenario(sqlite_databases.fresh(), tmp_path_factory.mktemp("town")) as town:
        yield town


async def answer(town: ApiClient, place: Place, value: str) -> dict[str, Any]:
    query, variables = asked(place, value)
    who = "can" if place.kind == "Query" else WHO.get(place.kind, "olga")
    return await town.ask(who, query, **variables)  # type: ignore[no-any-return]


def codes(told: dict[str, Any]) -> set[str]:
    return {error["extensions"]["code"] for error in told.get("errors", [])}


async def test_each_id_has_the_type_of_what_it_is_of() -> None:
    assert {place.name for place in PLACES.values()} == KINDS.keys() | ANY | CODES
    assert set(KINDS.values()) <= FINDERS.keys()


@pytest.mark.parametrize("name", IDS)
async def test_what_is_no_id_or_another_type_s_is_told(town: MatrixScenario, name: str) -> None:
    place = PLACES[name]
    for value in wrong(place):
        told = await answer(town, place, value)
        assert codes(told) == {"BAD_USER_INPUT"}, (value, told)
        assert any("is not the ID of" in error["message"] for error in told["errors"]), told


@pytest.mark.rule("SEA-1")
@pytest.mark.parametrize("name", IDS)
async def test_what_does_not_exist_is_told_where_all_can_be_listed_and_else_is_as_what_one_may_not_see(
    town: MatrixScenario, name: str
) -> None:
    place = PLACES[name]
    told = await answer(town, place, nobody_s(place))
    if place.kind == "Mutation":
        (payload,) = told["data"].values()
        assert not codes(told)
        assert payload["errors"] or payload["results"][0]["errors"], told
    elif KINDS.get(place.name) in PUBLIC:
        assert codes(told) == {"BAD_USER_INPUT"}
        assert "There is no" in told["errors"][0]["message"]
    else:
        assert not codes(told), told
        assert shown(told["data"]) in ([], [None], None)


def shown(data: Any) -> Any:
    """What the innermost field has."""
    while isinstance(data, dict) and data and "__typename" not in data:
        data = next(iter(data.values()))
        if isinstance(data, list) and data and isinstance(data[0], dict):
            data = data[0]
    return data
