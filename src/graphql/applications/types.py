"""An application, as far as the viewer may see it."""

from datetime import date, datetime
from enum import Enum

import strawberry

from moments.application.access.relations import (
    Actor,
    relations_seeing_decision,
    relations_seeing_eligibility,
    relations_to_application,
)
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import ApplicationRow
from moments.domain.applications import decision as domain
from moments.domain.applications import lifecycle
from moments.domain.applications.lifecycle import ApplicationState as State
from moments.domain.shared import kind as kinds
from moments.graphql.participants.types import Eligibility, Person
from moments.graphql.program.types import SkillSelection, WorkingHours, working_hours
from moments.graphql.shared import ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.field_access import FieldAccess
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.timeline import TimelineEntry, timeline
from moments.graphql.shared.user_errors import unmet_criteria

ApplicationKind = strawberry.enum(
    kinds.ApplicationKind, name="ApplicationKind", description="Role applied for: mentor or mentee (APP-1)."
)
ApplicationState = strawberry.enum(
    lifecycle.ApplicationState, name="ApplicationState", description="Where an application is on its way (APP-9)."
)


@strawberry.enum(description="The part of whoever has to act next.")
class AssigneeRole(Enum):
    APPLICANT = "applicant"
    SUPERVISOR = "supervisor"
    MENTOR = "mentor"


@strawberry.type(description="Who has to act next, and since when.")
class Assignee:
    role: AssigneeRole = strawberry.field(description="In which part.")
    name: str = strawberry.field(description="Name of the person.")
    since: datetime = strawberry.field(description="Since when it has been with them.")


@strawberry.type(description="The supervisor an application is routed to (APP-2, APP-7).")
class ApplicationSupervisor:
    first_name: str = strawberry.field(description="As the directory has it.")
    last_name: str = strawberry.field(description="As the directory has it.")
    email: str = strawberry.field(description="Work email.")
    chosen_by_applicant: bool = strawberry.field(description="Rerouted by the applicant (APP-7).")


@strawberry.type(description="A decision; final, and taken once (APR-9).")
class Decision:
    outcome: domain.Outcome = strawberry.field(description="What was decided.")
    decided_by: str = strawberry.field(description="By whom, by name.")
    decided_at: datetime = strawberry.field(description="When the decision was made.")
    message: str | None = strawberry.field(description="The decider's personal message (APR-1).")
    in_lieu: bool = strawberry.field(description="By an administrator in lieu of the supervisor (APR-4).")
    ground: str | None = strawberry.field(description="The ground stated for that, for the deciders and the office.")
    seen_at: datetime | None = strawberry.field(description="When the supervisor marked it as seen (APR-5).")


@strawberry.type(description="Somebody's application to take part in one role, over all its revisions (APP-9).")
class Application(Node):
    identity: strawberry.Private[str]
    timeline_shown: strawberry.Private[bool]
    reviews_shown: strawberry.Private[bool]
    kind: kinds.ApplicationKind = strawberry.field(description="For which role.")
    state: State = strawberry.field(description="Where it is.")
    applicant: Person = strawberry.field(description="Whose it is.")
    hire_date: date = strawberry.field(description="The applicant's, from the directory (APP-2).")
    bio: str | None = strawberry.field(description="The short bio (APP-3).")
    working_hours: WorkingHours | None = strawberry.field(description="Regular working hours (APP-3).")
    skills: SkillSelection = strawberry.field(description="Strengths offered or sought, ranked (APP-4).")
    supervisor: ApplicationSupervisor | None = strawberry.field(description="Who decides it (APP-6).")
    started_at: datetime = strawberry.field(description="When the draft was started.")
    submitted_at: datetime | None = strawberry.field(description="When it was last submitted.")
    assignee: Assignee | None = strawberry.field(description="Who has to act next; null when nobody has to.")
    eligibility: Eligibility | None = strawberry.field(description="For those who may know (ELIG-5).")
    decision: Decision | None = strawberry.field(
        description="The last one; it stays while a revised application waits."
    )

    @classmethod
    def of(cls, row: ApplicationRow, actor: Actor, reference: Reference) -> "Application":
        relations = relations_to_application(
            actor,
            applicant=row.applicant.id,
            state=row.state,
            submitted=row.submitted_at is not None,
            supervisor=row.supervisor.person if row.supervisor else None,
            awaiting_review_by=row.decision.awaiting_review_by if row.decision else None,
            department=row.applicant.department,
            is_requested_mentor=row.is_requested_mentor,
        )
        access = FieldAccess("Application", relations)
        knowing = relations_seeing_eligibility(relations, actor, state=row.state, supervisor=row.applicant.supervisor)
        decided_for = row.decision.supervisor if row.decision else None
        judging = relations_seeing_decision(relations, actor, decided_for=decided_for)
        eligibility = Eligibility(eligible=not row.reasons, unmet=unmet_criteria(row.reasons))
        return cls(
            identity=row.id,
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
            supervisor=_supervisor(row),
            started_at=row.started_at,
            submitted_at=row.submitted_at,
            assignee=_assignee(row),
            eligibility=FieldAccess("Application", knowing).value_if_allowed("eligibility", eligibility),
            decision=FieldAccess("Application", judging).value_if_allowed(
                "decision", _decision(row.decision, FieldAccess("Decision", judging))
            ),
        )

    @connection_field("What happened to it, oldest first; for those who may know.", backward=False)
    async def timeline(self, info: Info, page: PageRequest) -> Connection[TimelineEntry] | None:
        if not self.timeline_shown:
            return None
        return await timeline(info.context, "application", self.identity, page, reviews=self.reviews_shown)


def _decision(made: domain.Decision | None, access: FieldAccess) -> Decision | None:
    if made is None:
        return None
    return Decision(
        outcome=made.outcome,
        decided_by=made.by_name,
        decided_at=made.at,
        message=made.message,
        in_lieu=made.in_lieu,
        ground=access.value_if_allowed("ground", made.ground),
        seen_at=access.value_if_allowed("seenAt", made.seen_at),
    )


def _supervisor(row: ApplicationRow) -> ApplicationSupervisor | None:
    routed = row.supervisor
    if routed is None:
        return None
    return ApplicationSupervisor(
        first_name=routed.first_name,
        last_name=routed.last_name,
        email=routed.email,
        chosen_by_applicant=routed.chosen,
    )


def _assignee(row: ApplicationRow) -> Assignee | None:
    if row.state is State.SUBMITTED and row.supervisor:
        return Assignee(role=AssigneeRole.SUPERVISOR, name=row.supervisor.name, since=row.held_since)
    if row.state in (State.DRAFT, State.DENIED):
        name = f"{row.applicant.first_name} {row.applicant.last_name}"
        return Assignee(role=AssigneeRole.APPLICANT, name=name, since=row.held_since)
    return None
