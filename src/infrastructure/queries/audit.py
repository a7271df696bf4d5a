"""The office's audit: all events, with the people in them as they are in the directory today."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Row, String, bindparam, select

from moments.application.access.relations import Actor
from moments.application.events import Subject
from moments.application.queries.filters import AuditFilter, TimeOrder
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import AuditRow
from moments.infrastructure.persistence.array_parameters import sorted_ids
from moments.infrastructure.persistence.tables import event_people, events
from moments.infrastructure.queries.criteria import PERSON, PeriodShape, in_period, period_parameters, period_shape
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.participants import ParticipantsQueries
from moments.infrastructure.queries.timelines import ENTRIES, Entry

_e = events.c
_AUDIT = ENTRIES.add_columns(_e.subject_kind, _e.subject)
_BY_ID = _AUDIT.where(_e.id.in_(bindparam("numbers", type_=BigInteger, expanding=True)))
_NAMES_PERSON = _e.id.in_(select(event_people.c.event).where(event_people.c.person == PERSON))


@dataclass(frozen=True, slots=True)
class _Shape:
    person: bool
    actor: bool
    actions: bool
    subject: bool
    period: PeriodShape
    order: TimeOrder

    @classmethod
    def of(cls, criteria: AuditFilter) -> "_Shape":
        return cls(
            criteria.person is not None,
            criteria.actor is not None,
            bool(criteria.actions),
            criteria.subject is not None,
            period_shape(criteria.period),
            criteria.order,
        )

    def rows(self) -> list[ColumnElement[bool]]:
        subject = [_e.subject_kind == bindparam("kind", type_=String), _e.subject == bindparam("subject", type_=String)]
        return [
            *([_NAMES_PERSON] if self.person else []),
            *([_e.by == bindparam("actor", type_=String)] if self.actor else []),
            *([_e.type.in_(bindparam("actions", type_=String, expanding=True))] if self.actions else []),
            *(subject if self.subject else []),
            *in_period(_e.occurred_at, self.period),
        ]


def _parameters(criteria: AuditFilter) -> dict[str, object]:
    subject = criteria.subject
    return {
        "person": criteria.person,
        "actor": criteria.actor,
        "actions": sorted_ids(action.value.name for action in criteria.actions),
        **({} if subject is None else {"kind": subject.kind, "subject": subject.id}),
        **period_parameters(criteria.period),
    }


_Found = tuple[Entry, Subject]


def _found(row: Row[Any]) -> _Found:
    return Entry.of(row), Subject(row.subject_kind, row.subject)


@lru_cache(maxsize=128)
def _list(shape: _Shape) -> KeysetList[_Found]:
    newest = shape.order is TimeOrder.NEWEST
    order = [SortKey(column, descending=newest) for column in (_e.occurred_at, _e.id)]
    return KeysetList(_AUDIT.where(*shape.rows()), order, _found)


class AuditQueries(ParticipantsQueries):
    async def audit(self, actor: Actor, criteria: AuditFilter, page: PageRequest) -> Page[AuditRow]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        found = await _list(_Shape.of(criteria)).page(self._connection, _parameters(criteria), page)
        rows = await self._with_people(found.rows)
        return Page(tuple(rows), found.keys, found.has_next, found.has_previous, found.total)

    async def audit_by_id(self, actor: Actor, ids: Collection[int]) -> Mapping[int, AuditRow]:
        if not actor.office:
            return {}
        found = [_found(row) for row in await self._rows(_BY_ID, {"numbers": sorted(set(ids))})]
        return {row.entry.id: row for row in await self._with_people(found)}

    async def _with_people(self, found: Sequence[_Found]) -> list[AuditRow]:
        people = await self.people({person for entry, _ in found for person in entry.everyone()})
        return [AuditRow(entry.named(people), subject) for entry, subject in found]
