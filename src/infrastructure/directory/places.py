"""Where a file holds each of our columns, by its header and its mapping."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from moments.infrastructure.directory.columns import DATE_FORM, FIRST_NAME, LAST_NAME, Column, Requirement
from moments.infrastructure.directory.csv_records import Record, plain
from moments.infrastructure.directory.likeness import likely
from moments.infrastructure.directory.lines import UnreadableFile
from moments.infrastructure.directory.mapping import FileMapping
from moments.infrastructure.directory.problems import ProblemCollector
from moments.infrastructure.directory.values import BadValue

Translate = Callable[[str], str]
_MIDDLE = re.compile(r"\s+[^\W\d_]\.?$")


@dataclass(frozen=True, slots=True)
class Places:
    """`at`: each column's field; `instead`: what every row has; `translate`: a cleaned value into ours."""

    at: Sequence[tuple[Column, int]]
    instead: Mapping[Column, str]
    translate: Mapping[Column, Translate]
    on_record: frozenset[str]
    theirs: Mapping[str, int]
    """The fields of the file's own columns that the mapping names beside."""


def find_places(header: Record, columns: Sequence[Column], mapping: FileMapping, notes: ProblemCollector) -> Places:
    """Raises UnreadableFile where a required column is missing, and names the file's own that are not known."""
    return _Finder(header, columns, mapping, notes).places()


class _Finder:
    def __init__(
        self, header: Record, columns: Sequence[Column], mapping: FileMapping, notes: ProblemCollector
    ) -> None:
        self._header, self._columns, self._mapping, self._notes = header, columns, mapping, notes
        self._theirs = {plain(cell): at for at, cell in reversed(list(enumerate(header.cells))) if plain(cell)}
        self._named: set[int] = set()

    def places(self) -> Places:
        mapping = self._mapping
        self._refuse_unknown_names()
        others = (each.column for each in (mapping.prefer, mapping.as_of) if each and each.column)
        beside = (*mapping.leave_out, *others)
        theirs = {name: self._theirs[plain(name)] for name in beside}
        found = {ours: self._at(name) for ours, name in mapping.columns.items()}
        if mapping.name:
            found |= dict.fromkeys((FIRST_NAME.name, LAST_NAME.name), self._at(mapping.name.column))
        self._by_our_names(found)
        given = {*found, *mapping.constants, *mapping.on_record}
        unknown = self._unknown(theirs.values())
        missing = [c for c in self._columns if c.need is not Requirement.OPTIONAL and c.name not in given]
        if missing:
            raise UnreadableFile(_missing(missing, unknown, known=bool(found)))
        for name in unknown:
            self._notes.warning(self._header.line, name, "The column is not known, and is ignored.")
        self._warn_of_what_is_not_said()
        beyond = len(self._header.cells)
        return Places(
            [(column, found.get(column.name, beyond)) for column in self._columns],
            {column: mapping.constants[column.name] for column in self._columns if column.name in mapping.constants},
            {column: done for column in self._columns if (done := self._translation(column))},
            mapping.on_record,
            theirs,
        )

    def _at(self, name: str) -> int:
        at = self._theirs[plain(name)]
        self._named.add(at)
        return at

    def _refuse_unknown_names(self) -> None:
        mapping = self._mapping
        names = [
            *mapping.columns.values(), *mapping.leave_out,
            *(each.column for each in (mapping.name, mapping.prefer, mapping.as_of) if each and each.column),
        ]  # fmt: skip
        if lacking := [name for name in names if plain(name) not in self._theirs]:
            own = ", ".join(cell for cell in self._header.cells if cell.strip())
            raise UnreadableFile(f"The mapping names columns that the file lacks: {', '.join(lacking)}. It has: {own}.")

    def _by_our_names(self, found: dict[str, int]) -> None:
        known, first = spellings(self._columns), dict[str, int]()
        taken = {*self._mapping.columns, *self._mapping.constants, *self._mapping.on_record, *found}
        for at, cell in enumerate(self._header.cells):
            column = known.get(plain(cell))
            if column is None or at in self._named or column.name in taken:
                continue
            self._named.add(at)
            if column.name in first:
                shown = " ".join(cell.split())[:40]
                twice = f"The column is there twice, the second time as {shown!r}."
                self._notes.refuse(twice, self._header.line, column.name)
            first.setdefault(column.name, at)
        found.update(first)

    def _unknown(self, beside: Collection[int]) -> list[str]:
        used = {*self._named, *beside}
        cells = enumerate(self._header.cells)
        return [shown for at, cell in cells if at not in used and (shown := " ".join(cell.split())[:40])]

    def _warn_of_what_is_not_said(self) -> None:
        for name, value in self._mapping.constants.items():
            self._notes.warning(None, name, f"The mapping says {value!r} for everybody.")
        for name in sorted(self._mapping.on_record):
            self._notes.warning(None, name, "The file does not say it: what is on record stays.")

    def _translation(self, column: Column) -> Translate | None:
        mapping = self._mapping
        if mapping.name and column in (FIRST_NAME, LAST_NAME):
            return partial(_split_name, mapping.name.form, 0 if column is FIRST_NAME else 1)
        values = {written.strip().casefold(): ours for written, ours in mapping.values.get(column.name, {}).items()}
        date = mapping.dates.get(column.name) or (mapping.dates.get("default") if column.form == DATE_FORM else None)
        if not values and not date:
            return None
        return partial(_translated, values, date)


def spellings(columns: Sequence[Column]) -> dict[str, Column]:
    """What each column may be called."""
    return {plain(name): column for column in columns for name in (*column.aliases, column.name)}


def in_format(text: str, form: str) -> str:
    """The day as ISO. Raises BadValue."""
    try:
        return datetime.strptime(text, form).date().isoformat()  # a day has no zone
    except ValueError:
        raise BadValue(f"The value is not a date in the mapping's form, {form}.") from None


def _translated(values: Mapping[str, str], date: str | None, text: str) -> str:
    if text.casefold() in values:
        return values[text.casefold()]
    return in_format(text, date) if date and text else text


def _split_name(form: str, part: int, text: str) -> str:
    """First name, or last name; a middle initial is let go."""
    if form == "Last, First M":
        last, comma, first = text.partition(",")
        if not comma:
            raise BadValue("The name has no comma between the last name and the first.")
    else:
        first, _, last = text.rpartition(" ")
    return (_MIDDLE.sub("", first.strip()), last.strip())[part]


def _missing(missing: Sequence[Column], unknown: Sequence[str], *, known: bool) -> str:
    what = "Required columns are missing" if len(missing) > 1 else "A required column is missing"
    what = what if known else "The first line names none of the columns"
    own = f" The file's own columns that are not known: {', '.join(unknown)}." if unknown else ""
    near = likely(unknown, missing)
    guess = f" Perhaps {', '.join(f'{ours} is {theirs!r}' for ours, theirs in near.items())}." if near else ""
    return (
        f"{what}: {', '.join(column.name for column in missing)}.{own}{guess} "
        "`moments directory columns FILE` writes a mapping to begin with."
    )
