"""Who may search for a mentor and ask one, as SQL has it: the twin of `Participant.check_may_search` (SEA-1, CAP-1).

The constants are written out: a bound parameter matches no partial index.
"""

from sqlalchemy import ColumnElement, and_, literal_column

from moments.domain.participants.participant import CAP, Standing
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import participants

_p = participants.c
MAY_SEARCH: ColumnElement[bool] = and_(
    _p.mentee_approved, _p.standing == constant(Standing.ELIGIBLE), _p.mentors < literal_column(str(CAP))
)
"""Of `participants`."""
