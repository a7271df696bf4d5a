"""Loads an application for a use case: locked, and authorized."""

from dataclasses import dataclass

from moments.application.access.policy import authorize, load_actor
from moments.application.access.relations import Actor, Relation, relations_for_decision
from moments.application.unit_of_work import UnitOfWork
from moments.domain.applications.application import Application
from moments.domain.applications.supervisor import Supervisor
from moments.domain.participants.employee import Employee
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import ApplicationId, PersonId


@dataclass(frozen=True, slots=True)
class Loaded:
    """An application with the facts its use cases need; the participant and the application are locked."""

    application: Application
    participant: Participant
    applicant: Employee
    actor: Actor
    relations: frozenset[Relation]


async def load(work: UnitOfWork, identity: ApplicationId, by: PersonId, action: str) -> Loaded:
    """Raises NotFound if there is no such application or `by` has no access. Locks participants before applications."""
    person = await work.applications.applicant_of(identity)
    people = await work.participants.lock(person)
    application = await work.applications.get(identity)
    applicant = await work.directory.get(person)
    actor = await load_actor(work, by)
    relations = relations_for_decision(actor, application, applicant)
    authorize(relations, action, "application")
    return Loaded(application, people[person], applicant, actor, relations)


async def directory_supervisor(work: UnitOfWork, employee: Employee) -> Supervisor | None:
    """The supervisor in the directory (APP-2); None for the head of a department, for example."""
    if employee.supervisor is None:
        return None
    supervisor = await work.directory.get(employee.supervisor)
    return None if supervisor.left else Supervisor.from_directory(supervisor)
