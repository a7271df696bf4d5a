"""Conditions that several lists' filters share; the values are the statement's parameters."""

from typing import Any

from sqlalchemy import ColumnElement, String, bindparam

from moments.application.queries.filters import Period
from moments.infrastructure.persistence.types import UtcDateTime

PERSON = bindparam("person", type_=String)
SUPERVISOR = bindparam("supervisor", type_=String)
DEPARTMENT = bindparam("department", type_=String)
_BEGIN, _END = bindparam("begin", type_=UtcDateTime), bindparam("end", type_=UtcDateTime)
PeriodShape = tuple[bool, bool]
"""Whether a period has a beginning, and an end: what of it shapes a statement."""


def period_shape(period: Period) -> PeriodShape:
    return period.since is not None, period.until is not None


def in_period(column: ColumnElement[Any], shape: PeriodShape) -> list[ColumnElement[bool]]:
    begins, ends = shape
    return [*([column >= _BEGIN] if begins else []), *([column < _END] if ends else [])]


def period_parameters(period: Period) -> dict[str, object]:
    return {"begin": period.begin, "end": period.end}
