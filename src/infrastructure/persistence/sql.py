"""Small pieces of SQL that the readers share."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, func, literal_column

Statement = Select[*tuple[Any, ...]]
"""A SELECT of whatever columns."""
MAX_TERMS, MAX_CHARACTERS = 20, 200
"""Of what somebody searches for; the rest could narrow nothing that a person would notice."""


def constant(value: Enum) -> ColumnElement[Any]:
    """Written out: a bound parameter matches no partial index."""
    return literal_column(f"'{value.value}'", String)


def search_terms(text: str | None) -> tuple[str, ...]:
    """Case-folded, as the columns that are searched are."""
    words = dict.fromkeys((text or "").casefold().split())
    return tuple(word[:MAX_CHARACTERS] for word in words)[:MAX_TERMS]


def matches_terms(column: ColumnElement[Any], count: int, name: str = "term") -> list[ColumnElement[bool]]:
    """Each of so many terms is somewhere in the case-folded column."""
    return [column.like(bindparam(f"{name}_{i}", type_=String), escape="/") for i in range(count)]


def term_parameters(terms: Sequence[str], name: str = "term") -> dict[str, object]:
    return {f"{name}_{i}": pattern(term) for i, term in enumerate(terms)}


def contains(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whatever the letters' case, as far as the database folds them: SQLite knows the unaccented ones."""
    return func.lower(column).like(func.lower(bindparam(name, type_=String)), escape="/")


def is_storable(part: str) -> bool:
    """PostgreSQL takes neither NUL nor half a character, so nothing that is stored has either."""
    return not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in part)


def pattern(part: str) -> str:
    """For LIKE, with what means something there escaped."""
    escaped = part.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return f"%{escaped}%"
