"""A person's id is no longer the employee number, which stands in a column of its own.

People who are there keep their ids, which stand in events, emails and links; new ones get random ids.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.Column("employee_number", sa.String(64), nullable=False, server_default=sa.text("''"))
    op.add_column("employees", number)  # SQLite demands the default, and can't drop it without rewriting the table
    op.execute("UPDATE employees SET employee_number = id")
    op.create_index("uq_employees_employee_number", "employees", ["employee_number"], unique=True)


def downgrade() -> None:
    """The ids stay as they are: earlier versions take them for employee numbers, so the next import knows nobody who
    came after the upgrade."""
    op.drop_index("uq_employees_employee_number", "employees")
    op.drop_column("employees", "employee_number")
