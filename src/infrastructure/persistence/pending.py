"""What waits for somebody: the conditions that the reminders and the site's next steps share."""

from sqlalchemy import ColumnElement, Integer, and_, exists, literal_column, select

from moments.infrastructure.persistence.states import ACTIVE
from moments.infrastructure.persistence.tables import meetings, mentorships, surveys

WITHOUT_MEETING: ColumnElement[bool] = and_(
    ACTIVE,
    ~exists(
        select(literal_column("1", Integer))
        .select_from(meetings)
        .where(meetings.c.mentorship == mentorships.c.id, meetings.c.state != literal_column("'called_off'"))
    ),
)
"""REQ-5: the two have yet to set up their first meeting; one that was called off was none."""
SURVEY_UNANSWERED: ColumnElement[bool] = surveys.c.answered_at.is_(None)
