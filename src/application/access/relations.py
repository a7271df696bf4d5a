"""The relations between an actor and an object. All permissions derive from them."""

from dataclasses import dataclass
from enum import Enum

from moments.domain.applications.application import Application
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.ids import DepartmentCode, PersonId


class Relation(Enum):
    EMPLOYEE = "any signed-in team member"
    SELF = "the person it is about"
    SUPERVISOR = "the supervisor it is routed to"
    ADMINISTRATOR = "an administrator of the person's department"
    OFFICE = "the program office"
    REQUESTED_MENTOR = "a mentor with an open request or mentorship of that mentee"
    MENTOR = "the mentor of the mentorship"
    MENTEE = "the mentee of the mentorship"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: what the policy has to know of them, read in the transaction that it guards."""

    person: PersonId
    departments: frozenset[DepartmentCode] = frozenset()
    """The departments they administer."""
    office: bool = False

    def relations(self) -> set[Relation]:
        """Those that hold whatever the thing is."""
        return {Relation.EMPLOYEE, *([Relation.OFFICE] if self.office else [])}


OPEN_TO_DECIDERS = (ApplicationState.SUBMITTED, ApplicationState.APPROVED, ApplicationState.DENIED)
"""While an application is a draft or withdrawn, the supervisor and the administrators have no part in it."""


def relations_to_application(
    actor: Actor,
    *,
    applicant: PersonId,
    state: ApplicationState,
    submitted: bool,
    supervisor: PersonId | None,
    awaiting_review_by: PersonId | None,
    department: DepartmentCode,
    is_requested_mentor: bool,
) -> frozenset[Relation]:
    """`awaiting_review_by`: the supervisor who has yet to review a decision taken in lieu of them, whatever became of
    the application since (APR-5). `is_requested_mentor`: they are a mentor with an open request or mentorship of the
    applicant, and it is the mentee's application (REQ-3). A draft is the applicant's alone.
    """
    relations = {Relation.EMPLOYEE}
    if actor.person == applicant:
        relations.add(Relation.SELF)
    if state in OPEN_TO_DECIDERS:
        if actor.person == supervisor:
            relations.add(Relation.SUPERVISOR)
        if department in actor.departments:
            relations.add(Relation.ADMINISTRATOR)
    if state is not ApplicationState.DRAFT and actor.person == awaiting_review_by:
        relations.add(Relation.SUPERVISOR)
    if actor.office and submitted and state is not ApplicationState.DRAFT:
        relations.add(Relation.OFFICE)
    if is_requested_mentor and state is ApplicationState.APPROVED:
        relations.add(Relation.REQUESTED_MENTOR)
    return frozenset(relations)


def relations_for_decision(actor: Actor, application: Application, department: DepartmentCode) -> frozenset[Relation]:
    """As `relations_to_application`, for deciders; reading by a mentor is the readers' affair."""
    return relations_to_application(
        actor,
        applicant=application.applicant,
        state=application.state,
        submitted=application.submitted_at is not None,
        supervisor=application.supervisor.person if application.supervisor else None,
        awaiting_review_by=application.decision.awaiting_review_by if application.decision else None,
        department=department,
        is_requested_mentor=False,
    )


def relations_seeing_eligibility(
    relations: frozenset[Relation], actor: Actor, *, state: ApplicationState, supervisor: PersonId | None
) -> frozenset[Relation]:
    """Those of the relations to an application in which the applicant's eligibility is to be known (ELIG-5).

    Whoever decided it knew then; later on their supervisor by the directory does, `supervisor`, and no former one.
    """
    decides = state is ApplicationState.SUBMITTED or actor.person == supervisor
    return relations if decides else relations - {Relation.SUPERVISOR}


def relations_seeing_decision(
    relations: frozenset[Relation], actor: Actor, *, decided_for: PersonId | None
) -> frozenset[Relation]:
    """Those of the relations to an application in which its last decision is to be known.

    `decided_for`: the supervisor it was routed to then. To the next one, whom a revised application waits for, the
    message and the ground, which is about the former supervisor's absence, are nobody's business.
    """
    return relations if actor.person == decided_for else relations - {Relation.SUPERVISOR}


def relations_to_survey(actor: Actor, *, person: PersonId, other: PersonId) -> frozenset[Relation]:
    """`other`: whom it is about, who never sees it, also as one of the office (SUR-4)."""
    if actor.person == other:
        return frozenset({Relation.EMPLOYEE})
    return frozenset(actor.relations() | ({Relation.SELF} if actor.person == person else set()))


def relations_to_mentorship(actor: Actor, *, mentor: PersonId, mentee: PersonId) -> frozenset[Relation]:
    relations = actor.relations()
    if actor.person == mentor:
        relations.add(Relation.MENTOR)
    if actor.person == mentee:
        relations.add(Relation.MENTEE)
    return frozenset(relations)


def relations_to_person(
    actor: Actor, person: PersonId, department: DepartmentCode, supervisor: PersonId | None
) -> frozenset[Relation]:
    relations = actor.relations()
    if actor.person == person:
        relations.add(Relation.SELF)
    if actor.person == supervisor:
        relations.add(Relation.SUPERVISOR)
    if department in actor.departments:
        relations.add(Relation.ADMINISTRATOR)
    return frozenset(relations)


def relations_to_department(actor: Actor, department: DepartmentCode) -> frozenset[Relation]:
    relations = actor.relations()
    if department in actor.departments:
        relations.add(Relation.ADMINISTRATOR)
    return frozenset(relations)
