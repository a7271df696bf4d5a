"""The one policy: may somebody in these relations to a thing do or see this?"""

from collections.abc import Set as AbstractSet

from moments.application.access.matrix import MUTATIONS, REFUSED_BY_RULE
from moments.application.access.relations import Relation, Standing
from moments.application.ports.errors import NotFound
from moments.application.unit_of_work import UnitOfWork
from moments.domain.shared.ids import PersonId


def may(relations: AbstractSet[Relation], action: str) -> bool:
    """Whether the table has one of the relations in the action's row; KeyError for an action without a row."""
    return not MUTATIONS[action].isdisjoint(relations)


def demand(relations: AbstractSet[Relation], action: str, what: str, *, named: bool = True) -> None:
    """Raises NotFound unless allowed, so that existence is not revealed. Relations in DENIED_WITH_RULE pass; the
    aggregate explains the rule to them.; the aggregate tells them the rule.
    """
    if may(relations, action) or any((action, relation) in REFUSED_BY_RULE for relation in relations):
        return
    raise NotFound(what, named=named)


async def standing(work: UnitOfWork, person: PersonId) -> Standing:
    """What the policy has to know of the person, read in this transaction."""
    departments = await work.administrators.departments_of(person)
    return Standing(person, departments, office=await work.office.is_member(person))
