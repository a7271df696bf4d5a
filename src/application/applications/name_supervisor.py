"""Name another supervisor, who decides in place of one on extended leave."""

from dataclasses import dataclass

from moments.application.applications.filling_in import SupervisorWritten
from moments.application.applications.loading import load
from moments.application.applications.naming import named_supervisor
from moments.application.use_case import Call, UseCase
from moments.domain.shared.ids import ApplicationId


@dataclass(frozen=True, slots=True)
class NameSupervisorCommand:
    application: ApplicationId
    supervisor: SupervisorWritten


class NameSupervisor(UseCase[NameSupervisorCommand]):
    """APP-7: a submitted application moves from the old supervisor's queue to the new one's. Few tries an hour may name
    somebody whom the directory does not have.
    """

    action = "nameSupervisor"

    async def execute(self, call: Call[NameSupervisorCommand]) -> str:
        work, command = call.work, call.command
        loaded = await load(work, command.application, call.by, self.action)
        application = loaded.application
        application.check_may_name_supervisor()
        supervisor = await named_supervisor(work, loaded.applicant, command.supervisor.read(), at=call.at)
        application.name_supervisor(supervisor, at=call.at)
        await work.applications.save(application)
        return application.id
