"""The one policy: may somebody in these relations to a thing do or see this?"""

from collections.abc import Set as AbstractSet

from moments.application.access.matrix import DENIED_WITH_RULE, MUTATIONS
from moments.application.access.relations import Actor, Relation
from moments.application.ports.errors import NotFound
from moments.application.unit_of_work import UnitOfWork
from moments.domain.shared.ids import PersonId


def is_allowed(relations: AbstractSet[Relation], action: str) -> bool:
    """Whether the table has one of the relations in the action's row; KeyError for an action without a row."""
    return not MUTATIONS[action].isdisjoint(relations)


def authorize(relations: AbstractSet[Relation], action: str, what: str, *, field_given: bool = True) -> None:
    """Raises NotFound unless allowed, so that existence is not revealed. Relations in DENIED_WITH_RULE pass; the
    aggregate explains the rule to them.
    """
    if is_allowed(relations, action) or any((action, relation) in DENIED_WITH_RULE for relation in relations):
        return
    raise NotFound(what, field_given=field_given)


async def load_actor(work: UnitOfWork, person: PersonId) -> Actor:
    """The actor as the policy needs to know them, read in this transaction."""
    departments = await work.administrators.departments_of(person)
    return Actor(person, departments, office=await work.office.is_member(person))
