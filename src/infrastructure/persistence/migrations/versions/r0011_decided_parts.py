"""Which parts of a form were decided, by which to tell what has changed since."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("applications", sa.Column("decided_parts", sa.JSON()))


def downgrade() -> None:
    with op.batch_alter_table("applications") as applications:
        applications.drop_column("decided_parts")
