"""Surveys: a person's own, and the program office's view."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, case, false, literal_column, select

from moments.application.access.relations import Actor
from moments.application.queries.filters import SurveyFilter, SurveyList, TimeOrder
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import SurveyRow
from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array
from moments.infrastructure.persistence.mappers.surveys import answers_of
from moments.infrastructure.persistence.pending import OF_SERVICE, SURVEY_UNANSWERED, UNANSWERED_IN_SERVICE
from moments.infrastructure.persistence.sql import Statement, constant, matches_terms, search_terms, term_parameters
from moments.infrastructure.persistence.tables import employees, mentorships, surveys
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.criteria import (
    DEPARTMENT,
    PERSON,
    PeriodShape,
    in_period,
    period_parameters,
    period_shape,
)
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import WIDTH, person_columns, person_row
from moments.infrastructure.queries.visibility import VIEWER, ViewerScope, actor_parameters, visible_surveys

_s = surveys.c
_person, _other = employees.alias("person"), employees.alias("other")
_CONTACT_ME: ColumnElement[Any] = literal_column(
    "surveys.contact_me"
)  # bare, as in the partial index; SQLAlchemy would add "= 1"


def _moment_and_rows(which: SurveyList, scope: ViewerScope) -> tuple[Column[Any], list[ColumnElement[Any]]]:
    """By what the list is ordered, and its rows."""
    office = [] if scope.office else [false()]
    match which:
        case SurveyList.DUE:
            return _s.due_at, [_s.person == VIEWER, SURVEY_UNANSWERED]
        case SurveyList.UNANSWERED:
            return _s.due_at, [*office, UNANSWERED_IN_SERVICE]
        case SurveyList.SUBMITTED:
            return _s.answered_at, [*office, _s.answered_at.is_not(None)]
        case SurveyList.FOLLOW_UPS:
            return _s.answered_at, [
                *office,
                _CONTACT_ME,
                OF_SERVICE,
                _s.followed_up_at.is_(None),
                _s.answered_at.is_not(None),
            ]


def rows_of_surveys(which: SurveyList, scope: ViewerScope) -> list[ColumnElement[Any]]:
    """Which surveys are in the list, of those that are visible."""
    return _moment_and_rows(which, scope)[1]


@dataclass(frozen=True, slots=True)
class _Shape:
    list: SurveyList
    scope: ViewerScope
    side: ApplicationKind | None
    department: bool
    terms: int
    person: bool
    period: PeriodShape
    order: TimeOrder

    @classmethod
    def of(cls, actor: Actor, criteria: SurveyFilter) -> "_Shape":
        return cls(
            criteria.list,
            ViewerScope.of(actor),
            criteria.side,
            criteria.department is not None,
            len(search_terms(criteria.name)),
            criteria.person is not None,
            period_shape(criteria.period),
            criteria.order,
        )


@lru_cache(maxsize=128)
def _list(shape: _Shape) -> KeysetList[SurveyRow]:
    moment, rows = _moment_and_rows(shape.list, shape.scope)
    rows += matches_terms(_person.c.name_key, shape.terms)
    if shape.side is not None:
        rows.append(_s.side == constant(shape.side))
    if shape.department:
        rows.append(_person.c.department == DEPARTMENT)
    if shape.person:
        rows.append(_s.person == PERSON)
    rows += in_period(moment, shape.period)
    newest = shape.order is TimeOrder.NEWEST
    order = [SortKey(column, descending=newest) for column in (moment, _s.mentorship, _s.side)]
    return KeysetList(_visible(shape.scope).where(*rows), order, _to_row)


@lru_cache
def _visible(scope: ViewerScope) -> Statement:
    is_mentor = _s.side == constant(ApplicationKind.MENTOR)
    return (
        select(
            *person_columns(_person, "person"),
            *person_columns(_other, "other"),
            _s.mentorship,
            _s.side,
            _s.due_at,
            _s.answered_at,
            _s.answers,
            _s.followed_up_at,
        )
        .select_from(surveys)
        .join(mentorships, mentorships.c.id == _s.mentorship)
        .join(_person, _person.c.id == _s.person)
        .join(_other, _other.c.id == case((is_mentor, mentorships.c.mentee), else_=mentorships.c.mentor))
        .where(visible_surveys(scope))
    )


@lru_cache
def _by_mentorship(scope: ViewerScope) -> Statement:
    return _visible(scope).where(in_array(_s.mentorship))


class SurveysQueries(QueryBase):
    async def surveys(self, actor: Actor, criteria: SurveyFilter, page: PageRequest) -> Page[SurveyRow]:
        values = {
            **actor_parameters(actor),
            **term_parameters(search_terms(criteria.name)),
            **period_parameters(criteria.period),
            "department": criteria.department,
            "person": criteria.person,
        }
        return await _list(_Shape.of(actor, criteria)).page(self._connection, values, page)

    async def surveys_by_id(
        self, actor: Actor, ids: Collection[tuple[MentorshipId, ApplicationKind]]
    ) -> Mapping[tuple[MentorshipId, ApplicationKind], SurveyRow]:
        """Both sides of a mentorship are looked up, and those that were asked for are kept."""
        statement, mentorships = _by_mentorship(ViewerScope.of(actor)), [mentorship for mentorship, _ in ids]
        rows = await self._found(statement, mentorships, actor_parameters(actor))
        found = ((row.mentorship, _to_row(row)) for row in rows)
        return {key: survey for mentorship, survey in found if (key := (mentorship, survey.side)) in ids}


def _to_row(row: Row[Any]) -> SurveyRow:
    return SurveyRow(
        mentorship=row.mentorship,
        side=ApplicationKind(row.side),
        person=person_row(row),
        other=person_row(row[WIDTH:]),
        due_at=row.due_at,
        submitted_at=row.answered_at,
        answers=None if row.answers is None else answers_of(row.answers),
        followed_up_at=row.followed_up_at,
    )
