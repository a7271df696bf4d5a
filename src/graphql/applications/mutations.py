"""A mutation for each step of an application."""

from datetime import datetime

import strawberry

from moments.application.applications.decide_application import DecideApplicationCommand
from moments.application.applications.edit_application import EditApplicationCommand
from moments.application.applications.filling_in import FilledIn, SupervisorWritten
from moments.application.applications.mark_decision_seen import MarkDecisionSeenCommand
from moments.application.applications.name_supervisor import NameSupervisorCommand
from moments.application.applications.revise_application import ReviseApplicationCommand
from moments.application.applications.start_application import StartApplicationCommand
from moments.application.applications.submit_application import SubmitApplicationCommand
from moments.application.applications.withdraw_application import WithdrawApplicationCommand
from moments.domain.shared.ids import ApplicationId, SkillId
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.applications.types import Application, find_application
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed, OfApplication
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.payloads import Changed, payload


def _application(identity: strawberry.ID) -> ApplicationId:
    return ApplicationId(ids.identity_of("Application", identity))


def _skills(chosen: list[strawberry.ID]) -> tuple[SkillId, ...]:
    return tuple(SkillId(ids.identity_of("Skill", each)) for each in chosen)


@strawberry.input
class MoreOfTheForm:
    supervisor_first_name: str | None = strawberry.field(
        default=None, description="First name of the supervisor to name (APP-7); the directory's spelling is kept."
    )
    supervisor_last_name: str | None = strawberry.field(
        default=None, description="Last name of the supervisor to name; it must match the directory's for the email."
    )
    supervisor_email: str | None = strawberry.field(
        default=None,
        description="Work email of the supervisor to name. If all three are null, the supervisor stays as it is.",
    )
    on_extended_leave: bool = strawberry.field(
        default=False,
        description="Whether the applicant says that the supervisor in the directory is on extended leave (APP-7).",
    )
    available: bool | None = strawberry.field(
        default=None,
        description="Mentors only: whether they accept requests once approved (CAP-3); null leaves it as it is.",
    )
    capacity: int | None = strawberry.field(
        default=None,
        description="Mentors only: maximum number of mentees at a time (CAP-2); null leaves it as it is.",
    )


def _form(
    more: MoreOfTheForm,
    bio: str | None,
    working_hours: str | None,
    career: list[strawberry.ID],
    soft: list[strawberry.ID],
) -> FilledIn:
    named = (more.supervisor_first_name, more.supervisor_last_name, more.supervisor_email)
    first_name, last_name, email = (each or "" for each in named)
    written = SupervisorWritten(
        first_name=first_name, last_name=last_name, email=email, on_leave=more.on_extended_leave
    )
    return FilledIn(
        bio=bio,
        working_hours=working_hours,
        career=_skills(career),
        soft=_skills(soft),
        supervisor=None if named == (None, None, None) else written,
        available=more.available,
        capacity=more.capacity,
    )


@strawberry.type
class ApplicationPayload(Changed):
    outcome = "the updated application"

    @strawberry.field(description="The updated application; null if the mutation failed.")
    async def application(self, info: Info) -> Application | None:
        return None if self.identity is None else await find_application(info, self.identity)


@strawberry.input(description="The form as far as it is filled in; it is kept as a draft (APP-9).")
class StartApplicationInput(MoreOfTheForm, Keyed):
    kind: ApplicationKind = strawberry.field(description="Role applied for: mentor or mentee.")
    bio: str | None = strawberry.field(
        default=None, description="Short bio of the applicant (APP-3); null leaves it empty."
    )
    working_hours: strawberry.ID | None = strawberry.field(
        default=None,
        description="ID of one of the form's choices of regular working hours (APP-3); null leaves it empty.",
    )
    career_skills: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="IDs of the career skills, in order of rank, rank 1 first (APP-4)."
    )
    soft_skills: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="IDs of the soft skills, in order of rank, rank 1 first (APP-4)."
    )

    def form(self) -> FilledIn:
        return _form(self, self.bio, self.working_hours, self.career_skills, self.soft_skills)


