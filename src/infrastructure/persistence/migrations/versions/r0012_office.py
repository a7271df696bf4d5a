"""The office's lists: whom each event names, an index for each filter and order, and the imports."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
INDEXES = {
    "ix_applications_decided_at": ("applications", ["decided_at"]),
    "ix_events_occurred": ("events", ["occurred_at", "id"]),
    "ix_events_by": ("events", ["by", "occurred_at", "id"]),
    "ix_events_type": ("events", ["type", "occurred_at", "id"]),
    "ix_letters_due": ("letters", ["due_at", "id"]),
    "ix_letters_recipient": ("letters", ["recipient", "due_at", "id"]),
    "ix_letters_kind": ("letters", ["kind", "due_at", "id"]),
    "ix_surveys_person": ("surveys", ["person"]),
    "ix_participants_since": ("participants", ["since", "id"]),
}
EVENTS = sa.table("events", sa.column("id", SERIAL), sa.column("by", sa.String), sa.column("data", sa.JSON))
PEOPLE = sa.table("event_people", sa.column("person", sa.String), sa.column("event", SERIAL))
ROLES = ("applicant", "supervisor", "from_supervisor", "to_supervisor", "mentor", "mentee", "person")


def upgrade() -> None:
    op.create_table(
        "event_people",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("event", SERIAL, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person", "event", name="pk_event_people"),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name="fk_event_people_event"),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("uploaded_by", sa.String(64), nullable=False),
        sa.Column("uploaded_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("counts", sa.JSON()),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_index("ix_imports_uploaded", "imports", ["uploaded_at", "id"])
    named = [EVENTS.c.by, *(EVENTS.c.data[role].as_string() for role in ROLES)]
    everyone = sa.union(*(sa.select(person, EVENTS.c.id).where(person.is_not(None)) for person in named))
    op.execute(sa.insert(PEOPLE).from_select(["person", "event"], everyone))
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, (table, _) in INDEXES.items():
        op.drop_index(name, table)
    op.drop_table("imports")
    op.drop_table("event_people")
