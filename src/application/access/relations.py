"""The relations between an actor and an object. All permissions derive from them."""

from dataclasses import dataclass
from enum import Enum

from moments.domain.applications.application import Application
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.participants.employee import Employee
from moments.domain.shared.ids import DepartmentCode, PersonId


class Relation(Enum):
    ANYBODY = "anybody, without a sign-in"
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
    """The person who acts, with the facts that the policy needs, read in the transaction that it guards."""

    person: PersonId
    departments: frozenset[DepartmentCode] = frozenset()
    """The departments that the person administers."""
    office: bool = False

    def relations(self) -> set[Relation]:
        """The relations that hold for every object."""
        return {Relation.EMPLOYEE, *([Relation.OFFICE] if self.office else [])}


OPEN_TO_DECIDERS = (ApplicationState.SUBMITTED, ApplicationState.APPROVED, ApplicationState.DENIED)
"""The states in which the supervisor and the administrators have a relation to an application."""


def relations_to_application(
    actor: Actor,
    *,
    applicant: PersonId,
    state: ApplicationState,
    submitted: bool,
    supervisor: PersonId | None,
    named: bool,
    above: PersonId | None,
    awaiting_review_by: PersonId | None,
    department: DepartmentCode,
    is_requested_mentor: bool,
) -> frozenset[Relation]:
    """Who supervises is by the directory of now: whoever decided, and supervises no more, has no relation (ELIG-5).

    `supervisor`: whom it is routed to; `named`: by the applicant (APP-7). `above`: the applicant's supervisor in the
    directory. `awaiting_review_by`: the supervisor who has yet to review a decision made in lieu of them, in any later
    state of the application (APR-5). `is_requested_mentor`: the actor is a mentor with an open request or mentorship of
    the applicant, and this is the mentee application (REQ-3). Only the applicant has a relation to a draft.
    """
    relations = {Relation.EMPLOYEE}
    supervises = actor.person == above or (named and actor.person == supervisor)
    if actor.person == applicant:
        relations.add(Relation.SELF)
    if state in OPEN_TO_DECIDERS:
        if actor.person == supervisor if state is ApplicationState.SUBMITTED else supervises:
            relations.add(Relation.SUPERVISOR)
        if department in actor.departments:
            relations.add(Relation.ADMINISTRATOR)
    if state is not ApplicationState.DRAFT and actor.person == awaiting_review_by and supervises:
        relations.add(Relation.SUPERVISOR)
    if actor.office and submitted and state is not ApplicationState.DRAFT:
        relations.add(Relation.OFFICE)
    if is_requested_mentor and state is ApplicationState.APPROVED:
        relations.add(Relation.REQUESTED_MENTOR)
    return frozenset(relations)


def relations_for_decision(actor: Actor, application: Application, applicant: Employee) -> frozenset[Relation]:
    """Like `relations_to_application`, for deciders; the read side handles mentors."""
    return relations_to_application(
        actor,
        applicant=application.applicant,
        state=application.state,
        submitted=application.submitted_at is not None,
        supervisor=application.supervisor.person if application.supervisor else None,
        named=application.supervisor.chosen if application.supervisor else False,
        above=applicant.supervisor,
        awaiting_review_by=application.decision.awaiting_review_by if application.decision else None,
        department=applicant.department,
        is_requested_mentor=False,
    )


def relations_seeing_eligibility(
    relations: frozenset[Relation], actor: Actor, *, above: PersonId | None
) -> frozenset[Relation]:
    """The subset of the relations to an application that may see which criteria the applicant does not meet (ELIG-5).

    `above`: the applicant's supervisor in the directory. One whom the applicant named reads only that the State's
    records make them not eligible.
    """
    return relations if actor.person == above else relations - {Relation.SUPERVISOR}


def sees_criteria(relations: frozenset[Relation], actor: Actor, *, above: PersonId | None) -> bool:
    """Whether a refusal may name the criteria (ELIG-5)."""
    return not relations_seeing_eligibility(relations, actor, above=above).isdisjoint(_KNOWING)


_KNOWING = frozenset({Relation.SELF, Relation.SUPERVISOR, Relation.ADMINISTRATOR, Relation.OFFICE})


def relations_seeing_decision(
    relations: frozenset[Relation], actor: Actor, *, decided_for: PersonId | None
) -> frozenset[Relation]:
    """The subset of the relations to an application that may see its last decision.

    `decided_for`: the supervisor it was routed to at the decision. A later supervisor of the revised application may
    not see the message or the ground, because the ground is about the former supervisor's absence.
    """
    return relations if actor.person == decided_for else relations - {Relation.SUPERVISOR}


def relations_to_survey(actor: Actor, *, person: PersonId, other: PersonId) -> frozenset[Relation]:
    """`other`: the person on the other side, who never sees the survey, even as a member of the office (SUR-4)."""
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
