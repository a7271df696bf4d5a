"""Who logged a meeting and when the other side confirmed its hours; a person's meetings are found by time."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None

MEETINGS = sa.table(
    "meetings", sa.column("id"), sa.column("state"), sa.column("logged_by"), sa.column("proposed_by", sa.String())
)
EVENTS = sa.table("events", sa.column("id"), sa.column("type"), sa.column("by"), sa.column("data", sa.JSON()))


def upgrade() -> None:
    op.add_column("meetings", sa.Column("logged_by", sa.String(64)))
    op.add_column("meetings", sa.Column("hours_confirmed_at", sa.DateTime(timezone=True)))
    _say_who_logged()
    with op.batch_alter_table("meetings") as meetings:
        # SQLite's copy of the table would have the default in parentheses
        meetings.alter_column("shared", existing_type=sa.Boolean(), server_default=sa.text("false"))
        meetings.create_check_constraint(op.f("ck_meetings_logged_by"), "(state = 'held') = (logged_by IS NOT NULL)")
    op.create_index("ix_meetings_mentor", "meetings", ["mentor", "starts_at", "id"])
    op.create_index("ix_meetings_mentee", "meetings", ["mentee", "starts_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_meetings_mentee", "meetings")
    op.drop_index("ix_meetings_mentor", "meetings")
    with op.batch_alter_table("meetings") as meetings:
        meetings.drop_constraint(op.f("ck_meetings_logged_by"), type_="check")
        meetings.drop_column("hours_confirmed_at")
        meetings.drop_column("logged_by")


def _say_who_logged() -> None:
    """From the events; whoever proposed it, of a meeting whose event is gone."""
    connection = op.get_bind()
    held = sa.select(EVENTS.c.by, EVENTS.c.data).where(EVENTS.c.type == "meeting.held").order_by(EVENTS.c.id)
    logged = [{"meeting": row.data["meeting"], "who": row.by} for row in connection.execute(held) if row.by]
    is_held = MEETINGS.c.state == "held"
    if logged:
        statement = sa.update(MEETINGS).where(MEETINGS.c.id == sa.bindparam("meeting"), is_held)
        connection.execute(statement.values(logged_by=sa.bindparam("who")), logged)
    left = sa.update(MEETINGS).where(is_held, MEETINGS.c.logged_by.is_(None))
    connection.execute(left.values(logged_by=MEETINGS.c.proposed_by))
