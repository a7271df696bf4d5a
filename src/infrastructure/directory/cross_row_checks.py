"""Checks across rows: one row a person, and no address twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from moments.application.directory.quoting import shown
from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import number_key
from moments.domain.shared.ids import EmployeeNumber
from moments.infrastructure.directory.columns import EMAIL, EMPLOYEE_ID, FORMER_EMPLOYEE_ID
from moments.infrastructure.directory.problems import ProblemCollector

_LINES_SHOWN = 10


@dataclass(frozen=True, slots=True, repr=False)
class ReadRow:
    """`person`: None where the row is unsound. `rank`: by the mapping's `prefer`. `guessed`: of a broken row, whose
    number and address serve to find whom it may be of."""

    line: int
    number: EmployeeNumber | None
    email: str | None
    person: Employee | None
    rank: int | None
    guessed: bool = False
    former: EmployeeNumber | None = None


def one_row_each(rows: Sequence[ReadRow], notes: ProblemCollector) -> Sequence[ReadRow]:
    """Of several rows of one person, the one that the mapping prefers, with a note; the others as they came.

    Where they differ in what eligibility goes by, all stay: what is left out must not make anybody eligible.
    """
    by_number: dict[str, list[ReadRow]] = {}
    for row in rows:
        if row.number and not row.guessed:
            by_number.setdefault(number_key(row.number), []).append(row)
    passed_over: set[int] = set()
    for several in by_number.values():
        chosen = _preferred(several) if len(several) > 1 else None
        if chosen is not None:
            others = [row.line for row in several if row is not chosen]
            passed_over.update(others)
            counts = f"This of the person's rows counts; passed over: {listed(others)}."
            notes.warning(chosen.line, EMPLOYEE_ID.name, counts)
    return [row for row in rows if row.line not in passed_over]


def check_doubles(rows: Sequence[ReadRow], notes: ProblemCollector) -> None:
    """DIR-4: which of two rows is right can't be told, so both are set apart, the unsound ones included."""
    numbers, emails, formers = dict[str, list[int]](), dict[str, list[int]](), dict[str, list[int]]()
    written: dict[tuple[str, int], str] = {}
    for row in (each for each in rows if not each.guessed):
        if row.number:
            numbers.setdefault(number_key(row.number), []).append(row.line)
            written[EMPLOYEE_ID.name, row.line] = row.number
        if row.former:
            formers.setdefault(number_key(row.former), []).append(row.line)
            written[FORMER_EMPLOYEE_ID.name, row.line] = row.former
        if row.email:
            emails.setdefault(row.email, []).append(row.line)
    hint = " A person with several jobs has one row, or the mapping says which counts (prefer)."
    for column, what in ((EMPLOYEE_ID, numbers), (EMAIL, emails), (FORMER_EMPLOYEE_ID, formers)):
        for value, lines in doubled(what).items():
            for line in lines:
                where = f"{shown(written.get((column.name, line), value))} is on {listed(lines)}."
                notes.problem(line, column.name, where + (hint if column is EMPLOYEE_ID else ""))


def doubled(what: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """The values that stand on several lines."""
    return {value: lines for value, lines in what.items() if len(lines) > 1}


def listed(lines: Sequence[int]) -> str:
    """As "lines 3, 4 and 7 more"."""
    shown_lines = ", ".join(f"{line}" for line in lines[:_LINES_SHOWN])
    more = f" and {len(lines) - _LINES_SHOWN:,} more" if len(lines) > _LINES_SHOWN else ""
    return f"line{'s' if len(lines) > 1 else ''} {shown_lines}{more}"


def _preferred(several: Sequence[ReadRow]) -> ReadRow | None:
    ranked = [row for row in several if row.rank is not None]
    best = min((row.rank for row in ranked if row.rank is not None), default=None)
    first = [row for row in ranked if row.rank == best]
    people = [row.person for row in several]
    if len(first) != 1 or not all(people):
        return None
    standings = {
        (p.evaluation, p.under_improvement_plan, p.under_discipline, p.on_leave_until) for p in people if p is not None
    }
    return first[0] if len(standings) == 1 else None
