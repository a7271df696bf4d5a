"""Edit the form of a draft, or of an approved application."""

from dataclasses import dataclass

from moments.application.applications.loading import load
from moments.application.use_case import Call, UseCase
from moments.domain.applications.form import Form
from moments.domain.shared.ids import ApplicationId, SkillId


@dataclass(frozen=True, slots=True)
class EditApplicationCommand:
    """The whole new form."""

    application: ApplicationId
    bio: str | None
    working_hours: str | None
    career: tuple[SkillId, ...]
    soft: tuple[SkillId, ...]


class EditApplication(UseCase[EditApplicationCommand]):
    """APP-3, APP-4, APP-5, APP-9: an approved application needs no new approval but must stay complete."""

    action = "editApplication"

    async def execute(self, call: Call[EditApplicationCommand]) -> str:
        work, command = call.work, call.command
        application = (await load(work, command.application, call.by, self.action)).application
        catalog = await work.skills.catalog()
        form = Form.draft(
            bio=command.bio,
            working_hours_id=command.working_hours,
            career=command.career,
            soft=command.soft,
            catalog=catalog,
            kept=application.form.skills,
        )
        application.edit(form, catalog, at=call.at)
        await work.applications.save(application)
        return application.id
