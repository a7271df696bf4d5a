"""From an email due and the facts to the email in words; no database and no clock."""

from dataclasses import dataclass

from moments.application.ports.email import ClaimedEmail, ObsoleteEmail, RenderedEmail
from moments.domain.email.kinds import EmailKind, Reminder, reminder_of
from moments.infrastructure.email.content.base import EmailContext, NoLongerTrue, require_still
from moments.infrastructure.email.content.table import CONTENTS
from moments.infrastructure.email.facts import Facts
from moments.infrastructure.email.links import Links
from moments.infrastructure.email.templating import render
from moments.infrastructure.email.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Composer:
    """`contact`: the program office's address, in each email's foot. `mail_domain`: the end of calendar entries'
    UIDs."""

    links: Links
    contact: str
    tokens: Tokens
    mail_domain: str

    def compose(self, email: ClaimedEmail, facts: Facts) -> RenderedEmail | ObsoleteEmail:
        try:
            return self._written(email, facts)
        except NoLongerTrue as reason:
            return ObsoleteEmail(str(reason))

    def _written(self, email: ClaimedEmail, facts: Facts) -> RenderedEmail:
        kind = EmailKind(email.kind)
        reminder = reminder_of(kind)
        _check_recipient(email, facts, reminder)
        context = EmailContext(email, facts, self.links, self.mail_domain)
        content = CONTENTS[kind](context)
        unsubscribe = self._unsubscribe(email, reminder, facts)
        foot = {"contact": self.contact, "unsubscribe": unsubscribe, "reminders": self.links.reminders}
        words = render(kind, {**content.values, **foot})
        return RenderedEmail(
            name=context.recipient.name,
            address=context.recipient.email,
            subject=words.subject,
            text=words.text,
            html=words.html,
            calendar=content.calendar,
            unsubscribe=unsubscribe,
        )

    def _unsubscribe(self, email: ClaimedEmail, reminder: Reminder | None, facts: Facts) -> str | None:
        if reminder is None:
            return None
        return self.links.unsubscribe(self.tokens.make(email.recipient, reminder, facts.now))


def _check_recipient(email: ClaimedEmail, facts: Facts, reminder: Reminder | None) -> None:
    recipient = facts.people.get(email.recipient)
    require_still(recipient is not None and not recipient.left, "the recipient has left")
    require_still(recipient is not None and "@" in recipient.email, "the recipient has no address")
    require_still((email.recipient, reminder) not in facts.muted, "the recipient does without these reminders")