@payload
class StartApplicationPayload(ApplicationPayload):
    pass


@strawberry.input(
    description="The complete new content of the form, saved as a whole. Of the supervisor, the availability and the "
    "number of mentees, what is null stays as it is."
)
class EditApplicationInput(MoreOfTheForm, OfApplication):
    expected_revision: int = strawberry.field(
        description="The `revision` of the application that was read; the mutation fails if its form was saved since."
    )
    bio: str | None = strawberry.field(description="Short bio of the applicant (APP-3); null leaves it empty.")
    working_hours: strawberry.ID | None = strawberry.field(
        description="ID of one of the form's choices of regular working hours (APP-3); null leaves it empty."
    )
    career_skills: list[strawberry.ID] = strawberry.field(
        description="IDs of the career skills, in order of rank, rank 1 first (APP-4)."
    )
    soft_skills: list[strawberry.ID] = strawberry.field(
        description="IDs of the soft skills, in order of rank, rank 1 first (APP-4)."
    )

    def form(self) -> FilledIn:
        return _form(self, self.bio, self.working_hours, self.career_skills, self.soft_skills)


@payload
class EditApplicationPayload(ApplicationPayload):
    pass


@strawberry.input(description="The supervisor who decides instead of the supervisor in the directory (APP-7).")
class NameSupervisorInput(OfApplication):
    supervisor_first_name: str = strawberry.field(
        description="First name of the supervisor; the directory's spelling is kept."
    )
    supervisor_last_name: str = strawberry.field(
        description="Last name of the supervisor; it must match the directory's name for the email."
    )
    supervisor_email: str = strawberry.field(
        description="Work email of the supervisor; somebody reports to them in the directory, and they neither report "
        "to the applicant nor have an application that the applicant decides."
    )
    on_extended_leave: bool = strawberry.field(
        description="Whether the applicant says that the supervisor in the directory is on extended leave; without "
        "that, another is named only if the directory has none."
    )


@payload
class NameSupervisorPayload(ApplicationPayload):
    pass


@strawberry.input(description="The draft to submit; it must be complete.")
class SubmitApplicationInput(OfApplication):
    pass


@payload
class SubmitApplicationPayload(ApplicationPayload):
    pass


@strawberry.input(
    description="The application to withdraw; withdrawing an approved one ends the participation in the role."
)
class WithdrawApplicationInput(OfApplication):
    pass


@payload
class WithdrawApplicationPayload(ApplicationPayload):
    pass


@strawberry.input(description="The denied or withdrawn application to turn into a draft again.")
class ReviseApplicationInput(OfApplication):
    pass


@payload
class ReviseApplicationPayload(ApplicationPayload):
    pass


@strawberry.input
class Deciding(OfApplication):
    submitted_at: datetime = strawberry.field(
        description="The `submittedAt` of the application that was read; the mutation fails if it was submitted anew."
    )
    message: str | None = strawberry.field(
        default=None, description="Personal message to the applicant (APR-1); null for none."
    )
    in_lieu_ground: str | None = strawberry.field(
        default=None,
        description="Ground that an administrator states: why the supervisor is out for an extended period (APR-4). "
        "Null if the supervisor decides.",
    )

    def command(self) -> DecideApplicationCommand:
        return DecideApplicationCommand(
            _application(self.application), self.submitted_at, self.message, self.in_lieu_ground
        )


@strawberry.input(description="The application to approve; the applicant participates in the role from then on.")
class ApproveApplicationInput(Deciding):
    pass


@payload
class ApproveApplicationPayload(ApplicationPayload):
    pass


@strawberry.input(description="The application to deny; the applicant is notified by email, with the message.")
class DenyApplicationInput(Deciding):
    pass


@payload
class DenyApplicationPayload(ApplicationPayload):
    pass


