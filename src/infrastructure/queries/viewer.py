"""The signed-in person: one statement, as every request begins with it."""

from typing import Any

from sqlalchemy import Row, and_, exists, or_, select

from moments.application.access.relations import Actor
from moments.application.queries.rows import ViewerRow
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.kinds import Reminder
from moments.domain.identity.sign_in import IdentityFacts, ProviderIdentity
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.stores.sign_ins import FACTS, fact_parameters, facts_of
from moments.infrastructure.persistence.tables import (
    administrators,
    applications,
    employees,
    muted_reminders,
    office_members,
    participants,
)
from moments.infrastructure.queries.participants import PARTICIPANT_COLUMNS, participant_row
from moments.infrastructure.queries.program import ProgramQueries
from moments.infrastructure.queries.reference import VERSION
from moments.infrastructure.queries.visibility import VIEWER

_report = employees.alias("report")
_routed = applications.alias("routed")
_mentee = applications.alias("mentee_application")

_SUPERVISES = or_(
    exists().where(_report.c.supervisor == VIEWER, _report.c.left_on.is_(None)),
    exists().where(_routed.c.supervisor == VIEWER, _routed.c.state == constant(ApplicationState.SUBMITTED)),
    exists().where(_routed.c.decided_for == VIEWER),
)
"""Somebody reports to them, or an application waits for them or was decided while it was theirs."""
_VIEWER = (
    select(
        *PARTICIPANT_COLUMNS,
        exists().where(office_members.c.person == VIEWER).label("office"),
        _SUPERVISES.label("supervises"),
        _mentee.c.career,
        _mentee.c.soft,
        _mentee.c.working_hours.label("mentee_hours"),
        administrators.c.department.label("administered"),
        VERSION.label("reference_version"),
    )
    .select_from(employees)
    .outerjoin(participants, participants.c.id == employees.c.id)
    .outerjoin(
        _mentee,
        and_(
            _mentee.c.applicant == employees.c.id,
            _mentee.c.kind == constant(ApplicationKind.MENTEE),
            _mentee.c.state == constant(ApplicationState.APPROVED),
        ),
    )
    .outerjoin(administrators, administrators.c.person == employees.c.id)
    .where(employees.c.id == VIEWER, employees.c.left_on.is_(None))
)
"""A row for each department that the viewer administers; one row if there is none."""


_MUTED = select(muted_reminders.c.reminder).where(muted_reminders.c.person == VIEWER)


class ViewerQueries(ProgramQueries):
    async def viewer(self, person: PersonId) -> ViewerRow | None:
        rows = await self._rows(_VIEWER, {"viewer": person})
        if not rows:
            return None
        first = rows[0]
        self._note_version(first.reference_version)
        departments = frozenset(row.administered for row in rows if row.administered is not None)
        return ViewerRow(
            participant=participant_row(first),
            actor=Actor(person, departments, first.office),
            supervises=first.supervises,
            mentee_skills=_skills(first),
            mentee_hours=first.mentee_hours,
        )

    async def identity_facts(self, identity: ProviderIdentity) -> IdentityFacts:
        (row,) = await self._rows(FACTS, fact_parameters(identity))
        return facts_of(row)

    async def muted_reminders(self, person: PersonId) -> frozenset[Reminder]:
        return frozenset(Reminder(row.reminder) for row in await self._rows(_MUTED, {"viewer": person}))


def _skills(row: Row[Any]) -> RankedSkills | None:
    return None if row.career is None else RankedSkills(tuple(row.career), tuple(row.soft))
