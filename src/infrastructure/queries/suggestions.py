"""A mentee's list of recommended mentors: as it was made, and what has become possible or impossible since (MAT-4)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, literal_column, select

from moments.application.queries.rows import PersonRow, SuggestionListRow, SuggestionRow
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.matching.exclusions import Between, between
from moments.domain.matching.fit import CommonSkill
from moments.domain.matching.request_blockers import Blocked, request_blocker
from moments.domain.matching.suggestion import EmptyReason
from moments.domain.program.common_hours import hours_in_common
from moments.domain.program.quarter import Quarter
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array
from moments.infrastructure.persistence.exclusions import PAIRS_ON_RECORD, between_from, earliest, pairs_on_record
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import (
    applications,
    employees,
    matching_runs,
    mentor_listing,
    suggestion_lists,
    suggestions,
)
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.mentor_search import SEARCH_COLUMNS, search_row
from moments.infrastructure.queries.people import person_columns, person_row
from moments.infrastructure.queries.visibility import VIEWER

_s, _l = suggestions.c, mentor_listing.c


_ON_RECORD = PAIRS_ON_RECORD.where(pairs_on_record.c.mentee == VIEWER)
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
        rows = await self._rows(_LIST, {"viewer": viewer.id})
        if not rows:
            return None
        between = await self._between(viewer, rows, at)
        head, listed = rows[0], [row for row in rows if row.mentor is not None]
        return SuggestionListRow(
            run=head.run,
            quarter=Quarter.named(head.quarter),
            made_at=head.made_at,
            empty=EmptyReason(head.empty_reason) if head.empty_reason else None,
            would_give=tuple((skill, mentors) for skill, mentors in head.would_give or ()),
            suggestions=tuple(
                _to_row(rank, row, between.get(row.mentor), desired_skills, may_request)
                for rank, row in enumerate(listed, 1)
            ),
        )

    async def request_blockers(
        self, viewer: PersonRow, mentors: Collection[PersonId], at: datetime, *, may_request: bool
    ) -> Mapping[PersonId, Blocked | None]:
        rows = await self._found(_BLOCKERS, mentors, {})
        found = await self._between(viewer, rows, at) if rows else {}
        return {row.mentor: _request_blocker(row, found.get(row.mentor), may_request) for row in rows}

    async def between(
        self, viewer: PersonRow, mentors: Collection[PersonId], at: datetime
    ) -> Mapping[PersonId, Between]:
        rows = await self._found(_BLOCKERS, mentors, {})
        return await self._between(viewer, rows, at) if rows else {}

    async def _between(
        self, viewer: PersonRow, mentors: Sequence[Row[Any]], at: datetime
    ) -> Mapping[PersonId, Between]:
        """Of those of the mentors from whom something stands apart."""
        on_record = between_from(await self._rows(_ON_RECORD, {"viewer": viewer.id, **earliest(at)}))
        found = {
            row.mentor: between(
                viewer.id,
                row.mentor,
                above_mentee=viewer.supervisor,
                above_mentor=row.mentor_supervisor,
                on_record=on_record.get((viewer.id, row.mentor)),
            )
            for row in mentors
            if row.mentor is not None
        }
        return {mentor: each for mentor, each in found.items() if each is not None}


def _to_row(
    rank: int, row: Row[Any], between: Between | None, desired_skills: RankedSkills, may_request: bool
) -> SuggestionRow:
    return SuggestionRow(
        rank=rank,
        mentor=person_row(row),
        score=row.score,
        common=common_of(row.common),
        listing=search_row(desired_skills, row) if row.person is not None and may_request else None,
        request_blocker=_request_blocker(row, between, may_request),
        common_hours=hours_in_common(row.own_hours, row.working_hours) if may_request else None,
    )


def _request_blocker(row: Row[Any], between: Between | None, may_request: bool) -> Blocked | None:
    return request_blocker(may_request=may_request, between=between, takes_requests=row.person is not None)


def common_of(stored: Sequence[Mapping[str, Any]]) -> tuple[CommonSkill, ...]:
    return tuple(CommonSkill(each["skill"], each["mentee_rank"], each["mentor_rank"], each["share"]) for each in stored)
