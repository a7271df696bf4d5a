"""What it took that a run leaves nobody empty-handed."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None

NONE = sa.text("0")


def upgrade() -> None:
    op.add_column("matching_runs", sa.Column("spread_cost", sa.BigInteger(), nullable=False, server_default=NONE))
    op.add_column("matching_runs", sa.Column("beyond_limits", sa.Integer(), nullable=False, server_default=NONE))


def downgrade() -> None:
    op.drop_column("matching_runs", "beyond_limits")
    op.drop_column("matching_runs", "spread_cost")
