"""Submit an application to the supervisor."""

from dataclasses import dataclass

from moments.application.applications.loading import load
from moments.application.use_case import Call, UseCase
from moments.domain.participants.eligibility import ineligibilities
from moments.domain.shared.ids import ApplicationId


@dataclass(frozen=True, slots=True)
class SubmitApplicationCommand:
    application: ApplicationId


class SubmitApplication(UseCase[SubmitApplicationCommand]):
    """ELIG-1, ELIG-2, ELIG-4, APP-2 to APP-4, APP-6: it must be complete and eligible, and have a supervisor."""

    action = "submitApplication"

    async def execute(self, call: Call[SubmitApplicationCommand]) -> str:
        work = call.work
        loaded = await load(work, call.command.application, call.by, self.action)
        application = loaded.application
        application.submit(reasons=ineligibilities(loaded.applicant), catalog=await work.skills.catalog(), at=call.at)
        await work.applications.save(application)
        return application.id
