"""Passes any number of ids as one JSON array parameter.

A list of placeholders makes another statement for each length, and SQLite takes some thousands at most.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, ColumnElement, Select, bindparam, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class _JsonArray(GenericFunction[Any]):
    """The texts of a JSON array as rows of one column, `value`, as both databases happen to call it."""

    name = "moments_values"
    inherit_cache = True


@compiles(_JsonArray, "sqlite")
def _on_sqlite(element: _JsonArray, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each{compiler.process(element.clause_expr, **options)}"


@compiles(_JsonArray, "postgresql")
def _on_postgresql(element: _JsonArray, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text{compiler.process(element.clause_expr, **options)}"


def array_parameter(name: str) -> Select[Any]:
    """The rows of the parameter of that name, which is a list; `WHERE column IN (array_parameter(...))`."""
    return select(_JsonArray(bindparam(name, type_=JSON)).table_valued("value").c.value)


def in_array(column: ColumnElement[Any], name: str = "ids") -> ColumnElement[bool]:
    return column.in_(array_parameter(name))


def sorted_ids(values: Iterable[str]) -> list[str]:
    """The values of the parameter: each once, in an order that is the same for the same set."""
    return sorted(set(values))
