"""A CSV file's records: whichever delimiter it has, and with a broken record costing itself alone."""

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from moments.infrastructure.directory.lines import MAX_RECORD_LINES, Lines, RecordTooLong, UnreadableFile
from moments.infrastructure.directory.problems import ProblemCollector

_DELIMITERS = ",;\t|"
_EXCEL_HINT = re.compile(r'"?sep=(.)"?\s*')
_IGNORED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Record:
    """`broken`: its quotes are, and its cells are what stands between the delimiters of its first line."""

    line: int
    cells: list[str]
    broken: bool = False


class CsvRecords:
    """Finds the delimiter and the header when made. Raises UnreadableFile if there is nothing."""

    def __init__(self, lines: Lines, names: Collection[str], notes: ProblemCollector, header_line: int) -> None:
        """`names`: what columns may be called, as `plain` has it. `header_line`: what is above it is passed over."""
        self._lines, self._notes = lines, notes
        while lines.number < header_line - 1 and next(lines, None) is not None:
            lines.begin_record()
        self._skip_blank_lines()
        tries = [self._header_by(delimiter, names) for delimiter in _DELIMITERS]
        _, self._delimiter = max(tries, key=lambda each: each[0])
        self.header = next(self._records())

    def __iter__(self) -> Iterator[Record]:
        return self._records()

    @property
    def ends_with_a_line(self) -> bool:
        """Whether the last line had its end; meaningful when all is read."""
        return self._lines.last_has_end

    def _records(self) -> Iterator[Record]:
        """Each record that isn't blank, with the line it begins on. After a malformed one it goes on at the line below
        its first, so that a missing quote affects one row.
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
                yield Record(start, self._between_delimiters(self._lines.push_back(kept=1)), broken=True)
                reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
                continue
            self._mark(start)
            if any(cell and not cell.isspace() for cell in cells):
                yield Record(start, cells, broken=start in self._lines.overlong)

    def _mark(self, start: int) -> None:
        """A record is bad where one of its lines is."""
        if not self._notes.bad_lines.isdisjoint(range(start + 1, self._lines.number + 1)):
            self._notes.bad_lines.add(start)

    def _between_delimiters(self, line: str) -> list[str]:
        return [cell.strip().strip('"') for cell in line.rstrip("\r\n").split(self._delimiter)]

    def _header_by(self, delimiter: str, names: Collection[str]) -> tuple[tuple[int, int], str]:
        """How many columns the header has if it is delimited so: the known ones, then all."""
        self._lines.begin_record()
        try:
            cells = next(csv.reader(self._lines, delimiter=delimiter, strict=True), list[str]())
        except (csv.Error, RecordTooLong):
            cells = []
        self._lines.push_back(kept=0)
        return (sum(plain(cell) in names for cell in cells), len(cells)), delimiter

    def _skip_blank_lines(self) -> None:
        """To the header, over blank lines and Excel's own `sep=;`, which the header itself tells as well."""
        for line in self._lines:
            if line.strip(" \t\r\n,;|\ufeff") and not _EXCEL_HINT.fullmatch(line):
                self._lines.push_back(kept=0)
                return
            self._lines.begin_record()
        raise UnreadableFile("The file is empty.")


def plain(name: str) -> str:
    """A column's name without what makes no difference."""
    return _IGNORED.sub("", name).casefold()


def _quote_trouble(trouble: Exception) -> str:
    if isinstance(trouble, RecordTooLong) or "end of data" in str(trouble):
        return f"A quote is opened in this row and not closed within {MAX_RECORD_LINES} lines."
    if "limit" in str(trouble):
        return "A field is longer than 131,072 characters: is a quote not closed?"
    return "A quoted field goes on after its closing quote: double each quote inside a field."
