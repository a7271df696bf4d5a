"""From a letter due and the facts to the letter in words; no database and no clock."""

from dataclasses import dataclass

from moments.application.ports.email import DueLetter, Untrue, Written
from moments.domain.email.kinds import LetterKind, Reminder, reminder_of
from moments.infrastructure.email.content.base import NoLonger, Occasion, still
from moments.infrastructure.email.content.table import CONTENTS
from moments.infrastructure.email.facts import Facts
from moments.infrastructure.email.links import Links
from moments.infrastructure.email.templating import render
from moments.infrastructure.email.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Composer:
    """`contact`: the program office's address, in each letter's foot. `mail_domain`: the end of calendar entries'
    UIDs."""

    links: Links
    contact: str
    tokens: Tokens
    mail_domain: str

    def compose(self, letter: DueLetter, facts: Facts) -> Written | Untrue:
        try:
            return self._written(letter, facts)
        except NoLonger as reason:
            return Untrue(str(reason))

    def _written(self, letter: DueLetter, facts: Facts) -> Written:
        kind = LetterKind(letter.kind)
        reminder = reminder_of(kind)
        _check_reader(letter, facts, reminder)
        about = Occasion(letter, facts, self.links, self.mail_domain)
        content = CONTENTS[kind](about)
        unsubscribe = self._unsubscribe(letter, reminder, facts)
        foot = {"contact": self.contact, "unsubscribe": unsubscribe, "reminders": self.links.reminders}
        words = render(kind, {**content.values, **foot})
        return Written(
            name=about.reader.name,
            address=about.reader.email,
            subject=words.subject,
            text=words.text,
            html=words.html,
            calendar=content.calendar,
            unsubscribe=unsubscribe,
        )

    def _unsubscribe(self, letter: DueLetter, reminder: Reminder | None, facts: Facts) -> str | None:
        if reminder is None:
            return None
        return self.links.unsubscribe(self.tokens.make(letter.recipient, reminder, facts.now))


def _check_reader(letter: DueLetter, facts: Facts, reminder: Reminder | None) -> None:
    reader = facts.people.get(letter.recipient)
    still(reader is not None and not reader.left, "the reader has left")
    still(reader is not None and "@" in reader.email, "the reader has no address")
    still((letter.recipient, reminder) not in facts.muted, "the reader does without these reminders")
