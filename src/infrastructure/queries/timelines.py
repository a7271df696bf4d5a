"""What happened, from the events; the names in it are the directory's of today."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, String, bindparam, select

from moments.application.events import EventKind, People, Readers, kind_named, names_where
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import TimelineRow
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.event_codec import people_in
from moments.infrastructure.persistence.tables import employees, events
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.paging.groups import KeysetGroups
from moments.infrastructure.queries.paging.sort_keys import SortKey


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

    def named(self, names: Mapping[PersonId, str]) -> TimelineRow:
        by_name = None if self.by is None else names.get(self.by)
        people = {role: names[person] for role, person in self.people.items() if person in names}
        return TimelineRow(self.id, self.at, self.action, self.by, by_name, people)


_e = events.c
ENTRIES = select(_e.id, _e.occurred_at, _e.type, _e.version, _e.by, _e.data)
_FOR_REVIEWERS = names_where(lambda entry: entry.readers is Readers.REVIEWERS)
_ABOUT = ENTRIES.where(_e.subject_kind == bindparam("kind", type_=String), in_array(_e.subject))
_OF_SUBJECTS = {
    reviews: KeysetGroups(statement, _e.subject, (SortKey(_e.id),), Entry.of)
    for reviews, statement in ((True, _ABOUT), (False, _ABOUT.where(_e.type.not_in(_FOR_REVIEWERS))))
}
_NAMES = select(employees.c.id, employees.c.first_name, employees.c.last_name).where(in_array(employees.c.id))


class TimelinesQueries(QueryBase):
    async def timelines(
        self, kind: str, subjects: Collection[str], page: PageRequest, *, reviews: bool = True
    ) -> Mapping[str, Page[TimelineRow]]:
        values = {"kind": kind, "ids": sorted_ids(subjects)}
        pages = await _OF_SUBJECTS[reviews].pages(self._connection, list(subjects), values, page)
        names = await self._names(entry for each in pages.values() for entry in each.rows)
        return {subject: _named(each, names) for subject, each in pages.items()}

    async def _names(self, entries: Iterable[Entry]) -> Mapping[PersonId, str]:
        people = {person for entry in entries for person in entry.everyone()}
        rows = await self._found(_NAMES, people, {})
        return {row.id: f"{row.first_name} {row.last_name}" for row in rows}


def _named(page: Page[Entry], names: Mapping[PersonId, str]) -> Page[TimelineRow]:
    rows = tuple(entry.named(names) for entry in page.rows)
    return Page(rows, page.keys, page.has_next, page.has_previous, page.total)
