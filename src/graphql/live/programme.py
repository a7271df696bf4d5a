"""The programme, followed by its office: what happens and where it stands, with nobody's name."""

from collections.abc import AsyncIterator

from moments.application.access.relations import Standing
from moments.application.live import topics
from moments.application.live.happening import Happening, Place, Topic
from moments.application.live.live import Live
from moments.application.live.screens import Counts
from moments.application.screens.rows import TimelineRow, ViewerRow
from moments.graphql.live import cursors
from moments.graphql.live.envelope import Envelope
from moments.graphql.live.streams import Stream
from moments.graphql.live.types import ImportResult, ProgrammeCounts, ProgrammeEvent
from moments.graphql.shared.timeline import TimelineEntry


class Programme(Stream):
    name = "programme"

    def has_part(self, viewer: ViewerRow) -> bool:
        return viewer.who.office

    def topics(self, who: Standing) -> frozenset[Topic]:
        return frozenset({topics.OFFICE})

    async def messages(self, live: Live, happening: Happening, who: Standing) -> AsyncIterator[tuple[Place, Envelope]]:
        counts = await live.sight.get(("counts",), lambda screens: screens.counts())

        def make() -> ProgrammeEvent:
            return _event(happening, counts.value)

        yield Place(happening.id), Envelope((self.name, happening.id, counts.edition), make)


def _event(happening: Happening, counts: Counts) -> ProgrammeEvent:
    by = None if happening.by is None else "Somebody"
    row = TimelineRow(happening.id, happening.occurred_at, happening.action, happening.by, by, {})
    entry = TimelineEntry.of(row)
    return ProgrammeEvent(
        cursor=cursors.encode(Place(happening.id)),
        occurred_at=happening.occurred_at,
        action=entry.action,
        sentence=entry.sentence,
        counts=ProgrammeCounts.of(counts),
        imported=_imported(happening),
    )


def _imported(happening: Happening) -> ImportResult | None:
    if happening.action != "DirectoryImported":
        return None
    facts = happening.facts
    return ImportResult(
        added=facts["added"],
        changed=facts["changed"],
        left=facts["left"],
        suspended=facts["suspended"],
        reinstated=facts["reinstated"],
        rerouted=facts["rerouted"],
    )
