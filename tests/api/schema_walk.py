"""Queries that ask for every field of a type, made from the schema, and their answers taken apart field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type, is_non_null_type

from moments.application.access.relations import Relation as R
from moments.graphql.schema import build_schema
from moments.graphql.shared import ids
from moments.graphql.shared.field_access import FIELDS

SCHEMA = build_schema()._schema
_NOBODY, _NONE = ids.encode("Person", "x"), ids.encode("Mentorship", "x")
ARGUMENTS = {
    ("Viewer", "applicationForm"): "(kind: MENTOR)",
    ("Viewer", "mentorships"): "(role: MENTEE, first: 5)",
    ("Viewer", "statementOfHours"): '(since: "2026-01-01", until: "2026-12-31")',
    ("MatchingRun", "people"): "(role: MENTOR, first: 5)",
    ("OfficeDashboard", "people"): '(first: 5, search: "")',
    ("OfficeDashboard", "participant"): f'(person: "{_NOBODY}")',
    ("OfficeDashboard", "suggestionList"): f'(person: "{_NOBODY}")',
    ("Query", "node"): f'(id: "{_NOBODY}")',
    ("Query", "nodes"): f'(ids: ["{_NOBODY}"])',
    ("Query", "resource"): '(slug: "agreement")',
    ("Query", "previewResource"): '(markdown: "# A text")',
    ("Query", "personByEmail"): '(email: "mia@dps.mo.example")',
    ("Participant", "mentorships"): "(role: MENTEE, first: 5)",
    ("Query", "checkMeeting"): f'(mentorship: "{_NONE}", startsAt: "2026-01-13T09:00:00-06:00")',
    ("Query", "skills"): "(first: 60, includeRetired: true)",
    ("Query", "checkAvailability"): "(input: {available: false, capacity: 1})",
    ("Skill", "viewerActions"): "(only: [RETIRE_SKILL])",
}
"""Of fields that can't be asked without. Other lists show five, so that no query is a costly one."""
ENTRANCES = ("Viewer", "SupervisorDashboard", "AdministratorDashboard", "OfficeDashboard", "StatementOfHours")
"""What leads to many things; each of its fields is asked for in a query of its own."""
LARGE = ("MatchingRun", "Mentorship", "TrialRun")
"""Large, and things of their own: of one that something else leads to, the plain fields are asked for."""
COUNTED = {("Participant", "applications"), ("Participant", "mentorships")}
"""What leads to things in which the reader is more or less than to the person; of them the number is asked for."""
WHOLE = ("SkillSelection", "ResourceSection", "ResourceBlock", "ResourceItem")
"""Parts that are asked for with all that is in them."""
BY_THE_PERSON = {("Person", "onLeave")}
"""Goes by who one is to the person, not to what shows the person; asked for of the person alone."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one object in an answer."""

    kind: str
    field: str
    path: Path
    value: Any


def object_type(kind: str) -> GraphQLObjectType:
    found = SCHEMA.type_map[kind]
    assert isinstance(found, GraphQLObjectType)
    return found


def field_of(kind: str, name: str) -> GraphQLField:
    return object_type(kind).fields[name]


def nullable(kind: str, name: str) -> bool:
    return not is_non_null_type(field_of(kind, name).type)


def is_public(kind: str) -> bool:
    """Every team member may read all of it, wherever it is shown."""
    rows = FIELDS[kind].items()
    return all(R.EMPLOYEE in readers for name, readers in rows if (kind, name) not in BY_THE_PERSON)


def _below(field: GraphQLField) -> tuple[str, bool] | None:
    """The type of what the field shows, and whether it is a connection; None for a plain value."""
    named = get_named_type(field.type)
    if is_leaf_type(named):
        return None
    kind = named.name.removesuffix("Connection")
    return {"MentorSearch": "MentorProfile"}.get(kind, kind), kind != named.name


def _plain(kind: str) -> str:
    fields = object_type(kind).fields
    shown = {name for name in fields if (kind, name) not in BY_THE_PERSON}
    return " ".join(asking(kind, name) for name, field in fields.items() if name in shown and _below(field) is None)


def asking(kind: str, name: str, *within: str) -> str:
    """The field with everything below it."""
    below = _below(field_of(kind, name))
    if below is None:
        return name
    inner, listed = below
    if not isinstance(SCHEMA.type_map[inner], GraphQLObjectType):
        shown = {"Node": "__typename id", "UserError": "__typename code"}.get(inner, "__typename")
        return f"{name}{ARGUMENTS.get((kind, name), '')} {{ {shown} }}"
    is_plain = inner in (kind, *within) or (inner in LARGE and kind not in ENTRANCES)
    asked = _plain(inner) if is_plain else selection(inner, kind, *within)
    arguments = ARGUMENTS.get((kind, name), "(first: 5)" if listed else "")
    if (kind, name) in COUNTED:
        return f"{name}{arguments} {{ totalCount }}"
    return f"{name}{arguments} {{ {f'nodes {{ {asked} }}' if listed else asked} }}"


def askings(kind: str, name: str) -> Iterator[str]:
    """The field with everything below it, in as many pieces as there are entrances' fields."""
    below = _below(field_of(kind, name))
    if below is None or below[0] not in ENTRANCES:
        yield asking(kind, name)
        return
    for inner in object_type(below[0]).fields:
        for piece in askings(below[0], inner):
            yield f"{name}{ARGUMENTS.get((kind, name), '')} {{ {piece} }}"


def selection(kind: str, *within: str) -> str:
    """Every field; of public things within what is somebody's only the plain ones, as within themselves."""

    def left_out(field: GraphQLField) -> bool:
        below = _below(field)
        if below is None:
            return False
        private = any(not is_public(each) for each in within if each != "Query")
        shallow = (private and is_public(kind)) or "ActionEffect" in within
        within_itself = below[0] in (kind, *within) and not is_public(below[0])
        return within_itself or (shallow and kind not in WHOLE)

    fields = object_type(kind).fields.items()
    shown = [(name, field) for name, field in fields if not within or (kind, name) not in BY_THE_PERSON]
    return " ".join(asking(kind, name, *within) for name, field in shown if not left_out(field))


def cells(kind: str, answer: Mapping[str, Any], path: Path = ()) -> Iterator[Cell]:
    """Every field of every object in the answer, the connections' own left out."""
    for name, value in answer.items():
        below = _below(field_of(kind, name))
        yield Cell(kind, name, (*path, name), value)
        if below is None or value is None:
            continue
        inner, listed = below
        if not isinstance(SCHEMA.type_map[inner], GraphQLObjectType):
            continue
        shown = value.get("nodes", []) if listed else value
        for number, each in enumerate(shown if isinstance(shown, list) else [shown]):
            yield from cells(inner, each, (*path, name, number))
