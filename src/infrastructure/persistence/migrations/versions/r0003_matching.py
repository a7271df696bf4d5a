"""Matching runs, their lists, and rehearsals (MAT-4, MAT-8)."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.String(64)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_runs()
    _create_lists()
    _create_rehearsals()


def downgrade() -> None:
    for table in ("rehearsals", "suggestions", "suggestion_lists", "matching_runs"):
        op.drop_table(table)


def _create_runs() -> None:
    op.create_table(
        "matching_runs",
        sa.Column("id", ID, nullable=False),
        sa.Column("quarter", sa.String(6), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", ID),
        sa.Column("published_at", MOMENT),
        sa.Column("salt", ID, nullable=False),
        sa.Column("program", ID, nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("fingerprint", ID, nullable=False),
        sa.Column("lists_digest", ID, nullable=False),
        sa.Column("bound", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("inputs", sa.LargeBinary(), nullable=False),
        sa.Column("prices", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_matching_runs"),
        sa.UniqueConstraint("quarter", name="uq_matching_runs_quarter"),
    )
    op.create_index("ix_matching_runs_published", "matching_runs", ["published_at"])


def _create_lists() -> None:
    op.create_table(
        "suggestion_lists",
        sa.Column("run", ID, nullable=False),
        sa.Column("mentee", ID, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("empty_reason", sa.String(32)),
        sa.Column("would_give", sa.JSON()),
        sa.PrimaryKeyConstraint("run", "mentee", name="pk_suggestion_lists"),
        sa.ForeignKeyConstraint(["run"], ["matching_runs.id"], name="fk_suggestion_lists_run"),
        sa.ForeignKeyConstraint(["mentee"], ["employees.id"], name="fk_suggestion_lists_mentee"),
    )
    op.create_index("ix_suggestion_lists_mentee", "suggestion_lists", ["mentee", "made_at"])
    op.create_table(
        "suggestions",
        sa.Column("run", ID, nullable=False),
        sa.Column("mentee", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("mentor", ID, nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("common", sa.JSON(), nullable=False),
        sa.Column("added_at", MOMENT),
        sa.Column("replaced_at", MOMENT),
        sa.PrimaryKeyConstraint("run", "mentee", "place", name="pk_suggestions"),
        sa.ForeignKeyConstraint(["mentor"], ["employees.id"], name="fk_suggestions_mentor"),
        sa.ForeignKeyConstraint(
            ["run", "mentee"],
            ["suggestion_lists.run", "suggestion_lists.mentee"],
            name="fk_suggestions_run_mentee",
        ),
        sa.UniqueConstraint("run", "mentee", "mentor", name="uq_suggestions_run_mentee_mentor"),
    )
    where = sa.text("replaced_at IS NULL")
    op.create_index(
        "ix_suggestions_mentor", "suggestions", ["mentor", "mentee"], sqlite_where=where, postgresql_where=where
    )


def _create_rehearsals() -> None:
    op.create_table(
        "rehearsals",
        sa.Column("id", ID, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("basis", ID),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("taken_until", MOMENT),
        sa.Column("done_at", MOMENT),
        sa.Column("report", sa.JSON()),
        sa.Column("problem", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rehearsals"),
    )
    op.create_index("ix_rehearsals_asked", "rehearsals", ["asked_at", "id"])
    where = sa.text("state = 'waiting'")
    op.create_index(
        "ix_rehearsals_waiting", "rehearsals", ["asked_at", "id"], sqlite_where=where, postgresql_where=where
    )
