"""Start a mentor or a mentee application."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from moments.application.applications.filling_in import FilledIn, fill_in
from moments.application.applications.loading import directory_supervisor
from moments.application.use_case import Call, UseCase
from moments.domain.applications.application import Application
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.participants.eligibility import ineligibilities
from moments.domain.participants.employee import Employee
from moments.domain.participants.participant import Participant
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import ApplicationId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class StartApplicationCommand:
    kind: ApplicationKind
    form: FilledIn = field(default_factory=FilledIn)


class ApplicationExists(DomainError):
    """APP-1."""

    rule = "APP-1"
    field = "kind"

    def __init__(self, application: Application) -> None:
        self.application = application.id
        state, way_on = _EXISTING[application.state]
        super().__init__(f"You have a {application.kind.value} application already; it {state}. {way_on}")


_REVISE = "Open it and revise it to apply again."
_EXISTING: Mapping[ApplicationState, tuple[str, str]] = {
    ApplicationState.DRAFT: ("is a draft", "Open it and go on with it."),
    ApplicationState.SUBMITTED: ("is waiting for the decision", "Open it to follow it, or to withdraw it."),
    ApplicationState.APPROVED: ("is approved", "Open it to edit it."),
    ApplicationState.DENIED: ("was denied", _REVISE),
    ApplicationState.WITHDRAWN: ("was withdrawn", _REVISE),
}


def check_may_start(existing: Application | None) -> None:
    """APP-1: raises ApplicationExists. `existing`: the person's application of that kind."""
    if existing is not None:
        raise ApplicationExists(existing)


class StartApplication(UseCase[StartApplicationCommand]):
    """APP-1: one of each kind. APP-2: filled in from the directory. APP-8: at any time. APP-9: saved as a draft. CAP-3:
    a mentor's form has the availability and the number of mentees.
    """

    action = "startApplication"

    async def execute(self, call: Call[StartApplicationCommand]) -> str:
        work, command = call.work, call.command
        applicant = await work.directory.get(call.by)
        people = await work.participants.lock(call.by)
        existing = await work.applications.of(call.by, command.kind)
        check_may_start(existing)
        participant = people.get(call.by) or _newcomer(applicant, call.at)
        form, supervisor = await fill_in(
            work,
            command.form,
            kind=command.kind,
            applicant=applicant,
            participant=participant,
            kept=RankedSkills(),
            complete=False,
            at=call.at,
        )
        if call.by not in people or command.form.sets_availability:
            await work.participants.save(participant)
        application = Application.start(
            ApplicationId(self._new_id()),
            applicant=call.by,
            kind=command.kind,
            form=form,
            supervisor=supervisor or await directory_supervisor(work, applicant),
            at=call.at,
        )
        await work.applications.save(application)
        return application.id


def _newcomer(applicant: Employee, at: datetime) -> Participant:
    participant = Participant(applicant.id)
    if ineligibilities(applicant):
        participant.suspend(at=at)
    return participant
