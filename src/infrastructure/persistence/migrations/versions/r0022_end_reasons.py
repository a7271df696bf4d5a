"""Why the program ended a request or a mentorship."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mentorships", sa.Column("end_reason", sa.String(16)))
    # of the requests closed so far, by far the most were closed because the mentor's places were filled
    op.execute("UPDATE mentorships SET end_reason = 'mentor_full' WHERE state = 'closed'")


def downgrade() -> None:
    op.drop_column("mentorships", "end_reason")
