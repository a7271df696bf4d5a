"""The store of who is bound to which subject of the identity provider."""

from datetime import datetime
from typing import Protocol

from moments.domain.identity.sign_in import IdentityFacts, ProviderIdentity
from moments.domain.shared.ids import PersonId


class SignIns(Protocol):
    async def facts(self, identity: ProviderIdentity) -> IdentityFacts: ...

    async def bind(self, person: PersonId, identity: ProviderIdentity, at: datetime) -> None:
        """Raises DuplicateKey if the person or the subject was bound meanwhile."""
        ...

    async def unbind(self, person: PersonId, at: datetime) -> bool:
        """Unbinds the person at every issuer; returns whether they were bound."""
        ...
