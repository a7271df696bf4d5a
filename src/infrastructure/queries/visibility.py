"""The policy's twin in SQL: who may see which row, as conditions that every list and look-up carries.

The policy itself is `application.access.relations`; a row may be seen by whoever has a relation to it
beyond being a team member. A test holds the two against each other over a whole program.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, String, and_, bindparam, exists, false, or_, true

from moments.application.access.relations import OPEN_TO_DECIDERS, Actor
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import applications, mentorships, surveys

VIEWER = bindparam("viewer", type_=String)
OPEN = mentorships.c.state.in_([constant(MentorshipState.REQUESTED), constant(MentorshipState.ACTIVE)])


@dataclass(frozen=True, slots=True)
class ViewerScope:
    """What of a person's standing shapes a statement; who they are and what they administer are parameters."""

    office: bool
    administers: bool

    @classmethod
    def of(cls, actor: Actor) -> "ViewerScope":
        return cls(actor.office, bool(actor.departments))


def actor_parameters(actor: Actor) -> dict[str, object]:
    return {"viewer": actor.person, "administered": sorted_ids(actor.departments)}


def administers(department: ColumnElement[str], scope: ViewerScope) -> ColumnElement[bool]:
    return in_array(department, "administered") if scope.administers else false()


def is_requested_mentor() -> ColumnElement[bool]:
    """REQ-3: the viewer is a mentor with an open request or mentorship of the mentee, whose application it is."""
    return and_(
        applications.c.kind == constant(ApplicationKind.MENTEE),
        applications.c.state == constant(ApplicationState.APPROVED),
        exists()
        .where(mentorships.c.mentor == VIEWER, mentorships.c.mentee == applications.c.applicant, OPEN)
        .correlate(applications),
    )


def supervised_by_viewer(applicant: FromClause) -> ColumnElement[bool]:
    """By the directory of now, or as the applicant named them (ELIG-5, APP-7)."""
    named = and_(applications.c.supervisor_chosen, applications.c.supervisor == VIEWER)
    return or_(applicant.c.supervisor == VIEWER, named)


def unseen_by_viewer(applicant: FromClause) -> ColumnElement[bool]:
    """APR-5: decided in lieu of the viewer, who supervises still and has yet to review it."""
    return and_(
        supervised_by_viewer(applicant),
        applications.c.decided_for == VIEWER,
        applications.c.ground.is_not(None),
        applications.c.seen_at.is_(None),
        applications.c.state != constant(ApplicationState.DRAFT),
    )


def visible_applications(scope: ViewerScope, applicant: FromClause) -> ColumnElement[bool]:
    """`applicant`: the directory's record of the person whose it is."""
    waits = applications.c.state == constant(ApplicationState.SUBMITTED)
    decides = or_(
        and_(waits, applications.c.supervisor == VIEWER),
        and_(~waits, supervised_by_viewer(applicant)),
        administers(applicant.c.department, scope),
    )
    submitted = and_(applications.c.submitted_at.is_not(None), applications.c.state != constant(ApplicationState.DRAFT))
    return or_(
        applications.c.applicant == VIEWER,
        unseen_by_viewer(applicant),
        and_(applications.c.state.in_([constant(state) for state in OPEN_TO_DECIDERS]), decides),
        submitted if scope.office else false(),
        is_requested_mentor(),
    )


def visible_mentorships(scope: ViewerScope) -> ColumnElement[bool]:
    """Of its meetings, too."""
    return true() if scope.office else or_(mentorships.c.mentor == VIEWER, mentorships.c.mentee == VIEWER)


def visible_people(scope: ViewerScope, person: FromClause) -> ColumnElement[bool]:
    """As participants, with what only some may know of them."""
    if scope.office:
        return true()
    return or_(person.c.id == VIEWER, person.c.supervisor == VIEWER, administers(person.c.department, scope))


def visible_surveys(scope: ViewerScope) -> ColumnElement[bool]:
    """SUR-4: one's own answers, or the office's view; never the other side's, who may be of the office. Beside the
    survey's mentorship."""
    own = surveys.c.person == VIEWER
    return or_(own, and_(mentorships.c.mentor != VIEWER, mentorships.c.mentee != VIEWER)) if scope.office else own
