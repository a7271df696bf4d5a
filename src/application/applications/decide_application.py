"""The supervisor approves or denies an application; during their extended absence, an administrator does."""

from dataclasses import dataclass
from datetime import datetime

from moments.application.access.relations import Actor, Relation, sees_criteria
from moments.application.applications.loading import Loaded, load
from moments.application.use_case import Call, UseCase
from moments.domain.applications.application import Application
from moments.domain.applications.decision import Decider, DirectSupervisor, InLieu
from moments.domain.participants.eligibility import ineligibilities
from moments.domain.shared.ids import ApplicationId, PersonId


@dataclass(frozen=True, slots=True)
class DecideApplicationCommand:
    """`read`: when the version that the person has read was submitted. `ground`: why an administrator decides in lieu
    of the supervisor (APR-4).
    """

    application: ApplicationId
    read: datetime
    message: str | None = None
    ground: str | None = None


def decider_of(
    application: Application,
    actor: Actor,
    relations: frozenset[Relation],
    *,
    above: PersonId | None,
    name: str,
    ground: str | None,
) -> Decider:
    """The actor in the capacity in which they decide: an administrator decides in lieu unless it is routed to them.

    `above`: the applicant's supervisor in the directory.
    """
    routed = application.supervisor
    if Relation.ADMINISTRATOR in relations and (routed is None or routed.person != actor.person):
        return InLieu(actor.person, name, actor.departments, ground)
    return DirectSupervisor(actor.person, name, sees_criteria(relations, actor, above=above))


async def _decider(call: Call[DecideApplicationCommand], loaded: Loaded) -> Decider:
    name = (await call.work.directory.get(call.by)).name
    return decider_of(
        loaded.application,
        loaded.actor,
        loaded.relations,
        above=loaded.applicant.supervisor,
        name=name,
        ground=call.command.ground,
    )


class ApproveApplication(UseCase[DecideApplicationCommand]):
    """APP-6, APR-1, APR-3, APR-4, APR-9, ELIG-4: the applicant now takes part in the role."""

    action = "approveApplication"

    async def execute(self, call: Call[DecideApplicationCommand]) -> str:
        loaded = await load(call.work, call.command.application, call.by, self.action)
        application = loaded.application
        application.approve(
            await _decider(call, loaded),
            read=call.command.read,
            department=loaded.applicant.department,
            reasons=ineligibilities(loaded.applicant),
            message=call.command.message,
            at=call.at,
        )
        loaded.participant.grant_role(application.kind)
        await call.work.applications.save(application)
        await call.work.participants.save(loaded.participant)
        return application.id


class DenyApplication(UseCase[DecideApplicationCommand]):
    """APR-1, APR-2, APR-4, APR-9: the decider can add a personal message."""

    action = "denyApplication"

    async def execute(self, call: Call[DecideApplicationCommand]) -> str:
        loaded = await load(call.work, call.command.application, call.by, self.action)
        loaded.application.deny(
            await _decider(call, loaded),
            read=call.command.read,
            department=loaded.applicant.department,
            message=call.command.message,
            at=call.at,
        )
        await call.work.applications.save(loaded.application)
        return loaded.application.id
