"""DIR-4: a row that is set apart leaves its person, and those beside them, as they were; everybody else is imported."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moments.application.directory.file_problem import FileProblem
from moments.application.directory.limits import ImportLimits, TooManyDepartures, TooManyRowsApart, check_limits
from moments.application.directory.plan import ImportPlan, plan_import
from moments.application.directory.update import DirectoryUpdate, RowApart, Snapshot
from moments.domain.participants.employee import Employee, Evaluation
from moments.domain.shared.ids import DepartmentCode, EmployeeNumber, PersonId
from tests.application.directory.scenario import (
    ANN,
    BOB,
    DEPARTMENTS,
    HEAD,
    MOE,
    NOW,
    PEOPLE,
    SAM,
    SUE,
    employee,
    with_changes,
)

NIA = PersonId("E9")


def plan(come: Sequence[Employee], *apart: RowApart, present: Sequence[Employee] = PEOPLE, **more: Any) -> ImportPlan:
    """Line 2 is the first person's."""
    departments = {each.code: each for each in DEPARTMENTS}
    snapshot = Snapshot({each.id: each for each in present}, departments, {}, (), (), (), frozenset())
    lines = {person.id: line for line, person in enumerate(come, 2)}
    return plan_import(snapshot, DirectoryUpdate(come, DEPARTMENTS, apart, lines=lines, **more), NOW)


def apart(person: str | None, email: str | None = None, line: int = 20) -> RowApart:
    return RowApart(line, EmployeeNumber(person) if person else None, email)


def but(*gone: PersonId, people: Sequence[Employee] = PEOPLE) -> list[Employee]:
    """Those rows are not there; who reports to them still does."""
    return [each for each in people if each.id not in gone]


def after(found: ImportPlan, person: PersonId) -> Employee:
    return found.after[person]


@pytest.mark.rule("DIR-4")
@pytest.mark.parametrize(
    "row",
    [("E4", None), ("e4", None), (None, "ANN.abbott@mo.example"), ("4E", "ann.abbott@mo.example")],
)
def test_whose_row_is_bad_stays_as_they_were_and_everybody_else_is_imported(row: tuple[str | None, str | None]) -> None:
    come = with_changes(but(ANN), BOB, job_title="Chief")

    found = plan(come, apart(*row))

    assert [person.id for person in found.people.all] == [BOB]
    assert (found.apart, found.rows, after(found, ANN)) == (1, 8, PEOPLE[3])


@pytest.mark.rule("DIR-4")
def test_who_is_new_and_has_a_bad_row_is_not_created() -> None:
    found = plan(PEOPLE, apart("E9", "nia.noble@mo.example"))
    assert (found.people.all, found.people.withheld, found.apart) == ((), 0, 1)


@pytest.mark.rule("DIR-4")
def test_who_reports_to_a_supervisor_with_a_bad_row_still_does() -> None:
    """The reader gives the supervisor an id of the file's own, as it knows no other."""
    boss = PersonId("minted")
    come = [replace(each, supervisor=boss) if each.supervisor == SAM else each for each in but(SAM)]
    found = plan(come, apart("E2"), numbers={boss: EmployeeNumber("E2")})
    assert (found.changes_nothing, found.warnings, after(found, ANN).supervisor) == (True, (), SAM)


@pytest.mark.rule("DIR-4")
@pytest.mark.parametrize(
    ("number", "words"), [("E99", "'E99' is not in the file"), ("E9", "'E9' is new, and their row is")]
)
def test_a_supervisor_who_is_not_in_the_file_is_a_vacancy(number: str, words: str) -> None:
    boss = PersonId("minted")
    rows = [apart("E9")] if number == "E9" else []

    found = plan(with_changes(PEOPLE, ANN, supervisor=boss), *rows, numbers={boss: EmployeeNumber(number)})

    assert after(found, ANN).supervisor is None
    assert [(each.line, each.column) for each in found.warnings] == [(5, "supervisor_id")]
    assert words in found.warnings[0].reason


