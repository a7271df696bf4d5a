"""The readers' port, put together from its areas."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from moments.application.screens.screens import Screens
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.screens.administrators import AdministratorsReader
from moments.infrastructure.screens.applications import ApplicationsReader
from moments.infrastructure.screens.cycle import CycleReader
from moments.infrastructure.screens.letters import LettersReader
from moments.infrastructure.screens.listing import ListingReader
from moments.infrastructure.screens.live import LiveReader
from moments.infrastructure.screens.matching import MatchingReader
from moments.infrastructure.screens.meetings import MeetingsReader
from moments.infrastructure.screens.mentorships import MentorshipsReader
from moments.infrastructure.screens.participants import ParticipantsReader
from moments.infrastructure.screens.reference import Reference
from moments.infrastructure.screens.shortage import ShortageReader
from moments.infrastructure.screens.suggestions import SuggestionsReader
from moments.infrastructure.screens.surveys import SurveysReader
from moments.infrastructure.screens.timelines import TimelinesReader
from moments.infrastructure.screens.viewer import ViewerReader


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
    async def _open(self) -> AsyncIterator[Screens]:
        async with self._database.reading() as connection:
            yield SqlScreens(connection, self._reference)
