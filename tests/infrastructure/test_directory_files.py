"""The directory's files: what Excel and people do to them is read, and every trouble is named in its place."""

import csv
import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moments.application.directory.file_problem import FileProblem
from moments.application.directory.same_person import recognize
from moments.application.directory.update import DirectoryUpdate, Snapshot, Statement
from moments.demo.agenda import SeededIdentities
from moments.domain.participants.employee import Department, Employee, Employment, Evaluation
from moments.domain.shared.comparison import comparison_key
from moments.domain.shared.ids import DepartmentCode, EmployeeNumber, PersonId
from moments.domain.shared.invisible import composed
from moments.infrastructure.clock import RandomIdGenerator
from moments.infrastructure.directory import (
    BadDirectoryFile,
    columns_markdown,
    read_directory,
    write_directory,
    write_problems_csv,
)
from moments.infrastructure.directory.columns import DEPARTMENT_COLUMNS, EMPLOYEE_COLUMNS

TODAY = date(2026, 11, 20)
ROOT = Path(__file__).resolve().parents[2]

EMPLOYEE_HEADER = ",".join(column.name for column in EMPLOYEE_COLUMNS)
DEPARTMENT_HEADER = "code,name,hr_contact,travel_contact"
ANN = "E1,Ann,Boss,ann@oa.mo.example,OA,Personnel,Director,Truman,2010-05-03,full_time,,,2026-09-20,FALSE,FALSE,FALSE,"
BEN = "E2,Ben,Lee,ben@oa.mo.example,OA,,Analyst,Truman,2020-02-29,full_time,,E1,2026-09-21,TRUE,FALSE,FALSE,"
OA = "OA,Office of Administration,hr@oa.mo.example,budget@oa.mo.example"


def row(person: str = ANN, **changes: str) -> str:
    """The row with the named columns' fields changed; given unquoted, they may not hold a comma."""
    fields = dict(zip(EMPLOYEE_HEADER.split(","), person.split(","), strict=True))
    assert changes.keys() <= fields.keys()
    return ",".join((fields | changes).values())


