"""Save the form of a draft, or of an approved application."""

from dataclasses import dataclass

from moments.application.applications.filling_in import FilledIn, fill_in
from moments.application.applications.loading import Loaded, load
from moments.application.endings import close_requests_if_full
from moments.application.use_case import Call, UseCase
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.ids import ApplicationId
from moments.domain.shared.revision import Revised, check_revision


@dataclass(frozen=True, slots=True)
class EditApplicationCommand:
    """`expected_revision`: of the form that the person has read. `form`: the whole new one."""

    application: ApplicationId
    expected_revision: int
    form: FilledIn


class EditApplication(UseCase[EditApplicationCommand]):
    """APP-3 to APP-5, APP-7, APP-9, CAP-3: an approved application needs no new approval but must stay complete."""

    action = "editApplication"

    async def execute(self, call: Call[EditApplicationCommand]) -> str:
        work, command = call.work, call.command
        loaded = await load(work, command.application, call.by, self.action)
        application = loaded.application
        application.check_may_edit()
        check_revision(command.expected_revision, application.revision, Revised.APPLICATION, application.id)
        form, supervisor = await fill_in(
            work,
            command.form,
            kind=application.kind,
            applicant=loaded.applicant,
            participant=loaded.participant,
            kept=application.form.skills,
            complete=application.state is ApplicationState.APPROVED,
            at=call.at,
        )
        application.edit(form, await work.skills.catalog(), at=call.at)
        if supervisor is not None and supervisor != application.supervisor:
            application.name_supervisor(supervisor, at=call.at)
        await work.applications.save(application)
        await self._save_availability(call, loaded)
        return application.id

    async def _save_availability(self, call: Call[EditApplicationCommand], loaded: Loaded) -> None:
        if not call.command.form.sets_availability:
            return
        await call.work.participants.save(loaded.participant)
        await close_requests_if_full(call.work, loaded.participant, at=call.at)
