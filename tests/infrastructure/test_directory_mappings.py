"""A mapping takes the export of another system as it is, and never makes anybody eligible by what it lacks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from moments.application.directory.update import DirectoryUpdate
from moments.demo.agenda import SeededIdentities
from moments.domain.participants.employee import Employment, Evaluation
from moments.infrastructure.directory import BadDirectoryFile, read_directory
from moments.infrastructure.directory.mapping import BadMapping, read_mapping
from moments.infrastructure.directory.own_columns import own_columns, starting_mapping

TODAY = date(2026, 11, 20)
EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "directory"
AGENCIES = "code,name,hr_contact,travel_contact\nOA,Office of Administration,HR,Travel\nDOC,Corrections,HR,Travel\n"

WORKDAY = (
    "Preferred_Name,First_Name,Last_Name,Employee_Type,Business_Title,Division,Location,"
    "Department,Email_Address,Manager,Manager_Email,Job_Title,Employee_ID,Hire_Date,Manager_ID\n"
    "Dora,Dora,Head,Regular,Director,Personnel,Jefferson City,OA,d@oa.example,,,Director,D,"
    "2020-01-06,\n"
    "Sam,Sam,Stone,Regular,Analyst,Personnel,Jefferson City,OA,s@oa.example,Dora Head,"
    "d@oa.example,Analyst,S,2020-01-06,D\n"
)
PEOPLESOFT = (
    "EMPLID,NAME,EMPL_STATUS,JOB_INDICATOR,EMAIL_ADDR,DEPTID,JOBTITLE,LOCATION_DESCR,HIRE_DT,"
    "FULL_PART_TIME,SUPERVISOR_ID,EXPECTED_RETURN_DT,REVIEW_DT,REVIEW_RATING,PIP_FLAG,"
    "DISCIPLINE_FLAG,ASOFDATE\n"
    'D,"HEAD,DORA Q",A,P,d@oa.example,OA,Director,Truman,2020-01-06,F,,,2026-09-20,3,N,N,'
    "2026-11-19\n"
    'S,"Stone,  Sam",A,P,s@oa.example,OA,Analyst,Truman,2020-01-06,F,D,2027-01-31,2026-09-20,1,'
    "N,N,2026-11-19\n"
    'S,"Stone,  Sam",A,S,s@oa.example,DOC,Instructor,Truman,2023-01-06,P,D,2027-01-31,'
    "2026-09-20,1,N,N,2026-11-19\n"
    'T,"Tower,Tess",T,P,t@oa.example,OA,Clerk,Truman,2020-01-06,F,D,,,,N,N,2026-11-19\n'
    "TRL,4\n"
)
SAP = (
    "Personnel list\t\t\n"
    "\t\t\n"
    "Pers.No.\tFirst name\tLast name\tEmployment status\tE-Mail\tPersonnel Area\t"
    "Organizational Unit\tPosition\tPersonnel Subarea\tEntry\tEE subgroup\tSuperior\tLeave to\t"
    "Appraisal\tAppraisal at risk\tPlan\tDiscipline\n"
    "00001001\tJosé\tHead\t3\td@oa.example\tOA\tPersonnel\tDirector\tTruman\t06.01.2020\tA1\t\t"
    "00.00.0000\t20.09.2026\t-\t-\t-\n"
    "00001002\tSam\tStone\t3\ts@oa.example\tOA\tPersonnel\tAnalyst\tTruman\t06.01.2020\tA2\t"
    "00001001\t31.01.2027\t20.09.2026\tX\t-\tX\n"
    "00001003\tTess\tTower\t0\tt@oa.example\tOA\tPersonnel\tClerk\tTruman\t06.01.2020\tA1\t"
    "00001001\t00.00.0000\t\t\t-\t-\n"
)


class Export:
    def __init__(self, folder: Path) -> None:
        self.folder, self.departments = folder, folder / "DEPARTMENTS.csv"
        self.departments.write_text(AGENCIES)

    def read(self, text: str | bytes, mapping: str | Path, name: str = "EMPLOYEES_20261119.txt") -> DirectoryUpdate:
        employees = self.folder / name
        employees.write_bytes(text if isinstance(text, bytes) else text.encode())
        if isinstance(mapping, str):
            (self.folder / "mapping.toml").write_text(mapping)
            mapping = self.folder / "mapping.toml"
        found = read_mapping(mapping)
        identities = SeededIdentities(Random(1))
        return read_directory(employees, self.departments, today=TODAY, identities=identities, mapping=found)


@pytest.fixture
def export(tmp_path: Path) -> Export:
    return Export(tmp_path)


def test_workdays_export_keeps_on_record_what_it_does_not_hold(export: Export) -> None:
    found = export.read(WORKDAY, EXAMPLES / "workday.toml")
    dora, sam = found.employees
    assert (sam.number, sam.name, sam.email, sam.supervisor) == ("S", "Sam Stone", "s@oa.example", dora.id)
    assert found.on_record == {"employment", "evaluation", "under_improvement_plan", "under_discipline"}
    assert {each.column for each in found.warnings if each.line is None} == {
        "employment_type", "evaluation_date", "at_risk", "under_improvement_plan", "under_discipline",
    }  # fmt: skip
    assert not found.problems


def test_peoplesofts_export(export: Export) -> None:
    departments = "DEPTID,DESCR,HR_CONTACT,TRAVEL_CONTACT\nOA,Administration,HR,Travel\nDOC,Corrections,HR,Travel\n"
    export.departments.write_text(departments)
    found = export.read(PEOPLESOFT, EXAMPLES / "peoplesoft.toml")
    dora, sam = found.employees
    assert [(each.name, each.employment, each.department) for each in (dora, sam)] == [
        ("DORA HEAD", Employment.FULL_TIME, "OA"),
        ("Sam Stone", Employment.FULL_TIME, "OA"),
    ]
    assert (dora.evaluation, sam.evaluation) == (
        Evaluation(date(2026, 9, 20), at_risk=False),
        Evaluation(date(2026, 9, 20), at_risk=True),
    )
    assert (sam.on_leave_until, found.source and found.source.as_of) == (date(2027, 1, 31), date(2026, 11, 19))
    assert "passed over: line 4" in " ".join(each.reason for each in found.warnings)


def test_saps_export(export: Export) -> None:
    found = export.read(SAP.encode("cp1252"), EXAMPLES / "sap.toml")
    jose, sam = found.employees
    assert (jose.number, jose.first_name, jose.hire_date, jose.on_leave_until) == (
        "00001001", "José", date(2020, 1, 6), None,
    )  # fmt: skip
    assert (sam.employment, sam.under_discipline, sam.supervisor) == (Employment.PART_TIME, True, jose.id)
    assert sam.evaluation == Evaluation(date(2026, 9, 20), at_risk=True)
    assert (found.source and found.source.as_of, found.lines[sam.id]) == (date(2026, 11, 19), 5)


@pytest.mark.rule("DIR-4")
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text.replace("TRL,4\n", ""), "'TRL', is missing: the file was cut off"),
        (lambda text: text.replace("TRL,4", "TRL,5"), "says '5' rows, and 4 are there"),
        (lambda text: text.replace(",2026-11-19\nT", ",2026-11-18\nT"), "states one date of the whole file, not 2"),
        (lambda text: text.replace("2026-11-19", "2027-11-19"), "own date is in the future"),
        (lambda text: text.replace("EMPLID", "NO"), "names columns that the file lacks: EMPLID. It has: NO"),
    ],
)
def test_a_file_that_is_not_what_the_mapping_says_is_refused(
    export: Export, spoil: Callable[[str], str], words: str
) -> None:
    export.departments.write_text("DEPTID,DESCR,HR_CONTACT,TRAVEL_CONTACT\nOA,Administration,HR,Travel\n")
    with pytest.raises(BadDirectoryFile, match=words):
        export.read(spoil(PEOPLESOFT), EXAMPLES / "peoplesoft.toml")


@pytest.mark.rule("DIR-4")
def test_jobs_that_differ_in_what_eligibility_goes_by_are_all_set_apart(export: Export) -> None:
    export.departments.write_text("DEPTID,DESCR,HR_CONTACT,TRAVEL_CONTACT\nOA,A,HR,Travel\nDOC,C,HR,Travel\n")
    text = PEOPLESOFT.replace("P,D,2027-01-31,2026-09-20,1,N,N", "P,D,2027-01-31,2026-09-20,1,N,Y")
    found = export.read(text, EXAMPLES / "peoplesoft.toml")
    assert [(each.line, each.number, each.email) for each in found.apart] == [
        (line, "S", "s@oa.example") for line in (3, 4)
    ]
    assert {each.column for each in found.problems} == {"employee_id", "email"}


@pytest.mark.rule("ELIG-1")
@pytest.mark.parametrize(
    "said",
    [
        'constants = { employment_type = "full_time" }',
        'constants = { under_discipline = "FALSE" }',
        'constants = { under_improvement_plan = "no" }',
        'constants = { at_risk = "FALSE", evaluation_date = "" }',
        'values.employment_type = { "" = "full_time" }',
        'values.under_discipline = { " " = "FALSE" }',
    ],
)
def test_nobody_is_made_eligible_by_what_a_file_does_not_say(tmp_path: Path, said: str) -> None:
    (tmp_path / "m.toml").write_text(f"[employees]\n{said}\n")
    with pytest.raises(BadMapping, match="would make people eligible of whom the file says nothing"):
        read_mapping(tmp_path / "m.toml")


def test_what_makes_nobody_eligible_can_be_said_of_everybody_and_is_warned_of(export: Export) -> None:
    mapping = """[employees.columns]
