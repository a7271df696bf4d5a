"""What has been between a mentee and a mentor that keeps one off the other's list (MAT-6): `market.HISTORY` in SQL."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, and_, bindparam, case, literal_column, or_, select

from moments.domain.matching.market import HISTORY, Exclusion
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import mentorships
from moments.infrastructure.persistence.types import UtcDateTime

_m, _S = mentorships.c, MentorshipState
_ENDED = (_S.COMPLETED, _S.DISCONTINUED)
_CONDITIONS: Mapping[Exclusion, ColumnElement[bool]] = {
    Exclusion.EXISTING: _m.state == constant(_S.ACTIVE),
    Exclusion.PENDING: _m.state == constant(_S.REQUESTED),
    Exclusion.DECLINED: _m.state == constant(_S.DECLINED),
    Exclusion.WITHIN_THE_YEAR: and_(
        _m.state.in_([constant(state) for state in _ENDED]),
        _m.ended_at > bindparam("a_year_ago", type_=UtcDateTime()),
    ),
}
EXCLUDES: ColumnElement[bool] = or_(*(_CONDITIONS[exclusion] for exclusion in HISTORY))
"""Whether a row of `mentorships` keeps the two apart, at `:a_year_ago`."""
WEIGHT: ColumnElement[int] = case(
    *((_CONDITIONS[exclusion], literal_column(str(weight), Integer)) for weight, exclusion in enumerate(HISTORY))
)
"""Which of `HISTORY` a row of `mentorships` is, by its number there; null for none."""
EXCLUDED_PAIRS = select(_m.mentee, _m.mentor, WEIGHT.label("weight")).where(EXCLUDES)


def exclusions_from(rows: Iterable[Row[Any]]) -> Mapping[tuple[str, str], Exclusion]:
    """By mentee and mentor, the one that is told first where there are several."""
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        pair = (row.mentee, row.mentor)
        found[pair] = min(row.weight, found.get(pair, row.weight))
    return {pair: HISTORY[weight] for pair, weight in found.items()}
