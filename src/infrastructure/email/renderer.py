"""The letters' writer: facts from one reading transaction, words from the templates."""

from collections.abc import Sequence

from moments.application.ports.clock import Clock
from moments.application.ports.email import DueLetter, Untrue, Written
from moments.infrastructure.email.composer import Composer
from moments.infrastructure.email.email_facts import read_facts
from moments.infrastructure.persistence.database import Database


class SqlWriter:
    def __init__(self, database: Database, composer: Composer, clock: Clock) -> None:
        self._database, self._composer, self._clock = database, composer, clock

    async def write(self, letters: Sequence[DueLetter]) -> Sequence[Written | Untrue]:
        async with self._database.reading() as connection:
            facts = await read_facts(connection, letters, self._clock.now())
        return [self._composer.compose(letter, facts) for letter in letters]
