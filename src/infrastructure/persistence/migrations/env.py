"""What Alembic runs: always inside the transaction that `migrate.py` has opened and locked."""

from alembic import context
from sqlalchemy import Connection

from moments.infrastructure.persistence.tables import metadata


def run() -> None:
    connection: Connection | None = context.config.attributes.get("connection")
    if connection is None:
        raise SystemExit("Run `moments migrate`: it locks the database against other processes' migrations.")
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


run()
