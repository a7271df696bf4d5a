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
    MENTOR_ASKED = "a mentor with an open request or mentorship of that mentee"
    MENTOR = "the mentor of the mentorship"
    MENTEE = "the mentee of the mentorship"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the policy has to know of a person, read in the transaction that it guards."""

    person: PersonId
    departments: frozenset[DepartmentCode] = frozenset()
    """The departments they administer."""
    office: bool = False

    def relations(self) -> set[Relation]:
        """Those that hold whatever the thing is."""
        return {Relation.EMPLOYEE, *([Relation.OFFICE] if self.office else [])}


OPEN_TO_DECIDERS = (ApplicationState.SUBMITTED, ApplicationState.APPROVED, ApplicationState.DENIED)
"""While an application is a draft or withdrawn, the supervisor and the administrators have no part in it."""


def to_application(
    who: Standing,
    *,
    applicant: PersonId,
    state: ApplicationState,
    submitted: bool,
    supervisor: PersonId | None,
    unseen_by: PersonId | None,
    department: DepartmentCode,
    asked: bool,
) -> frozenset[Relation]:
    """`unseen_by`: the supervisor who has yet to review a decision taken in lieu of them, whatever became of the
    application since (APR-5). `asked`: they are a mentor with an open request or mentorship of the applicant, and
    it is the mentee's application (REQ-3). A draft is the applicant's alone.
    """
    relations = {Relation.EMPLOYEE}
    if who.person == applicant:
        relations.add(Relation.SELF)
    if state in OPEN_TO_DECIDERS:
        if who.person == supervisor:
            relations.add(Relation.SUPERVISOR)
        if department in who.departments:
            relations.add(Relation.ADMINISTRATOR)
    if state is not ApplicationState.DRAFT and who.person == unseen_by:
        relations.add(Relation.SUPERVISOR)
    if who.office and submitted and state is not ApplicationState.DRAFT:
        relations.add(Relation.OFFICE)
    if asked and state is ApplicationState.APPROVED:
        relations.add(Relation.MENTOR_ASKED)
    return frozenset(relations)


def to_applications_of(who: Standing, application: Application, department: DepartmentCode) -> frozenset[Relation]:
    """As `to_application`, for deciders; reading by a mentor is the readers' affair."""
    return to_application(
        who,
        applicant=application.applicant,
        state=application.state,
        submitted=application.submitted_at is not None,
        supervisor=application.supervisor.person if application.supervisor else None,
        unseen_by=application.decision.unseen_by if application.decision else None,
        department=department,
        asked=False,
    )


def knowing_eligibility(
    relations: frozenset[Relation], who: Standing, *, state: ApplicationState, supervisor: PersonId | None
) -> frozenset[Relation]:
    """Those of the relations to an application in which the applicant's eligibility is to be known (ELIG-5).

    Whoever decided it knew then; later on their supervisor by the directory does, `supervisor`, and no former one.
    """
    decides = state is ApplicationState.SUBMITTED or who.person == supervisor
    return relations if decides else relations - {Relation.SUPERVISOR}


def knowing_decision(
    relations: frozenset[Relation], who: Standing, *, decided_for: PersonId | None
) -> frozenset[Relation]:
    """Those of the relations to an application in which its last decision is to be known.

    `decided_for`: the supervisor it was routed to then. To the next one, whom a revised application waits for, the
    message and the ground, which is about the former supervisor's absence, are nobody's business.
    """
    return relations if who.person == decided_for else relations - {Relation.SUPERVISOR}


def to_survey(who: Standing, *, person: PersonId, other: PersonId) -> frozenset[Relation]:
    """`other`: whom it is about, who never sees it, also as one of the office (SUR-4)."""
    if who.person == other:
        return frozenset({Relation.EMPLOYEE})
    return frozenset(who.relations() | ({Relation.SELF} if who.person == person else set()))


def to_mentorship(who: Standing, *, mentor: PersonId, mentee: PersonId) -> frozenset[Relation]:
    relations = who.relations()
    if who.person == mentor:
        relations.add(Relation.MENTOR)
    if who.person == mentee:
        relations.add(Relation.MENTEE)
    return frozenset(relations)


def to_person(
    who: Standing, person: PersonId, department: DepartmentCode, supervisor: PersonId | None
) -> frozenset[Relation]:
    relations = who.relations()
    if who.person == person:
        relations.add(Relation.SELF)
    if who.person == supervisor:
        relations.add(Relation.SUPERVISOR)
    if department in who.departments:
        relations.add(Relation.ADMINISTRATOR)
    return frozenset(relations)


def to_department(who: Standing, department: DepartmentCode) -> frozenset[Relation]:
    relations = who.relations()
    if department in who.departments:
        relations.add(Relation.ADMINISTRATOR)
    return frozenset(relations)
