"""The access policy: whether an actor with these relations to an object may do or see this."""

from collections.abc import Set as AbstractSet

from moments.application.access.matrix import DENIED_WITH_RULE, MUTATIONS, ON_PUBLIC_THINGS
from moments.application.access.relations import Actor, Relation
from moments.application.ports.errors import NotFound, NotPermitted
from moments.application.unit_of_work import UnitOfWork
from moments.domain.shared.ids import PersonId


def is_allowed(relations: AbstractSet[Relation], action: str) -> bool:
    """Whether the action's row in the table contains one of the relations; raises KeyError if there is no row."""
    return not MUTATIONS[action].isdisjoint(relations)


def may_know_of(relations: AbstractSet[Relation], action: str) -> bool:
    """Whether an actor is told the rule if they may not do it: who is allowed, and relations in DENIED_WITH_RULE."""
    return is_allowed(relations, action) or any((action, relation) in DENIED_WITH_RULE for relation in relations)


def authorize(relations: AbstractSet[Relation], action: str, what: str, *, field_given: bool = True) -> None:
    """Raises NotFound unless allowed, so that existence is not revealed; NotPermitted if everybody may see the thing.
    Relations in DENIED_WITH_RULE pass; the aggregate explains the rule to them.
    """
    if not may_know_of(relations, action):
        if public := ON_PUBLIC_THINGS.get(action):
            raise NotPermitted(public.sentence, public.rule)
        raise NotFound(what, field_given=field_given, by_right=True)


async def load_actor(work: UnitOfWork, person: PersonId) -> Actor:
    """Reads the actor's facts for the policy in this transaction."""
    departments = await work.administrators.departments_of(person)
    return Actor(person, departments, office=await work.office.is_member(person))
