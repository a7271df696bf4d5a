"""What the office's figures are counted from."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, func, literal_column, select

from moments.application.figures.decisions import DecidedApplication
from moments.application.figures.participation import DepartmentCount, Participation, participation_of
from moments.application.figures.period import FiguresYear
from moments.application.figures.surveys import SurveyResults, survey_results
from moments.domain.applications.decision import Outcome
from moments.domain.participants.participant import Standing
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.mappers.surveys import answers_of
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import applications, employees, participants, surveys
from moments.infrastructure.persistence.types import UtcDateTime
from moments.infrastructure.queries.program import ProgramQueries

_a, _p, _s = applications.c, participants.c, surveys.c
_BEGIN, _END = bindparam("begin", type_=UtcDateTime), bindparam("end", type_=UtcDateTime)
_ANSWERED = select(_s.side, _s.answers).where(_s.answered_at >= _BEGIN, _s.answered_at < _END)
_DECIDED = select(_a.kind, _a.outcome, _a.submitted_at, _a.decided_at).where(
    _a.decided_at >= _BEGIN, _a.decided_at < _END, _a.submitted_at.is_not(None)
)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    one, none = literal_column("1", Integer), literal_column("0", Integer)
    return func.sum(case((and_(condition, _p.standing == constant(Standing.ELIGIBLE)), one), else_=none))


_STAFF = (
    select(
        employees.c.department,
        func.count().label("staff"),
        _number(_p.mentor_approved).label("mentors"),
        _number(_p.mentee_approved).label("mentees"),
    )
    .select_from(employees)
    .outerjoin(participants, _p.id == employees.c.id)
    .where(employees.c.left_on.is_(None))
    .group_by(employees.c.department)
)


class FiguresQueries(ProgramQueries):
    async def survey_results(self, year: FiguresYear) -> SurveyResults:
        rows = await self._rows(_ANSWERED, {"begin": year.begin, "end": year.end})
        given = [(ApplicationKind(row.side), answers_of(row.answers)) for row in rows]
        return survey_results(given, await self.survey_choices())

    async def decided_applications(self, year: FiguresYear) -> Sequence[DecidedApplication]:
        rows = await self._rows(_DECIDED, {"begin": year.begin, "end": year.end})
        return [
            DecidedApplication(
                ApplicationKind(row.kind),
                row.outcome == Outcome.APPROVED.value,
                row.submitted_at,
                row.decided_at,
            )
            for row in rows
        ]

    async def participation_by_department(self) -> Participation:
        rows = await self._rows(_STAFF, {})
        found = {row.department: DepartmentCount(row.staff, int(row.mentors), int(row.mentees)) for row in rows}
        departments = [each for each in await self.departments() if not each.retired]
        return participation_of({each.code: found.get(each.code, DepartmentCount(0, 0, 0)) for each in departments})
