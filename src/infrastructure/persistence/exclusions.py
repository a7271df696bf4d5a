"""What the records say of a mentee and a mentor (MAT-6): `exclusions.ON_RECORD` in SQL."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.matching.exclusions import HISTORY, ON_RECORD, Between, EarliestSince, Exclusion
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import applications, mentorships
from moments.infrastructure.persistence.types import UtcDateTime

_m, _a, _S = mentorships.c, applications.c, MentorshipState
_ENDED = (_S.COMPLETED, _S.DISCONTINUED)
_CONDITIONS: Mapping[Exclusion, ColumnElement[bool]] = {
    Exclusion.EXISTING: _m.state == constant(_S.ACTIVE),
    Exclusion.PENDING: _m.state == constant(_S.REQUESTED),
    Exclusion.DECLINED: and_(
        _m.state == constant(_S.DECLINED), _m.held_since >= bindparam("declined_since", type_=UtcDateTime())
    ),
    Exclusion.WITHIN_THE_YEAR: and_(
        _m.state.in_([constant(state) for state in _ENDED]),
        _m.ended_at > bindparam("ended_since", type_=UtcDateTime()),
    ),
    Exclusion.CANCELED: and_(
        _m.state == constant(_S.CANCELLED),
        _m.end_reason.is_(None),
        _m.held_since > bindparam("canceled_since", type_=UtcDateTime()),
    ),
}
"""Of the rows of `mentorships`."""
_SINCE = func.coalesce(_m.ended_at, _m.held_since)
_WEIGHTS = {exclusion: literal_column(str(weight), Integer) for weight, exclusion in enumerate(ON_RECORD)}
EXCLUDES: ColumnElement[bool] = or_(*(_CONDITIONS[each] for each in HISTORY if each in _CONDITIONS))
"""Whether a row of `mentorships` keeps the two apart, at `earliest(now)`."""
NAMES_SUPERVISOR: ColumnElement[bool] = and_(
    _a.kind == constant(ApplicationKind.MENTEE),
    _a.supervisor_chosen,
    _a.state.in_([constant(ApplicationState.SUBMITTED), constant(ApplicationState.APPROVED)]),
)
"""Whether a row of `applications` names the mentee's supervisor beside the directory's (APP-7)."""


def _pairs(exclusions: Iterable[Exclusion]) -> Any:
    conditions = {each: _CONDITIONS[each] for each in exclusions if each in _CONDITIONS}
    weight = case(*((condition, _WEIGHTS[each]) for each, condition in conditions.items()))
    return union_all(
        select(_m.mentee, _m.mentor, weight.label("weight"), _SINCE.label("since")).where(or_(*conditions.values())),
        select(
            _a.applicant.label("mentee"),
            cast(_a.supervisor, String).label("mentor"),
            _WEIGHTS[Exclusion.SUPERVISOR].label("weight"),
            cast(null(), UtcDateTime()).label("since"),
        ).where(NAMES_SUPERVISOR),
    )


excluded_pairs = _pairs(HISTORY).subquery("excluded_pairs")
EXCLUDED_PAIRS: Select[Any] = select(excluded_pairs)
"""Of lists and of the search, at `earliest(now)`."""
pairs_on_record = _pairs(ON_RECORD).subquery("pairs_on_record")
PAIRS_ON_RECORD: Select[Any] = select(pairs_on_record)
"""Of requests: besides, those whom a mentee asked and canceled within the day."""


def earliest(now: datetime) -> Mapping[str, datetime]:
    """The parameters of the statements."""
    since = EarliestSince.at(now)
    return {"ended_since": since.ended, "declined_since": since.declined, "canceled_since": since.canceled}


def exclusions_from(rows: Iterable[Row[Any]]) -> Mapping[tuple[str, str], Exclusion]:
    """By mentee and mentor, the one that is told first where there are several."""
    return {pair: each.why for pair, each in between_from(rows).items()}


def between_from(rows: Iterable[Row[Any]]) -> Mapping[tuple[str, str], Between]:
    """Like `exclusions_from`; of several of a kind, the latest."""
    found: dict[tuple[str, str], Row[Any]] = {}
    for row in rows:
        pair: tuple[str, str] = (row.mentee, row.mentor)
        other = found.get(pair)
        if other is None or (row.weight, _later(other)) < (other.weight, _later(row)):
            found[pair] = row
    return {pair: _between(row) for pair, row in found.items()}


def _between(row: Row[Any]) -> Between:
    weight: int = row.weight
    return Between(ON_RECORD[weight], row.since)


def _later(row: Row[Any]) -> float:
    return row.since.timestamp() if row.since else 0.0
