"""The versions of the guidance's texts that the office writes."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resource_versions",
        sa.Column("resource", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("markdown", sa.Text(), nullable=False),
        sa.Column("by", sa.String(64)),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("resource", "number", name="pk_resource_versions"),
    )


def downgrade() -> None:
    op.drop_table("resource_versions")
