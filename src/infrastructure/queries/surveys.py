"""Surveys: a person's own, and the program office's view."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, case, false, literal_column, select

from moments.application.access.relations import Actor
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.queries import SurveyList
from moments.application.queries.rows import SurveyRow
from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array
from moments.infrastructure.persistence.mappers.surveys import answers_of
from moments.infrastructure.persistence.sql import Statement, constant
from moments.infrastructure.persistence.tables import employees, mentorships, surveys
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import WIDTH, person_columns, person_row
from moments.infrastructure.queries.visibility import VIEWER, ViewerScope, actor_parameters, visible_surveys

_s = surveys.c
_person, _other = employees.alias("person"), employees.alias("other")
_CONTACT_ME: ColumnElement[Any] = literal_column(
    "surveys.contact_me"
)  # bare, as in the partial index; SQLAlchemy would add "= 1"


def _order_and_rows(which: SurveyList, scope: ViewerScope) -> tuple[tuple[SortKey, ...], list[ColumnElement[Any]]]:
    identity = (SortKey(_s.mentorship), SortKey(_s.side))
    newest_identity = (SortKey(_s.mentorship, descending=True), SortKey(_s.side, descending=True))
    office = [] if scope.office else [false()]
    match which:
        case SurveyList.DUE:
            return (SortKey(_s.due_at), *identity), [_s.person == VIEWER, _s.answered_at.is_(None)]
        case SurveyList.SUBMITTED:
            newest = SortKey(_s.answered_at, descending=True)
            return (newest, *newest_identity), [*office, _s.answered_at.is_not(None)]
        case SurveyList.FOLLOW_UPS:
            rows = [_CONTACT_ME, _s.followed_up_at.is_(None), _s.answered_at.is_not(None)]
            return (SortKey(_s.answered_at), *identity), [*office, *rows]


@lru_cache
def _list(which: SurveyList, scope: ViewerScope) -> KeysetList[SurveyRow]:
    terms, rows = _order_and_rows(which, scope)
    return KeysetList(_visible(scope).where(*rows), terms, _to_row)


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
    async def surveys(self, actor: Actor, criteria: SurveyList, page: PageRequest) -> Page[SurveyRow]:
        return await _list(criteria, ViewerScope.of(actor)).page(self._connection, actor_parameters(actor), page)

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
