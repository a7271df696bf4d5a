"""What the letters' contents share: how they are made, and and how a builder signals that an email is obsolete."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from moments.application.email.data import EmailData, MentorshipEmail
from moments.application.ports.email import CalendarPart, DueLetter
from moments.infrastructure.email.facts import Facts, MentorshipFacts, Person
from moments.infrastructure.email.links import Links

T = TypeVar("T")
D = TypeVar("D", bound=EmailData)


class NoLonger(Exception):
    """What the letter would say is not so any more; str() says why."""


@dataclass(frozen=True, slots=True)
class Content:
    """`values`: the template's. `calendar`: the entry that the letter brings."""

    values: Mapping[str, Any]
    calendar: CalendarPart | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """One letter, and what it is written from."""

    letter: DueLetter
    facts: Facts
    links: Links
    mail_domain: str

    @property
    def reader(self) -> Person:
        return self.facts.people[self.letter.recipient]

    def data(self, kind: type[D]) -> D:
        """The letter's own. Raises TypeError where they are of another kind, or can't be read."""
        if not isinstance(self.letter.data, kind):
            raise TypeError(f"{self.letter.kind} is about {type(self.letter.data).__name__}, not {kind.__name__}")
        return self.letter.data

    def mentorship(self) -> MentorshipFacts:
        found = self.facts.mentorships.get(self.data(MentorshipEmail).mentorship)
        return expect(found, "the mentorship is gone")

    def other(self) -> Person:
        """The other side of the mentorship that it is about."""
        return self.facts.people[self.mentorship().other(self.letter.recipient)]


Make = Callable[[Occasion], Content]


def expect(found: T | None, otherwise: str) -> T:
    """Raises NoLonger where there is nothing."""
    if found is None:
        raise NoLonger(otherwise)
    return found


def still(so: bool, otherwise: str) -> None:
    """Raises NoLonger unless it is still so."""
    if not so:
        raise NoLonger(otherwise)
