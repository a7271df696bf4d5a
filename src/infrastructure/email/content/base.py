"""What the emails' contents share: how they are made, and and how a builder signals that an email is obsolete."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from moments.application.ports.email import CalendarPart, ClaimedEmail
from moments.domain.email.data import EmailData, MentorshipEmail
from moments.infrastructure.email.facts import Facts, MentorshipFacts, Person
from moments.infrastructure.email.links import Links

T = TypeVar("T")
D = TypeVar("D", bound=EmailData)


class NoLongerTrue(Exception):
    """What the email would say is not so any more; str() says why."""


@dataclass(frozen=True, slots=True)
class Content:
    """`values`: the template's. `calendar`: the entry that the email brings."""

    values: Mapping[str, Any]
    calendar: CalendarPart | None = None


@dataclass(frozen=True, slots=True)
class EmailContext:
    """One email, and what it is written from."""

    email: ClaimedEmail
    facts: Facts
    links: Links
    mail_domain: str

    @property
    def recipient(self) -> Person:
        return self.facts.people[self.email.recipient]

    def data(self, kind: type[D]) -> D:
        """The email's own. Raises TypeError where they are of another kind, or can't be read."""
        if not isinstance(self.email.data, kind):
            raise TypeError(f"{self.email.kind} is about {type(self.email.data).__name__}, not {kind.__name__}")
        return self.email.data

    def mentorship(self) -> MentorshipFacts:
        found = self.facts.mentorships.get(self.data(MentorshipEmail).mentorship)
        return require(found, "the mentorship is gone")

    def other(self) -> Person:
        """The other side of the mentorship that it is context."""
        return self.facts.people[self.mentorship().other(self.email.recipient)]

    def partner(self) -> Person:
        """The other side, to act with. Raises NoLongerTrue where they have left (DIR-1)."""
        other = self.other()
        require_still(not other.left, "the other side has left")
        return other


BuildContent = Callable[[EmailContext], Content]


def require(found: T | None, otherwise: str) -> T:
    """Raises NoLongerTrue where there is nothing."""
    if found is None:
        raise NoLongerTrue(otherwise)
    return found


def require_still(so: bool, otherwise: str) -> None:
    """Raises NoLongerTrue unless it is still so."""
    if not so:
        raise NoLongerTrue(otherwise)
