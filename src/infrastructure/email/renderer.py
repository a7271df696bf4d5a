"""Renders emails: facts from one reading transaction, words from the templates."""

from collections.abc import Sequence

from moments.application.ports.clock import Clock
from moments.application.ports.email import ClaimedEmail, ObsoleteEmail, RenderedEmail
from moments.infrastructure.email.composer import Composer
from moments.infrastructure.email.email_facts import read_facts
from moments.infrastructure.persistence.database import Database


class SqlEmailRenderer:
    def __init__(self, database: Database, composer: Composer, clock: Clock) -> None:
        self._database, self._composer, self._clock = database, composer, clock

    async def render(self, emails: Sequence[ClaimedEmail]) -> Sequence[RenderedEmail | ObsoleteEmail]:
        async with self._database.reading() as connection:
            facts = await read_facts(connection, emails, self._clock.now())
        return [self._composer.compose(email, facts) for email in emails]
