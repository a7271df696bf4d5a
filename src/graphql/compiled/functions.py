"""An operation as Python: a function for each type and what is selected of it.

For `{ skills { nodes { id name } } }` it is

    def Skill_3(o, r):
        if o.__class__ is not class_2: give_up()
        v0 = o.id
        v1 = o.name
        return {'id': (v0 if v0.__class__ is str else coerce_5(v0)), 'name': (v1 if v1.__class__ is str else ...)}
    def list_6(v, r):
        if v.__class__ is not list and v.__class__ is not tuple: give_up()
        return [Skill_3(x, r) for x in v]

Of the client's text only aliases come into it, by `repr`.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLUnionType,
)
from graphql.execution.collect_fields import FieldDetails, GroupedFieldSet
from graphql.execution.values import VariableValues
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from moments.graphql.compiled.giving_up import NotCompilable, give_up
from moments.graphql.compiled.leaves import AS_THEY_ARE, coercion, members
from moments.graphql.compiled.resolvers import Place, Resolvers, attribute
from moments.graphql.compiled.running import Compiled
from moments.graphql.compiled.selections import Selected, nodes

DEFINITION = "strawberry-definition"
MAX_LINES = 20_000
"""Of one operation: fragments on many types, each with other functions, make many of few words."""


@dataclass(frozen=True, slots=True)
class _Function:
    """`head`: statements that read what is shown; `shown`: an expression for each key; `later`: what is waited for."""

    head: list[str]
    shown: dict[str, str]
    later: list[str]

    def lines(self, name: str) -> list[str]:
        answer = ", ".join(f"{key!r}: {value}" for key, value in self.shown.items())
        if not self.later:
            return [f"def {name}(o, r):", *self.head, f"    return {{{answer}}}"]
        return [f"def {name}(o, r):", *self.head, f"    d = {{{answer}}}", *self.later, "    return d"]


class Functions:
    """Of one operation, with one choice of its switches. Raises NotCompilable for what only graphql-core knows, and
    GraphQLError for what it would refuse."""

    def __init__(self, selected: Selected, variables: VariableValues, resolvers: Resolvers) -> None:
        self._selected, self._variables, self._resolvers = selected, variables, resolvers
        self._constants: dict[str, Any] = {"give_up": give_up}
        self._known: dict[object, str] = {}
        self._lines: list[str] = []

    def compiled(self) -> Compiled:
        root = self._selected.schema.get_root_type(self._selected.operation.operation)
        assert root is not None, "a valid operation has its root type"
        name = self._object(root, self._selected.roots(root, self._variables), [])
        exec(compile(self.source, "<compiled operation>", "exec"), self._constants)
        return cast("Compiled", self._constants[name])

    @property
    def source(self) -> str:
        return "\n".join(self._lines)

    def _name(self, prefix: str) -> str:
        return f"{prefix}_{len(self._constants) + len(self._lines)}"

    def _constant(self, key: object, prefix: str, value: Any) -> str:
        """The name by which the code has the value; one for each key."""
        if key not in self._known:
            name = self._known[key] = self._name(prefix)
            self._constants[name] = value
        return self._known[key]

    def _write(self, lines: list[str]) -> None:
        self._lines += lines
        if len(self._lines) > MAX_LINES:
            raise NotCompilable("it is too long")

    # --- objects ---

    def _object(self, kind: GraphQLObjectType, fields: GroupedFieldSet, head: list[str]) -> str:
        function = _Function(head, {}, [])
        for number, (key, details) in enumerate(fields.items()):
            if details[0].node.name.value == "__typename":
                function.shown[key] = repr(kind.name)
            else:
                self._field(function, kind, key, details, f"v{number}")
        name = self._name(kind.name)
        self._constants[name] = None
        self._write(function.lines(name))
        return name

    def _field(
        self, function: _Function, kind: GraphQLObjectType, key: str, details: list[FieldDetails], variable: str
    ) -> None:
        place = self._place(kind, details)
        shown = attribute(place.field)
        if shown is not None:
            function.head.append(f"    {variable} = o.{shown}")
            function.shown[key] = self._value(place.core.type, details, variable)
            return
        call = self._constant(object(), "call", self._resolvers.call(place))
        if place.field.is_async:
            function.shown[key] = "None"
            completion = self._completion(place.core.type, details)
            function.later.append(f"    r.later({call}(o, r), d, {key!r}, {completion})")
        else:
            function.head.append(f"    {variable} = {call}(o, r)")
            function.shown[key] = self._value(place.core.type, details, variable)

    def _place(self, kind: GraphQLObjectType, details: list[FieldDetails]) -> Place:
        core = kind.fields.get(details[0].node.name.value)
        field = core.extensions.get(DEFINITION) if core else None
        if core is None or not isinstance(field, StrawberryField):
            raise NotCompilable("introspection, or a field that is not strawberry's")
        return Place(core, field, nodes(details), self._selected.fragments, self._selected.operation)

    def _selection(self, kind: GraphQLObjectType, details: list[FieldDetails]) -> str:
        """The name of the function for objects of the type, of which `details` select something."""
        key = (kind.name, *(id(each.node) for each in details))
        if key not in self._known:
            classes = [self._constant(each, "class", each) for each in _classes(kind)]
            test = " and ".join(f"o.__class__ is not {each}" for each in classes)
            fields = self._selected.below(kind, details, self._variables)
            self._known[key] = self._object(kind, fields, [f"    if {test}: give_up()"])
        return self._known[key]

    # --- values ---

    def _value(self, kind: GraphQLOutputType, details: list[FieldDetails], variable: str) -> str:
        """An expression for what is answered, of the variable's value."""
        if isinstance(kind, GraphQLNonNull):
            return self._not_null(kind.of_type, details, variable)
        return f"(None if {variable} is None else {self._not_null(kind, details, variable)})"

    def _not_null(self, kind: Any, details: list[FieldDetails], variable: str) -> str:
        if isinstance(kind, GraphQLList):
            return f"{self._list(kind, details)}({variable}, r)"
        if isinstance(kind, GraphQLObjectType):
            return f"{self._selection(kind, details)}({variable}, r)"
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            return f"{self._abstract(kind, details)}({variable}, r)"
        return self._leaf(kind, variable)

    def _completion(self, kind: GraphQLOutputType, details: list[FieldDetails]) -> str:
        """The name of a function of what was waited for."""
        value, name = self._value(kind, details, "v"), self._name("after")
        self._constants[name] = None
        self._write([f"def {name}(v, r):", f"    return {value}"])
        return name

    def _list(self, kind: GraphQLList[Any], details: list[FieldDetails]) -> str:
        """Other iterables than lists and tuples are graphql-core's."""
        item, name = self._value(kind.of_type, details, "x"), self._name("list")
        self._constants[name] = None
        test = "    if v.__class__ is not list and v.__class__ is not tuple: give_up()"
        self._write([f"def {name}(v, r):", test, f"    return [{item} for x in v]"])
        return name

    def _abstract(self, kind: GraphQLInterfaceType | GraphQLUnionType, details: list[FieldDetails]) -> str:
        """By the object's class, where it is of one type alone."""
        key = ("abstract", kind.name, *(id(each.node) for each in details))
        if key not in self._known:
            possible = sorted(self._selected.schema.get_possible_types(kind), key=lambda each: each.name)
            named = {each: self._selection(each, details) for each in possible}
            name = self._known[key] = self._name(kind.name)
            self._constants[name] = None
            whose = Counter(of for each in possible for of in _classes(each))
            table = ", ".join(
                f"{self._constant(of, 'class', of)}: {named[each]}"
                for each in possible
                for of in _classes(each)
                if whose[of] == 1
            )
            self._write([f"t_{name} = {{{table}}}", f"def {name}(v, r):"])
            self._write([f"    return t_{name}.get(v.__class__, give_up)(v, r)"])
        return self._known[key]

    def _leaf(self, kind: GraphQLLeafType, variable: str) -> str:
        coerce = self._constant(("coerce", kind.name), "coerce", coercion(kind))
        test = AS_THEY_ARE.get(cast("Any", kind))
        if test:
            return f"({variable} if {test.format(value=variable)} else {coerce}({variable}))"
        found = members(kind) if isinstance(kind, GraphQLEnumType) else None
        if found:
            of = self._constant(("class", kind.name), "class", found[0])
            shown = self._constant(("members", kind.name), "members", found[1])
            return f"({shown}[{variable}._name_] if {variable}.__class__ is {of} else {coerce}({variable}))"
        return f"{coerce}({variable})"


def _classes(kind: GraphQLObjectType) -> list[type]:
    """Of which the type's objects are, strictly: graphql-core asks others who they are."""
    definition = kind.extensions.get(DEFINITION)
    if not isinstance(definition, StrawberryObjectDefinition) or definition.is_type_of is not None:
        raise NotCompilable(f"{kind.name} decides by itself what is of it")
    made = [definition.origin, *([definition.concrete_of.origin] if definition.concrete_of else [])]
    return list(dict.fromkeys(made))
