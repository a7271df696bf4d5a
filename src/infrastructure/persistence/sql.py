"""Small pieces of SQL that the readers share."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, func, literal_column

Statement = Select[*tuple[Any, ...]]
"""A SELECT of whatever columns."""
MOST_WORDS, MOST_LETTERS = 20, 200
"""Of what somebody searches for; the rest could narrow nothing that a person would notice."""


def constant(value: Enum) -> ColumnElement[Any]:
    """Written out: a bound parameter matches no partial index."""
    return literal_column(f"'{value.value}'", String)


def words_of(wish: str | None) -> tuple[str, ...]:
    """Case-folded, as the columns that are searched are."""
    words = dict.fromkeys((wish or "").casefold().split())
    return tuple(word[:MOST_LETTERS] for word in words)[:MOST_WORDS]


def has_words(column: ColumnElement[Any], count: int, name: str = "word") -> list[ColumnElement[bool]]:
    """Each of so many words is somewhere in the case-folded column."""
    return [column.like(bindparam(f"{name}_{i}", type_=String), escape="/") for i in range(count)]


def word_parameters(words: Sequence[str], name: str = "word") -> dict[str, object]:
    return {f"{name}_{i}": pattern(word) for i, word in enumerate(words)}


def contains(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whatever the letters' case, as far as the database folds them: SQLite knows the unaccented ones."""
    return func.lower(column).like(func.lower(bindparam(name, type_=String)), escape="/")


def is_storable(part: str) -> bool:
    """PostgreSQL takes neither NUL nor half a character, so nothing that is stored has either."""
    return not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in part)


def pattern(part: str) -> str:
    """For LIKE, with what means something there escaped."""
    escaped = part.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return f"%{escaped}%"
