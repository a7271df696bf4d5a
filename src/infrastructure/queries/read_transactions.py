"""The readers' port, put together from its areas."""

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from moments.application.queries.queries import Screens
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.administrators import AdministratorsReader
from moments.infrastructure.queries.applications import ApplicationsReader
from moments.infrastructure.queries.cycle import CycleReader
from moments.infrastructure.queries.emails import LettersReader
from moments.infrastructure.queries.live import LiveReader
from moments.infrastructure.queries.matching import MatchingReader
from moments.infrastructure.queries.meetings import MeetingsReader
from moments.infrastructure.queries.mentor_search import ListingReader
from moments.infrastructure.queries.mentorships import MentorshipsReader
from moments.infrastructure.queries.participants import ParticipantsReader
from moments.infrastructure.queries.reference import Reference
from moments.infrastructure.queries.shortage import ShortageReader
from moments.infrastructure.queries.suggestions import SuggestionsReader
from moments.infrastructure.queries.surveys import SurveysReader
from moments.infrastructure.queries.timelines import TimelinesReader
from moments.infrastructure.queries.viewer import ViewerReader


class SqlScreens(
    ViewerReader,
    ApplicationsReader,
    MatchingReader,
    ParticipantsReader,
    MentorshipsReader,
    MeetingsReader,
    SurveysReader,
    ListingReader,
    SuggestionsReader,
    ShortageReader,
    AdministratorsReader,
    TimelinesReader,
    CycleReader,
    LettersReader,
    LiveReader,
):
    """One transaction's readers."""


class SqlReading:
    """One a process: it keeps the reference data in memory between transactions."""

    def __init__(self, database: Database, reference: Reference | None = None) -> None:
        self._database, self._reference = database, reference or Reference()

    def __call__(self) -> AbstractAsyncContextManager[Screens]:
        return self._open()

    def invalidate(self) -> None:
        """Forgets departments and skills; only needed after a change that wrote no event."""
        self._reference.invalidate()

    @asynccontextmanager
    async def _open(self) -> AsyncGenerator[Screens, None]:
        async with self._database.reading() as connection:
            yield SqlScreens(connection, self._reference)
