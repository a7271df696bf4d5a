"""Sessions of people who sign in with a browser, and the logout tokens that an identity provider has sent."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "browser_sessions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("cookie_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("sid", sa.Text()),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=False),
        sa.Column("idle_ends_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_browser_sessions"),
        sa.UniqueConstraint("cookie_hash", name="uq_browser_sessions_cookie_hash"),
        sa.ForeignKeyConstraint(["person"], ["employees.id"], name="fk_browser_sessions_person"),
    )
    op.create_index("ix_browser_sessions_person", "browser_sessions", ["person"])
    op.create_index("ix_browser_sessions_subject", "browser_sessions", ["subject"])
    op.create_index("ix_browser_sessions_sid", "browser_sessions", ["sid"])
    op.create_table(
        "used_logout_tokens",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("token_id", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "token_id", name="pk_used_logout_tokens"),
    )


def downgrade() -> None:
    op.drop_table("used_logout_tokens")
    op.drop_table("browser_sessions")
