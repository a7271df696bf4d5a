"""A file's records as rows in the documented columns' order, whichever order and names the file has."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from moments.infrastructure.directory.columns import Column
from moments.infrastructure.directory.csv_records import Record
from moments.infrastructure.directory.lines import UnreadableFile
from moments.infrastructure.directory.mapping import FileMapping
from moments.infrastructure.directory.places import find_places, in_format
from moments.infrastructure.directory.problems import ProblemCollector
from moments.infrastructure.directory.row import Row
from moments.infrastructure.directory.values import BadValue, day


class Records(Protocol):
    @property
    def header(self) -> Record: ...

    @property
    def ends_with_a_line(self) -> bool: ...

    def __iter__(self) -> Iterator[Record]: ...


class Table:
    """Reads the header at once; raises UnreadableFile when it can't serve, and at the end where the file is cut off.

    `as_of`: the date that the file states in each row, when all are read.
    """

    def __init__(
        self, records: Records, columns: Sequence[Column], notes: ProblemCollector, mapping: FileMapping
    ) -> None:
        self._records, self._notes, self._mapping = records, notes, mapping
        self._width = len(records.header.cells)
        self._places = find_places(records.header, columns, mapping, notes)
        self._stated: set[str] = set()
        self.as_of: date | None = None

    def __iter__(self) -> Iterator[Row]:
        count, short, row, trailer = 0, False, None, None
        for record in self._records:
            if trailer is not None:
                raise UnreadableFile(f"Rows follow the trailer on line {trailer.line}.")
            cells = record.cells
            if self._mapping.trailer is not None and cells[0].strip() == self._mapping.trailer:
                trailer = record
                continue
            count += 1
            short = len(cells) < self._width
            if len(cells) > self._width and not record.broken:
                self._refuse_surplus(record)
            cells.extend([""] * (self._width + 1 - len(cells)))
            if not record.broken and self._is_left_out(cells):
                continue
            row = self._row(record)
            yield row
        self._check_trailer(trailer, count)
        if row is not None and trailer is None:
            self._refuse_cut_off(row, short=short)
        self._state()

    def _row(self, record: Record) -> Row:
        fields = {**{column: record.cells[at] for column, at in self._places.at}, **self._places.instead}
        row = Row(record.line, fields, self._notes, self._places, broken=record.broken)
        mapping = self._mapping
        if mapping.prefer:
            value = record.cells[self._places.theirs[mapping.prefer.column]].strip()
            row.rank = mapping.prefer.values.index(value) if value in mapping.prefer.values else None
        if mapping.as_of and mapping.as_of.column and not record.broken:
            self._stated.add(record.cells[self._places.theirs[mapping.as_of.column]].strip())
        return row

    def _is_left_out(self, cells: Sequence[str]) -> bool:
        return any(
            cells[self._places.theirs[name]].strip() in values for name, values in self._mapping.leave_out.items()
        )

    def _state(self) -> None:
        if not self._mapping.as_of or not self._mapping.as_of.column:
            return
        column, form = self._mapping.as_of.column, self._mapping.as_of.format
        if len(self._stated) != 1:
            raise UnreadableFile(f"The column {column!r} states one date of the whole file, not {len(self._stated):,}.")
        (text,) = self._stated
        try:
            self.as_of = date.fromisoformat(in_format(text, form)) if form else day(text)
        except BadValue as trouble:
            raise UnreadableFile(f"The column {column!r} states no date: {trouble}") from None

    def _check_trailer(self, trailer: Record | None, count: int) -> None:
        """DIR-4: a file says how many rows it has, so that one which lacks some is known."""
        if self._mapping.trailer is None:
            return
        if trailer is None:
            raise UnreadableFile(f"The last row, {self._mapping.trailer!r}, is missing: the file was cut off.")
        stated = next((cell.strip() for cell in trailer.cells[1:] if cell.strip()), "")
        if stated.lstrip("0") != str(count):
            raise UnreadableFile(f"The last row says {stated[:20]!r} rows, and {count:,} are there: it was cut off.")

    def _refuse_cut_off(self, last: Row, *, short: bool) -> None:
        """DIR-4: whatever else a file that was cut off says, it lacks people."""
        if last.broken or (not last.sound and (short or not self._records.ends_with_a_line)):
            raise UnreadableFile(
                f"The file ends in the middle of the row on line {last.line}: it was cut off. Export it again."
            )

    def _refuse_surplus(self, record: Record) -> None:
        """Excel's empty trailing columns are let go, and a row's own surplus is not guessed at."""
        if any(cell.strip() for cell in record.cells[self._width :]):
            counts = f"{len(record.cells)} fields where the header has {self._width}"
            self._notes.problem(record.line, None, f"The row has {counts}: a delimiter too many, or a quote missing?")
        del record.cells[self._width :]
