"""What an action will do, told before it is done: the use case's events and emails, of a transaction that is not
committed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from moments.application.ports.journal import Email, Held, Outbox
from moments.domain.email.email import OutboxEmail
from moments.domain.mentorships.events import (
    MeetingCancelled,
    MentorshipCompleted,
    MentorshipDiscontinued,
    RequestCancelled,
    RequestClosed,
)
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId
from moments.domain.surveys.survey import SurveyRequested


@dataclass(frozen=True, slots=True)
class Effect:
    """`recipients`: in the order of their emails, each once."""

    emails: int
    recipients: tuple[PersonId, ...]
    closed_requests: int
    ended_mentorships: int
    canceled_meetings: int
    surveys: int

    @classmethod
    def of(cls, events: Sequence[DomainEvent], emails: Sequence[Email]) -> "Effect":
        def count(*kinds: type[DomainEvent]) -> int:
            return sum(isinstance(event, kinds) for event in events)

        return cls(
            emails=len(emails),
            recipients=tuple(dict.fromkeys(email.recipient for email in emails)),
            closed_requests=count(RequestClosed, RequestCancelled),
            ended_mentorships=count(MentorshipCompleted, MentorshipDiscontinued),
            canceled_meetings=count(MeetingCancelled),
            surveys=count(SurveyRequested),
        )

    @property
    def sentence(self) -> str:
        counts = (
            ("closes", self.closed_requests, "request"),
            ("ends", self.ended_mentorships, "mentorship"),
            ("cancels", self.canceled_meetings, "meeting"),
            ("asks for", self.surveys, "survey"),
        )
        parts = [f"{verb} {_counted(number, noun)}" for verb, number, noun in counts if number]
        parts.append(f"sends {_counted(self.emails, 'email')}" if self.emails else "sends no email")
        listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
        return f"This {listed}."


class CountingOutbox:
    """Collects the emails instead of writing them, of which a stage has one for every team member."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.due: list[Email] = []

    async def add(self, email: Email, held: Held | None = None) -> None:
        self.due.append(email)

    async def add_obsolete(self, email: Email, reason: str) -> None: ...

    async def supersede(self, email: Email, reason: str) -> Collection[str]:
        return await self._outbox.supersede(email, reason)

    async def times_between(self, caused_by: PersonId, recipient: PersonId, at: datetime) -> Sequence[datetime]:
        return await self._outbox.times_between(caused_by, recipient, at)

    async def add_all(self, due: Sequence[Email]) -> int:
        self.due += due
        return len(due)

    async def get(self, email: int) -> OutboxEmail:
        return await self._outbox.get(email)

    async def save(self, email: OutboxEmail, at: datetime) -> None:
        await self._outbox.save(email, at)

    async def purge(self, before: datetime) -> int:
        return await self._outbox.purge(before)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"
