"""What happened, from the audit; the names in it are the directory's of today."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, String, bindparam, select

from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import TimelineRow
from moments.domain.applications.events import DecisionSeen
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.array_parameters import among, listed
from moments.infrastructure.persistence.tables import audit, employees
from moments.infrastructure.queries.base import Reader
from moments.infrastructure.queries.paging.groups import KeysetGroups
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import Term

PEOPLE = ("applicant", "supervisor", "from_supervisor", "to_supervisor", "mentor", "mentee", "person")
"""The roles in which events name people."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the audit, its people still ids."""

    id: int
    at: datetime
    action: str
    by: PersonId | None
    people: dict[str, PersonId]

    @classmethod
    def of(cls, row: Row[Any]) -> "_Entry":
        people = {role: row.data[role] for role in PEOPLE if row.data.get(role) is not None}
        return cls(row.id, row.at, row.action, row.by, people)

    def everyone(self) -> Iterator[PersonId]:
        if self.by is not None:
            yield self.by
        yield from self.people.values()

    def named(self, names: Mapping[PersonId, str]) -> TimelineRow:
        by_name = None if self.by is None else names.get(self.by)
        people = {role: names[person] for role, person in self.people.items() if person in names}
        return TimelineRow(self.id, self.at, self.action, self.by, by_name, people)


_ENTRIES = select(audit.c.id, audit.c.at, audit.c.action, audit.c.by, audit.c.data)
_ABOUT = _ENTRIES.where(audit.c.subject_kind == bindparam("kind", type_=String), among(audit.c.subject))
_OF_SUBJECTS = {
    reviews: KeysetGroups(statement, audit.c.subject, (Term(audit.c.id),), _Entry.of)
    for reviews, statement in ((True, _ABOUT), (False, _ABOUT.where(audit.c.action != DecisionSeen.__name__)))
}
_EVERYTHING = KeysetList(_ENTRIES, (Term(audit.c.id, descending=True),), _Entry.of)
_NAMES = select(employees.c.id, employees.c.first_name, employees.c.last_name).where(among(employees.c.id))


class TimelinesReader(Reader):
    async def timelines(
        self, kind: str, subjects: Collection[str], page: PageRequest, *, reviews: bool = True
    ) -> Mapping[str, Page[TimelineRow]]:
        values = {"kind": kind, "ids": listed(subjects)}
        pages = await _OF_SUBJECTS[reviews].pages(self._connection, list(subjects), values, page)
        names = await self._names(entry for each in pages.values() for entry in each.rows)
        return {subject: _named(each, names) for subject, each in pages.items()}

    async def audit(self, page: PageRequest) -> Page[TimelineRow]:
        entries = await _EVERYTHING.page(self._connection, {}, page)
        return _named(entries, await self._names(entries.rows))

    async def _names(self, entries: Iterable[_Entry]) -> Mapping[PersonId, str]:
        people = {person for entry in entries for person in entry.everyone()}
        rows = await self._found(_NAMES, people, {})
        return {row.id: f"{row.first_name} {row.last_name}" for row in rows}


def _named(page: Page[_Entry], names: Mapping[PersonId, str]) -> Page[TimelineRow]:
    rows = tuple(entry.named(names) for entry in page.rows)
    return Page(rows, page.keys, page.has_next, page.has_previous, page.total)
