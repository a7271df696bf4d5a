"""A mutation for each step of an application."""

import strawberry

from moments.application.applications.decide_application import DecideApplicationCommand
from moments.application.applications.edit_application import EditApplicationCommand
from moments.application.applications.mark_decision_seen import MarkDecisionSeenCommand
from moments.application.applications.name_supervisor import NameSupervisorCommand
from moments.application.applications.revise_application import ReviseApplicationCommand
from moments.application.applications.start_application import StartApplicationCommand
from moments.application.applications.submit_application import SubmitApplicationCommand
from moments.application.applications.withdraw_application import WithdrawApplicationCommand
from moments.domain.shared.ids import ApplicationId, SkillId
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.applications.types import Application
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed, OfApplication
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.payloads import Changed, payload


def _application(identity: strawberry.ID) -> ApplicationId:
    return ApplicationId(ids.identity_of("Application", identity))


def _skills(chosen: list[strawberry.ID]) -> tuple[SkillId, ...]:
    return tuple(SkillId(ids.identity_of("Skill", each)) for each in chosen)


@strawberry.type
class ApplicationPayload(Changed):
    outcome = "the updated application"

    @strawberry.field(description="The updated application; null if the mutation failed.")
    async def application(self, info: Info) -> Application | None:
        if self.identity is None:
            return None
        actor, key = (await info.context.viewer()).actor, ApplicationId(self.identity)
        rows = await info.context.read(lambda queries: queries.applications_by_id(actor, [key]))
        return Application.of(rows[key], actor, await info.context.reference()) if key in rows else None


@strawberry.input(description="The form as far as it is filled in; it is kept as a draft (APP-9).")
class StartApplicationInput(Keyed):
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


@payload
class StartApplicationPayload(ApplicationPayload):
    pass


@strawberry.input(description="The complete new content of the form; it replaces the old content.")
class EditApplicationInput(OfApplication):
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
        description="Work email of the supervisor, who must be a State employee in the directory."
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
    message: str | None = strawberry.field(
        default=None, description="Personal message to the applicant (APR-1); null for none."
    )
    in_lieu_ground: str | None = strawberry.field(
        default=None,
        description="Ground that an administrator states: why the supervisor is out for an extended period (APR-4). "
        "Null if the supervisor decides.",
    )

    def command(self) -> DecideApplicationCommand:
        return DecideApplicationCommand(_application(self.application), self.message, self.in_lieu_ground)


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
    pass


@payload
class MarkDecisionSeenPayload(ApplicationPayload):
    pass


@strawberry.type
class ApplicationMutation:
    @strawberry.mutation(description="Start a mentor or mentee application; it is kept as a draft (APP-1, APP-9).")
    async def start_application(self, info: Info, input: StartApplicationInput) -> StartApplicationPayload:
        command = StartApplicationCommand(
            kind=input.kind,
            bio=input.bio,
            working_hours=input.working_hours,
            career=_skills(input.career_skills),
            soft=_skills(input.soft_skills),
        )
        use_case = info.context.use_cases.start_application
        return StartApplicationPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Edit the form of a draft, or of an approved application (APP-9).")
    async def edit_application(self, info: Info, input: EditApplicationInput) -> EditApplicationPayload:
        command = EditApplicationCommand(
            application=_application(input.application),
            bio=input.bio,
            working_hours=input.working_hours,
            career=_skills(input.career_skills),
            soft=_skills(input.soft_skills),
        )
        use_case = info.context.use_cases.edit_application
        return EditApplicationPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(
        description="Name the supervisor who decides the application; a submitted application is rerouted (APP-7)."
    )
    async def name_supervisor(self, info: Info, input: NameSupervisorInput) -> NameSupervisorPayload:
        command = NameSupervisorCommand(
            application=_application(input.application),
            first_name=input.supervisor_first_name,
            last_name=input.supervisor_last_name,
            email=input.supervisor_email,
        )
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
        "(APR-1, APR-4)."
    )
    async def deny_application(self, info: Info, input: DenyApplicationInput) -> DenyApplicationPayload:
        use_case = info.context.use_cases.deny_application
        return DenyApplicationPayload.of(await run_use_case(info, use_case, input.command(), input.idempotency_key))

    @strawberry.mutation(description="Mark a decision that was made in lieu of you as seen (APR-5).")
    async def mark_decision_seen(self, info: Info, input: MarkDecisionSeenInput) -> MarkDecisionSeenPayload:
        command = MarkDecisionSeenCommand(_application(input.application))
        use_case = info.context.use_cases.mark_decision_seen
        return MarkDecisionSeenPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))
