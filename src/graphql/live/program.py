"""The `program` subscription of the office: all events, with current counts and without names."""

from collections.abc import Iterable
from typing import NamedTuple

from moments.application.access.relations import Actor
from moments.application.events import UnknownEvent
from moments.application.live import topics
from moments.application.live.event import RecordedEvent, StreamPosition, Topic
from moments.application.live.row_cache import Versioned
from moments.application.live.services import LiveServices
from moments.application.queries.matching_rows import TrialRunRow
from moments.application.queries.rows import Counts, CycleRow, EmailRow, ViewerRow
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
from moments.graphql.matching.trial_runs import TrialRun
from moments.graphql.program.cycle_types import Cycle
from moments.graphql.shared import ids
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.timeline import sentence


class EventContext(NamedTuple):
    """`email`: that failed, as it is now. `cycle`: of the stage that it is about. `trial_run`: that it is about."""

    recorded: RecordedEvent
    counts: Versioned[Counts]
    email: Versioned[EmailRow | None] | None
    cycle: Versioned[CycleRow] | None
    trial_run: Versioned[TrialRunRow | None] | None
    reference: Versioned[Reference]


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
        trial_run = await row_loaders.trial_run(live, event.rehearsal) if isinstance(event, TrialRunEvent) else None
        return EventContext(recorded, counts, email, cycle, trial_run, await row_loaders.reference(live))

    def messages(self, context: EventContext, actor: Actor) -> Iterable[tuple[StreamPosition, LazyMessage]]:
        recorded, *shown = context
        versions = (each and each.version for each in shown)
        yield StreamPosition(recorded.id), LazyMessage((self.name, recorded.id, *versions), lambda: _event(context))


def _event(context: EventContext) -> ProgramEvent:
    recorded, email, cycle = context.recorded, context.email and context.email.value, context.cycle
    event, reference = recorded.event, context.reference.value
    trial_run = context.trial_run and context.trial_run.value
    return ProgramEvent(
        cursor=cursors.encode(StreamPosition(recorded.id)),
        occurred_at=recorded.occurred_at,
        action=recorded.type,
        message=sentence(recorded.type, _anybody(recorded), {}),
        counts=ProgramCounts.of(context.counts.value),
        imported=_imported(event) if isinstance(event, DirectoryImported) else None,
        failed_email=_failed(email) if email else None,
        cycle=Cycle.of(cycle.value, reference) if cycle else None,
        trial_run=TrialRun.of(trial_run, reference) if trial_run else None,
    )


def _anybody(recorded: RecordedEvent) -> str | None:
    unknown = recorded.by is None or isinstance(recorded.event, UnknownEvent)
    return None if unknown else "Somebody"


def _failed(email: EmailRow) -> FailedEmail:
    reason = email.problem if email.state is EmailState.FAILED else None
    return FailedEmail(id=ids.encode("Email", str(email.id)), kind=EmailKind(email.kind), problem=reason)


def _imported(event: DirectoryImported) -> ImportResult:
    return ImportResult(
        added=event.added,
        changed=event.changed,
        left=event.left,
        suspended=event.suspended,
        reinstated=event.reinstated,
        rerouted=event.rerouted,
        requests_closed=event.requests_closed,
        applications_withdrawn=event.applications_withdrawn,
    )
