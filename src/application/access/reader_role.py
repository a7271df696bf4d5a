"""In which role somebody reads another person's private facts (ELIG-5)."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from moments.application.access.relations import Relation
from moments.domain.participants.private_facts import ReaderRole

_ROLES: Mapping[Relation, ReaderRole] = {
    Relation.SUPERVISOR: ReaderRole.SUPERVISOR,
    Relation.ADMINISTRATOR: ReaderRole.ADMINISTRATOR,
    Relation.OFFICE: ReaderRole.OFFICE,
}
"""The closest first."""


def role_of(relations: AbstractSet[Relation]) -> ReaderRole | None:
    """The role in which somebody with these relations to a person reads their private facts; None for themselves."""
    if Relation.SELF in relations:
        return None
    return next((role for relation, role in _ROLES.items() if relation in relations), None)
