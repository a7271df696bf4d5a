"""Start a mentor or a mentee application."""

from dataclasses import dataclass

from moments.application.applications.loading import directory_supervisor
from moments.application.use_case import Call, UseCase
from moments.domain.applications.application import Application
from moments.domain.applications.form import Form
from moments.domain.participants.eligibility import ineligibilities
from moments.domain.participants.participant import Participant
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import ApplicationId, SkillId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class StartApplicationCommand:
    kind: ApplicationKind
    bio: str | None = None
    working_hours: str | None = None
    career: tuple[SkillId, ...] = ()
    soft: tuple[SkillId, ...] = ()


class ApplicationExists(DomainError):
    """APP-1."""

    rule = "APP-1"
    field = "kind"

    def __init__(self, application: Application) -> None:
        self.application = application.id
        super().__init__(
            f"You have a {application.kind.value} application already; it is {application.state.value}. Open that one."
        )


def check_may_start(existing: Application | None) -> None:
    """APP-1: raises ApplicationExists. `existing`: the person's application of that kind."""
    if existing is not None:
        raise ApplicationExists(existing)


class StartApplication(UseCase[StartApplicationCommand]):
    """APP-1: one of each kind. APP-2: filled in from the directory. APP-8: at any time. APP-9: saved as a draft."""

    action = "startApplication"

    async def execute(self, call: Call[StartApplicationCommand]) -> str:
        work, command = call.work, call.command
        applicant = await work.directory.get(call.by)
        people = await work.participants.lock(call.by)
        existing = await work.applications.of(call.by, command.kind)
        check_may_start(existing)
        if call.by not in people:
            participant = Participant(call.by)
            if ineligibilities(applicant):
                participant.suspend(at=call.at)
            await work.participants.save(participant)
        form = Form.draft(
            bio=command.bio,
            working_hours_id=command.working_hours,
            career=command.career,
            soft=command.soft,
            catalog=await work.skills.catalog(),
            kept=RankedSkills(),
        )
        application = Application.start(
            ApplicationId(self._new_id()),
            applicant=call.by,
            kind=command.kind,
            form=form,
            supervisor=await directory_supervisor(work, applicant),
            at=call.at,
        )
        await work.applications.save(application)
        return application.id
