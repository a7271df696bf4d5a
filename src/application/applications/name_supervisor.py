"""Name another supervisor, who decides in place of one on extended leave."""

from dataclasses import dataclass

from moments.application.applications.loading import load
from moments.application.use_case import Call, UseCase
from moments.domain.applications.supervisor import SupervisorInput, name_supervisor
from moments.domain.shared.ids import ApplicationId


@dataclass(frozen=True, slots=True)
class NameSupervisorCommand:
    application: ApplicationId
    first_name: str
    last_name: str
    email: str


class NameSupervisor(UseCase[NameSupervisorCommand]):
    """APP-7: a submitted application moves from the old supervisor's queue to the new one's."""

    action = "nameSupervisor"

    async def execute(self, call: Call[NameSupervisorCommand]) -> str:
        work, command = call.work, call.command
        application = (await load(work, command.application, call.by, self.action)).application
        written = SupervisorInput.read(first_name=command.first_name, last_name=command.last_name, email=command.email)
        found = await work.directory.by_email(written.email)
        supervisor = name_supervisor(
            written,
            record=found,
            applicant=application.applicant,
            managers_of_record=await work.directory.above(found.id) if found else (),
        )
        application.name_supervisor(supervisor, at=call.at)
        await work.applications.save(application)
        return application.id
