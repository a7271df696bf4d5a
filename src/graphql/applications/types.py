"""An application, with the fields that the viewer may see."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum

import strawberry

from moments.application.access.reader_role import role_of
from moments.application.access.relations import (
    Actor,
    Relation,
    relations_seeing_decision,
    relations_seeing_eligibility,
    relations_to_application,
)
from moments.application.actions.action import Action
from moments.application.actions.applications import application_steps
from moments.application.program.denial import reminder_after
from moments.application.queries.aggregates import application_of, participant_of
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import ApplicationRow
from moments.domain.applications import decision as domain
from moments.domain.applications import form as forms
from moments.domain.applications import lifecycle
from moments.domain.applications.application import form_revision
from moments.domain.applications.form import Form
from moments.domain.applications.lifecycle import ApplicationState as State
from moments.domain.participants.private_facts import ReaderRole
from moments.domain.program.skills import Catalog
from moments.domain.shared import kind as kinds
from moments.domain.shared.ids import ApplicationId
from moments.graphql.participants.types import Eligibility, Person
from moments.graphql.program.types import SkillSelection, WorkingHours, working_hours
from moments.graphql.shared import ids
from moments.graphql.shared.acting import supervisor_tries
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.field_access import FieldAccess
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.timeline import TimelineEntry, timeline
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions

ApplicationKind = described_enum(
    kinds.ApplicationKind,
    name="ApplicationKind",
    description="Role applied for: mentor or mentee (APP-1).",
    values={
        kinds.ApplicationKind.MENTOR: "An application to be a mentor.",
        kinds.ApplicationKind.MENTEE: "An application to be a mentee.",
    },
)
DecisionOutcome = described_enum(
    domain.Outcome,
    name="DecisionOutcome",
    description="Outcome of a decision on an application.",
    values={
        domain.Outcome.APPROVED: "The application was approved.",
        domain.Outcome.DENIED: "The application was denied.",
    },
)
FormPart = described_enum(
    forms.FormPart,
    name="FormPart",
    description="Part of an application's form that the applicant fills in.",
    values={
        forms.FormPart.BIO: "The short bio (APP-3).",
        forms.FormPart.WORKING_HOURS: "The regular working hours (APP-3).",
        forms.FormPart.CAREER_SKILLS: "The career skills and their ranks (APP-4).",
        forms.FormPart.SOFT_SKILLS: "The soft skills and their ranks (APP-4).",
    },
)
ApplicationState = described_enum(
    lifecycle.ApplicationState,
    name="ApplicationState",
    description="State of an application (APP-9).",
    values={
        State.DRAFT: "The applicant is still editing the application; nobody else sees it.",
        State.SUBMITTED: "The application waits for a decision.",
        State.APPROVED: "The application is approved; the applicant participates in the role.",
        State.DENIED: "The application is denied; the applicant can revise it.",
        State.WITHDRAWN: "The applicant withdrew the application; the applicant can revise it.",
    },
)


class AssigneeRole(Enum):
    APPLICANT = "applicant"
    SUPERVISOR = "supervisor"
    MENTOR = "mentor"


described_enum(
    AssigneeRole,
    description="Role of the person who has to act next.",
    values={
        AssigneeRole.APPLICANT: "The applicant has to act next.",
        AssigneeRole.SUPERVISOR: "The supervisor has to act next.",
        AssigneeRole.MENTOR: "The mentor has to act next.",
    },
)


@strawberry.type(description="The person who has to act next, and since when.")
class Assignee:
    role: AssigneeRole = strawberry.field(description="Role in which the person has to act.")
    person: Person = strawberry.field(description="The team member who has to act.")
    since: datetime = strawberry.field(description="When the person's turn started.")


@strawberry.type(description="The supervisor an application is routed to (APP-2, APP-7).")
class ApplicationSupervisor:
    person: Person = strawberry.field(description="The team member who supervises, by the directory of today.")
    chosen_by_applicant: bool = strawberry.field(
        description="Whether the applicant rerouted the application to this supervisor (APP-7)."
    )
    row: strawberry.Private[ApplicationRow]
    unexplained_shown: strawberry.Private[bool]

    @strawberry.field(
        description="Whether the applicant named this supervisor though the directory has one who is not on leave "
        "(APP-7); null to viewers who may not see it."
    )
    def unexplained(self, info: Info) -> bool | None:
        return self.row.is_unexplained(info.context.today()) if self.unexplained_shown else None


@strawberry.type(description="The decision on an application; it is final and made once (APR-9).")
class Decision:
    outcome: domain.Outcome = strawberry.field(description="Outcome of the decision: approved or denied.")
    decided_by: Person | None = strawberry.field(
        description="The supervisor or administrator who decided; null if the directory does not know them any more."
    )
    decided_at: datetime = strawberry.field(description="When the decision was made.")
    message: str | None = strawberry.field(
        description="Personal message of the person who decided (APR-1); null if there is none."
    )
    in_lieu: bool = strawberry.field(description="Whether an administrator decided in lieu of the supervisor (APR-4).")
    ground: str | None = strawberry.field(
        description="Ground that the administrator stated; null for the supervisor's own decision, and to viewers who "
        "may not see it."
    )
    reminder: str | None = strawberry.field(
        description="What a supervisor who has denied is reminded of: to explain why, or to set up a follow-up meeting "
        "on the next steps (APR-1); null to everybody else, and for other decisions."
    )
    seen_at: datetime | None = strawberry.field(
        description="When the supervisor marked the decision as seen (APR-5); null if that has not happened or the "
        "viewer may not see it."
    )


@strawberry.type(description="A team member's application to participate in one role, over all its revisions (APP-9).")
class Application(Node):
    row: strawberry.Private[ApplicationRow]
    identity: strawberry.Private[str]
    eligibility_shown: strawberry.Private[bool]
    eligible_shown: strawberry.Private[bool]
    reader_role: strawberry.Private[ReaderRole | None]
    timeline_shown: strawberry.Private[bool]
    reviews_shown: strawberry.Private[bool]
    kind: kinds.ApplicationKind = strawberry.field(description="Role applied for: mentor or mentee.")
    state: State = strawberry.field(description="State of the application.")
    applicant: Person = strawberry.field(description="The team member who applies.")
    hire_date: date = strawberry.field(description="Hire date of the applicant, from the directory (APP-2).")
    bio: str | None = strawberry.field(description="Short bio of the applicant (APP-3); null if not filled in.")
    working_hours: WorkingHours | None = strawberry.field(
        description="Regular working hours (APP-3); null if not filled in."
    )
    skills: SkillSelection = strawberry.field(
        description="Strengths offered (mentor) or sought (mentee), ranked (APP-4)."
    )
    supervisor: ApplicationSupervisor | None = strawberry.field(
        description="The supervisor who decides the application (APP-6); null if there is none."
    )
    revision: int = strawberry.field(
        description="Number for what the applicant filled in, for `expectedRevision`; it differs when that does."
    )
    started_at: datetime = strawberry.field(description="When the draft was started.")
    submitted_at: datetime | None = strawberry.field(
        description="When the application was last submitted; null if never."
    )
    assignee: Assignee | None = strawberry.field(description="The person who has to act next; null if nobody has to.")
    changed_since_decision: list[forms.FormPart] | None = strawberry.field(
        description="Parts of the form that have changed since the latest decision, such as a denial that the "
        "applicant answers; null without a decision, and to viewers who may not see it."
    )
    decision: Decision | None = strawberry.field(
        description="The latest decision; a revised application keeps it until the next one. Null if there is none or "
        "the viewer may not see it."
    )

    @classmethod
    def of(cls, row: ApplicationRow, actor: Actor, reference: Reference) -> "Application":
        relations = _relations(row, actor)
        access = FieldAccess("Application", relations)
        decided_for = row.decision.supervisor if row.decision else None
        knowing = relations_seeing_eligibility(relations, actor, above=row.applicant.supervisor)
        judging = relations_seeing_decision(relations, actor, decided_for=decided_for)
        return cls(
            row=row,
            identity=row.id,
            eligible_shown=row.state is State.SUBMITTED and Relation.SUPERVISOR in relations,
            eligibility_shown=FieldAccess("Application", knowing).allows("eligibility"),
            reader_role=role_of(knowing),
            timeline_shown=access.allows("timeline"),
            reviews_shown=FieldAccess("Decision", relations).allows("seenAt"),
            id=ids.encode("Application", row.id),
            kind=row.kind,
            state=row.state,
            applicant=Person.of(row.applicant, reference),
            hire_date=row.applicant.hire_date,
            bio=row.bio,
            working_hours=working_hours(row.working_hours),
            skills=SkillSelection.of(row.skills, reference),
            supervisor=_supervisor(row, reference, FieldAccess("ApplicationSupervisor", relations)),
            revision=form_revision(Form(row.bio, row.working_hours, row.skills), row.supervisor),
            started_at=row.started_at,
            submitted_at=row.submitted_at,
            assignee=_assignee(row, reference),
            changed_since_decision=FieldAccess("Application", judging).value_if_allowed(
                "changedSinceDecision", _changed(row)
            ),
            decision=FieldAccess("Application", judging).value_if_allowed(
                "decision", _decision(row, actor, FieldAccess("Decision", judging), reference)
            ),
        )

    @strawberry.field(description="Eligibility of the applicant; null to viewers who may not see it (ELIG-5).")
    def eligibility(self, info: Info) -> Eligibility | None:
        if not self.eligibility_shown:  # whom the applicant named reads no criterion
            return Eligibility(eligible=not self.row.reasons, unmet=[]) if self.eligible_shown else None
        info.context.private_facts.note(self.row.applicant.id, self.reader_role)
        return Eligibility.of(self.row.reasons)

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        viewer, reference = await info.context.viewer(), await info.context.reference()
        relations = _relations(self.row, viewer.actor)
        steps = application_steps(
            application_of(self.row),
            viewer.actor,
            relations,
            viewer=participant_of(viewer.participant),
            department=self.row.applicant.department,
            above=self.row.applicant.supervisor,
            reasons=self.row.reasons,
            catalog=Catalog(reference.skills.values()),
            tries=await self._tries(info, only) if Relation.SELF in relations else (),
        )
        return viewer_actions(relations, steps, only)

    async def _tries(self, info: Info, only: Only) -> Sequence[datetime]:
        """Read only where they decide something: for who may name a supervisor at all (APP-7)."""
        asked = only is None or Action.NAME_SUPERVISOR in only
        return await supervisor_tries(info.context) if asked and self.state in (State.DRAFT, State.SUBMITTED) else ()

    @connection_field("Events of the application, oldest first; null to viewers who may not see them.")
    async def timeline(self, info: Info, page: PageRequest) -> Connection[TimelineEntry] | None:
        if not self.timeline_shown:
            return None
        return await timeline(info.context, "application", self.identity, page, reviews=self.reviews_shown)


def _relations(row: ApplicationRow, actor: Actor) -> frozenset[Relation]:
    return relations_to_application(
        actor,
        applicant=row.applicant.id,
        state=row.state,
        submitted=row.submitted_at is not None,
        supervisor=row.supervisor.person if row.supervisor else None,
        named=row.supervisor.chosen if row.supervisor else False,
        above=row.applicant.supervisor,
        awaiting_review_by=row.decision.awaiting_review_by if row.decision else None,
        department=row.applicant.department,
        is_requested_mentor=row.is_requested_mentor,
    )


def _decision(row: ApplicationRow, actor: Actor, access: FieldAccess, reference: Reference) -> Decision | None:
    made = row.decision
    if made is None:
        return None
    return Decision(
        outcome=made.outcome,
        decided_by=Person.of_row(row.decided_by, reference),
        decided_at=made.at,
        message=made.message,
        in_lieu=made.in_lieu,
        ground=access.value_if_allowed("ground", made.ground),
        reminder=access.value_if_allowed("reminder", reminder_after(made, actor.person)),
        seen_at=access.value_if_allowed("seenAt", made.seen_at),
    )


def _changed(row: ApplicationRow) -> list[forms.FormPart] | None:
    parts = row.decision.changed_parts(Form(row.bio, row.working_hours, row.skills)) if row.decision else None
    return None if parts is None else list(parts)


def _supervisor(row: ApplicationRow, reference: Reference, access: FieldAccess) -> ApplicationSupervisor | None:
    if row.supervisor_record is None:
        return None
    return ApplicationSupervisor(
        person=Person.of(row.supervisor_record, reference),
        chosen_by_applicant=row.rerouted,
        row=row,
        unexplained_shown=access.allows("unexplained"),
    )


def _assignee(row: ApplicationRow, reference: Reference) -> Assignee | None:
    if row.state is State.SUBMITTED and row.supervisor_record:
        supervisor = Person.of(row.supervisor_record, reference)
        return Assignee(role=AssigneeRole.SUPERVISOR, person=supervisor, since=row.held_since)
    if row.state in (State.DRAFT, State.DENIED):
        applicant = Person.of(row.applicant, reference)
        return Assignee(role=AssigneeRole.APPLICANT, person=applicant, since=row.held_since)
    return None


async def find_application(info: Info, identity: str) -> Application | None:
    """The application as it is now, if the viewer may see it; those of an operation are read together."""
    context = info.context

    async def load(keys: list[ApplicationId]) -> list[Application | None]:
        actor, reference = (await context.viewer()).actor, await context.reference()
        rows = await context.read(lambda queries: queries.applications_by_id(actor, keys))
        return [Application.of(rows[key], actor, reference) if key in rows else None for key in keys]

    return await context.loader("applications", load).load(ApplicationId(identity))
