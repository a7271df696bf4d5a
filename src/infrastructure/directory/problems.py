"""What is wrong with a directory file: every row of it, so that it is mended once and not row by row."""

import csv
from collections.abc import Sequence
from pathlib import Path

from moments.application.directory.file_problem import FileProblem
from moments.infrastructure.private_files import opener

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class BadDirectoryFile(Exception):
    """The files are refused whole; `problems` are all the reasons, in the files' order."""

    def __init__(self, problems: Sequence[FileProblem], warnings: Sequence[FileProblem] = ()) -> None:
        self.problems, self.warnings = tuple(problems), tuple(warnings)
        shown = "; ".join(map(str, self.problems[:3]))
        more = f"; and {len(self.problems) - 3:,} more" if len(self.problems) > 3 else ""
        super().__init__(f"{shown}{more}")


class ProblemCollector:
    """Collects one file's problems, and its warnings: what is odd but possible.

    `bad_lines`: where there is a problem. A row that has one is set apart (DIR-4). `refused`: the file as a whole is.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.bad_lines: set[int] = set()
        self.refused = False
        self._problems: list[FileProblem] = []
        self._warnings: list[FileProblem] = []

    def problem(self, line: int, column: str | None, reason: str) -> None:
        self.bad_lines.add(line)
        self._problems.append(FileProblem(self.file, line, column, reason))

    def refuse(self, reason: str, line: int | None = None, column: str | None = None) -> None:
        """Refuses the whole file."""
        self.refused = True
        self._problems.append(FileProblem(self.file, line, column, reason))

    def warning(self, line: int | None, column: str | None, reason: str) -> None:
        self._warnings.append(FileProblem(self.file, line, column, reason))

    @property
    def problems(self) -> list[FileProblem]:
        return sorted(self._problems, key=_by_line)

    @property
    def warnings(self) -> list[FileProblem]:
        return sorted(self._warnings, key=_by_line)


def write_problems_csv(problems: Sequence[FileProblem], path: Path) -> None:
    """The problems as file, line, column, reason, for Excel: with a byte order mark, and no cell is a formula."""
    with open(path, "w", encoding="utf-8-sig", newline="", opener=opener) as out:
        sheet = csv.writer(out)
        sheet.writerow(("file", "line", "column", "reason"))
        for each in problems:
            line = "" if each.line is None else str(each.line)
            sheet.writerow(map(_inert, (each.file, line, each.column or "", each.reason)))


def _by_line(problem: FileProblem) -> int:
    return problem.line or 0


def _inert(cell: str) -> str:
    """Excel runs a cell that begins like a formula, and a file's own words come back in the report."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
