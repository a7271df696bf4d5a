"""The store of applications."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from moments.domain.applications.application import Application
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.domain.shared.kind import ApplicationKind


class SupervisorTries(Protocol):
    """When people named supervisors whom the directory does not have (APP-7)."""

    async def since(self, person: PersonId, earliest: datetime) -> Sequence[datetime]:
        """The person's tries after then, in order. Until the transaction ends, no other reads or adds this person's."""
        ...

    async def add(self, person: PersonId, at: datetime) -> None: ...


class Applications(Protocol):
    async def applicant_of(self, identity: ApplicationId) -> PersonId:
        """The applicant, read without a lock; raises NotFound."""
        ...

    async def get(self, identity: ApplicationId) -> Application:
        """Locks the row until the transaction ends; raises NotFound."""
        ...

    async def of(self, person: PersonId, kind: ApplicationKind) -> Application | None:
        """Locks the row like `get`."""
        ...

    async def of_people(self, people: set[PersonId]) -> list[Application]:
        """All applications of these people, both kinds, in order of id; locks them like `get`."""
        ...

    async def routes_to(self, decider: PersonId, applicant: PersonId, since: datetime) -> bool:
        """APP-7: whether a draft or a submitted application of the applicant is routed to the decider, or the decider
        has decided one since then. Read without a lock.
        """
        ...

    async def save(self, application: Application) -> None:
        """Inserts it (version 0) or updates the version that was read; raises ConcurrentUpdate."""
        ...
