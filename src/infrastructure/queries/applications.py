"""Lists of applications, each in the order of an index of its own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, String, bindparam, false, select

from moments.application.access.relations import OPEN_TO_DECIDERS, Standing
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.queries import ApplicationFilter, ApplicationList
from moments.application.queries.rows import ApplicationRow
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import among, listed
from moments.infrastructure.persistence.mappers.applications import decision_of, supervisor_of
from moments.infrastructure.persistence.sql import Statement, constant, has_words, word_parameters, words_of
from moments.infrastructure.persistence.tables import applications, employees
from moments.infrastructure.queries.base import Reader
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import Term
from moments.infrastructure.queries.people import judged, judged_columns
from moments.infrastructure.queries.visibility import (
    VIEWER,
    Sight,
    administered,
    asked,
    standing_parameters,
    unseen_by_viewer,
    visible_applications,
)

_a = applications.c
_applicant = employees.alias("applicant")
_ID = Term(_a.id)
_NEWEST_ID = Term(_a.id, descending=True)
_WAITS = _a.state == constant(ApplicationState.SUBMITTED)
_DECIDED = _a.state.in_([constant(ApplicationState.APPROVED), constant(ApplicationState.DENIED)])


def _order_and_rows(which: ApplicationList, sight: Sight) -> tuple[tuple[Term, ...], list[ColumnElement[bool]]]:
    mine, ours = _a.supervisor == VIEWER, administered(_applicant.c.department, sight)
    longest_held = (Term(_a.held_since), _ID)
    newest_decision = (Term(_a.decided_at, descending=True), _NEWEST_ID)
    newest_submission = (Term(_a.submitted_at, descending=True), _NEWEST_ID)
    submitted = _a.submitted_at.is_not(None)
    match which:
        case ApplicationList.OWN:
            return (Term(_a.started_at), _ID), [_a.applicant == VIEWER]
        case ApplicationList.QUEUE:
            return longest_held, [mine, _WAITS]
        case ApplicationList.DECIDED:
            return newest_decision, [_a.decided_for == VIEWER, _DECIDED, _a.decided_at.is_not(None)]
        case ApplicationList.IN_LIEU:
            return newest_decision, [unseen_by_viewer()]
        case ApplicationList.DEPARTMENT_QUEUE:
            return longest_held, [ours, _WAITS]
        case ApplicationList.DEPARTMENT:
            open_to_us = _a.state.in_([constant(state) for state in OPEN_TO_DECIDERS])
            return newest_submission, [ours, open_to_us, submitted]
        case ApplicationList.PROGRAM:
            everything = _a.state != constant(ApplicationState.DRAFT)
            return newest_submission, [everything, submitted] if sight.office else [false()]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What of a filter shapes its statement."""

    list: ApplicationList
    sight: Sight
    kinds: bool
    states: bool
    department: bool
    rerouted: bool | None
    words: int

    @classmethod
    def of(cls, who: Standing, wish: ApplicationFilter) -> "_Shape":
        return cls(
            wish.list,
            Sight.of(who),
            bool(wish.kinds),
            bool(wish.states),
            wish.department is not None,
            wish.rerouted,
            len(words_of(wish.name)),
        )


def _parameters(who: Standing, wish: ApplicationFilter) -> dict[str, object]:
    return {
        **standing_parameters(who),
        **word_parameters(words_of(wish.name)),
        "kinds": listed(kind.value for kind in wish.kinds),
        "states": listed(state.value for state in wish.states),
        "department": wish.department,
    }


@lru_cache(maxsize=256)
def _list(shape: _Shape) -> KeysetList[ApplicationRow]:
    terms, rows = _order_and_rows(shape.list, shape.sight)
    rows += has_words(_applicant.c.name_key, shape.words)
    if shape.kinds:
        rows.append(among(_a.kind, "kinds"))
    if shape.states:
        rows.append(among(_a.state, "states"))
    if shape.department:
        rows.append(_applicant.c.department == bindparam("department", type_=String))
    if shape.rerouted is not None:
        rows.append(_a.supervisor_chosen.is_(shape.rerouted))
    return KeysetList(_visible(shape.sight).where(*rows), terms, _shown)


@lru_cache
def _visible(sight: Sight) -> Statement:
    """Every application that the viewer may see."""
    return (
        select(
            *judged_columns(_applicant, "applicant"),
            *(column for column in _a if column.name not in ("bio_key", "ranks", "version")),
            asked().label("asked"),
        )
        .join(_applicant, _applicant.c.id == _a.applicant)
        .where(visible_applications(sight, _applicant))
    )


@lru_cache
def _by_id(sight: Sight) -> Statement:
    return _visible(sight).where(among(_a.id))


@lru_cache
def _of_mentees(sight: Sight) -> Statement:
    return _visible(sight).where(among(_a.applicant), _a.kind == constant(ApplicationKind.MENTEE))


class ApplicationsReader(Reader):
    async def applications(self, who: Standing, wish: ApplicationFilter, page: PageRequest) -> Page[ApplicationRow]:
        return await _list(_Shape.of(who, wish)).page(self._connection, _parameters(who, wish), page)

    async def applications_by_id(
        self, who: Standing, ids: Collection[ApplicationId]
    ) -> Mapping[ApplicationId, ApplicationRow]:
        rows = await self._found(_by_id(Sight.of(who)), ids, standing_parameters(who))
        return {row.id: _shown(row) for row in rows}

    async def mentee_applications(
        self, who: Standing, people: Collection[PersonId]
    ) -> Mapping[PersonId, ApplicationRow]:
        rows = await self._found(_of_mentees(Sight.of(who)), people, standing_parameters(who))
        return {row.applicant: _shown(row) for row in rows}


def _shown(row: Row[Any]) -> ApplicationRow:
    applicant, reasons = judged(row)
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
        started_at=row.started_at,
        held_since=row.held_since,
        submitted_at=row.submitted_at,
        decision=decision_of(row),
        rerouted=row.supervisor_chosen,
        asked=row.asked,
    )
