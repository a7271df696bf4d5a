"""Excel workbooks are read as CSV files are, in bounded memory."""

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from moments.application.directory.update import DirectoryUpdate
from moments.demo.agenda import SeededIdentities
from moments.domain.participants.employee import Evaluation
from moments.infrastructure.directory import BadDirectoryFile, read_directory
from moments.infrastructure.directory.columns import EMPLOYEE_COLUMNS
from moments.infrastructure.directory.mapping import DirectoryMapping, FileMapping

TODAY = date(2026, 11, 20)
HEADER = [column.name for column in EMPLOYEE_COLUMNS]
ANN: list[Any] = [
    "E1", "Ann", "Boss", "ann@oa.mo.example", "OA", "Personnel", "Director", "Truman", datetime(2010, 5, 3),
    "full_time", None, None, date(2026, 9, 20), False, False, False,
]  # fmt: skip


def write(path: Path, *rows: Sequence[Any], sheet: str = "People") -> Path:
    book = Workbook()
    page: Any = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def read(path: Path, mapping: FileMapping | None = None) -> DirectoryUpdate:
    departments = path.parent / "DEPARTMENTS.csv"
    departments.write_text("code,name,hr_contact,travel_contact\nOA,Office of Administration,HR,Travel\n")
    found = DirectoryMapping(mapping) if mapping else None
    identities = SeededIdentities(Random(1))
    return read_directory(path, departments, today=TODAY, identities=identities, mapping=found)


def test_a_workbook_is_read_with_excels_rows_as_lines(tmp_path: Path) -> None:
    bad = [*ANN[:3], "no address", *ANN[4:]]
    bad[0] = "E2"
    update = read(write(tmp_path / "E.xlsx", HEADER, ANN, [], bad))
    (ann,) = update.employees
    assert (ann.number, ann.hire_date, ann.evaluation) == (
        "E1", date(2010, 5, 3), Evaluation(date(2026, 9, 20), at_risk=False),
    )  # fmt: skip
    assert [(each.file, each.line, each.column) for each in update.problems] == [("E.xlsx", 4, "email")]


def test_an_id_that_is_a_number_keeps_the_zeros_that_excel_shows(tmp_path: Path) -> None:
    book = Workbook()
    page: Any = book.active
    page.append(HEADER)
    page.append([1234, *ANN[1:]])
    page["A2"].number_format = "00000000"
    page.append([77.0, *ANN[1:3], "b@oa.mo.example", *ANN[4:]])
    book.save(tmp_path / "E.xlsx")
    assert [each.number for each in read(tmp_path / "E.xlsx").employees] == ["00001234", "77"]


def test_a_sheet_and_the_headers_line_are_the_mappings(tmp_path: Path) -> None:
    path = write(tmp_path / "E.xlsx", ["State of Missouri"], ["As of today"], HEADER, ANN)
    assert read(path, FileMapping(header_line=3, sheet="People")).lines
    with pytest.raises(BadDirectoryFile, match="no sheet 'Persons'; it has People"):
        read(path, FileMapping(header_line=3, sheet="Persons"))


@pytest.mark.rule("DIR-4")
def test_a_workbook_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "E.xlsx", HEADER, ANN)
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(BadDirectoryFile, match="damaged, or was cut off"):
        read(path)


def test_an_empty_workbook_and_another_archive_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDirectoryFile, match="empty"):
        read(write(tmp_path / "E.xlsx"))
    with zipfile.ZipFile(tmp_path / "F.xlsx", "w") as archive:
        archive.writestr("people.csv", "x")
    with pytest.raises(BadDirectoryFile, match="compressed file"):
        read(tmp_path / "F.xlsx")


def test_what_unpacks_to_more_than_it_should_is_not_unpacked(tmp_path: Path) -> None:
    path = write(tmp_path / "E.xlsx", HEADER, ANN)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/bomb.xml", "w") as bomb:
        for _ in range(450):
            bomb.write(bytes(1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    with pytest.raises(BadDirectoryFile, match="unpacks to more than 400 MiB"):
        read(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = write(tmp_path / "E.xlsx", HEADER, ANN)
    bombed = tmp_path / "B.xlsx"
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bombed, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<worksheet", entities.encode() + b"<worksheet", 1)
            new.writestr(entry, content)
    with pytest.raises(BadDirectoryFile, match="can't be read"):
        read(bombed)


def test_a_cell_far_away_costs_no_memory(tmp_path: Path) -> None:
    book = Workbook()
    page: Any = book.active
    for row in (HEADER, ANN):
        page.append(row)
    page["XFD1048576"] = "x"
    book.save(tmp_path / "E.xlsx")
    with pytest.raises(BadDirectoryFile, match=r"more than 500,000 rows or 500 columns"):
        read(tmp_path / "E.xlsx")
    with_limit = (
        "import resource, sys, pathlib; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30));"
        "sys.path[:0] = sys.argv[2:]; from tests.infrastructure.test_directory_workbooks import read;"
        "read(pathlib.Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", with_limit, str(tmp_path / "E.xlsx"), *sys.path]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert "BadDirectoryFile" in done.stderr
    assert "MemoryError" not in done.stderr
