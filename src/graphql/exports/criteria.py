"""The filters in an export's address: the arguments of the field, one text each."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

import strawberry

from moments.application.queries.filters import Period
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.graphql.shared import filters, ids
from moments.graphql.shared.reference import Reference

Member = TypeVar("Member", bound=Enum)


class BadFilter(Exception):
    """The text is for the client."""


class Criteria:
    """`given`: by the argument's name. Raises BadFilter for one that the table does not have; InvalidId and
    UnknownFilter as the field does."""

    def __init__(self, given: Mapping[str, str], known: Collection[str], reference: Reference) -> None:
        unknown = sorted(given.keys() - known)
        if unknown:
            raise BadFilter(f"This table has no filter `{unknown[0]}`. It has: {', '.join(sorted(known))}.")
        self._given, self._reference = given, reference

    def text(self, name: str) -> str | None:
        return self._given.get(name)

    def flag(self, name: str) -> bool | None:
        text = self._given.get(name)
        if text not in (None, "true", "false"):
            raise BadFilter(f"`{name}` is true or false.")
        return None if text is None else text == "true"

    def one_of(self, name: str, members: type[Member]) -> Member | None:
        found = self.some_of(name, members)
        if len(found) > 1:
            raise BadFilter(f"`{name}` is one value.")
        return next(iter(found), None)

    def some_of(self, name: str, members: type[Member]) -> frozenset[Member]:
        """Of a list with commas."""
        names = [each.strip() for each in self._given.get(name, "").split(",") if each.strip()]
        try:
            return frozenset(members[each] for each in names)
        except KeyError as error:
            known = ", ".join(each.name for each in members)
            raise BadFilter(f"`{name}` has no value {error.args[0]}. It has: {known}.") from error

    def period(self) -> Period:
        return Period(self._day("since"), self._day("until"))

    def number(self, name: str) -> int | None:
        text = self._given.get(name)
        if text is not None and not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise BadFilter(f"`{name}` is a whole number.")
        return None if text is None else int(text)

    def person(self, name: str = "person") -> PersonId | None:
        return filters.person_of(self._identity(name))

    def department(self) -> DepartmentCode | None:
        identity = self._identity("department")
        return None if identity is None else filters.known_department(self._reference, identity)

    def thing(self, name: str, kind: str) -> str | None:
        """The identity in a global id of that type; one that nothing has for an id of another."""
        text = self._given.get(name)
        return None if text is None else ids.identity_of(kind, strawberry.ID(text))

    def _identity(self, name: str) -> strawberry.ID | None:
        text = self._given.get(name)
        return None if text is None else strawberry.ID(text)

    def _day(self, name: str) -> date | None:
        text = self._given.get(name)
        try:
            return None if text is None else date.fromisoformat(text)
        except ValueError as error:
            raise BadFilter(f"`{name}` is a day such as 2027-01-31.") from error
