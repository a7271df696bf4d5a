"""Reroutes drafts and submitted applications when supervisors in the directory change (APP-7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from moments.application.directory.update import People
from moments.domain.applications.application import Application
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.applications.supervisor import Supervisor
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.domain.shared.kind import ApplicationKind

_OPEN = (ApplicationState.DRAFT, ApplicationState.SUBMITTED)
_ANY_MOMENT = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rerouting:
    """An application that follows the directory. `supervisor_left`: its former supervisor can no longer decide it."""

    application: ApplicationId
    applicant: PersonId
    kind: ApplicationKind
    is_submitted: bool
    before: Supervisor | None
    after: Supervisor | None
    supervisor_left: bool

    @property
    def rerouted(self) -> bool:
        """Whether it moves to another queue; False for a draft, or if only the supervisor's name changed."""
        return self.is_submitted and (self.before and self.before.person) != (self.after and self.after.person)


@dataclass(frozen=True, slots=True)
class UnroutableApplication:
    """A submitted application whose supervisor can no longer decide it and for which the directory has no successor."""

    application: ApplicationId
    applicant: PersonId
    kind: ApplicationKind
    supervisor: Supervisor


def plan_routes(
    applications: Iterable[Application], people: People
) -> tuple[list[Rerouting], list[UnroutableApplication]]:
    """`people`: after the import. Applications of people who have left are not rerouted."""
    routes: list[Rerouting] = []
    stuck: list[UnroutableApplication] = []
    for application in applications:
        if application.state not in _OPEN or people[application.applicant].left is not None:
            continue
        route = _route(application, people)
        if _follows(application, route):
            routes.append(route)
        elif route.is_submitted and route.supervisor_left and route.before is not None:
            stuck.append(UnroutableApplication(application.id, application.applicant, application.kind, route.before))
    return routes, stuck


def _route(application: Application, people: People) -> Rerouting:
    holder = application.supervisor
    gone = holder is not None and _cannot_decide(holder, application.applicant, people)
    after = _of_directory(application.applicant, people)
    if holder is not None and holder.chosen and not gone:
        after = replace(Supervisor.from_directory(people[holder.person]), chosen=True)
    is_submitted = application.state is ApplicationState.SUBMITTED
    return Rerouting(application.id, application.applicant, application.kind, is_submitted, holder, after, gone)


def _follows(application: Application, route: Rerouting) -> bool:
    """Applies the rule to a copy, so that planning changes nothing and the rule has one implementation."""
    if route.after == route.before:
        return False
    return replace(application).follow_directory(route.after, supervisor_left=route.supervisor_left, at=_ANY_MOMENT)


def _cannot_decide(holder: Supervisor, applicant: PersonId, people: People) -> bool:
    """Whether the supervisor has left, or was named by the applicant and now reports to them."""
    record = people.get(holder.person)
    if record is None or record.left is not None:
        return True
    return holder.chosen and applicant in _above(holder.person, people)


def _of_directory(applicant: PersonId, people: People) -> Supervisor | None:
    supervisor = people[applicant].supervisor
    record = people.get(supervisor) if supervisor else None
    return None if record is None or record.left is not None else Supervisor.from_directory(record)


def _above(person: PersonId, people: People) -> Iterator[PersonId]:
    seen = {person}
    above = people[person].supervisor
    while above is not None and above in people and above not in seen:
        yield above
        seen.add(above)
        above = people[above].supervisor
