"""The store of applications."""

from typing import Protocol

from moments.domain.applications.application import Application
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.domain.shared.kind import ApplicationKind


class Applications(Protocol):
    async def applicant_of(self, identity: ApplicationId) -> PersonId:
        """Whose it is, read without a lock; raises NotFound."""
        ...

    async def get(self, identity: ApplicationId) -> Application:
        """Locked until the transaction ends; raises NotFound."""
        ...

    async def of(self, person: PersonId, kind: ApplicationKind) -> Application | None:
        """Locked as by `get`."""
        ...

    async def of_people(self, people: set[PersonId]) -> list[Application]:
        """All of both kinds of these people, in order of id; locked as by `get`."""
        ...

    async def save(self, application: Application) -> None:
        """Adds it (version 0) or writes it over the version that was read; raises ConcurrentUpdate."""
        ...
