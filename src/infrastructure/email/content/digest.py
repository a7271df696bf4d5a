"""The Monday digest: what waits for a supervisor (APR-6) and in an administrator's departments (APR-7), in one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.data import DigestDepartment, DigestEmail, DigestLine
from moments.domain.program.working_hours import STATE_TIME
from moments.infrastructure.email.content.base import Content, EmailContext, require_still
from moments.infrastructure.email.dates import day, moment, waited
from moments.infrastructure.email.facts import ApplicationFacts, Person


@dataclass(frozen=True, slots=True)
class Line:
    """One application in a list. `days`: how long it has waited for its present assignee."""

    applicant: Person
    role: str
    new: bool
    days: int
    holder: str
    page: str


@dataclass(frozen=True, slots=True)
class DigestSection:
    """`more`: how many others wait besides."""

    title: str
    lines: list[Line]
    more: int

    @property
    def count(self) -> int:
        return len(self.lines) + self.more


def monday(context: EmailContext) -> Content:
    """What was decided, withdrawn or rerouted since the lists were drawn up is left out, and whatever the reader may
    no longer see; where nothing is left, there is no email."""
    said = context.data(DigestEmail)
    supervised = _supervised(context, said)
    departments = [each for given in said.departments if (each := _department(context, given))]
    require_still(bool(supervised.count or departments), "nothing waits any more")
    return Content(
        {
            "supervised": supervised if supervised.count else None,
            "departments": departments,
            "run": _run(context, said),
            "queue": context.links.queue,
            "department": context.links.department,
        }
    )


def _supervised(context: EmailContext, said: DigestEmail) -> DigestSection:
    reader = context.email.recipient

    def theirs(application: ApplicationFacts) -> bool:
        return application.supervisor == reader

    lines = _lines(context, said.supervised, theirs)
    return DigestSection("Waiting for your decision", lines, _more(said.supervised_more, lines))


def _department(context: EmailContext, given: DigestDepartment) -> DigestSection | None:
    """None where nothing is left, or the reader administers it no longer."""
    code, facts = given.code, context.facts
    if (context.email.recipient, code) not in facts.administered:
        return None

    def of_it(application: ApplicationFacts) -> bool:
        return facts.people[application.applicant].department == code

    lines = _lines(context, given.applications, of_it)
    if not lines:
        return None
    return DigestSection(lines[0].applicant.department_name, lines, _more(given.more, lines))


def _more(count: int, lines: list[Line]) -> int:
    """Those beyond the list were counted when it was drawn up; where all of the list is gone, who knows of them."""
    return count if lines else 0


def _lines(context: EmailContext, given: Iterable[DigestLine], seen: Callable[[ApplicationFacts], bool]) -> list[Line]:
    lines: list[Line] = []
    for each in given:
        application = context.facts.applications.get(each.application)
        if application is None or context.facts.people[application.applicant].left:
            continue
        if application.state is ApplicationState.SUBMITTED and seen(application):
            lines.append(_line(context, application, new=each.new))
    return sorted(lines, key=lambda line: (not line.new, -line.days))


def _line(context: EmailContext, application: ApplicationFacts, *, new: bool) -> Line:
    return Line(
        applicant=context.facts.people[application.applicant],
        role=application.kind.value,
        new=new,
        days=waited(application.held_since, context.facts.now),
        holder=application.supervisor_name,
        page=context.links.application(application.id),
    )


def _run(context: EmailContext, said: DigestEmail) -> dict[str, str] | None:
    """The next matching run, and by when an application has to be decided to be in it."""
    run, closes = said.next_match, said.next_match_closes
    if run is None or run <= context.facts.now.astimezone(STATE_TIME).date():
        return None
    by = moment(closes) if closes else day(run)
    return {"on": day(run), "by": by}
