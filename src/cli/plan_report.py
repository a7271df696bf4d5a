"""An import's plan for people to read: totals, and tables of those whom it matters to."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from moments.application.directory.plan import ImportPlan
from moments.cli.pairs_report import Section as _Section
from moments.cli.pairs_report import pairs_sections
from moments.domain.applications.supervisor import Supervisor
from moments.domain.participants.employee import Employee
from moments.domain.shared.ids import PersonId

_ROWS = 100
"""Of one table; a large update is read in the totals."""


def report(plan: ImportPlan, *, preview: bool) -> None:
    """After an import the tables are those of what somebody has to look after; in a preview, all."""
    console = Console(highlight=False, markup=False)
    heading = "The import would change" if preview else "The import has changed"
    if plan.changes_nothing:
        console.print("The directory is as it was; nothing would change." if preview else "Nothing has changed.")
    else:
        _print(console, heading, ("", ""), list(_totals(plan)))
    for title, columns, rows in [*(_changes(plan) if preview else ()), *_to_look_after(plan)]:
        _print(console, title, columns, rows)


def _totals(plan: ImportPlan) -> Iterator[tuple[str, str]]:
    counts = {
        "departments": plan.departments,
        "people who are new": plan.people.added,
        "people whose record changes": plan.people.changed,
        "people who have left": plan.people.left,
        "people who have another employee id": plan.renumbered,
        "people who may have another employee id": plan.pairs,
        "departments whose code changes": plan.moves.to,
        "people who are back": plan.people.returned,
        "participants suspended": plan.standings.suspended,
        "participants reinstated": plan.standings.reinstated,
        "waiting applications that go to another supervisor": plan.rerouted,
        "other applications that follow the directory": [route for route in plan.routes if not route.rerouted],
        "requests closed, because a side has left": plan.settlements.requests,
        "waiting applications withdrawn, because the applicant has left": plan.settlements.applications,
        "administrators who are one no longer": plan.roles.administrators,
        "members who leave the program office": plan.roles.office,
    }
    yield from ((what, f"{len(which):,}") for what, which in counts.items() if which)


def _changes(plan: ImportPlan) -> Iterator[_Section]:
    yield (
        "Waiting applications that go to another supervisor",
        ("applicant", "as", "from", "to"),
        [
            (_name(plan, route.applicant), route.kind.value, _supervisor(route.before), _supervisor(route.after))
            for route in plan.rerouted
        ],
    )
    left = {person.id for person in plan.people.left}
    suspended = [(*_person(plan, person), "left" if person in left else "") for person in plan.standings.suspended]
    yield "Participants who become ineligible", ("id", "name", "department", ""), suspended
    reinstated = [_person(plan, person) for person in plan.standings.reinstated]
    yield "Participants who are eligible again", ("id", "name", "department"), reinstated
    yield (
        "Requests closed, because a side has left; the other side is told",
        ("mentor", "mentee", "who has left"),
        [
            (_name(plan, each.mentor), _name(plan, each.mentee), ", ".join(_name(plan, who) for who in each.gone))
            for each in plan.settlements.requests
        ],
    )
    yield (
        "Waiting applications withdrawn, because the applicant has left",
        ("applicant", "as"),
        [(_name(plan, each.applicant), each.kind.value) for each in plan.settlements.applications],
    )
    yield "People who have left", ("id", "name", "department"), [_record(person) for person in plan.people.left]


def _to_look_after(plan: ImportPlan) -> Iterator[_Section]:
    yield from pairs_sections(plan)
    yield (
        "Active mentorships of people who left or are suspended: they go on, flagged for the program office",
        ("mentor", "mentee", "because of"),
        [
            (
                _name(plan, each.mentor),
                _name(plan, each.mentee),
                ", ".join(_name(plan, who) for who in each.affected_people),
            )
            for each in plan.mentorships
        ],
    )
    yield (
        "Applications that wait for somebody who has left: the applicant has to name another supervisor",
        ("applicant", "as", "waits for"),
        [(_name(plan, each.applicant), each.kind.value, each.supervisor.name) for each in plan.stuck],
    )
    yield (
        "Administrators who left or moved: the department may need another",
        ("department", "name"),
        [(each.department, _name(plan, each.person)) for each in plan.roles.administrators],
    )
    yield (
        "Everybody in the program office has left: add somebody with `moments office add EMAIL`",
        ("id", "name", "department"),
        [_person(plan, person) for person in plan.roles.office_left_unchanged],
    )


def _print(console: Console, title: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    if not rows:
        return
    table = Table(*columns, box=None, show_header=any(columns), pad_edge=False)
    for row in rows[:_ROWS]:
        table.add_row(*row)
    console.print(f"\n{title}:")  # not the table's own title, which wraps where the columns are narrow
    console.print(table)
    if len(rows) > _ROWS:
        console.print(f"... and {len(rows) - _ROWS:,} more")


def _name(plan: ImportPlan, person: PersonId) -> str:
    return plan.after[person].name


def _person(plan: ImportPlan, person: PersonId) -> tuple[str, ...]:
    return _record(plan.after[person])


def _record(person: Employee) -> tuple[str, ...]:
    return person.number, person.name, person.department


def _supervisor(supervisor: Supervisor | None) -> str:
    return supervisor.name if supervisor else "nobody"
