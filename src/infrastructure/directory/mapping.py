"""A mapping: how the file of another system holds what ours holds (docs/directory.md)."""

import difflib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from moments.infrastructure.directory.columns import (
    AT_RISK,
    DEPARTMENT_COLUMNS,
    DISCIPLINE,
    EMPLOYEE_COLUMNS,
    EMPLOYEE_ID,
    EMPLOYMENT_TYPE,
    EVALUATION_DATE,
    IMPROVEMENT_PLAN,
    Column,
)

NAME_FORMS = ("Last, First M", "First M Last")
_NOT_ELIGIBLE = {
    EMPLOYMENT_TYPE.name: ("part_time", "temporary"),
    IMPROVEMENT_PLAN.name: ("TRUE",),
    DISCIPLINE.name: ("TRUE",),
    AT_RISK.name: ("TRUE",),
    EVALUATION_DATE.name: (),
}
"""The columns that decide on eligibility, and what may be said of everybody, or of whom nothing is said."""


class BadMapping(Exception):
    """`problems`: each a sentence that names the place."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


@dataclass(frozen=True, slots=True)
class NameColumn:
    column: str
    form: str


@dataclass(frozen=True, slots=True)
class PreferredRow:
    """Of several rows of a person, the one whose `column` has the first of `values`."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AsOf:
    """The date that a file states, in each row of `column`, in `format`; or its own name is `file_name`."""

    column: str | None = None
    format: str | None = None
    file_name: str | None = None


@dataclass(frozen=True, slots=True)
class FileMapping:
    """`columns`, `constants`, `values`, `dates` are by our columns; `leave_out` by the file's."""

    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    constants: Mapping[str, str] = field(default_factory=dict[str, str])
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    dates: Mapping[str, str] = field(default_factory=dict[str, str])
    on_record: frozenset[str] = frozenset()
    name: NameColumn | None = None
    leave_out: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    prefer: PreferredRow | None = None
    trailer: str | None = None
    as_of: AsOf | None = None
    encoding: str = "utf-8-sig"
    header_line: int = 1
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class DirectoryMapping:
    employees: FileMapping = field(default_factory=FileMapping)
    departments: FileMapping = field(default_factory=FileMapping)


def read_mapping(path: Path) -> DirectoryMapping:
    """Raises BadMapping with everything that is wrong in it."""
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise BadMapping([f"{path.name} can't be read as TOML: {trouble}."]) from None
    problems = list(_unknown(document, ("employees", "departments"), "the mapping"))
    employees = _Reader("employees", document, EMPLOYEE_COLUMNS, problems).read()
    departments = _Reader("departments", document, DEPARTMENT_COLUMNS, problems).read()
    if problems:
        raise BadMapping([f"{path.name}: {each}" for each in problems])
    return DirectoryMapping(employees, departments)


