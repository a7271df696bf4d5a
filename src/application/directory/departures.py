"""What waits on people who have left, on either side, and is settled by the import (DIR-1)."""

from collections.abc import Iterable
from dataclasses import dataclass

from moments.application.directory.update import People
from moments.application.endings import ends_with_departure
from moments.domain.applications.application import Application
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.shared.ids import ApplicationId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class ClosedRequest:
    """`gone`: who of the two has left."""

    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId
    gone: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnApplication:
    application: ApplicationId
    applicant: PersonId
    kind: ApplicationKind


@dataclass(frozen=True, slots=True)
class Settlements:
    """`people`: whose matters are settled, in order of id."""

    requests: tuple[ClosedRequest, ...]
    applications: tuple[WithdrawnApplication, ...]

    @property
    def people(self) -> tuple[PersonId, ...]:
        gone = {person for request in self.requests for person in request.gone}
        return tuple(sorted(gone | {each.applicant for each in self.applications}))


def plan_settlements(applications: Iterable[Application], waiting: Iterable[Mentorship], people: People) -> Settlements:
    """`people`: after the import. Looks at everybody who has left, not only at those who leave now, so that nothing
    waits on somebody who left before.
    """
    requests = (
        ClosedRequest(each.id, each.mentor, each.mentee, gone)
        for each in waiting
        if (gone := tuple(person for person in (each.mentor, each.mentee) if people[person].left is not None))
    )
    withdrawn = (
        WithdrawnApplication(each.id, each.applicant, each.kind)
        for each in applications
        if people[each.applicant].left is not None and ends_with_departure(each)
    )
    return Settlements(tuple(requests), tuple(withdrawn))
