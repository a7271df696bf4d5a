"""A mentee's list of recommended mentors: as it was made, and what has become possible or impossible since (MAT-4)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, and_, func, literal_column, select

from moments.application.queries.rows import PersonRow, SuggestionListRow, SuggestionRow
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.matching.fit import CommonSkill
from moments.domain.matching.market import HISTORY, exclusion_between
from moments.domain.matching.request_blockers import A_YEAR, RequestBlocker, request_blocker
from moments.domain.matching.suggestion import EmptyReason
from moments.domain.program.common_hours import hours_in_common
from moments.domain.program.quarter import Quarter
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array
from moments.infrastructure.persistence.exclusions import WEIGHT
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import (
    applications,
    employees,
    matching_runs,
    mentor_listing,
    mentorships,
    suggestion_lists,
    suggestions,
)
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.mentor_search import SEARCH_COLUMNS, search_row
from moments.infrastructure.queries.people import person_columns, person_row
from moments.infrastructure.queries.visibility import VIEWER

_m, _s, _l = mentorships.c, suggestions.c, mentor_listing.c


def _between(mentor: ColumnElement[str], table: FromClause) -> ColumnElement[int]:
    """What has been between the viewer and the mentor of the table's row."""
    weights = select(func.min(WEIGHT)).where(_m.mentee == VIEWER, _m.mentor == mentor)
    return weights.correlate(table).scalar_subquery()


_LATEST = (
    select(
        suggestion_lists.c.run,
        suggestion_lists.c.made_at,
        suggestion_lists.c.empty_reason,
        suggestion_lists.c.would_give,
        matching_runs.c.quarter,
    )
    .join(matching_runs, matching_runs.c.id == suggestion_lists.c.run)
    .where(suggestion_lists.c.mentee == VIEWER, matching_runs.c.published_at.is_not(None))
    .order_by(matching_runs.c.published_at.desc(), matching_runs.c.quarter.desc())
    .limit(literal_column("1"))
    .subquery("latest")
)
_HOURS = (
    select(applications.c.working_hours)
    .where(
        applications.c.applicant == VIEWER,
        applications.c.kind == constant(ApplicationKind.MENTEE),
        applications.c.state == constant(ApplicationState.APPROVED),
    )
    .scalar_subquery()
)
_LIST = (
    select(
        *person_columns(employees, "mentor"),
        _LATEST,
        _s.place,
        _s.mentor,
        _s.score,
        _s.common,
        _between(_s.mentor, suggestions).label("between"),
        _HOURS.label("own_hours"),
        *SEARCH_COLUMNS,
    )
    .select_from(_LATEST)
    .outerjoin(suggestions, and_(_s.run == _LATEST.c.run, _s.mentee == VIEWER, _s.replaced_at.is_(None)))
    .outerjoin(employees, employees.c.id == _s.mentor)
    .outerjoin(mentor_listing, _l.person == _s.mentor)
    .order_by(_s.score.desc(), _s.place)
)
"""A row for each mentor on it; one without a mentor for an empty list."""
_BLOCKERS = (
    select(
        employees.c.id.label("mentor"),
        employees.c.supervisor.label("mentor_supervisor"),
        _between(employees.c.id, employees).label("between"),
        _l.person,
    )
    .select_from(employees)
    .outerjoin(mentor_listing, _l.person == employees.c.id)
    .where(in_array(employees.c.id))
)


class SuggestionsQueries(QueryBase):
    async def suggestion_list(
        self, viewer: PersonRow, desired_skills: RankedSkills, at: datetime, *, may_request: bool
    ) -> SuggestionListRow | None:
        rows = await self._rows(_LIST, {"viewer": viewer.id, "a_year_ago": at - A_YEAR})
        if not rows:
            return None
        head, listed = rows[0], [row for row in rows if row.mentor is not None]
        return SuggestionListRow(
            run=head.run,
            quarter=Quarter.named(head.quarter),
            made_at=head.made_at,
            empty=EmptyReason(head.empty_reason) if head.empty_reason else None,
            would_give=tuple((skill, mentors) for skill, mentors in head.would_give or ()),
            suggestions=tuple(
                _to_row(rank, row, viewer, desired_skills, may_request) for rank, row in enumerate(listed, 1)
            ),
        )

    async def request_blockers(
        self, viewer: PersonRow, mentors: Collection[PersonId], at: datetime, *, may_request: bool
    ) -> Mapping[PersonId, RequestBlocker | None]:
        rows = await self._found(_BLOCKERS, mentors, {"viewer": viewer.id, "a_year_ago": at - A_YEAR})
        return {row.mentor: _request_blocker(row, viewer, may_request) for row in rows}


def _to_row(
    rank: int, row: Row[Any], viewer: PersonRow, desired_skills: RankedSkills, may_request: bool
) -> SuggestionRow:
    return SuggestionRow(
        rank=rank,
        mentor=person_row(row),
        score=row.score,
        common=common_of(row.common),
        listing=search_row(desired_skills, row) if row.person is not None and may_request else None,
        request_blocker=_request_blocker(row, viewer, may_request),
        common_hours=hours_in_common(row.own_hours, row.working_hours) if may_request else None,
    )


def _request_blocker(row: Row[Any], viewer: PersonRow, may_request: bool) -> RequestBlocker | None:
    between = exclusion_between(
        viewer.id,
        row.mentor,
        above_mentee=viewer.supervisor,
        above_mentor=row.mentor_supervisor,
        history=None if row.between is None else HISTORY[int(row.between)],
    )
    return request_blocker(may_request=may_request, between=between, takes_requests=row.person is not None)


def common_of(stored: Sequence[Mapping[str, Any]]) -> tuple[CommonSkill, ...]:
    return tuple(CommonSkill(each["skill"], each["mentee_rank"], each["mentor_rank"], each["share"]) for each in stored)
