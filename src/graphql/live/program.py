"""The `program` subscription of the office: all events, with current counts and without names."""

from collections.abc import Iterable
from typing import NamedTuple

from moments.application.access.relations import Actor
from moments.application.live import topics
from moments.application.live.event import RecordedEvent, StreamPosition, Topic
from moments.application.live.row_cache import Versioned
from moments.application.live.services import LiveServices
from moments.application.queries.rows import Counts, CycleRow, EmailRow, TimelineRow, ViewerRow
from moments.domain.email.email import EmailFailed, EmailState
from moments.domain.email.kinds import EmailKind
from moments.domain.matching.events import TrialRunEvent
from moments.domain.participants.events import DirectoryImported
from moments.domain.program.cycle_events import StageEvent
from moments.domain.program.quarter import Quarter
from moments.graphql.live import cursors, row_loaders
from moments.graphql.live.lazy_message import LazyMessage
from moments.graphql.live.streams import Stream
from moments.graphql.live.types import FailedEmail, ImportResult, ProgramCounts, ProgramEvent
from moments.graphql.program.cycle_types import Cycle
from moments.graphql.shared import ids
from moments.graphql.shared.timeline import TimelineEntry


class EventContext(NamedTuple):
    """`email`: that failed, as it is now. `cycle`: of the stage that it is about, if it is about one."""

    recorded: RecordedEvent
    counts: Versioned[Counts]
    email: Versioned[EmailRow | None] | None
    cycle: Versioned[CycleRow] | None


class Program(Stream[EventContext]):
    name = "program"

    def is_allowed(self, viewer: ViewerRow) -> bool:
        return viewer.actor.office

    def topics(self, actor: Actor) -> frozenset[Topic]:
        return frozenset({topics.OFFICE})

    async def read(self, live: LiveServices, recorded: RecordedEvent) -> EventContext:
        counts = await live.row_cache.get(("counts",), lambda queries: queries.counts())
        event = recorded.event
        email = await row_loaders.email(live, event.letter) if isinstance(event, EmailFailed) else None
        quarter = Quarter.named(event.quarter) if isinstance(event, StageEvent) else None
        cycle = await row_loaders.cycle(live, quarter) if quarter else None
        return EventContext(recorded, counts, email, cycle)

    def messages(self, context: EventContext, actor: Actor) -> Iterable[tuple[StreamPosition, LazyMessage]]:
        recorded, counts, email, cycle = context
        versions = (counts.version, email and email.version, cycle and cycle.version)
        yield StreamPosition(recorded.id), LazyMessage((self.name, recorded.id, *versions), lambda: _event(context))


def _event(context: EventContext) -> ProgramEvent:
    recorded, email, cycle = context.recorded, context.email and context.email.value, context.cycle
    event = recorded.event
    by = None if recorded.by is None else "Somebody"
    row = TimelineRow(recorded.id, recorded.occurred_at, recorded.type, recorded.by, by, {})
    entry = TimelineEntry.of(row)
    return ProgramEvent(
        cursor=cursors.encode(StreamPosition(recorded.id)),
        occurred_at=recorded.occurred_at,
        action=entry.action,
        message=entry.message,
        counts=ProgramCounts.of(context.counts.value),
        imported=_imported(event) if isinstance(event, DirectoryImported) else None,
        failed_email=_failed(email) if email else None,
        cycle=Cycle.of(cycle.value) if cycle else None,
        trial_run_id=ids.encode("TrialRun", event.rehearsal) if isinstance(event, TrialRunEvent) else None,
    )


def _failed(email: EmailRow) -> FailedEmail:
    reason = email.problem if email.state is EmailState.FAILED else None
    return FailedEmail(id=ids.encode("Email", str(email.id)), kind=EmailKind(email.kind), reason=reason)


def _imported(event: DirectoryImported) -> ImportResult:
    return ImportResult(
        added=event.added,
        changed=event.changed,
        left=event.left,
        suspended=event.suspended,
        reinstated=event.reinstated,
        rerouted=event.rerouted,
    )
