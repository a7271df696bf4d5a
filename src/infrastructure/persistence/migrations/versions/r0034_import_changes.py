"""What each import changed, also those from the command line, which nobody uploaded."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("imports") as imports:
        imports.alter_column("uploaded_by", existing_type=sa.String(64), nullable=True)
    op.create_table(
        "import_changes",
        sa.Column("import", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("department", sa.String(64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("application", sa.String(64)),
        sa.Column("mentorship", sa.String(64)),
        sa.PrimaryKeyConstraint("import", "number", name="pk_import_changes"),
        sa.ForeignKeyConstraint(["import"], ["imports.id"], name="fk_import_changes_import"),
    )
    op.create_index("ix_import_changes_kind", "import_changes", ["import", "kind", "number"])


def downgrade() -> None:
    op.drop_table("import_changes")
    op.execute("DELETE FROM imports WHERE uploaded_by IS NULL")
    with op.batch_alter_table("imports") as imports:
        imports.alter_column("uploaded_by", existing_type=sa.String(64), nullable=False)
