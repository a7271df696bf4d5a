"""Surveys: a person's own, and the program office's view."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, case, false, literal_column, select

from moments.application.access.relations import Standing
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.queries import SurveyList
from moments.application.queries.rows import SurveyRow
from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import among
from moments.infrastructure.persistence.mappers.surveys import answers_of
from moments.infrastructure.persistence.sql import Statement, constant
from moments.infrastructure.persistence.tables import employees, mentorships, surveys
from moments.infrastructure.queries.base import Reader
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import Term
from moments.infrastructure.queries.people import WIDTH, person_columns, person_row
from moments.infrastructure.queries.visibility import VIEWER, Sight, standing_parameters, visible_surveys

_s = surveys.c
_person, _other = employees.alias("person"), employees.alias("other")
_CONTACT_ME: ColumnElement[Any] = literal_column(
    "surveys.contact_me"
)  # bare, as in the partial index; SQLAlchemy would add "= 1"


def _order_and_rows(which: SurveyList, sight: Sight) -> tuple[tuple[Term, ...], list[ColumnElement[Any]]]:
    identity = (Term(_s.mentorship), Term(_s.side))
    newest_identity = (Term(_s.mentorship, descending=True), Term(_s.side, descending=True))
    office = [] if sight.office else [false()]
    match which:
        case SurveyList.DUE:
            return (Term(_s.due_at), *identity), [_s.person == VIEWER, _s.answered_at.is_(None)]
        case SurveyList.ANSWERED:
            newest = Term(_s.answered_at, descending=True)
            return (newest, *newest_identity), [*office, _s.answered_at.is_not(None)]
        case SurveyList.FOLLOW_UPS:
            rows = [_CONTACT_ME, _s.followed_up_at.is_(None), _s.answered_at.is_not(None)]
            return (Term(_s.answered_at), *identity), [*office, *rows]


@lru_cache
def _list(which: SurveyList, sight: Sight) -> KeysetList[SurveyRow]:
    terms, rows = _order_and_rows(which, sight)
    return KeysetList(_visible(sight).where(*rows), terms, _shown)


@lru_cache
def _visible(sight: Sight) -> Statement:
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
        .where(visible_surveys(sight))
    )


@lru_cache
def _by_mentorship(sight: Sight) -> Statement:
    return _visible(sight).where(among(_s.mentorship))


class SurveysReader(Reader):
    async def surveys(self, who: Standing, wish: SurveyList, page: PageRequest) -> Page[SurveyRow]:
        return await _list(wish, Sight.of(who)).page(self._connection, standing_parameters(who), page)

    async def surveys_by_id(
        self, who: Standing, ids: Collection[tuple[MentorshipId, ApplicationKind]]
    ) -> Mapping[tuple[MentorshipId, ApplicationKind], SurveyRow]:
        """Both sides of a mentorship are looked up, and those that were asked for are kept."""
        statement, mentorships = _by_mentorship(Sight.of(who)), [mentorship for mentorship, _ in ids]
        rows = await self._found(statement, mentorships, standing_parameters(who))
        found = ((row.mentorship, _shown(row)) for row in rows)
        return {key: survey for mentorship, survey in found if (key := (mentorship, survey.side)) in ids}


def _shown(row: Row[Any]) -> SurveyRow:
    return SurveyRow(
        mentorship=row.mentorship,
        side=ApplicationKind(row.side),
        person=person_row(row),
        other=person_row(row[WIDTH:]),
        due_at=row.due_at,
        answered_at=row.answered_at,
        answers=None if row.answers is None else answers_of(row.answers),
        followed_up_at=row.followed_up_at,
    )
