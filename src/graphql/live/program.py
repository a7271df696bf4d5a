"""The program, followed by its office: what happens and where it stands, with nobody's name."""

from collections.abc import Iterable
from typing import NamedTuple

from moments.application.access.relations import Standing
from moments.application.live import topics
from moments.application.live.event import Happening, Place, Topic
from moments.application.live.row_cache import Seen
from moments.application.live.services import Live
from moments.application.queries.rows import Counts, CycleRow, LetterRow, TimelineRow, ViewerRow
from moments.domain.email.email import LetterDied, LetterState
from moments.domain.email.kinds import LetterKind
from moments.domain.matching.events import RehearsalEvent
from moments.domain.participants.events import DirectoryImported
from moments.domain.program.cycle_events import StageEvent
from moments.domain.program.quarter import Quarter
from moments.graphql.live import cursors, row_loaders
from moments.graphql.live.lazy_message import Envelope
from moments.graphql.live.streams import Stream
from moments.graphql.live.types import FailedLetter, ImportResult, ProgramCounts, ProgramEvent
from moments.graphql.program.cycle_types import Cycle
from moments.graphql.shared import ids
from moments.graphql.shared.timeline import TimelineEntry


class Sheet(NamedTuple):
    """`letter`: that failed, as it is now. `cycle`: of the stage that it is about, if it is about one."""

    happening: Happening
    counts: Seen[Counts]
    letter: Seen[LetterRow | None] | None
    cycle: Seen[CycleRow] | None


class Program(Stream[Sheet]):
    name = "program"

    def has_part(self, viewer: ViewerRow) -> bool:
        return viewer.who.office

    def topics(self, who: Standing) -> frozenset[Topic]:
        return frozenset({topics.OFFICE})

    async def read(self, live: Live, happening: Happening) -> Sheet:
        counts = await live.sight.get(("counts",), lambda screens: screens.counts())
        event = happening.event
        letter = await row_loaders.letter(live, event.letter) if isinstance(event, LetterDied) else None
        quarter = Quarter.named(event.quarter) if isinstance(event, StageEvent) else None
        cycle = await row_loaders.cycle(live, quarter) if quarter else None
        return Sheet(happening, counts, letter, cycle)

    def messages(self, sheet: Sheet, who: Standing) -> Iterable[tuple[Place, Envelope]]:
        happening, counts, letter, cycle = sheet
        editions = (counts.edition, letter and letter.edition, cycle and cycle.edition)
        yield Place(happening.id), Envelope((self.name, happening.id, *editions), lambda: _event(sheet))


def _event(sheet: Sheet) -> ProgramEvent:
    happening, letter, cycle = sheet.happening, sheet.letter and sheet.letter.value, sheet.cycle
    event = happening.event
    by = None if happening.by is None else "Somebody"
    row = TimelineRow(happening.id, happening.occurred_at, happening.action, happening.by, by, {})
    entry = TimelineEntry.of(row)
    return ProgramEvent(
        cursor=cursors.encode(Place(happening.id)),
        occurred_at=happening.occurred_at,
        action=entry.action,
        sentence=entry.sentence,
        counts=ProgramCounts.of(sheet.counts.value),
        imported=_imported(event) if isinstance(event, DirectoryImported) else None,
        failed_letter=_failed(letter) if letter else None,
        cycle=Cycle.of(cycle.value) if cycle else None,
        rehearsal_id=ids.encode("Rehearsal", event.rehearsal) if isinstance(event, RehearsalEvent) else None,
    )


def _failed(letter: LetterRow) -> FailedLetter:
    reason = letter.problem if letter.state is LetterState.DEAD else None
    return FailedLetter(id=ids.encode("Letter", str(letter.id)), kind=LetterKind(letter.kind), reason=reason)


def _imported(event: DirectoryImported) -> ImportResult:
    return ImportResult(
        added=event.added,
        changed=event.changed,
        left=event.left,
        suspended=event.suspended,
        reinstated=event.reinstated,
        rerouted=event.rerouted,
    )
