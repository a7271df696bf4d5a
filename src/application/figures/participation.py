"""Who takes part now: mentors and mentees by department, against the department's staff."""

from collections.abc import Mapping
from dataclasses import dataclass

from moments.domain.shared.ids import DepartmentCode
from moments.domain.shared.small_groups import Disclosure, disclose


@dataclass(frozen=True, slots=True)
class DepartmentCount:
    """`mentors`, `mentees`: approved in the role and not suspended."""

    staff: int
    mentors: int
    mentees: int


@dataclass(frozen=True, slots=True)
class DepartmentParticipation:
    """`mentors`, `mentees`: None if hidden. The number of staff is no secret."""

    department: DepartmentCode | None
    staff: int
    mentors: int | None
    mentees: int | None


@dataclass(frozen=True, slots=True)
class Participation:
    state: DepartmentParticipation
    departments: tuple[DepartmentParticipation, ...]


def participation_of(counts: Mapping[DepartmentCode, DepartmentCount]) -> Participation:
    """Whoever knows the staff also knows those who take no part, so that the table has both."""
    mentors, mentees = (
        disclose({code: (number, counts[code].staff - number) for code, number in numbers.items()}, sizes_known=True)
        for numbers in (
            {code: each.mentors for code, each in counts.items()},
            {code: each.mentees for code, each in counts.items()},
        )
    )
    departments = [
        DepartmentParticipation(code, each.staff, _first(mentors, code), _first(mentees, code))
        for code, each in counts.items()
    ]
    staff = sum(each.staff for each in counts.values())
    totals = (table.totals[0] if table.totals else None for table in (mentors, mentees))
    return Participation(DepartmentParticipation(None, staff, *totals), tuple(departments))


def _first(table: Disclosure[DepartmentCode], code: DepartmentCode) -> int | None:
    cells = table.rows.get(code)
    return None if cells is None else cells[0]
