"""Return a denied or withdrawn application to draft, to submit it again."""

from dataclasses import dataclass

from moments.application.applications.loading import directory_supervisor, load
from moments.application.use_case import Call, UseCase
from moments.domain.shared.ids import ApplicationId


@dataclass(frozen=True, slots=True)
class ReviseApplicationCommand:
    application: ApplicationId


class ReviseApplication(UseCase[ReviseApplicationCommand]):
    """APP-9: the history stays; the supervisor is again the one in the directory."""

    action = "reviseApplication"

    async def execute(self, call: Call[ReviseApplicationCommand]) -> str:
        loaded = await load(call.work, call.command.application, call.by, self.action)
        supervisor = await directory_supervisor(call.work, loaded.applicant)
        loaded.application.revise(supervisor, at=call.at)
        await call.work.applications.save(loaded.application)
        return loaded.application.id
