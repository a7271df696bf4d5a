"""What one employee may do to another: what an email is about and who caused it, and whom people named in vain."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("letters", sa.Column("about", sa.String(300)))
    op.add_column("letters", sa.Column("caused_by", sa.String(64)))
    for name, columns, where in (
        ("ix_letters_about", ["recipient", "about"], "state = 'waiting'"),
        ("ix_letters_caused", ["caused_by", "recipient", "next_at"], "caused_by IS NOT NULL"),
    ):
        condition = sa.text(where)
        op.create_index(name, "letters", columns, postgresql_where=condition, sqlite_where=condition)
    op.create_table(
        "supervisor_tries",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=True,
        ),
        sa.Column("person", sa.String(64), sa.ForeignKey("employees.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_supervisor_tries_person", "supervisor_tries", ["person", "at"])


def downgrade() -> None:
    op.drop_table("supervisor_tries")
    op.drop_index("ix_letters_caused", "letters")
    op.drop_index("ix_letters_about", "letters")
    op.drop_column("letters", "caused_by")
    op.drop_column("letters", "about")
