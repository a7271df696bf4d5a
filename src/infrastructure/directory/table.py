"""A file's records as rows in the documented columns' order, whichever order and names the file has."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from moments.infrastructure.directory.columns import Column, Requirement
from moments.infrastructure.directory.csv_records import Record, plain
from moments.infrastructure.directory.lines import UnreadableFile
from moments.infrastructure.directory.problems import ProblemCollector
from moments.infrastructure.directory.row import Row


class Records(Protocol):
    @property
    def header(self) -> Record: ...

    @property
    def ends_with_a_line(self) -> bool: ...

    def __iter__(self) -> Iterator[Record]: ...


class Table:
    """Reads the header at once; raises UnreadableFile when it can't serve, and at the end where the file is cut off."""

    def __init__(self, records: Records, columns: Sequence[Column], notes: ProblemCollector) -> None:
        self._records, self._columns, self._notes = records, columns, notes
        self._width = len(records.header.cells)
        self._places = self._placed(records.header)

    def __iter__(self) -> Iterator[Row]:
        short, row = False, None
        for record in self._records:
            cells = record.cells
            short = len(cells) < self._width
            if len(cells) > self._width and not record.broken:
                self._refuse_surplus(record)
            cells.extend([""] * (self._width + 1 - len(cells)))
            fields = {column: cells[at] for column, at in self._places}
            row = Row(record.line, fields, self._notes, broken=record.broken)
            yield row
        if row is not None:
            self._refuse_cut_off(row, short=short)

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

    def _placed(self, header: Record) -> list[tuple[Column, int]]:
        known, found, unknown = spellings(self._columns), dict[str, int](), list[str]()
        for at, cell in enumerate(header.cells):
            column = known.get(plain(cell))
            shown = " ".join(cell.split())[:40]
            if column is None:
                if shown:
                    unknown.append(shown)
            elif column.name in found:
                twice = f"The column is there twice, the second time as {shown!r}."
                self._notes.refuse(twice, header.line, column.name)
            else:
                found[column.name] = at
        self._refuse_missing(found, unknown)
        for name in unknown:
            self._notes.warning(header.line, name, "The column is not known, and is ignored.")
        return [(column, found.get(column.name, len(header.cells))) for column in self._columns]

    def _refuse_missing(self, found: dict[str, int], unknown: Sequence[str]) -> None:
        missing = [c.name for c in self._columns if c.need is not Requirement.OPTIONAL and c.name not in found]
        if not missing:
            return
        what = "Required columns are" if len(missing) > 1 else "A required column is"
        what = f"{what} missing" if found else "The first line names none of the columns"
        own = f" The file's own columns that are not known: {', '.join(unknown)}." if unknown else ""
        raise UnreadableFile(f"{what}: {', '.join(missing)}.{own}")


def spellings(columns: Sequence[Column]) -> dict[str, Column]:
    """What each column may be called."""
    return {plain(name): column for column in columns for name in (*column.aliases, column.name)}