@strawberry.input(
    description="The application whose decision, made by an administrator in lieu, the supervisor has reviewed."
)
class MarkDecisionSeenInput(OfApplication):
    decided_at: datetime = strawberry.field(
        description="The `decidedAt` of the decision that was read; the mutation fails if there is a newer one."
    )


@payload
class MarkDecisionSeenPayload(ApplicationPayload):
    pass


@strawberry.type
class ApplicationMutation:
    @strawberry.mutation(description="Start a mentor or mentee application; it is kept as a draft (APP-1, APP-9).")
    async def start_application(self, info: Info, input: StartApplicationInput) -> StartApplicationPayload:
        command = StartApplicationCommand(input.kind, input.form())
        use_case = info.context.use_cases.start_application
        return StartApplicationPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Edit the form of a draft, or of an approved application (APP-9).")
    async def edit_application(self, info: Info, input: EditApplicationInput) -> EditApplicationPayload:
        command = EditApplicationCommand(_application(input.application), input.expected_revision, input.form())
        use_case = info.context.use_cases.edit_application
        return EditApplicationPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(
        description="Name the supervisor who decides the application; a submitted application is rerouted (APP-7)."
    )
    async def name_supervisor(self, info: Info, input: NameSupervisorInput) -> NameSupervisorPayload:
        written = SupervisorWritten(
            first_name=input.supervisor_first_name,
            last_name=input.supervisor_last_name,
            email=input.supervisor_email,
            on_leave=input.on_extended_leave,
        )
        command = NameSupervisorCommand(_application(input.application), written)
        use_case = info.context.use_cases.name_supervisor
        return NameSupervisorPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Submit a draft to the supervisor (APP-6, ELIG-1, ELIG-2).")
    async def submit_application(self, info: Info, input: SubmitApplicationInput) -> SubmitApplicationPayload:
        command = SubmitApplicationCommand(_application(input.application))
        use_case = info.context.use_cases.submit_application
        return SubmitApplicationPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(
        description="Withdraw an application; withdrawing an approved one ends the participation in the role (APP-9)."
    )
    async def withdraw_application(self, info: Info, input: WithdrawApplicationInput) -> WithdrawApplicationPayload:
        command = WithdrawApplicationCommand(_application(input.application))
        use_case = info.context.use_cases.withdraw_application
        return WithdrawApplicationPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Turn a denied or withdrawn application into a draft again (APP-9).")
    async def revise_application(self, info: Info, input: ReviseApplicationInput) -> ReviseApplicationPayload:
        command = ReviseApplicationCommand(_application(input.application))
        use_case = info.context.use_cases.revise_application
        return ReviseApplicationPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(
        description="Approve an application, as the supervisor, or as an administrator in lieu with a stated ground "
        "(APR-1, APR-4)."
    )
    async def approve_application(self, info: Info, input: ApproveApplicationInput) -> ApproveApplicationPayload:
        use_case = info.context.use_cases.approve_application
        return ApproveApplicationPayload.of(await run_use_case(info, use_case, input.command(), input.idempotency_key))

    @strawberry.mutation(
        description="Deny an application, as the supervisor, or as an administrator in lieu with a stated ground "
        "(APR-1, APR-4). The supervisor may explain why in the message, or set up a follow-up meeting on the next "
        "steps."
    )
    async def deny_application(self, info: Info, input: DenyApplicationInput) -> DenyApplicationPayload:
        use_case = info.context.use_cases.deny_application
        return DenyApplicationPayload.of(await run_use_case(info, use_case, input.command(), input.idempotency_key))

    @strawberry.mutation(description="Mark a decision that was made in lieu of you as seen (APR-5).")
    async def mark_decision_seen(self, info: Info, input: MarkDecisionSeenInput) -> MarkDecisionSeenPayload:
        command = MarkDecisionSeenCommand(_application(input.application), input.decided_at)
        use_case = info.context.use_cases.mark_decision_seen
        return MarkDecisionSeenPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))
