"""Plans all changes of an import before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from moments.application.directory.departments import (
    AdministratorMoves,
    DepartmentMoves,
    plan_administrators,
    plan_departments,
    plan_moves,
    with_moves,
)
from moments.application.directory.departures import Settlements, plan_settlements
from moments.application.directory.file_problem import FileProblem
from moments.application.directory.merge import merge
from moments.application.directory.people import PeopleChanges, compare_people
from moments.application.directory.program_roles import RoleChanges, plan_roles
from moments.application.directory.routes import Rerouting, UnroutableApplication, plan_routes
from moments.application.directory.same_person import recognize, renumbered_people
from moments.application.directory.suspensions import (
    AffectedMentorship,
    StandingChanges,
    affected_mentorships,
    plan_standings,
)
from moments.application.directory.update import DirectoryUpdate, People, Snapshot
from moments.domain.participants.employee import Department
from moments.domain.participants.renumbering import Renumbering
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import EmployeeNumber, PersonId


@dataclass(frozen=True, slots=True, repr=False)  # asyncio logs the repr of a task's result: megabytes of personal data
class ImportPlan:
    """`after`: all people after the import, including those who have left. `rows`: of employees; `apart`: how many of
    them are not taken (DIR-4), for `problems`.

    `pairs`: people who look like a row of another employee id, to be asked about (DIR-2). `renumbered`: who has another
    number now, with the one before. `moves`, `administrators`: of departments whose code changes (DIR-3).

    These are only reported and change nothing: `problems`, `warnings`, `stuck`, `mentorships`,
    `roles.office_left_unchanged`.
    """

    after: People
    rows: int
    apart: int
    problems: tuple[FileProblem, ...]
    warnings: tuple[FileProblem, ...]
    pairs: tuple[Renumbering, ...]
    renumbered: Mapping[PersonId, EmployeeNumber]
    departments: tuple[Department, ...]
    moves: DepartmentMoves
    administrators: AdministratorMoves
    people: PeopleChanges
    standings: StandingChanges
    routes: tuple[Rerouting, ...]
    stuck: tuple[UnroutableApplication, ...]
    mentorships: tuple[AffectedMentorship, ...]
    settlements: Settlements
    roles: RoleChanges

    @property
    def rerouted(self) -> tuple[Rerouting, ...]:
        return tuple(route for route in self.routes if route.rerouted)

    @property
    def changes_nothing(self) -> bool:
        changed = (
            self.departments, self.moves.to, self.people.all, self.standings.suspended, self.standings.reinstated,
            self.routes, self.roles.administrators, self.roles.office, self.settlements.people,
        )  # fmt: skip
        return not any(changed)


def plan_import(present: Snapshot, update: DirectoryUpdate, at: datetime) -> ImportPlan:
    """Pure. DIR-1, DIR-2, DIR-3, DIR-4, ELIG-4, APP-7, APR-4, APR-8. Raises InvalidRenumbering."""
    today = at.astimezone(STATE_TIME).date()
    moves, administrators = plan_moves(present.departments, update), present.administrators
    present = with_moves(present, moves)
    recognized = recognize(present, update, at)
    merged = merge(present, update, recognized)
    people = compare_people(present.people, merged, today)
    after = {**present.people, **{person.id: person for person in people.all}}
    standings = plan_standings(present.participants, after)
    routes, stuck = plan_routes(present.applications, after)
    affected = {*standings.suspended, *(person.id for person in people.left)}
    return ImportPlan(
        after=after,
        rows=update.rows,
        apart=merged.apart,
        problems=merged.problems,
        warnings=merged.warnings,
        pairs=recognized.pairs,
        renumbered=renumbered_people(present.people, merged.people),
        departments=plan_departments(present.departments, update, moves, after, today),
        moves=moves,
        administrators=plan_administrators(administrators, moves),
        people=people,
        standings=standings,
        routes=tuple(routes),
        stuck=tuple(stuck),
        mentorships=affected_mentorships(present.participants, affected),
        settlements=plan_settlements(present.applications, present.waiting, after),
        roles=plan_roles(present.administrators, present.office, after),
    )