@pytest.mark.rule("DIR-4")
def test_a_supervisor_who_left_is_a_vacancy() -> None:
    found = plan(but(SAM))
    assert [person.id for person in found.people.left] == [SAM]
    assert after(found, ANN).supervisor is None


@pytest.mark.rule("DIR-4")
def test_while_nobody_can_say_whose_a_row_is_nobody_is_taken_as_having_left() -> None:
    found = plan(but(ANN, BOB), apart(None), present=PEOPLE)
    assert (found.people.left, found.people.withheld) == ((), 2)
    with pytest.raises(TooManyDepartures, match="lacks 2 of the 8"):
        check_limits(found, ImportLimits())


@pytest.mark.rule("DIR-4")
def test_who_takes_the_address_of_somebody_whose_row_is_bad_is_set_apart_too() -> None:
    """And so is who takes theirs."""
    come = with_changes(but(ANN), BOB, email="Ann.Abbott@mo.example")
    come = with_changes(come, MOE, email="bob.brown@mo.example")

    found = plan(come, apart("E4"))

    assert (found.people.all, found.apart) == ((), 3)
    assert [(each.line, each.column) for each in found.problems] == [(5, "email"), (6, "email")]


@pytest.mark.rule("DIR-4")
def test_the_people_of_a_circle_of_supervisors_keep_those_they_had() -> None:
    come = with_changes(with_changes(PEOPLE, HEAD, supervisor=ANN), BOB, supervisor=SUE)

    found = plan(come)

    assert [person.id for person in found.people.all] == [BOB]
    assert {each.reason for each in found.problems} == {"Supervisors in a circle: E1 → E4 → E2 → E1."}
    assert [each.line for each in found.problems] == [2, 3, 5]
    assert after(found, HEAD).supervisor is None


@pytest.mark.rule("DIR-4")
def test_a_circle_through_somebody_whose_bad_row_keeps_their_old_supervisor_is_found() -> None:
    """Ann's row would have ended the circle, but is set apart."""
    come = with_changes(but(ANN), SAM, supervisor=ANN)
    found = plan(come, apart("E4"), numbers={ANN: EmployeeNumber("E4")})
    assert [each.line for each in found.problems] == [3]
    assert (after(found, SAM).supervisor, after(found, ANN).supervisor) == (HEAD, SAM)


@pytest.mark.rule("DIR-4")
def test_a_long_circle_is_shortened() -> None:
    people = [employee(PersonId(f"P{n}"), f"P Number{n}", PersonId(f"P{(n + 1) % 5000}")) for n in range(5000)]
    reason = plan(people, present=()).problems[0].reason
    assert reason.startswith("Supervisors in a circle: P0 → P1 → ")
    assert reason.endswith("→ (4,988 more) → P0.")


@pytest.mark.rule("DIR-4")
def test_the_people_of_a_new_department_whose_row_is_bad_are_set_apart() -> None:
    found = plan(with_changes(PEOPLE, ANN, department=DepartmentCode("NEW")))
    assert [(each.line, each.column) for each in found.problems] == [(5, "department")]
    assert found.changes_nothing


@pytest.mark.rule("DIR-4")
@pytest.mark.parametrize(
    ("rows", "bad", "refused"), [(8, 3, False), (8, 4, True), (200, 10, False), (200, 11, True), (2, 2, True)]
)
def test_more_bad_rows_than_a_limit_are_refused_whole(rows: int, bad: int, *, refused: bool) -> None:
    people = [employee(PersonId(f"P{n}"), f"P Number{n}", None) for n in range(rows)]
    found = plan(people[bad:], *(apart(f"P{n}", line=n) for n in range(bad)), present=people)
    if refused:
        with pytest.raises(TooManyRowsApart, match=f"{bad} of the {rows} rows"):
            check_limits(found, ImportLimits())
    else:
        check_limits(found, ImportLimits())


