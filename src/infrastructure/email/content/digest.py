"""The Monday digest: what waits for a supervisor (APR-6) and in an administrator's departments (APR-7), in one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from moments.application.email.data import DigestDepartment, DigestEmail, DigestLine
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.program.working_hours import STATE_TIME
from moments.infrastructure.email.content.base import Content, Occasion, still
from moments.infrastructure.email.dates import day, moment, waited
from moments.infrastructure.email.facts import ApplicationFacts, Person


@dataclass(frozen=True, slots=True)
class Line:
    """One application in a list. `days`: how long it has waited for whoever holds it now."""

    applicant: Person
    role: str
    new: bool
    days: int
    holder: str
    page: str


@dataclass(frozen=True, slots=True)
class Listed:
    """`more`: how many others wait besides."""

    title: str
    lines: list[Line]
    more: int

    @property
    def count(self) -> int:
        return len(self.lines) + self.more


def monday(about: Occasion) -> Content:
    """What was decided, withdrawn or rerouted since the lists were drawn up is left out, and whatever the reader may
    no longer see; where nothing is left, there is no letter."""
    said = about.data(DigestEmail)
    supervised = _supervised(about, said)
    departments = [each for given in said.departments if (each := _department(about, given))]
    still(bool(supervised.count or departments), "nothing waits any more")
    return Content(
        {
            "supervised": supervised if supervised.count else None,
            "departments": departments,
            "run": _run(about, said),
            "queue": about.links.queue,
            "department": about.links.department,
        }
    )


def _supervised(about: Occasion, said: DigestEmail) -> Listed:
    reader = about.letter.recipient

    def theirs(application: ApplicationFacts) -> bool:
        return application.supervisor == reader

    lines = _lines(about, said.supervised, theirs)
    return Listed("Waiting for your decision", lines, _more(said.supervised_more, lines))


def _department(about: Occasion, given: DigestDepartment) -> Listed | None:
    """None where nothing is left, or the reader administers it no longer."""
    code, facts = given.code, about.facts
    if (about.letter.recipient, code) not in facts.administered:
        return None

    def of_it(application: ApplicationFacts) -> bool:
        return facts.people[application.applicant].department == code

    lines = _lines(about, given.applications, of_it)
    if not lines:
        return None
    return Listed(lines[0].applicant.department_name, lines, _more(given.more, lines))


def _more(count: int, lines: list[Line]) -> int:
    """Those beyond the list were counted when it was drawn up; where all of the list is gone, who knows of them."""
    return count if lines else 0


def _lines(about: Occasion, given: Iterable[DigestLine], seen: Callable[[ApplicationFacts], bool]) -> list[Line]:
    lines: list[Line] = []
    for each in given:
        application = about.facts.applications.get(each.application)
        if application and application.state is ApplicationState.SUBMITTED and seen(application):
            lines.append(_line(about, application, new=each.new))
    return sorted(lines, key=lambda line: (not line.new, -line.days))


def _line(about: Occasion, application: ApplicationFacts, *, new: bool) -> Line:
    return Line(
        applicant=about.facts.people[application.applicant],
        role=application.kind.value,
        new=new,
        days=waited(application.held_since, about.facts.now),
        holder=application.supervisor_name,
        page=about.links.application(application.id),
    )


def _run(about: Occasion, said: DigestEmail) -> dict[str, str] | None:
    """The next matching run, and by when an application has to be decided to be in it."""
    run, closes = said.next_match, said.next_match_closes
    if run is None or run <= about.facts.now.astimezone(STATE_TIME).date():
        return None
    by = moment(closes) if closes else day(run)
    return {"on": day(run), "by": by}
