"""Departments whose code changes, that merge, come and go (DIR-3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from moments.application.directory.update import DirectoryUpdate, People, Snapshot
from moments.domain.participants.employee import Department
from moments.domain.program.administrators import Administrator
from moments.domain.shared.comparison import comparison_key
from moments.domain.shared.ids import DepartmentCode, PersonId

Departments = Mapping[DepartmentCode, Department]


@dataclass(frozen=True, slots=True)
class DepartmentMoves:
    """`to`: each former code with the one of now. `ignored`: former codes that are still a department's own."""

    to: Mapping[DepartmentCode, DepartmentCode]
    ignored: Sequence[DepartmentCode] = ()

    def now(self, code: DepartmentCode) -> DepartmentCode:
        return self.to.get(code, code)


@dataclass(frozen=True, slots=True)
class AdministratorMoves:
    """`removed`: under the former code. `added`: under the one of now; nobody is there twice."""

    removed: tuple[Administrator, ...] = ()
    added: tuple[Administrator, ...] = ()


def plan_moves(present: Departments, update: DirectoryUpdate) -> DepartmentMoves:
    """A former code is followed once. So is a code that is gone where another has the name, or differs in capitals."""
    known = {code.casefold(): code for code in present}
    come = {each.code: each for each in update.departments}
    gone = (each for each in present.values() if each.code not in come and not each.retired)
    names = {comparison_key(each.name): each.code for each in gone}
    moves: dict[DepartmentCode, DepartmentCode] = {}
    ignored: list[DepartmentCode] = []
    for code, department in come.items():
        followed = present[code].former_codes if code in present else ()
        stated = [known.get(each.casefold(), each) for each in update.former_codes.get(code, ())]
        for former in (*stated, known.get(code.casefold()), names.get(comparison_key(department.name))):
            if former is None or former == code or former not in present or former in moves or former in followed:
                continue
            if former in come and former not in update.former_codes:
                ignored.append(former)
            else:
                moves[former] = code
    return DepartmentMoves(moves, ignored)


def with_moves(present: Snapshot, moves: DepartmentMoves) -> Snapshot:
    """Everybody, also who has left, and every administrator, under the code of now."""
    if not moves.to:
        return present
    people = {
        identity: replace(person, department=moves.now(person.department)) if person.department in moves.to else person
        for identity, person in present.people.items()
    }
    return replace(present, people=people, administrators=tuple(_merged(present.administrators, moves)))


def plan_administrators(before: Sequence[Administrator], moves: DepartmentMoves) -> AdministratorMoves:
    if not moves.to:
        return AdministratorMoves()
    after = set(_merged(before, moves))
    return AdministratorMoves(
        removed=tuple(each for each in before if each not in after),
        added=tuple(sorted(after - set(before), key=lambda each: (each.department, each.person))),
    )


def _merged(administrators: Sequence[Administrator], moves: DepartmentMoves) -> Iterator[Administrator]:
    """The earliest of those of one person in one department."""
    seen: set[tuple[DepartmentCode, PersonId]] = set()
    for each in sorted(administrators, key=lambda each: (each.named_at, each.person)):
        moved = replace(each, department=moves.now(each.department))
        if (moved.department, moved.person) not in seen:
            seen.add((moved.department, moved.person))
            yield moved


def plan_departments(
    present: Departments, update: DirectoryUpdate, moves: DepartmentMoves, people: People, today: date
) -> tuple[Department, ...]:
    """Those that are new, that change, and that are retired, because neither the file nor anybody has them any more.

    `people`: after the import.
    """
    come = {each.code: each for each in update.departments}
    revived = {code for code in come if code in present and present[code].retired}
    peopled = {person.department for person in people.values() if person.left is None}
    after = [_with_formers(each, present.get(each.code), moves, revived) for each in update.departments]
    after += [
        replace(each, retired_on=today)
        for each in present.values()
        if each.code not in come and each.code not in peopled and not each.retired
    ]
    return tuple(each for each in after if present.get(each.code) != each)


def _with_formers(
    department: Department,
    before: Department | None,
    moves: DepartmentMoves,
    revived: set[DepartmentCode],
) -> Department:
    """With all codes that were followed; one that is a department of its own again is forgotten."""
    stated = [former for former, now in moves.to.items() if now == department.code]
    kept = [each for each in (before.former_codes if before else ()) if each not in revived]
    return replace(department, former_codes=tuple(dict.fromkeys((*kept, *stated))))
