"""What the demo has nobody and nothing of, and the office's pages are about."""

from datetime import UTC, datetime

from sqlalchemy import select, update

from moments.domain.email.email import EmailState
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.tables import emails
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.databases import MAIL_DOMAIN
from tests.renumberings import add_renumbering


async def fail_emails(url: str, count: int) -> None:
    """The demo's mail server takes every email, and the office's page is about those that it did not take."""
    some = select(emails.c.id).order_by(emails.c.id).limit(count)
    failed = {"state": EmailState.FAILED.value, "settled_at": datetime.now(UTC), "problem": "550 no such mailbox"}
    database = open_database(url, 1)
    try:
        async with database.writing() as connection:
            await connection.execute(update(emails).where(emails.c.id.in_(some)).values(failed))
            await connection.commit()
    finally:
        await database.close()


async def renumber(url: str, person: PersonId) -> None:
    """Nobody of the demo has another employee id, and the office's page is about those who may have."""
    database = open_database(url, 1)
    try:
        await add_renumbering(lambda: SqlUnitOfWork(database, MAIL_DOMAIN), person, datetime.now(UTC))
    finally:
        await database.close()
