"""Who takes part in the demo's program, and what the directory said of some of them before its last update."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from moments.domain.participants.eligibility import ineligibilities
from moments.domain.participants.employee import Employee, Employment
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.domain.shared.kind import ApplicationKind

TAKE_PART = 0.15
"""The share of people who have at least begun an application."""
_MENTORS = 0.42
_BOTH = 0.04
_FALL = 0.012
"""The share of them whom the last update made ineligible."""
_MOVED = 0.05
"""The share of them whose supervisor that update changed."""


@dataclass(frozen=True, slots=True)
class Role:
    """`keen`: began early and was approved, so that there is a mentorship when the update suspends them."""

    person: Employee
    kind: ApplicationKind
    keen: bool = False


@dataclass(frozen=True, slots=True)
class Enrollment:
    """`before`: the directory until its last update, in the order of ids."""

    before: tuple[Employee, ...]
    roles: tuple[Role, ...]
    office: tuple[Employee, ...]
    administrators: Mapping[DepartmentCode, tuple[Employee, ...]]


def enroll(people: Sequence[Employee], today: date, rng: Random) -> Enrollment:
    by_id = {person.id: person for person in people}
    sound = [person for person in people if _may_apply(person, today) and not ineligibilities(person)]
    unsound = [person for person in people if _may_apply(person, today) and ineligibilities(person)]
    count = min(round(TAKE_PART * len(people)), len(sound))
    chosen = rng.sample(sound, count)
    fallen = rng.sample(unsound, min(len(unsound), max(3, round(_FALL * count)) if count else 0))
    earlier = {person.id: _clean(person) for person in fallen}
    for person in rng.sample(chosen, round(_MOVED * count)):
        if (above := _above(person, by_id)) is not None:
            earlier[person.id] = replace(person, supervisor=above)
    cast = [role for person in chosen for role in _roles(earlier.get(person.id, person), rng)]
    cast += [
        Role(earlier[person.id], kind, keen=True) for person in fallen for kind in (rng.choice([*ApplicationKind]),)
    ]
    return Enrollment(
        before=tuple(earlier.get(person.id, person) for person in people),
        roles=tuple(cast),
        office=_office(people, rng),
        administrators=_administrators(sound, rng),
    )


def _may_apply(person: Employee, today: date) -> bool:
    """Full-time, with a supervisor to decide, and here for long enough to have heard of the program."""
    here = person.hire_date < today - timedelta(days=60)
    return here and person.supervisor is not None and person.employment is Employment.FULL_TIME


def _clean(person: Employee) -> Employee:
    evaluation = person.evaluation and replace(person.evaluation, at_risk=False)
    return replace(person, evaluation=evaluation, under_improvement_plan=False, under_discipline=False)


def _above(person: Employee, people: Mapping[PersonId, Employee]) -> PersonId | None:
    """The supervisor's supervisor: no reporting line becomes a circle by that."""
    return people[person.supervisor].supervisor if person.supervisor else None


def _roles(person: Employee, rng: Random) -> list[Role]:
    kinds = [ApplicationKind.MENTOR if rng.random() < _MENTORS else ApplicationKind.MENTEE]
    if rng.random() < _BOTH:
        kinds = [*ApplicationKind]
    return [Role(person, kind) for kind in kinds]


def _office(people: Sequence[Employee], rng: Random) -> tuple[Employee, ...]:
    """Three of the Division of Personnel, which runs the program; of a small State, whoever there is."""
    division = [person for person in people if person.division == "Division of Personnel"] or list(people)
    return tuple(rng.sample(division, min(3, len(division))))


def _administrators(people: Sequence[Employee], rng: Random) -> dict[DepartmentCode, tuple[Employee, ...]]:
    departments: dict[DepartmentCode, list[Employee]] = {}
    for person in people:
        departments.setdefault(person.department, []).append(person)
    return {code: tuple(rng.sample(staff, min(2, len(staff)))) for code, staff in sorted(departments.items())}
