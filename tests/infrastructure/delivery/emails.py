"""Emails to send, in a database and in the hand."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from moments.application.ports.email import ClaimedEmail, ObsoleteEmail, RenderedEmail
from moments.application.ports.journal import Email
from moments.domain.email.data import DecisionEmail, EmailData
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.infrastructure.delivery.message import Sender
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.tables import emails
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.application.fakes import FixedClock
from tests.databases import MAIL_DOMAIN
from tests.infrastructure.persistence.people import a_department, an_employee

NOW = datetime(2026, 11, 2, 18, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)
SENDER = Sender("MOMENTS", "moments@moments.mo.example", "office@oa.mo.example")
CLOCK = FixedClock(NOW)
YES = DecisionEmail(ApplicationId("a-1"), "Sam Stone", "Yes")


class PlainRenderer:
    """Each email says its kind, to NAME@mo.example."""

    async def render(self, emails: Sequence[ClaimedEmail]) -> Sequence[RenderedEmail | ObsoleteEmail]:
        return [written_to(f"{email.recipient}@mo.example".lower(), subject=email.kind) for email in emails]


def written_to(address: str = "ann@mo.example", **changes: Any) -> RenderedEmail:
    facts: dict[str, Any] = {
        "name": "Ann Doe",
        "address": address,
        "subject": "Your application was approved",
        "text": "Welcome.\n.\nSee the site.",
        "html": "<p>Welcome.</p>",
    }
    return RenderedEmail(**(facts | changes))


def an_email(number: int = 1, **changes: Any) -> ClaimedEmail:
    facts: dict[str, Any] = {
        "id": number,
        "fencing_token": 1,
        "message_id": f"<email-{number}@moments.mo.example>",
        "kind": "application_approved",
        "recipient": PersonId("E-ANN"),
        "data": YES,
        "due_at": NOW,
        "attempts": 0,
    }
    return ClaimedEmail(**(facts | changes))


async def post(
    database: Database,
    count: int,
    *,
    due: datetime = NOW,
    recipients: int = 1,
    kind: str = "application_approved",
    data: EmailData | None = None,
) -> None:
    """So many emails due, a second after one another."""
    people = [PersonId(f"E-P{number}") for number in range(recipients)]
    async with SqlUnitOfWork(database, MAIL_DOMAIN) as work:
        await work.directory.write_departments([a_department()])
        await work.directory.write([an_employee(person) for person in people])
        await work.commit()
    async with SqlUnitOfWork(database, MAIL_DOMAIN) as work:
        for number in range(count):
            at = due + timedelta(seconds=number)
            person = people[number % recipients]
            await work.outbox.add(Email(kind, person, f"email {number}", at, data or YES))
        await work.commit()


async def states(database: Database) -> dict[str, int]:
    found: dict[str, int] = {}
    async with database.reading() as connection:
        for state in await connection.scalars(select(emails.c.state)):
            found[state] = found.get(state, 0) + 1
    return found


async def row(database: Database, email: int) -> Any:
    async with database.reading() as connection:
        return (await connection.execute(select(emails).where(emails.c.id == email))).one()
