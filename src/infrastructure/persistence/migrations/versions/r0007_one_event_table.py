"""The events are the audit, too: kept for good, with a floor below which live streams are not resumed.

Both tables told the same; what had left the events after its time comes back from the audit.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
FIRST = sa.text("SELECT coalesce(min(id), (SELECT count(*) + 1 FROM audit)) FROM events")
MOVE = sa.text(
    """
    WITH kept AS (
      SELECT type, occurred_at, coalesce("by", '') AS who, subject_kind, subject, row_number() OVER (
        PARTITION BY type, occurred_at, "by", subject_kind, subject ORDER BY id DESC) AS nth
      FROM events
    ), told AS (
      SELECT id, action, at, "by", coalesce("by", '') AS who, subject_kind, subject, data, row_number() OVER (
        PARTITION BY action, at, "by", subject_kind, subject ORDER BY id DESC) AS nth
      FROM audit
    ), gone AS (
      SELECT told.*, row_number() OVER (ORDER BY told.id DESC) AS back
      FROM told LEFT JOIN kept ON kept.type = told.action AND kept.occurred_at = told.at AND kept.who = told.who
        AND kept.subject_kind = told.subject_kind AND kept.subject = told.subject AND kept.nth = told.nth
      WHERE kept.type IS NULL
    )
    INSERT INTO events (id, type, occurred_at, "by", subject_kind, subject, data)
    SELECT :first - back, action, at, "by", subject_kind, subject, data FROM gone
    """
)
"""In the audit's order, right below the first event that was still kept, whose ids clients have as cursors."""
GO_ON = sa.text(
    "SELECT setval('events_id_seq', greatest(max(events.id), (SELECT last_value FROM events_id_seq))) FROM events "
    "HAVING count(*) > 0"
)
COPY = """
    INSERT INTO audit (at, "by", action, subject_kind, subject, data)
    SELECT occurred_at, "by", type, subject_kind, subject, data FROM events ORDER BY id"""


def upgrade() -> None:
    op.create_table(
        "stream_floor",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stream_floor"),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
    connection = op.get_bind()
    first = connection.execute(FIRST).scalar_one()
    connection.execute(MOVE, {"first": first})
    connection.execute(sa.text("INSERT INTO stream_floor (id, event) VALUES (1, :floor)"), {"floor": first - 1})
    if connection.dialect.name == "postgresql":
        connection.execute(GO_ON)
    op.create_index("ix_events_subject", "events", ["subject_kind", "subject", "id"])
    op.drop_table("audit")


def downgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(64)),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("subject_kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(128), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_subject", "audit", ["subject_kind", "subject", "id"])
    op.execute(COPY)
    op.drop_index("ix_events_subject", "events")
    op.execute("DELETE FROM events WHERE id <= (SELECT event FROM stream_floor)")
    op.drop_table("stream_floor")
