"""A mapping to begin with, written from a file's own columns."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from moments.infrastructure.directory.columns import (
    DEPARTMENT_COLUMNS,
    EMPLOYEE_COLUMNS,
    FIRST_NAME,
    LAST_NAME,
    Requirement,
)
from moments.infrastructure.directory.csv_records import CsvRecords, plain
from moments.infrastructure.directory.likeness import likely
from moments.infrastructure.directory.lines import Lines, open_text
from moments.infrastructure.directory.places import spellings
from moments.infrastructure.directory.problems import ProblemCollector
from moments.infrastructure.directory.xlsx_records import XlsxRecords, is_workbook

_WHOLE_NAMES = ("name", "employeename", "fullname", "workername", "displayname", "preferredname")


def own_columns(path: Path, header_line: int = 1) -> Sequence[str]:
    """The names in the file's header. Raises UnreadableFile."""
    if is_workbook(path):
        with closing(XlsxRecords(path, None, header_line)) as book:
            return _names(book.header.cells)
    with open_text(path, "utf-8-sig") as stream:
        notes = ProblemCollector(path.name)
        return _names(CsvRecords(Lines(stream, notes), (), notes, header_line).header.cells)


def starting_mapping(names: Sequence[str], *, departments: bool = False) -> str:
    """As TOML, with the likely columns filled in, and the rest to be decided."""
    return "\n".join(_lines(names, departments=departments)) + "\n"


def _lines(names: Sequence[str], *, departments: bool) -> Iterator[str]:
    part, columns = ("departments", DEPARTMENT_COLUMNS) if departments else ("employees", EMPLOYEE_COLUMNS)
    known = spellings(columns)
    direct = {column.name: name for name in names if (column := known.get(plain(name)))}
    lacking = [column for column in columns if column.name not in direct]
    near = likely([name for name in names if name not in direct.values()], lacking)
    rest = list(columns)
    whole = next((name for name in names if plain(name) in _WHOLE_NAMES), None) if not departments else None
    near = {ours: theirs for ours, theirs in near.items() if theirs != whole}
    found = direct | near
    yield f"# The file's own columns: {', '.join(names)}."
    if whole and not direct.keys() & {FIRST_NAME.name, LAST_NAME.name}:
        yield f'[{part}]\nname = {{ column = {_quoted(whole)}, form = "Last, First M" }}  # or "First M Last"\n'
        rest = [column for column in columns if column not in (FIRST_NAME, LAST_NAME)]
    yield f"[{part}.columns]"
    for column in rest:
        theirs, guessed = found.get(column.name), column.name in near
        if theirs is not None:
            yield f"{column.name} = {_quoted(theirs)}{'  # likely: look at it' if guessed else ''}"
        else:
            need = "may be left out" if column.need is Requirement.OPTIONAL else "REQUIRED"
            yield f'# {column.name} = ""  # {need}: {column.meaning}'
    for name in names:
        if name not in (*found.values(), whole):
            yield f"# {_quoted(name)} is not used"


def _names(cells: Sequence[str]) -> Sequence[str]:
    return [" ".join(cell.split()) for cell in cells if cell.strip()]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
