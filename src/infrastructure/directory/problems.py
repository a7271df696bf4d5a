"""What is wrong with a directory file: every row of it, so that it is mended once and not row by row."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from moments.infrastructure.private_files import opener

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One trouble: `line` is the physical line where the row begins (None: the whole file), and `reason` a sentence.

    A reason never quotes an evaluation, a discipline or a leave (ELIG-5): reports are passed around.
    """

    file: str
    line: int | None
    column: str | None
    reason: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}, {self.column}: {self.reason}" if self.column else f"{place}: {self.reason}"


class BadDirectoryFile(Exception):
    """The files can't be imported; `problems` are all the reasons, in the files' order."""

    def __init__(self, problems: Sequence[RowProblem], warnings: Sequence[RowProblem] = ()) -> None:
        self.problems, self.warnings = tuple(problems), tuple(warnings)
        shown = "; ".join(map(str, self.problems[:3]))
        more = f"; and {len(self.problems) - 3:,} more" if len(self.problems) > 3 else ""
        super().__init__(f"{shown}{more}")


class ProblemCollector:
    """Collects one file's problems, and its warnings: what is odd but possible."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._problems: list[RowProblem] = []
        self._warnings: list[RowProblem] = []

    def problem(self, line: int | None, column: str | None, reason: str) -> None:
        self._problems.append(RowProblem(self.file, line, column, reason))

    def warning(self, line: int | None, column: str | None, reason: str) -> None:
        self._warnings.append(RowProblem(self.file, line, column, reason))

    @property
    def problems(self) -> list[RowProblem]:
        return sorted(self._problems, key=_by_line)

    @property
    def warnings(self) -> list[RowProblem]:
        return sorted(self._warnings, key=_by_line)


def write_problems_csv(problems: Sequence[RowProblem], path: Path) -> None:
    """The problems as file, line, column, reason, for Excel: with a byte order mark, and no cell is a formula."""
    with open(path, "w", encoding="utf-8-sig", newline="", opener=opener) as out:
        sheet = csv.writer(out)
        sheet.writerow(("file", "line", "column", "reason"))
        for each in problems:
            line = "" if each.line is None else str(each.line)
            sheet.writerow(map(_inert, (each.file, line, each.column or "", each.reason)))


def _by_line(problem: RowProblem) -> int:
    return problem.line or 0


def _inert(cell: str) -> str:
    """Excel runs a cell that begins like a formula, and a file's own words come back in the report."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
