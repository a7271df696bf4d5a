"""Passes any number of ids as one JSON array parameter.

A list of placeholders makes another statement for each length, and SQLite takes some thousands at most.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, ColumnElement, Select, bindparam, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class _Values(GenericFunction[Any]):
    """The texts of a JSON array as rows of one column, `value`, as both databases happen to call it."""

    name = "moments_values"
    inherit_cache = True


@compiles(_Values, "sqlite")
def _on_sqlite(element: _Values, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each{compiler.process(element.clause_expr, **options)}"


@compiles(_Values, "postgresql")
def _on_postgresql(element: _Values, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text{compiler.process(element.clause_expr, **options)}"


def given(name: str) -> Select[Any]:
    """The rows of the parameter of that name, which is a list; `WHERE column IN (given(...))`."""
    return select(_Values(bindparam(name, type_=JSON)).table_valued("value").c.value)


def among(column: ColumnElement[Any], name: str = "ids") -> ColumnElement[bool]:
    return column.in_(given(name))


def listed(values: Iterable[str]) -> list[str]:
    """The values of the parameter: each once, in an order that is the same for the same set."""
    return sorted(set(values))
