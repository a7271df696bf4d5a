"""Small pieces of SQL that the readers share."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, literal_column

from moments.domain.shared.comparison import searched_phrases, searched_words

Statement = Select[*tuple[Any, ...]]
"""A SELECT of whatever columns."""
MAX_TERMS, MAX_CHARACTERS = 20, 200
"""Of what somebody searches for; the rest could narrow nothing that a person would notice."""


def constant(value: Enum) -> ColumnElement[Any]:
    """Written out: a bound parameter matches no partial index."""
    return literal_column(f"'{value.value}'", String)


def search_terms(text: str | None) -> tuple[str, ...]:
    """Of names: words, as the keys that are searched have them."""
    return _limited(searched_words(_read(text)))


def text_terms(text: str | None) -> tuple[str, ...]:
    """Of a longer text: words, or several in quotation marks that stand together."""
    return _limited(searched_phrases(_read(text)))


def _read(text: str | None) -> str:
    return (text or "")[: MAX_TERMS * MAX_CHARACTERS]


def _limited(terms: Sequence[str]) -> tuple[str, ...]:
    return tuple(term[:MAX_CHARACTERS] for term in terms[:MAX_TERMS])


def matches_terms(column: ColumnElement[Any], count: int, name: str = "term") -> list[ColumnElement[bool]]:
    """Each of so many terms is somewhere in the key."""
    return [contains(column, f"{name}_{i}") for i in range(count)]


def term_parameters(terms: Sequence[str], name: str = "term") -> dict[str, object]:
    return {f"{name}_{i}": pattern(term) for i, term in enumerate(terms)}


def contains(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """The pattern of that name is met by the key."""
    return column.like(bindparam(name, type_=String), escape="/")


def is_storable(part: str) -> bool:
    """PostgreSQL takes neither NUL nor half a character, so nothing that is stored has either."""
    return not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in part)


def pattern(part: str) -> str:
    """For LIKE, with what means something there escaped."""
    escaped = part.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return f"%{escaped}%"