class _Reader:
    def __init__(self, part: str, document: Mapping[str, Any], columns: Sequence[Column], problems: list[str]) -> None:
        self._part, self._problems = part, problems
        self._table = self._a_table(document.get(part, {}), part)
        self._ours = tuple(column.name for column in columns)

    def read(self) -> FileMapping:
        self._problems.extend(_unknown(self._table, FileMapping.__dataclass_fields__, f"[{self._part}]"))
        found = FileMapping(
            columns=self._texts("columns", self._ours),
            constants=self._texts("constants", self._ours),
            values={ours: self._texts(f"values.{ours}", None) for ours in self._known("values", self._ours)},
            dates=self._texts("dates", (*self._ours, "default")),
            on_record=frozenset(self._on_record()),
            name=self._name(),
            leave_out={theirs: frozenset(values) for theirs, values in self._lists("leave_out").items()},
            prefer=self._prefer(),
            trailer=self._text("trailer"),
            as_of=self._as_of(),
            encoding=self._encoding(),
            header_line=self._header_line(),
            sheet=self._text("sheet"),
        )
        self._check_eligibility(found)
        return found

    def _check_eligibility(self, found: FileMapping) -> None:
        """What a file does not say never makes anybody eligible."""
        for ours, safe in _NOT_ELIGIBLE.items():
            blank = next((to for written, to in found.values.get(ours, {}).items() if not written.strip()), None)
            for place, value in (("constants", found.constants.get(ours)), (f"values.{ours}", blank)):
                if value is not None and value not in safe:
                    how = f"say {' or '.join(safe)}, or " if safe else ""
                    self._wrong(place, f"{ours} = {value!r} would make people eligible of whom the file says nothing: "
                                f"{how}list {ours} in on_record.")  # fmt: skip
        if len(found.on_record & {EVALUATION_DATE.name, AT_RISK.name}) == 1:
            self._wrong("on_record", "evaluation_date and at_risk go together.")

    def _on_record(self) -> Sequence[str]:
        names = self._list("on_record", self._table.get("on_record", []))
        for name in names:
            if name not in self._ours or name == EMPLOYEE_ID.name or self._part == "departments":
                self._wrong("on_record", f"{name!r} can't be kept as on record. {_likely(name, self._ours)}")
        return names

    def _name(self) -> NameColumn | None:
        found = self._texts("name", ("column", "form"))
        if not found:
            return None
        if found.get("form") not in NAME_FORMS or "column" not in found:
            self._wrong("name", f"it has a column, and a form: {' or '.join(map(repr, NAME_FORMS))}.")
            return None
        return NameColumn(found["column"], found["form"])

    def _prefer(self) -> PreferredRow | None:
        table = self._a_table(self._table.get("prefer", {}), "prefer")
        if not table:
            return None
        column, values = table.get("column"), self._list("prefer.values", table.get("values", []))
        if not isinstance(column, str) or not values:
            self._wrong("prefer", "it has a column, and the values of the row that counts.")
            return None
        return PreferredRow(column, tuple(values))

    def _as_of(self) -> AsOf | None:
        found = self._texts("as_of", ("column", "format", "file_name"))
        return AsOf(found.get("column"), found.get("format"), found.get("file_name")) if found else None

    def _encoding(self) -> str:
        name = self._text("encoding") or "utf-8"
        known = {"utf-8": "utf-8-sig", "windows-1252": "cp1252", "utf-16": "utf-16"}
        if name.lower() not in known:
            self._wrong("encoding", f"{name!r} is none of {', '.join(known)}.")
        return known.get(name.lower(), "utf-8-sig")

    def _header_line(self) -> int:
        line = self._table.get("header_line", 1)
        if type(line) is int and line > 0:
            return line
        self._wrong("header_line", "it is the number of a line.")
        return 1

    def _text(self, name: str) -> str | None:
        found = self._table.get(name)
        if found is None or isinstance(found, str):
            return found
        self._wrong(name, "it is a text in quotes.")
        return None

    def _known(self, name: str, keys: Sequence[str]) -> Sequence[str]:
        table = self._a_table(self._table.get(name, {}), name)
        for key in table:
            if key not in keys:
                self._wrong(name, f"{key!r} is none of ours. {_likely(key, keys)}")
        return [key for key in table if key in keys]

    def _texts(self, name: str, keys: Sequence[str] | None) -> dict[str, str]:
        above, _, last = name.partition(".")
        table = self._a_table(self._table.get(above, {}), above)
        table = self._a_table(table.get(last, {}), name) if last else table
        for key, value in table.items():
            if keys is not None and key not in keys:
                self._wrong(name, f"{key!r} is none of ours. {_likely(key, keys)}")
            if not isinstance(value, str):
                self._wrong(name, f"{key} is a text in quotes.")
        return {key: value for key, value in table.items() if isinstance(value, str)}

    def _lists(self, name: str) -> dict[str, Sequence[str]]:
        table = self._a_table(self._table.get(name, {}), name)
        return {key: self._list(f"{name}.{key}", value) for key, value in table.items()}

    def _list(self, name: str, value: object) -> Sequence[str]:
        if isinstance(value, list) and all(isinstance(each, str) for each in cast("list[object]", value)):
            return cast("list[str]", value)
        self._wrong(name, 'it is a list of texts: ["A", "B"].')
        return ()

    def _a_table(self, value: object, name: str) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return cast("dict[str, Any]", value)
        self._wrong(name, "it is a table.")
        return {}

    def _wrong(self, place: str, sentence: str) -> None:
        where = self._part if place == self._part else f"{self._part}.{place}"
        self._problems.append(f"[{where}] {sentence}".rstrip())


def _unknown(table: Mapping[str, Any], known: Mapping[str, Any] | Sequence[str], where: str) -> Iterator[str]:
    for key in table:
        if key not in known:
            yield f"{where} has no {key!r}. {_likely(key, list(known))}".rstrip()


def _likely(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"Do you mean {near[0]!r}?" if near else ""
