"""Who has read whose private facts."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "private_reads",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, autoincrement=True),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reader", sa.String(64), nullable=False),
        sa.Column("facts", sa.String(32), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["employees.id"], name="fk_private_reads_person"),
        sa.ForeignKeyConstraint(["reader"], ["employees.id"], name="fk_private_reads_reader"),
        sa.PrimaryKeyConstraint("id", name="pk_private_reads"),
        sa.UniqueConstraint(
            "person", "day", "reader", "facts", "role", name="uq_private_reads_person_day_reader_facts_role"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_private_reads_first", "private_reads", ["first_at", "id"])
    op.create_index("ix_private_reads_of", "private_reads", ["person", "first_at", "id"])
    op.create_index("ix_private_reads_by", "private_reads", ["reader", "first_at", "id"])
    op.create_index("ix_private_reads_day", "private_reads", ["day"])


def downgrade() -> None:
    op.drop_table("private_reads")
