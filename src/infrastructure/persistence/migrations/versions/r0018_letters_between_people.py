"""What an email is about, and who caused it: waiting ones become one, and few an hour go from one person to another."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0015"
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


def downgrade() -> None:
    op.drop_index("ix_letters_caused", "letters")
    op.drop_index("ix_letters_about", "letters")
    op.drop_column("letters", "caused_by")
    op.drop_column("letters", "about")
