"""What is or was between a mentee and a mentor that keeps one off the other's list (MAT-6)."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select

from moments.domain.matching.market import Bar
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.infrastructure.persistence.tables import mentorships
from moments.infrastructure.persistence.types import UtcDateTime

_m, _S = mentorships.c, MentorshipState
_BARS = {
    _S.COMPLETED.value: Bar.WITHIN_THE_YEAR,
    _S.DISCONTINUED.value: Bar.WITHIN_THE_YEAR,
    _S.DECLINED.value: Bar.DECLINED,
    _S.REQUESTED.value: Bar.PENDING,
    _S.ACTIVE.value: Bar.EXISTING,
}
_ORDER = [*_BARS.values()]
"""The later ones weigh more where there are several."""

BARRING = select(_m.mentee, _m.mentor, _m.state).where(
    or_(
        _m.state.in_((_S.REQUESTED.value, _S.ACTIVE.value, _S.DECLINED.value)),
        and_(
            _m.state.in_((_S.COMPLETED.value, _S.DISCONTINUED.value)),
            _m.ended_at > bindparam("a_year_ago", type_=UtcDateTime),
        ),
    )
)


def bars_of(rows: Iterable[Row[Any]]) -> Mapping[tuple[str, str], Bar]:
    """By mentee and mentor."""
    found: dict[tuple[str, str], Bar] = {}
    for row in rows:
        pair, why = (row.mentee, row.mentor), _BARS[row.state]
        found[pair] = max(why, found.get(pair, why), key=_ORDER.index)
    return found
