"""What waits for the viewer, over all their roles: one statement for the steps, one for their numbers.

Each kind is a statement of its own rows, by the conditions of the list or of the reminder that it is about. The steps
are these rows together, and the numbers their counts.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from moments.application.access.relations import Actor
from moments.application.next_steps import NextStep, NextStepKind
from moments.application.queries.filters import ApplicationList, SurveyList
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.email import EmailState
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.pending import WITHOUT_MEETING
from moments.infrastructure.persistence.sql import Statement, constant
from moments.infrastructure.persistence.states import ACTIVE, REQUESTED
from moments.infrastructure.persistence.tables import applications, emails, employees, meetings, mentorships, surveys
from moments.infrastructure.persistence.types import UtcDateTime
from moments.infrastructure.queries.applications import APPLICANT, rows_of_applications
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.surveys import rows_of_surveys
from moments.infrastructure.queries.visibility import VIEWER, ViewerScope, actor_parameters, visible_surveys

_a, _m, _s, _t = applications.c, mentorships.c, surveys.c, meetings.c
_NOW = bindparam("now", type_=UtcDateTime)
_partner = employees.alias("partner")
_NAME: ColumnElement[str] = _partner.c.first_name + " " + _partner.c.last_name
_STILL_THERE = _partner.c.left_on.is_(None)
"""DIR-1: with whoever has left nothing is to be done; what was done is still on record."""
_NO_TEXT, _NO_TIME = cast(null(), String), cast(null(), UtcDateTime)
SEVERAL = frozenset(
    {
        NextStepKind.DECIDE_APPLICATIONS,
        NextStepKind.REVIEW_DECISIONS,
        NextStepKind.SEE_DEPARTMENT_QUEUE,
        NextStepKind.SEE_FAILED_EMAILS,
        NextStepKind.HANDLE_FOLLOW_UPS,
    }
)
"""One step for all things of the kind."""


def _waiting(
    thing: ColumnElement[Any],
    since: ColumnElement[Any],
    *,
    name: ColumnElement[Any] = _NO_TEXT,
    moment: ColumnElement[Any] = _NO_TIME,
    detail: ColumnElement[Any] = _NO_TEXT,
) -> Statement:
    return select(
        cast(thing, String).label("thing"),
        since.label("since"),
        name.label("name"),
        moment.label("moment"),
        detail.label("detail"),
    )


def _of_mentorships(since: ColumnElement[Any], *conditions: ColumnElement[bool]) -> Statement:
    other = case((_m.mentor == VIEWER, _m.mentee), else_=_m.mentor)
    return (
        _waiting(_m.id, since, name=_NAME)
        .select_from(mentorships)
        .join(_partner, _partner.c.id == other)
        .where(or_(_m.mentor == VIEWER, _m.mentee == VIEWER), *conditions)
    )


def _of_meetings(since: ColumnElement[Any], *conditions: ColumnElement[bool]) -> Statement:
    other = case((_t.mentor == VIEWER, _t.mentee), else_=_t.mentor)
    return (
        _waiting(_t.id, since, name=_NAME, moment=_t.starts_at)
        .select_from(meetings)
        .join(mentorships, _m.id == _t.mentorship)
        .join(_partner, _partner.c.id == other)
        .where(or_(_t.mentor == VIEWER, _t.mentee == VIEWER), *conditions)
    )


def _of_own_applications(since: ColumnElement[Any], state: ApplicationState) -> Statement:
    own = _waiting(_a.id, since, detail=_a.kind).select_from(applications)
    return own.where(_a.applicant == VIEWER, _a.state == constant(state))


def _of_applications(since: ColumnElement[Any], which: ApplicationList, scope: ViewerScope) -> Statement:
    listed = _waiting(_a.id, since).select_from(applications).join(APPLICANT, APPLICANT.c.id == _a.applicant)
    return listed.where(*rows_of_applications(which, scope))


def _of_surveys(since: ColumnElement[Any], which: SurveyList, scope: ViewerScope) -> Statement:
    other = case((_s.side == constant(ApplicationKind.MENTOR), _m.mentee), else_=_m.mentor)
    return (
        _waiting(_s.mentorship + ":" + _s.side, since, name=_NAME)
        .select_from(surveys)
        .join(mentorships, _m.id == _s.mentorship)
        .join(_partner, _partner.c.id == other)
        .where(*rows_of_surveys(which, scope), visible_surveys(scope))
    )


@lru_cache
def _kinds(scope: ViewerScope) -> Mapping[NextStepKind, Statement]:
    """The rows of each kind that the viewer can have."""
    proposed, held = (_t.state == constant(state) for state in (MeetingState.PROPOSED, MeetingState.HELD))
    confirmed, to_come = _t.state == constant(MeetingState.CONFIRMED), _t.starts_at > _NOW
    asked_to_agree = and_(_m.agreement_by != VIEWER, _m.agreement_agreed_at.is_(None), _STILL_THERE)
    asked_to_meet = and_(proposed, to_come, ACTIVE, _t.proposed_by != VIEWER, _STILL_THERE)
    unmet = and_(WITHOUT_MEETING, _m.mentee == VIEWER, _STILL_THERE)
    unconfirmed = and_(held, _t.logged_by != VIEWER, _t.hours_confirmed_at.is_(None))
    kinds = {
        NextStepKind.ANSWER_REQUEST: _of_mentorships(_m.requested_at, REQUESTED, _m.mentor == VIEWER),
        NextStepKind.DECIDE_APPLICATIONS: _of_applications(_a.held_since, ApplicationList.QUEUE, scope),
        NextStepKind.ANSWER_MEETING: _of_meetings(_t.proposed_at, asked_to_meet),
        NextStepKind.CONFIRM_HOURS: _of_meetings(_t.starts_at, unconfirmed),
        NextStepKind.ANSWER_AGREEMENT: _of_mentorships(_m.agreement_proposed_at, ACTIVE, asked_to_agree),
        NextStepKind.FINISH_APPLICATION: _of_own_applications(_a.started_at, ApplicationState.DRAFT),
        NextStepKind.SET_UP_FIRST_MEETING: _of_mentorships(_m.answered_at, unmet),
        NextStepKind.LOG_MEETING: _of_meetings(_t.starts_at, confirmed, ~to_come),
        NextStepKind.ANSWER_SURVEY: _of_surveys(_s.due_at, SurveyList.DUE, scope),
        NextStepKind.REVIEW_DECISIONS: _of_applications(_a.decided_at, ApplicationList.IN_LIEU, scope),
        NextStepKind.REVISE_APPLICATION: _of_own_applications(_a.decided_at, ApplicationState.DENIED),
    }
    if scope.administers:
        waiting = _of_applications(_a.held_since, ApplicationList.DEPARTMENT_QUEUE, scope)
        kinds[NextStepKind.SEE_DEPARTMENT_QUEUE] = waiting
    if scope.office:
        failed = _waiting(emails.c.id, emails.c.settled_at).select_from(emails)
        kinds[NextStepKind.SEE_FAILED_EMAILS] = failed.where(emails.c.state == constant(EmailState.FAILED))
        kinds[NextStepKind.HANDLE_FOLLOW_UPS] = _of_surveys(_s.answered_at, SurveyList.FOLLOW_UPS, scope)
    return kinds


@lru_cache
def _steps(scope: ViewerScope) -> Any:
    return union_all(*(_step(kind, rows) for kind, rows in _kinds(scope).items()))


def _step(kind: NextStepKind, rows: Statement) -> Statement:
    named = literal_column(f"'{kind.name}'", String).label("kind")
    if kind not in SEVERAL:
        return rows.add_columns(named, literal_column("1", Integer).label("number"))
    all_of_them, again = rows.subquery(), rows.subquery()
    longest = select(again.c.thing).order_by(again.c.since, again.c.thing).limit(literal_column("1"))
    return select(
        longest.scalar_subquery().label("thing"),
        func.min(all_of_them.c.since, type_=UtcDateTime).label("since"),
        _NO_TEXT.label("name"),
        _NO_TIME.label("moment"),
        _NO_TEXT.label("detail"),
        named,
        func.count().label("number"),
    ).having(func.count() > literal_column("0", Integer))


@lru_cache
def _numbers(scope: ViewerScope) -> Statement:
    counted = (
        select(func.count()).select_from(rows.subquery()).scalar_subquery().label(kind.key)
        for kind, rows in _kinds(scope).items()
    )
    return select(*counted)


class NextStepsQueries(QueryBase):
    async def next_steps(self, actor: Actor, at: datetime) -> Sequence[NextStep]:
        values = {**actor_parameters(actor), "now": at}
        found = [_to_step(row) for row in await self._rows(_steps(ViewerScope.of(actor)), values)]
        return sorted(found, key=lambda step: (step.kind.place, step.since or at, step.thing or ""))

    async def waiting_counts(self, actor: Actor, at: datetime) -> Mapping[NextStepKind, int]:
        scope = ViewerScope.of(actor)
        (row,) = await self._rows(_numbers(scope), {**actor_parameters(actor), "now": at})
        return dict(zip(_kinds(scope), row, strict=True))


def _to_step(row: Row[Any]) -> NextStep:
    kind = NextStepKind[row.kind]
    thing = row.thing if kind.thing else None
    return NextStep(kind, thing, row.since, row.number, row.name, row.moment, row.detail)