employee_id = "Employee_ID"
email = "Email_Address"
supervisor_id = "Manager_ID"
[employees.constants]
employment_type = "temporary"
evaluation_date = "2026-01-05"
at_risk = "TRUE"
under_improvement_plan = "TRUE"
under_discipline = "TRUE"
"""
    with pytest.raises(BadMapping, match="evaluation_date = '2026-01-05'"):
        export.read(WORKDAY, mapping)
    kept = mapping.replace('evaluation_date = "2026-01-05"\nat_risk = "TRUE"\n', "")
    found = export.read(WORKDAY, '[employees]\non_record = ["evaluation_date", "at_risk"]\n' + kept)
    assert {person.under_discipline for person in found.employees} == {True}
    assert "The mapping says 'TRUE' for everybody." in {each.reason for each in found.warnings}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[employees", "can't be read as TOML"),
        ("[employes]", "no 'employes'. Do you mean 'employees'?"),
        ('[employees.columns]\nemail_adress = "X"', "'email_adress' is none of ours"),
        ("[employees.columns]\nemail = 1", "email is a text in quotes"),
        ('[employees]\ntrailers = "T"', "no 'trailers'. Do you mean 'trailer'"),
        ('[employees]\nencoding = "utf8mb4"', "none of utf-8, windows-1252, utf-16"),
        ("[employees]\nheader_line = 0", "number of a line"),
        ('[employees]\nname = { column = "Name", form = "Last First" }', "'Last, First M' or 'First M Last'"),
        ('[employees]\nprefer = { column = "JOB" }', "the values of the row that counts"),
        ('[employees]\nleave_out = { STATUS = "T" }', "a list of texts"),
        ('[employees]\non_record = ["employee_id"]', "can't be kept as on record"),
        ('[employees]\non_record = ["at_risk"]', "go together"),
        ('[departments]\non_record = ["name"]', "can't be kept as on record"),
        ("employees = 3", "it is a table"),
    ],
)
def test_a_mapping_that_cannot_serve_says_why_and_where(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "m.toml").write_text(text)
    with pytest.raises(BadMapping) as bad:
        read_mapping(tmp_path / "m.toml")
    assert words in str(bad.value)


def test_a_date_in_another_form_than_the_mappings_is_not_guessed_at(export: Export) -> None:
    found = export.read(SAP.replace("06.01.2020\tA1\t\t", "01/06/2020\tA1\t\t").encode("cp1252"), EXAMPLES / "sap.toml")
    (problem,) = found.problems
    assert (problem.line, problem.column) == (4, "hire_date")
    assert "the mapping's form, %d.%m.%Y" in problem.reason


def test_a_starting_mapping_names_the_files_own_columns_and_the_likely_ones(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    header = 'Employee_Name,EmpID,Position,DateofHire,Department,"Shoe ""Size"""'
    file.write_text(f'{header}\n"Stone, Sam",1,Clerk,1/6/2020,OA,9\n')
    text = starting_mapping(own_columns(file))
    assert 'name = { column = "Employee_Name", form = "Last, First M" }' in text
    assert 'employee_id = "EmpID"  # likely: look at it' in text
    assert 'department = "Department"\n' in text
    assert '# email = ""  # REQUIRED' in text
    assert '# "Shoe \\"Size\\"" is not used' in text
    (tmp_path / "m.toml").write_text(text)
    assert read_mapping(tmp_path / "m.toml").employees.columns["hire_date"] == "DateofHire"


def test_of_a_persons_several_jobs_the_full_time_one_counts_by_our_own_column(export: Export) -> None:
    header = "employee_id,first_name,last_name,email,department,job_title,work_location,hire_date,employment_type"
    rest = ",supervisor_id,evaluation_date,at_risk,under_improvement_plan,under_discipline\n"
    jobs = [
        f"S,Sam,Stone,s@oa.example,{where},Analyst,Truman,2020-01-06,{how},,,,FALSE,FALSE\n"
        for where, how in (("DOC", "part_time"), ("OA", "full_time"))
    ]
    prefer = '[employees]\nprefer = { column = "employment_type", values = ["full_time", "part_time"] }\n'
    found = export.read(header + rest + "".join(jobs), prefer)
    (sam,) = found.employees
    assert (sam.department, found.problems, found.apart) == ("OA", (), ())
