"""A CSV file as rows in the documented columns' order, whichever order, names and delimiter the file has."""

import csv
import re
from collections.abc import Iterator, Sequence

from moments.infrastructure.directory.columns import Column, Requirement
from moments.infrastructure.directory.lines import (
    MAX_RECORD_LINES,
    Lines,
    RecordTooLong,
    UnreadableFile,
)
from moments.infrastructure.directory.problems import ProblemCollector
from moments.infrastructure.directory.row import Row

_DELIMITERS = ",;\t|"
_EXCEL_HINT = re.compile(r'"?sep=(.)"?\s*')
_IGNORED = re.compile(r"[\W_]+")

Record = tuple[int, list[str]]


class Table:
    """Reads the header at once; raises UnreadableFile when it can't serve."""

    def __init__(self, lines: Lines, columns: Sequence[Column], notes: ProblemCollector) -> None:
        self._lines, self._columns, self._notes = lines, columns, notes
        self._delimiter = ","
        line, header = self._header()
        self._width = len(header)
        self._places = self._placed(line, header)

    def __iter__(self) -> Iterator[Row]:
        for line, cells in self._records():
            if len(cells) > self._width:
                self._refuse_surplus(line, cells)
            cells.extend([""] * (self._width + 1 - len(cells)))
            yield Row(line, {column: cells[at] for column, at in self._places}, self._notes)

    def _refuse_surplus(self, line: int, cells: list[str]) -> None:
        """Excel's empty trailing columns are let go, and a row's own surplus is not guessed at."""
        if any(cell.strip() for cell in cells[self._width :]):
            counts = f"{len(cells)} fields where the header has {self._width}"
            self._notes.problem(line, None, f"The row has {counts}: a delimiter too many, or a quote missing?")
        del cells[self._width :]

    def _records(self) -> Iterator[Record]:
        """Each record that isn't blank, with the line it begins on. After a broken one it goes on at the line below
        its first. After a malformed record, continues at the next line, so one missing quote affects one row.
        """
        reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
        while True:
            start = self._lines.begin_record().number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, RecordTooLong) as trouble:
                self._notes.problem(start, None, _quote_trouble(trouble))
                self._lines.push_back(kept=1)
                reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
                continue
            if any(cell and not cell.isspace() for cell in cells):
                yield start, cells

    def _header(self) -> Record:
        self._skip_blank_lines()
        tries = [self._header_by(delimiter) for delimiter in _DELIMITERS]
        score, self._delimiter = max(tries, key=lambda each: each[0])
        if not score[0]:
            names = ", ".join(column.name for column in self._columns)
            raise UnreadableFile(f"The first line names none of the columns: {names}.")
        return next(self._records())

    def _header_by(self, delimiter: str) -> tuple[tuple[int, int], str]:
        """How many columns the header has if it is delimited so: the known ones, then all."""
        self._lines.begin_record()
        try:
            cells = next(csv.reader(self._lines, delimiter=delimiter, strict=True), list[str]())
        except (csv.Error, RecordTooLong):
            cells = []
        self._lines.push_back(kept=0)
        known = _spellings(self._columns)
        return (sum(_plain(cell) in known for cell in cells), len(cells)), delimiter

    def _skip_blank_lines(self) -> None:
        """To the header, over blank lines and Excel's own `sep=;`, which the header itself tells as well."""
        for line in self._lines:
            if line.strip(" \t\r\n,;|\ufeff") and not _EXCEL_HINT.fullmatch(line):
                return self._lines.push_back(kept=0)
            self._lines.begin_record()
        raise UnreadableFile("The file is empty.")

    def _placed(self, line: int, header: Sequence[str]) -> list[tuple[Column, int]]:
        known, found = _spellings(self._columns), dict[str, int]()
        for at, cell in enumerate(header):
            column = known.get(_plain(cell))
            shown = " ".join(cell.split())[:40]
            if column is None:
                if shown:
                    self._notes.warning(line, shown, "The column is not known, and is ignored.")
            elif column.name in found:
                self._notes.problem(line, column.name, f"The column is there twice, the second time as {shown!r}.")
            else:
                found[column.name] = at
        self._refuse_missing(found)
        return [(column, found.get(column.name, len(header))) for column in self._columns]

    def _refuse_missing(self, found: dict[str, int]) -> None:
        missing = [c.name for c in self._columns if c.need is not Requirement.OPTIONAL and c.name not in found]
        if missing:
            what = "Required columns are" if len(missing) > 1 else "A required column is"
            raise UnreadableFile(f"{what} missing: {', '.join(missing)}.")


def _spellings(columns: Sequence[Column]) -> dict[str, Column]:
    return {_plain(name): column for column in columns for name in (*column.aliases, column.name)}


def _plain(name: str) -> str:
    return _IGNORED.sub("", name).casefold()


def _quote_trouble(trouble: Exception) -> str:
    if isinstance(trouble, RecordTooLong) or "end of data" in str(trouble):
        return f"A quote is opened in this row and not closed within {MAX_RECORD_LINES} lines."
    if "limit" in str(trouble):
        return "A field is longer than 131,072 characters: is a quote not closed?"
    return "A quoted field goes on after its closing quote: double each quote inside a field."