BEFORE = Evaluation(date(2026, 1, 5), at_risk=True)


@pytest.mark.rule("ELIG-3", "DIR-4")
@pytest.mark.parametrize(
    ("comes", "stands"),
    [
        (Evaluation(date(2025, 12, 1), at_risk=False), BEFORE),
        (None, BEFORE),
        (Evaluation(date(2026, 1, 5), at_risk=False), None),
        (Evaluation(date(2026, 2, 1), at_risk=False), None),
    ],
)
def test_the_evaluation_with_the_later_date_stands(comes: Evaluation | None, stands: Evaluation | None) -> None:
    found = plan(with_changes(PEOPLE, ANN, evaluation=comes), present=with_changes(PEOPLE, ANN, evaluation=BEFORE))

    assert after(found, ANN).evaluation == (stands or comes)
    warned = [FileProblem("employees", 5, "evaluation_date", _STANDS)] if stands else []
    assert list(found.warnings) == warned


_STANDS = "A later evaluation is on record than the file has: the one on record stands."


numbers = st.integers(0, 9)


@given(
    st.dictionaries(numbers, st.tuples(st.none() | numbers, numbers), max_size=10),
    st.lists(st.tuples(st.none() | st.integers(0, 14), st.none() | numbers), max_size=4),
)
def test_whatever_comes_the_directory_is_sound_afterwards_and_who_is_set_apart_is_as_before(
    rows: dict[int, tuple[int | None, int]], bad: list[tuple[int | None, int | None]]
) -> None:
    """Each row with any supervisor and any address; no address twice among the rows, which the reader sees to."""
    present = [employee(PersonId(f"P{n}"), f"P Number{n}", PersonId(f"P{n - 1}") if n else None) for n in range(6)]
    taken: set[int] = set()
    come: list[Employee] = []
    for n, (boss, address) in rows.items():
        if address not in taken:
            taken.add(address)
            supervisor = None if boss is None else PersonId(f"P{boss}")
            person = employee(PersonId(f"P{n}"), f"P Number{n}", supervisor, email=f"p.number{address}@mo.example")
            come.append(person)
    kept = {person.number for person in come}
    set_apart = [apart(f"P{n}" if n is not None else None, f"p.number{e}@mo.example" if e is not None else None)
                 for n, e in bad if n is None or f"P{n}" not in kept]  # fmt: skip

    found = plan(come, *set_apart, present=present)

    there = {person.id: person for person in found.after.values() if person.left is None}
    emails = [person.email for person in there.values()]
    assert len(set(emails)) == len(emails)
    for start in there.values():
        seen, at = set[PersonId](), start
        while at.supervisor is not None and at.supervisor in there:
            assert at.id not in seen
            seen.add(at.id)
            at = there[at.supervisor]
    asked_about = {pair.number for pair in found.pairs}
    assert found.apart + len(asked_about) + len([p for p in come if p.id in there]) >= len(come)
    for row in set_apart:
        before = next((each for each in present if each.number == row.number), None)
        assert before is None or found.after[before.id] == before


@pytest.mark.rule("DIR-4")
def test_what_a_file_does_not_hold_stays_as_on_record_and_who_is_new_is_set_apart() -> None:
    before = with_changes(PEOPLE, ANN, under_discipline=True, evaluation=BEFORE)
    come = [*with_changes(PEOPLE, ANN, job_title="Chief"), employee(NIA, "Nia Noble", SAM)]

    found = plan(come, present=before, on_record=frozenset({"under_discipline", "evaluation"}))

    assert after(found, ANN) == replace(PEOPLE[3], job_title="Chief", under_discipline=True, evaluation=BEFORE)
    assert [(each.line, each.column) for each in found.problems] == [(10, "employee_id")]
    assert (NIA in found.after, found.warnings) == (False, ())
