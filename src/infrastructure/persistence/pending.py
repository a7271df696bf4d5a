"""What waits for somebody: the conditions that the reminders and the site's next steps share."""

from sqlalchemy import ColumnElement, Integer, and_, exists, literal_column, select

from moments.infrastructure.persistence.states import ACTIVE
from moments.infrastructure.persistence.tables import employees, meetings, mentorships, surveys

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
_person = employees.alias("surveyed")
OF_SERVICE: ColumnElement[bool] = exists(
    select(literal_column("1", Integer))
    .select_from(_person)
    .where(_person.c.id == surveys.c.person, _person.c.left_on.is_(None))
)
"""DIR-1: a survey whose person has not left; nothing is asked of others, and nobody can contact them."""
UNANSWERED_IN_SERVICE: ColumnElement[bool] = and_(SURVEY_UNANSWERED, OF_SERVICE)
