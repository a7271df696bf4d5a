"""People are bound to the identity provider's subjects, and their emails have a beginning."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("employees", sa.Column("email_since", MOMENT))
    op.create_table(
        "sign_ins",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("issuer", sa.String(400), nullable=False),
        sa.Column("subject", sa.String(255)),
        sa.Column("bound_at", MOMENT),
        sa.Column("unbound_at", MOMENT),
        sa.ForeignKeyConstraint(["person"], ["employees.id"], name="fk_sign_ins_person"),
        sa.PrimaryKeyConstraint("person", "issuer", name="pk_sign_ins"),
        sa.UniqueConstraint("issuer", "subject", name="uq_sign_ins_issuer_subject"),
    )


def downgrade() -> None:
    op.drop_table("sign_ins")
    op.drop_column("employees", "email_since")
