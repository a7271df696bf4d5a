"""Writes the emails that a transaction makes due: one about a thing, and few an hour from one person to another.

docs/email.md has the table of what causes an email to somebody else.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from moments.application.ports.journal import Email, Held, Outbox
from moments.domain.email.kinds import EmailKind
from moments.domain.shared.ids import PersonId

AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 5
"""Of the emails that one person causes to another."""
SUPERSEDED = "A newer email about the same thing took its place before it was sent."
UNHEARD_OF = "It takes back what the person had not been told yet."
HELD = "One person causes at most five emails an hour to another; this one waits until then."


async def write_emails(outbox: Outbox, emails: Sequence[Email], caused_by: PersonId | None) -> None:
    """`caused_by`: whose action the transaction is; None for the program itself, whose emails are written as they are.

    An email beyond the limit waits. Of a request that is taken back before its email was sent, the mentor hears
    nothing; nor does anybody of a meeting that is called off while its proposal waits for that limit.
    """
    for email in (replace(each, caused_by=each.caused_by or caused_by) for each in emails):
        superseded = await outbox.supersede(email, SUPERSEDED) if email.about else ()
        held = await _held(outbox, email)
        if _is_unheard_of(email, superseded, held):
            await outbox.add_obsolete(email, UNHEARD_OF)
        else:
            await outbox.add(email, held)


def _is_unheard_of(email: Email, superseded: Collection[str], held: Held | None) -> bool:
    if email.kind == EmailKind.REQUEST_WITHDRAWN.value:
        return EmailKind.MENTOR_REQUESTED.value in superseded
    called_off = email.kind == EmailKind.MEETING_CALLED_OFF.value
    return held is not None and called_off and EmailKind.MEETING_PROPOSED.value in superseded


async def _held(outbox: Outbox, email: Email) -> Held | None:
    if email.caused_by is None or email.caused_by == email.recipient:
        return None
    times = await outbox.times_between(email.caused_by, email.recipient, email.due_at)
    until = next_time(times, email.due_at)
    return Held(until, HELD) if until > email.due_at else None


def next_time(times: Sequence[datetime], at: datetime) -> datetime:
    """The earliest moment from `at` on at which one more email keeps to the limit. `times`: of the others, in order."""
    return at if len(times) < MOST_AN_HOUR else max(at, times[-MOST_AN_HOUR] + AN_HOUR)
