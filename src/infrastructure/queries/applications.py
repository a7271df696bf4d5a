"""Lists of applications, each in the order of an index of its own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, and_, bindparam, false, or_, select

from moments.application.access.relations import OPEN_TO_DECIDERS, Actor
from moments.application.queries.filters import ApplicationFilter, ApplicationList, ApplicationOrder
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import ApplicationRow
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.mappers.applications import decision_of, supervisor_of
from moments.infrastructure.persistence.sql import Statement, constant, matches_terms, search_terms, term_parameters
from moments.infrastructure.persistence.tables import applications, employees, supervisor_tries
from moments.infrastructure.persistence.types import UtcDateTime
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.criteria import (
    DEPARTMENT,
    PERSON,
    SUPERVISOR,
    PeriodShape,
    in_period,
    period_parameters,
    period_shape,
)
from moments.infrastructure.queries.paging.groups import KeysetGroups
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import (
    WIDTH,
    eligibility_columns,
    person_columns,
    person_or_none,
    with_eligibility,
)
from moments.infrastructure.queries.visibility import (
    VIEWER,
    ViewerScope,
    actor_parameters,
    administers,
    is_requested_mentor,
    unseen_by_viewer,
    visible_applications,
)

_a = applications.c
APPLICANT = employees.alias("applicant")
_supervisor, _decider = employees.alias("routed_to"), employees.alias("decider")
_boss = employees.alias("boss")
_UNEXPLAINED = and_(
    _a.supervisor_chosen,
    _boss.c.id.is_not(None),
    _boss.c.id != _a.supervisor,
    or_(_boss.c.on_leave_until.is_(None), _boss.c.on_leave_until < bindparam("today", type_=Date)),
)
"""The condition twin of `ApplicationRow.is_unexplained` (APP-7)."""
_ID = SortKey(_a.id)
_NEWEST_ID = SortKey(_a.id, descending=True)
LONGEST_HELD = (SortKey(_a.held_since), _ID)
WAITS = _a.state == constant(ApplicationState.SUBMITTED)
_DECIDED = _a.state.in_([constant(ApplicationState.APPROVED), constant(ApplicationState.DENIED)])


def _order_and_rows(
    which: ApplicationList, scope: ViewerScope
) -> tuple[tuple[SortKey, ...], list[ColumnElement[bool]]]:
    mine, ours = _a.supervisor == VIEWER, administers(APPLICANT.c.department, scope)
    newest_decision = (SortKey(_a.decided_at, descending=True), _NEWEST_ID)
    newest_submission = (SortKey(_a.submitted_at, descending=True), _NEWEST_ID)
    submitted = _a.submitted_at.is_not(None)
    match which:
        case ApplicationList.OWN:
            return (SortKey(_a.started_at), _ID), [_a.applicant == VIEWER]
        case ApplicationList.QUEUE:
            return LONGEST_HELD, [mine, WAITS]
        case ApplicationList.DECIDED:
            return newest_decision, [_a.decided_for == VIEWER, _DECIDED, _a.decided_at.is_not(None)]
        case ApplicationList.IN_LIEU:
            return newest_decision, [unseen_by_viewer(APPLICANT)]
        case ApplicationList.DEPARTMENT_QUEUE:
            return LONGEST_HELD, [ours, WAITS]
        case ApplicationList.DEPARTMENT:
            open_to_us = _a.state.in_([constant(state) for state in OPEN_TO_DECIDERS])
            return newest_submission, [ours, open_to_us, submitted]
        case ApplicationList.ALL:
            everything = _a.state != constant(ApplicationState.DRAFT)
            return newest_submission, [everything, submitted] if scope.office else [false()]


def rows_of_applications(which: ApplicationList, scope: ViewerScope) -> list[ColumnElement[bool]]:
    """Which applications are in the list, beside their applicants: APPLICANT."""
    return _order_and_rows(which, scope)[1]


_ORDERS = {
    ApplicationOrder.NEWEST: (SortKey(_a.submitted_at, descending=True), _NEWEST_ID),
    ApplicationOrder.OLDEST: (SortKey(_a.submitted_at), _ID),
    ApplicationOrder.NAME: (SortKey(APPLICANT.c.name_key), _ID),
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """What of a filter shapes its statement."""

    list: ApplicationList
    scope: ViewerScope
    kinds: bool
    states: bool
    department: bool
    rerouted: bool | None
    in_lieu: bool | None
    supervisor: bool
    unexplained: bool | None
    terms: int
    person: bool
    submitted: PeriodShape
    order: ApplicationOrder | None

    @classmethod
    def of(cls, actor: Actor, criteria: ApplicationFilter) -> "_Shape":
        return cls(
            criteria.list,
            ViewerScope.of(actor),
            bool(criteria.kinds),
            bool(criteria.states),
            criteria.department is not None,
            criteria.rerouted,
            criteria.in_lieu,
            criteria.supervisor is not None,
            criteria.unexplained,
            len(search_terms(criteria.name)),
            criteria.person is not None,
            period_shape(criteria.submitted),
            criteria.order,
        )


def _parameters(actor: Actor, criteria: ApplicationFilter) -> dict[str, object]:
    return {
        **actor_parameters(actor),
        **term_parameters(search_terms(criteria.name)),
        "kinds": sorted_ids(kind.value for kind in criteria.kinds),
        "states": sorted_ids(state.value for state in criteria.states),
        "department": criteria.department,
        "person": criteria.person,
        "supervisor": criteria.supervisor,
        **period_parameters(criteria.submitted),
        "today": criteria.today,
    }


@lru_cache(maxsize=256)
def _list(shape: _Shape) -> KeysetList[ApplicationRow]:
    terms, rows = _order_and_rows(shape.list, shape.scope)
    rows += matches_terms(APPLICANT.c.name_key, shape.terms)
    if shape.kinds:
        rows.append(in_array(_a.kind, "kinds"))
    if shape.states:
        rows.append(in_array(_a.state, "states"))
    if shape.department:
        rows.append(APPLICANT.c.department == DEPARTMENT)
    if shape.person:
        rows.append(_a.applicant == PERSON)
    rows += in_period(_a.submitted_at, shape.submitted)
    if shape.rerouted is not None:
        rows.append(_a.supervisor_chosen.is_(shape.rerouted))
    if shape.in_lieu is not None:
        rows.append(_a.ground.is_not(None) if shape.in_lieu else _a.ground.is_(None))
    if shape.supervisor:
        rows.append(_a.supervisor == SUPERVISOR)
    if shape.unexplained is not None:
        rows.append(_UNEXPLAINED if shape.unexplained else ~_UNEXPLAINED)
    order = terms if shape.order is None else _ORDERS[shape.order]
    return KeysetList(visible(shape.scope).where(*rows), order, application_row)


@lru_cache
def visible(scope: ViewerScope) -> Statement:
    """Every application that the viewer may see."""
    return (
        select(
            *person_columns(_supervisor, "routed_to"),
            *person_columns(_decider, "decider"),
            *eligibility_columns(APPLICANT, "applicant"),
            *(column for column in _a if column.name not in ("bio_key", "ranks", "version")),
            is_requested_mentor().label("is_requested_mentor"),
            _boss.c.id.label("directory_supervisor"),
            _boss.c.on_leave_until.label("directory_supervisor_on_leave_until"),
        )
        .join(APPLICANT, APPLICANT.c.id == _a.applicant)
        .outerjoin(_supervisor, _supervisor.c.id == _a.supervisor)
        .outerjoin(_boss, and_(_boss.c.id == APPLICANT.c.supervisor, _boss.c.left_on.is_(None)))
        .outerjoin(_decider, _decider.c.id == _a.decided_by)
        .where(visible_applications(scope, APPLICANT))
    )


@lru_cache
def _by_id(scope: ViewerScope) -> Statement:
    return visible(scope).where(in_array(_a.id))


@lru_cache
def _of_mentees(scope: ViewerScope) -> Statement:
    return visible(scope).where(in_array(_a.applicant), _a.kind == constant(ApplicationKind.MENTEE))


@lru_cache
def _of_people(scope: ViewerScope, states: bool) -> KeysetGroups[ApplicationRow]:
    statement = visible(scope).where(in_array(_a.applicant), *([in_array(_a.state, "states")] if states else []))
    return KeysetGroups(statement, _a.applicant, (SortKey(_a.started_at), _ID), application_row)


_TRIES = (
    select(supervisor_tries.c.at)
    .where(
        supervisor_tries.c.person == bindparam("person"),
        supervisor_tries.c.at > bindparam("since", type_=UtcDateTime()),
    )
    .order_by(supervisor_tries.c.at)
)


class ApplicationsQueries(QueryBase):
    async def applications(self, actor: Actor, criteria: ApplicationFilter, page: PageRequest) -> Page[ApplicationRow]:
        return await _list(_Shape.of(actor, criteria)).page(self._connection, _parameters(actor, criteria), page)

    async def applications_by_id(
        self, actor: Actor, ids: Collection[ApplicationId]
    ) -> Mapping[ApplicationId, ApplicationRow]:
        rows = await self._found(_by_id(ViewerScope.of(actor)), ids, actor_parameters(actor))
        return {row.id: application_row(row) for row in rows}

    async def supervisor_tries(self, person: PersonId, since: datetime) -> Sequence[datetime]:
        return [row.at for row in await self._rows(_TRIES, {"person": person, "since": since})]

    async def mentee_applications(
        self, actor: Actor, people: Collection[PersonId]
    ) -> Mapping[PersonId, ApplicationRow]:
        rows = await self._found(_of_mentees(ViewerScope.of(actor)), people, actor_parameters(actor))
        return {row.applicant: application_row(row) for row in rows}

    async def applications_of(
        self, actor: Actor, people: Collection[PersonId], states: Collection[ApplicationState], page: PageRequest
    ) -> Mapping[PersonId, Page[ApplicationRow]]:
        lists = _of_people(ViewerScope.of(actor), bool(states))
        values = {
            **actor_parameters(actor),
            "ids": sorted_ids(people),
            "states": sorted_ids(state.value for state in states),
        }
        return await lists.pages(self._connection, list(people), values, page)


def application_row(row: Row[Any]) -> ApplicationRow:
    applicant, reasons = with_eligibility(row[2 * WIDTH :])
    return ApplicationRow(
        id=row.id,
        kind=ApplicationKind(row.kind),
        state=ApplicationState(row.state),
        applicant=applicant,
        reasons=reasons,
        bio=row.bio,
        working_hours=row.working_hours,
        skills=RankedSkills(tuple(row.career), tuple(row.soft)),
        supervisor=supervisor_of(row),
        supervisor_record=person_or_none(row),
        started_at=row.started_at,
        held_since=row.held_since,
        submitted_at=row.submitted_at,
        decision=decision_of(row),
        decided_by=person_or_none(row[WIDTH:]),
        rerouted=row.supervisor_chosen,
        is_requested_mentor=row.is_requested_mentor,
        directory_supervisor=row.directory_supervisor,
        directory_supervisor_on_leave_until=row.directory_supervisor_on_leave_until,
    )
