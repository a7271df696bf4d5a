"""The read side's port, put together from its areas."""

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from moments.application.queries.queries import Queries
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.administrators import AdministratorsQueries
from moments.infrastructure.queries.audit import AuditQueries
from moments.infrastructure.queries.cycle import CycleQueries
from moments.infrastructure.queries.emails import EmailsQueries
from moments.infrastructure.queries.figures import FiguresQueries
from moments.infrastructure.queries.imports import ImportsQueries
from moments.infrastructure.queries.live import LiveQueries
from moments.infrastructure.queries.matching import MatchingQueries
from moments.infrastructure.queries.meetings import MeetingsQueries
from moments.infrastructure.queries.mentor_search import MentorSearchQueries
from moments.infrastructure.queries.mentorships import MentorshipsQueries
from moments.infrastructure.queries.next_steps import NextStepsQueries
from moments.infrastructure.queries.pairs import PairsQueries
from moments.infrastructure.queries.participants import ParticipantsQueries
from moments.infrastructure.queries.private_reads import PrivateReadsQueries
from moments.infrastructure.queries.queue_groups import QueueGroupsQueries
from moments.infrastructure.queries.reference import ReferenceDataCache
from moments.infrastructure.queries.renumberings import RenumberingQueries
from moments.infrastructure.queries.resources import ResourcesQueries
from moments.infrastructure.queries.sessions import SessionsQueries
from moments.infrastructure.queries.shortage import ShortageQueries
from moments.infrastructure.queries.sign_ins import SignInsQueries
from moments.infrastructure.queries.suggestions import SuggestionsQueries
from moments.infrastructure.queries.surveys import SurveysQueries
from moments.infrastructure.queries.timelines import TimelinesQueries
from moments.infrastructure.queries.viewer import ViewerQueries


class SqlQueries(
    ViewerQueries,
    QueueGroupsQueries,
    MatchingQueries,
    AuditQueries,
    PrivateReadsQueries,
    MentorshipsQueries,
    MeetingsQueries,
    PairsQueries,
    NextStepsQueries,
    SurveysQueries,
    MentorSearchQueries,
    SuggestionsQueries,
    ShortageQueries,
    FiguresQueries,
    AdministratorsQueries,
    TimelinesQueries,
    CycleQueries,
    ImportsQueries,
    RenumberingQueries,
    ParticipantsQueries,
    EmailsQueries,
    LiveQueries,
    SessionsQueries,
    SignInsQueries,
    ResourcesQueries,
):
    """One transaction's queries."""


class SqlReadTransactions:
    """One a process: it keeps the reference data in memory between transactions."""

    def __init__(self, database: Database, reference: ReferenceDataCache | None = None) -> None:
        self._database, self._reference = database, reference or ReferenceDataCache()

    def __call__(self) -> AbstractAsyncContextManager[Queries]:
        return self._open()

    def invalidate(self) -> None:
        """Forgets departments and skills; only needed after a change that wrote no event."""
        self._reference.invalidate()

    @asynccontextmanager
    async def _open(self) -> AsyncGenerator[Queries, None]:
        async with self._database.reading() as connection:
            yield SqlQueries(connection, self._reference)
