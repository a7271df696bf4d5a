"""What the office changed of the State's holidays."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "holiday_changes",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(60)),
        sa.PrimaryKeyConstraint("day", name="pk_holiday_changes"),
    )


def downgrade() -> None:
    op.drop_table("holiday_changes")
