"""Applications, each locked as it is read."""

from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select

from moments.application.ports.errors import NotFound
from moments.domain.applications.application import Application
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.mappers.applications import application_of, application_row
from moments.infrastructure.persistence.optimistic_locking import write
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.stores.skills import SqlSkills
from moments.infrastructure.persistence.tables import applications
from moments.infrastructure.persistence.transaction import Transaction

_WHOSE = select(applications.c.applicant).where(applications.c.id == bindparam("id"))
# NO KEY UPDATE: as strong against other writers, and foreign keys that point here don't wait for it.
_LOCKED = select(applications).with_for_update(key_share=True)
_BY_ID = _LOCKED.where(applications.c.id == bindparam("id"))
_BY_KIND = _LOCKED.where(applications.c.applicant == bindparam("person"), applications.c.kind == bindparam("kind"))
_ROUTED = select(applications.c.id).where(
    applications.c.applicant == bindparam("applicant"),
    or_(
        and_(
            applications.c.supervisor == bindparam("decider"),
            applications.c.state.in_([constant(ApplicationState.DRAFT), constant(ApplicationState.SUBMITTED)]),
        ),
        and_(applications.c.decided_by == bindparam("decider"), applications.c.decided_at >= bindparam("since")),
    ),
)
_BY_PEOPLE = _LOCKED.where(in_array(applications.c.applicant)).order_by(applications.c.id)


class SqlApplications:
    """`skills` tells the numbers at which an application's ranks are kept."""

    def __init__(self, work: Transaction, skills: SqlSkills) -> None:
        self._work, self._skills = work, skills
        self._read_as_approved: set[ApplicationId] = set()

    async def applicant_of(self, identity: ApplicationId) -> PersonId:
        row = await self._work.first(_WHOSE, id=identity)
        if row is None:
            raise NotFound("application")
        return PersonId(row.applicant)

    async def get(self, identity: ApplicationId) -> Application:
        row = await self._work.first(_BY_ID, id=identity)
        if row is None:
            raise NotFound("application")
        return self._noted(application_of(row))

    async def of(self, person: PersonId, kind: ApplicationKind) -> Application | None:
        row = await self._work.first(_BY_KIND, person=person, kind=kind.value)
        return None if row is None else self._noted(application_of(row))

    async def of_people(self, people: set[PersonId]) -> list[Application]:
        rows = await self._work.all(_BY_PEOPLE, ids=sorted_ids(people))
        return [self._noted(application_of(row)) for row in rows]

    async def routes_to(self, decider: PersonId, applicant: PersonId, since: datetime) -> bool:
        return await self._work.first(_ROUTED, decider=decider, applicant=applicant, since=since) is not None

    async def save(self, application: Application) -> None:
        row = application_row(application, await self._skills.numbers())
        await write(self._work, applications, row, application)
        if application.kind is ApplicationKind.MENTOR and (
            application.state is ApplicationState.APPROVED or application.id in self._read_as_approved
        ):
            self._work.stale.listing.add(application.applicant)

    def _noted(self, application: Application) -> Application:
        if application.state is ApplicationState.APPROVED:
            self._read_as_approved.add(application.id)
        return application