class Files:
    """Writes the two files as given, and reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.employees, self.departments = folder / "EMPLOYEES.csv", folder / "DEPARTMENTS.csv"
        self.rows(ANN, BEN).agencies(OA)

    def rows(self, *rows: str, header: str = EMPLOYEE_HEADER, end: str = "\n") -> "Files":
        return self.raw(end.join([header, *rows, ""]).encode())

    def raw(self, content: bytes) -> "Files":
        self.employees.write_bytes(content)
        return self

    def agencies(self, *rows: str, header: str = DEPARTMENT_HEADER) -> "Files":
        self.departments.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return self

    def read(self) -> DirectoryUpdate:
        return read_directory(self.employees, self.departments, today=TODAY, identities=SeededIdentities(Random(1)))

    def problems(self) -> tuple[FileProblem, ...]:
        """Of the rows that are set apart, or of files that are refused whole."""
        try:
            return tuple(self.read().problems)
        except BadDirectoryFile as bad:
            return bad.problems

    def refusal(self) -> FileProblem:
        with pytest.raises(BadDirectoryFile) as caught:
            self.read()
        (problem,) = caught.value.problems
        return problem

    def places(self) -> list[tuple[int | None, str | None]]:
        return [(problem.line, problem.column) for problem in self.problems()]

    def only(self) -> FileProblem:
        (problem,) = self.problems()
        return problem


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def ids(found: DirectoryUpdate) -> list[str]:
    return [person.number for person in found.employees]


# --- what is read ---------------------------------------------------------------------------------


def test_a_row_is_an_employee_with_the_departments_beside(files: Files) -> None:
    found = files.read()
    assert found.departments == [
        Department(DepartmentCode("OA"), "Office of Administration", "hr@oa.mo.example", "budget@oa.mo.example")
    ]
    ann, ben = found.employees
    assert ben == Employee(
        id=ben.id,
        number=EmployeeNumber("E2"),
        first_name="Ben",
        last_name="Lee",
        email="ben@oa.mo.example",
        department=DepartmentCode("OA"),
        division=None,
        job_title="Analyst",
        work_location="Truman",
        hire_date=date(2020, 2, 29),
        employment=Employment.FULL_TIME,
        supervisor=ann.id,
        evaluation=Evaluation(date(2026, 9, 21), at_risk=True),
    )
    assert found.warnings == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_delimiters_line_ends_and_byte_order_marks(files: Files, delimiter: str, end: str, mark: bytes) -> None:
    text = end.join([EMPLOYEE_HEADER, ANN, BEN, ""]).replace(",", delimiter)
    assert ids(files.raw(mark + text.encode()).read()) == ["E1", "E2"]


def test_the_last_line_needs_no_end(files: Files) -> None:
    assert ids(files.raw(f"{EMPLOYEE_HEADER}\n{ANN}\n{BEN}".encode()).read()) == ["E1", "E2"]


def test_columns_stand_in_any_order_and_spelling(files: Files) -> None:
    names = EMPLOYEE_HEADER.replace("_", " ").title().replace("Department", "AGENCY").split(",")
    turned = [",".join(reversed(line.split(","))) for line in (",".join(names), ANN, BEN)]
    found = files.rows(*turned[1:], header=turned[0]).read()
    assert found.employees == Files(files.folder).read().employees


def test_a_semicolon_file_may_hold_commas(files: Files) -> None:
    person = ANN.replace(",", ";").replace("Truman", "Truman, 3rd floor")
    found = files.rows(person, header=EMPLOYEE_HEADER.replace(",", ";")).read()
    assert found.employees[0].work_location == "Truman, 3rd floor"


def test_excels_own_first_line_and_blank_lines_before_the_header(files: Files) -> None:
    semicolons = [line.replace(",", ";") for line in (EMPLOYEE_HEADER, row(hire_date="31/31/2020"))]
    assert files.rows(*semicolons, header="sep=;\n;;;;;;").places() == [(4, "hire_date")]


def test_trailing_empty_columns_and_rows_are_passed_over(files: Files) -> None:
    blank = "," * (len(EMPLOYEE_COLUMNS) + 2)
    found = files.rows(f"{ANN},,,", "", f"{BEN},,,", blank, "   ", blank, header=f"{EMPLOYEE_HEADER},,,").read()
    assert ids(found) == ["E1", "E2"]
    assert found.warnings == ()


@pytest.mark.rule("DIR-4")
def test_a_row_cut_short_lacks_what_is_required(files: Files) -> None:
    cut = ",".join(ANN.split(",")[:-3])
    assert files.rows(cut, BEN).places() == [(2, "under_improvement_plan"), (2, "under_discipline")]


def test_optional_columns_may_be_missing(files: Files) -> None:
    kept = [at for at, column in enumerate(EMPLOYEE_COLUMNS) if column.name not in ("division", "on_leave_until")]
    lines = [",".join(line.split(",")[at] for at in kept) for line in (EMPLOYEE_HEADER, ANN)]
    person = files.rows(lines[1], header=lines[0]).read().employees[0]
    assert (person.division, person.on_leave_until) == (None, None)


def test_an_unknown_column_is_ignored_with_a_warning(files: Files) -> None:
    found = files.rows(f"{ANN},tall", header=f"{EMPLOYEE_HEADER},Shoe Size").read()
    (warning,) = found.warnings
    assert (warning.file, warning.line, warning.column) == ("EMPLOYEES.csv", 1, "Shoe Size")


@pytest.mark.parametrize(
    "written",
    [
        "2024-01-31",
        "2024-1-31",
        "1/31/2024",
        "01/31/2024",
        "1/31/2024 0:00",
        "1/31/2024 12:00:00 AM",
        "2024-01-31 00:00:00",
        "2024-01-31T00:00:00",
    ],
)
def test_dates_as_iso_and_as_excel_writes_them(files: Files, written: str) -> None:
    assert files.rows(row(hire_date=written)).read().employees[0].hire_date == date(2024, 1, 31)


@pytest.mark.parametrize("written", ["TRUE", "true", "Yes", "Y", "1", "t"])
def test_flags_that_say_yes(files: Files, written: str) -> None:
    assert files.rows(row(under_discipline=written)).read().employees[0].under_discipline


@pytest.mark.parametrize("written", ["FALSE", "No", "n", "0", "F"])
def test_flags_that_say_no(files: Files, written: str) -> None:
    assert not files.rows(row(under_improvement_plan=written)).read().employees[0].under_improvement_plan


@pytest.mark.parametrize("written", ["part_time", "Part-Time", "PART TIME", "parttime", "PT"])
def test_employment_in_its_spellings(files: Files, written: str) -> None:
    assert files.rows(row(employment_type=written)).read().employees[0].employment is Employment.PART_TIME


@pytest.mark.parametrize(
    "named",
    ["OA", "oa", "Office of Administration", "OFFICE OF ADMINISTRATION", "Office of  Admin\u00adistr\u00e1tion"],
)
def test_a_department_is_named_by_code_or_name(files: Files, named: str) -> None:
    assert files.rows(row(department=named)).read().employees[0].department == "OA"


def test_text_is_made_one_line_of_composed_letters(files: Files) -> None:
    person = files.rows(row(first_name="  Jose\u0301 ", last_name="de\u00a0 la\u200bRosa", job_title='"Lead\nAnalyst"'))
    found = person.read().employees[0]
    assert (found.first_name, found.last_name, found.job_title) == ("José", "de laRosa", "Lead Analyst")


def test_an_email_is_kept_in_small_letters(files: Files) -> None:
    assert files.rows(row(email="Ann.Boss@OA.mo.example")).read().employees[0].email == "ann.boss@oa.mo.example"


def test_not_at_risk_without_an_evaluation_is_no_evaluation(files: Files) -> None:
    assert files.rows(row(evaluation_date="")).read().employees[0].evaluation is None


def test_repeated_values_are_kept_once(files: Files) -> None:
    first, second = (
        files.rows(ANN, row(BEN, division="Personnel", evaluation_date="2026-09-20", at_risk="no")).read().employees
    )
    assert first.division is second.division
    assert first.work_location is second.work_location
    assert first.evaluation is second.evaluation


def test_progress_ends_exactly(files: Files) -> None:
    many = [row(BEN, employee_id=f"P{n}", email=f"p{n}@oa.mo.example", job_title='"Two\nlines"') for n in range(1200)]
    files.rows(ANN, *many)
    seen: list[tuple[int, int]] = []
    read_directory(
        files.employees,
        files.departments,
        today=TODAY,
        identities=RandomIdGenerator(),
        progress=lambda done, of: seen.append((done, of)),
    )
    assert [done for done, _ in seen] == [500, 1000, 1201]
    assert seen[-1] == (1201, 1201)
    assert all(1201 <= expected <= 2402 for _, expected in seen)


# --- the file as a whole --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\r\n\r\n", "empty"),
        (b",,,\n;;\n", "empty"),
        (EMPLOYEE_HEADER.encode(), "no rows"),
        (f"{EMPLOYEE_HEADER}\n{ANN}\n".encode("utf-16"), "UTF-16"),
        (f"{EMPLOYEE_HEADER}\n{ANN}\n".encode("utf-16-le"), "UTF-16"),
        (f"{EMPLOYEE_HEADER}\n{ANN}\n".encode("utf-16-be"), "UTF-16"),
        (b"PK\x03\x04\x14\x00\x06\x00", "cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Excel workbook"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (b"Dear colleagues,\nplease find attached\n", "none of the columns"),
    ],
)
def test_what_cannot_be_read_at_all_is_said_in_one_sentence(files: Files, content: bytes, words: str) -> None:
    problem = files.raw(content).only()
    assert (problem.file, problem.line, problem.column) == ("EMPLOYEES.csv", None, None)
    assert words in problem.reason


def test_a_file_that_is_not_there(files: Files) -> None:
    files.employees.unlink()
    assert "No such file" in files.only().reason


def test_missing_columns_are_named_together(files: Files) -> None:
    header = EMPLOYEE_HEADER.replace("at_risk", "risk").replace("email", "phone")
    assert files.rows(ANN, header=header).refusal().reason == (
        "Required columns are missing: email, at_risk. The file's own columns that are not known: phone, risk. "
        "Perhaps at_risk is 'risk'. `moments directory columns FILE` writes a mapping to begin with."
    )


def test_a_column_twice(files: Files) -> None:
    problem = files.rows(f"{ANN},x", header=f"{EMPLOYEE_HEADER},E-Mail").only()
    assert (problem.line, problem.column) == (1, "email")


def test_both_files_troubles_are_reported_at_once(files: Files) -> None:
    files.rows(row(email="ann")).agencies("OA,,hr,budget")
    assert [(p.file, p.line, p.column) for p in files.problems()] == [
        ("DEPARTMENTS.csv", 2, "name"),
        ("EMPLOYEES.csv", 2, "email"),
    ]


def test_departments_that_cannot_be_read_are_reported_once(files: Files) -> None:
    files.departments.write_bytes(b"")
    assert files.only().file == "DEPARTMENTS.csv"


# --- bytes, quotes and lines ----------------------------------------------------------------------


def test_broken_utf8_is_reported_on_its_own_line(files: Files) -> None:
    lines = [
        EMPLOYEE_HEADER,
        ANN.replace("Truman", '"Tru\nman"'),
        BEN.replace("Ben", "Ren\xe9"),
        row(BEN, employee_id="E3"),
    ]
    problems = files.raw("\n".join(lines).encode("latin-1")).problems()
    assert [(p.line, p.column) for p in problems] == [(4, None), (4, "email"), (5, "email")]
    assert "0xE9" in problems[0].reason


def test_a_nul_byte_is_reported_on_its_own_line(files: Files) -> None:
    problem = files.rows(ANN, BEN.replace("Lee", "L\0ee")).only()
    assert (problem.line, problem.column) == (3, None)
    assert "NUL" in problem.reason


def test_a_control_character_is_reported(files: Files) -> None:
    problem = files.rows(row(first_name="An\x07n")).only()
    assert (problem.column, "U+0007" in problem.reason) == ("first_name", True)


def test_an_overlong_value(files: Files) -> None:
    problem = files.rows(row(job_title="x" * 5000)).only()
    assert (problem.line, problem.column) == (2, "job_title")
    assert problem.reason == "The value has 5,000 characters; 200 is the most."


def test_an_overlong_line_is_not_loaded_and_the_rest_is_read(files: Files) -> None:
    files.rows(row(job_title="x" * 1_000_000), row(BEN, supervisor_id="", email="ben"))
    assert files.places() == [(2, None), (3, "email")]


def test_an_unclosed_quote_spoils_one_row(files: Files) -> None:
    later = [row(BEN, employee_id=f"P{n}", email=f"p{n}@oa.mo.example") for n in range(300)]
    for bad in (3, 90, 250):
        later[bad] = row(later[bad], hire_date="soon")
    broken = row(BEN, job_title='"Analyst')
    assert files.rows(ANN, broken, *later).places() == [
        (3, None),
        *((bad + 4, "hire_date") for bad in (3, 90, 250)),
    ]


def test_an_unclosed_quote_near_the_end_spoils_one_row(files: Files) -> None:
    problem = files.rows(
        ANN, row(BEN, job_title='"Analyst'), row(BEN, employee_id="E3", email="c@oa.mo.example")
    ).only()
    assert (problem.line, "not closed" in problem.reason) == (3, True)


def test_a_quote_that_another_rows_quote_ends_spoils_one_row(files: Files) -> None:
    broken, sound = row(ANN, employee_id='"E0'), row(ANN, first_name='"Ann"')
    problem = files.rows(broken, sound, row(BEN, hire_date="2020-01-01")).only()
    assert (problem.line, "closing quote" in problem.reason) == (2, True)


def test_a_file_of_broken_rows_only_is_not_called_empty(files: Files) -> None:
    found = files.rows(*[row(job_title='"Lead"er')] * 3, BEN).read()
    assert [(each.line, each.number, each.email) for each in found.apart] == [
        (line, "E1", "ann@oa.mo.example") for line in (2, 3, 4)
    ]


def test_quotes_inside_a_plain_field_are_text(files: Files) -> None:
    assert files.rows(row(first_name='Robert "Bob"')).read().employees[0].first_name == 'Robert "Bob"'


def test_a_row_with_surplus_fields(files: Files) -> None:
    problem = files.rows(ANN, f"{BEN},,surplus").only()
    assert (problem.line, "19 fields" in problem.reason) == (3, True)


def test_line_numbers_are_the_editors_with_quoted_line_breaks(files: Files) -> None:
    """Lines: 1 header, 2-4 Ann, 5 blank, 6-7 Ben, 8 broken."""
    tall = row(ANN, work_location='"Truman\r\nBuilding\r\n3rd floor"')
    ben = row(BEN, job_title='"Data\r\nAnalyst"', hire_date="2020-02-30")
    bad = row(BEN, employee_id="E3", email="nobody")
    assert files.rows(tall, "", ben, bad, end="\r\n").places() == [(6, "hire_date"), (8, "email")]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.booleans(), st.integers(0, 2)), min_size=1, max_size=30
    ),
    st.sampled_from(["\n", "\r\n"]),
)  # fmt: skip
def test_every_bad_row_is_reported_on_its_physical_line(
    files: Files, plan: list[tuple[int, bool, int]], end: str
) -> None:
    """Rows of 0 to 4 quoted line breaks, bad or not, with blank lines before them."""
    content, line, expected = EMPLOYEE_HEADER + end, 2, []
    for number, (breaks, bad, blanks) in enumerate(plan):
        content += end * blanks
        line += blanks
        if bad:
            expected.append((line, "hire_date"))
        title = f'"Lead{end * breaks}Analyst"'
        hired = "never" if bad else "2020-01-01"
        content += (
            row(ANN, employee_id=f"P{number}", email=f"p{number}@x.example", job_title=title, hire_date=hired) + end
        )
        line += 1 + breaks
    files.raw(content.encode())
    assert (files.places() if expected else len(files.read().employees)) == (expected or len(plan))


# --- single fields --------------------------------------------------------------------------------


@pytest.mark.parametrize("column", [column.name for column in EMPLOYEE_COLUMNS if column.need.value == "in every row"])
def test_a_required_field_left_empty(files: Files, column: str) -> None:
    problem = files.rows(row(**{column: "  "})).only()
    assert (problem.line, problem.column, problem.reason) == (2, column, "The value is missing.")


@pytest.mark.parametrize(
    ("column", "written", "words"),
    [
        ("employee_id", "E/1", "no code"),
        ("employee_id", "1.23E+05", "format the column as text"),
        ("email", "ann", "not an email"),
        ("email", "ann@localhost", "not an email"),
        ("email", "ann@@oa.mo.example", "not an email"),
        ("email", ".ann@oa.mo.example", "not an email"),
        ("email", "a..b@oa.mo.example", "not an email"),
        ("email", "Ann <ann@oa.mo.example>", "not an email"),
        ("email", "x" * 65 + "@oa.mo.example", "not an email"),
        ("department", "DNR", "no code or name"),
        ("hire_date", "1/31/24", "whole year"),
        ("hire_date", "31/1/2024", "no such day"),
        ("hire_date", "2023-02-29", "no such day"),
        ("hire_date", "20240131", "not a date"),
        ("hire_date", "1/31/2024 8:15", "not a date"),
        ("hire_date", "45322", "Excel's number"),
        ("hire_date", "\u0662\u0660\u0662\u0664-\u0660\u0661-\u0663\u0661", "not a date"),
        ("hire_date", "2027-11-30", "more than a year ahead"),
        ("hire_date", "1926-01-01", "eighty years ago"),
        ("employment_type", "seasonal", "full_time, part_time, temporary"),
        ("on_leave_until", "spring", "not a date"),
        ("evaluation_date", "2026-11-21", "in the future"),
        ("at_risk", "maybe", "neither TRUE nor FALSE"),
        ("at_risk", "", "must be stated"),
        ("under_improvement_plan", "2", "neither TRUE nor FALSE"),
        ("under_discipline", "warned", "neither TRUE nor FALSE"),
    ],
)
def test_a_field_that_does_not_serve(files: Files, column: str, written: str, words: str) -> None:
    problem = files.rows(row(**{column: written})).only()
    assert (problem.line, problem.column) == (2, column)
    assert words in problem.reason


def test_at_risk_without_the_evaluations_day(files: Files) -> None:
    assert files.rows(row(BEN, evaluation_date="", supervisor_id="")).places() == [(2, "evaluation_date")]


def test_a_hire_date_soon_to_come_is_possible(files: Files) -> None:
    starts = (TODAY + timedelta(days=60)).isoformat()
    assert not files.rows(row(hire_date=starts, evaluation_date="", at_risk="")).read().warnings


def test_an_evaluation_before_the_hire_date_is_odd_but_possible(files: Files) -> None:
    assert not files.rows(row(hire_date="2026-09-20")).read().warnings
    (warning,) = files.rows(row(hire_date="2026-09-21")).read().warnings
    assert (warning.line, warning.column) == (2, "evaluation_date")


def test_all_of_a_rows_troubles_and_all_rows_are_reported(files: Files) -> None:
    many = [row(employee_id=f"P{n}", email="bad", hire_date="bad", at_risk="bad") for n in range(2000)]
    assert len(files.rows(*many).problems()) == 6000


@pytest.mark.rule("ELIG-5")
@pytest.mark.parametrize("column", [column.name for column in EMPLOYEE_COLUMNS if column.private])
def test_no_report_quotes_what_is_private(files: Files, column: str, tmp_path: Path) -> None:
    problems = files.rows(row(**{column: "TELLTALE"})).problems()
    write_problems_csv(problems, tmp_path / "problems.csv")
    assert problems[0].column == column
    assert "TELLTALE" not in (tmp_path / "problems.csv").read_text("utf-8")


@pytest.mark.rule("ELIG-5")
@pytest.mark.parametrize("column", ["email", "department", "employment_type"])
@pytest.mark.parametrize("slipped", ["TRUE", "no", "2026-09-20", "9/20/2026"])
def test_what_could_be_a_slipped_flag_or_date_is_not_quoted(files: Files, column: str, slipped: str) -> None:
    assert files.rows(row(**{column: slipped})).only().reason.startswith("The value is n")


@pytest.mark.rule("ELIG-5")
def test_a_row_that_slipped_by_a_column_quotes_no_flag_or_date(files: Files) -> None:
    slipped = ANN.replace("E1,", "E1,,,,").rsplit(",", 3)[0]
    backwards = ",".join([*ANN.split(",")[7:], *ANN.split(",")[:7]])
    for broken in (slipped, backwards):
        reasons = " ".join(problem.reason for problem in files.rows(broken).problems())
        assert "2026-09-20" not in reasons.replace("2024-01-31", "")
        assert "'FALSE'" not in reasons


# --- rows against each other ----------------------------------------------------------------------


@pytest.mark.rule("DIR-4")
def test_a_doubled_id_sets_all_its_rows_apart(files: Files) -> None:
    found = files.rows(ANN, row(BEN, employee_id="e1", supervisor_id=""), row(BEN, employee_id="E3", email="c@x.org"))
    update = found.read()
    assert ids(update) == ["E3"]
    assert [(p.line, p.column) for p in update.problems] == [(2, "employee_id"), (3, "employee_id")]
    assert {p.reason.partition(". ")[0] for p in update.problems} == {
        "'E1' is on lines 2, 3",
        "'e1' is on lines 2, 3",
    }
    assert [(each.line, each.number) for each in update.apart] == [(2, "E1"), (3, "e1")]


@pytest.mark.rule("DIR-4")
def test_a_doubled_email_sets_all_its_rows_apart_whatever_its_capitals(files: Files) -> None:
    update = files.rows(ANN, row(BEN, email="ANN@OA.mo.example")).read()
    assert (ids(update), len(update.apart), update.rows) == ([], 2, 2)
    assert {(p.column, p.reason) for p in update.problems} == {("email", "'ann@oa.mo.example' is on lines 2, 3.")}


@pytest.mark.rule("DIR-2")
def test_ids_are_compared_without_regard_to_capitals_and_spaces(files: Files) -> None:
    ann, ben = files.rows(ANN, row(BEN, supervisor_id="e 1")).read().employees
    assert ben.supervisor == ann.id
    twice = files.rows(ANN, row(BEN, employee_id="e 1", supervisor_id="")).places()
    assert twice == [(2, "employee_id"), (3, "employee_id")]


@pytest.mark.rule("DIR-2")
def test_a_former_employee_id_is_said_of_the_person(files: Files) -> None:
    update = files.rows(row(ANN, former_employee_id="A-1"), row(BEN, supervisor_id="a-1")).read()
    assert list(update.statements) == [Statement(EmployeeNumber("A-1"), EmployeeNumber("E1"))]
    boss = update.employees[1].supervisor
    assert boss is not None
    assert update.numbers == {boss: "a-1"}, "the import finds whose it was"
    twice = files.rows(row(ANN, former_employee_id="A-1"), row(BEN, former_employee_id="a-1"))
    assert twice.places() == [(2, "former_employee_id"), (3, "former_employee_id")]


@pytest.mark.rule("DIR-3")
def test_former_codes_are_said_of_the_department(files: Files) -> None:
    header = f"{DEPARTMENT_HEADER},former_code"
    agencies = files.agencies(f"{OA},OLD; Older", header=header)
    assert agencies.read().former_codes == {"OA": ("OLD", "Older")}
    twice = files.agencies(f"{OA},OLD", "DOR,Revenue,hr,travel,old", header=header)
    assert twice.places() == [(2, "former_code"), (3, "former_code")]
    assert files.agencies(f"{OA},not a code", header=header).places() == [(2, "former_code")]


@pytest.mark.rule("DIR-4")
def test_a_supervisor_who_is_not_in_the_file_is_told_by_number(files: Files) -> None:
    update = files.rows(ANN, row(BEN, supervisor_id="E9")).read()
    boss = update.employees[1].supervisor
    assert boss is not None
    assert (update.problems, update.numbers[boss], update.lines[update.employees[1].id]) == ((), "E9", 3)


@pytest.mark.rule("DIR-4")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-30],
        lambda text: text[: text.rindex("Analyst") + 3],
        lambda text: text.replace("Ben,Lee", 'Ben,"Lee'),
        lambda text: text[:-1].replace("2026-09-21,TRUE,FALSE,FALSE,", "2026-09-21,TRUE,FALSE,FAL"),
    ],
)
def test_a_file_that_was_cut_off_is_refused_whole(files: Files, spoil: Callable[[str], str]) -> None:
    sound = "\n".join([EMPLOYEE_HEADER, ANN, BEN, ""])
    with pytest.raises(BadDirectoryFile, match="on line 3: it was cut off"):
        files.raw(spoil(sound).encode()).read()


def test_a_supervisor_further_down_is_known(files: Files) -> None:
    assert ids(files.rows(BEN, ANN).read()) == ["E2", "E1"]


def test_a_supervisors_own_bad_row_is_not_an_unknown_supervisor(files: Files) -> None:
    assert files.rows(row(hire_date="long ago"), BEN).places() == [(2, "hire_date")]


def test_ones_own_supervisor(files: Files) -> None:
    problem = files.rows(ANN, row(BEN, supervisor_id="E2")).only()
    assert (problem.line, problem.column) == (3, "supervisor_id")
    assert "their own" in problem.reason


def test_doubled_departments(files: Files) -> None:
    files.agencies(OA, "oa,Other,hr,budget", "DNR,Office of administration,hr,budget")
    assert files.places() == [(2, "code"), (2, "name"), (3, "code"), (4, "name")]


def test_a_department_with_a_bad_row_is_not_unknown_to_its_people(files: Files) -> None:
    assert [p.file for p in files.agencies("OA,Office,,budget").problems()] == ["DEPARTMENTS.csv"]


# --- reports and round trip -----------------------------------------------------------------------


def test_problems_as_csv_hold_no_formula(tmp_path: Path) -> None:
    problems = [
        FileProblem("E.csv", None, None, "The file is empty."),
        FileProblem("E.csv", 7, '=HYPERLINK("x")', "-1, no"),
    ]
    write_problems_csv(problems, tmp_path / "problems.csv")
    with (tmp_path / "problems.csv").open(encoding="utf-8-sig", newline="") as report:
        assert list(csv.reader(report)) == [
            ["file", "line", "column", "reason"],
            ["E.csv", "", "", "The file is empty."],
            ["E.csv", "7", '\'=HYPERLINK("x")', "'-1, no"],
        ]


def test_the_exception_shows_the_first_problems(files: Files) -> None:
    many = [row(employee_id=f"P{n}", email=f"bad{n}") for n in range(5)]
    with pytest.raises(
        BadDirectoryFile, match=r"^EMPLOYEES\.csv: .* cut off.*; EMPLOYEES\.csv, line 2, .*; and 13 more$"
    ):
        files.rows(*many, "E7").read()


texts = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
words = st.lists(texts, min_size=1, max_size=3).map(" ".join)
days = st.dates(date(1950, 1, 1), TODAY)


@st.composite
def states(draw: st.DrawFn) -> tuple[list[Employee], list[Department]]:
    """Any people under any of those before them; text in Unicode's composed form, as the reader keeps it."""
    line = words.map(lambda text: " ".join(composed(text).split())).filter(bool)
    names = draw(st.lists(line, min_size=1, max_size=4, unique_by=comparison_key))
    agencies = [Department(DepartmentCode(f"D{n}."), name, draw(line), draw(line)) for n, name in enumerate(names)]
    people: list[Employee] = []
    for number in range(draw(st.integers(1, 8))):
        boss = draw(st.none() | st.sampled_from([person.id for person in people])) if people else None
        evaluation = draw(st.none() | st.builds(Evaluation, days, st.booleans()))
        person = Employee(
            id=PersonId(f"{number}"),
            number=EmployeeNumber(f"P{number}"),
            first_name=draw(line),
            last_name=draw(line),
            email=f"p{number}@oa.mo.example",
            department=draw(st.sampled_from(agencies)).code,
            division=draw(st.none() | line),
            job_title=draw(line),
            work_location=draw(line),
            hire_date=draw(days),
            employment=draw(st.sampled_from(Employment)),
            supervisor=boss,
            on_leave_until=draw(st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))),
            evaluation=evaluation,
            under_improvement_plan=draw(st.booleans()),
            under_discipline=draw(st.booleans()),
        )
        people.append(person)
    return people, agencies


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(states())
def test_what_is_written_is_read_again(tmp_path: Path, state: tuple[list[Employee], list[Department]]) -> None:
    people, agencies = state
    found = read_directory(*write_directory(people, agencies, tmp_path), today=TODAY, identities=RandomIdGenerator())
    present = Snapshot({person.id: person for person in people}, {}, {}, [], [], [], frozenset())
    known = recognize(present, found, datetime.now(UTC))
    assert (list(known.taken.values()), known.pairs) == (people, ())
    assert list(found.departments) == agencies


def test_who_has_left_is_not_written(tmp_path: Path, files: Files) -> None:
    found = files.read()
    left = [dataclasses.replace(found.employees[1], left=TODAY)]
    paths = write_directory([found.employees[0], *left], found.departments, tmp_path / "new" / "folder")
    assert ids(read_directory(*paths, today=TODAY, identities=RandomIdGenerator())) == ["E1"]


def test_the_documentation_has_the_readers_own_columns() -> None:
    assert columns_markdown() in (ROOT / "docs" / "directory.md").read_text("utf-8")
    assert all(f"| `{column.name}` |" in columns_markdown() for column in (*EMPLOYEE_COLUMNS, *DEPARTMENT_COLUMNS))
