"""What happened, from the events; the names in it are the directory's of today."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, String, bindparam, select

from moments.application.events import EventKind, People, Readers, kind_named, names_where
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import PersonRow, TimelineRow
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.event_codec import people_in
from moments.infrastructure.persistence.tables import events
from moments.infrastructure.queries.paging.groups import KeysetGroups
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.participants import ParticipantsQueries


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, its people still ids."""

    id: int
    at: datetime
    action: EventKind
    by: PersonId | None
    people: People

    @classmethod
    def of(cls, row: Row[Any]) -> "Entry":
        return cls(row.id, row.occurred_at, kind_named(row.type, row.version), row.by, people_in(row.data))

    def everyone(self) -> Iterator[PersonId]:
        if self.by is not None:
            yield self.by
        yield from self.people.values()

    def named(self, known: Mapping[PersonId, PersonRow]) -> TimelineRow:
        by = None if self.by is None else known.get(self.by)
        names = {role: known[person].name for role, person in self.people.items() if person in known}
        return TimelineRow(self.id, self.at, self.action, by, names)


_e = events.c
ENTRIES = select(_e.id, _e.occurred_at, _e.type, _e.version, _e.by, _e.data)
_FOR_REVIEWERS = names_where(lambda entry: entry.readers is Readers.REVIEWERS)
_ABOUT = ENTRIES.where(_e.subject_kind == bindparam("kind", type_=String), in_array(_e.subject))
_OF_SUBJECTS = {
    reviews: KeysetGroups(statement, _e.subject, (SortKey(_e.id),), Entry.of)
    for reviews, statement in ((True, _ABOUT), (False, _ABOUT.where(_e.type.not_in(_FOR_REVIEWERS))))
}


class TimelinesQueries(ParticipantsQueries):
    async def timelines(
        self, kind: str, subjects: Collection[str], page: PageRequest, *, reviews: bool = True
    ) -> Mapping[str, Page[TimelineRow]]:
        values = {"kind": kind, "ids": sorted_ids(subjects)}
        pages = await _OF_SUBJECTS[reviews].pages(self._connection, list(subjects), values, page)
        people = await self._people(entry for each in pages.values() for entry in each.rows)
        return {subject: _named(each, people) for subject, each in pages.items()}

    async def _people(self, entries: Iterable[Entry]) -> Mapping[PersonId, PersonRow]:
        return await self.people({person for entry in entries for person in entry.everyone()})


def _named(page: Page[Entry], people: Mapping[PersonId, PersonRow]) -> Page[TimelineRow]:
    rows = tuple(entry.named(people) for entry in page.rows)
    return Page(rows, page.keys, page.has_next, page.has_previous, page.total)
