"""A file of pairs of employee ids, for more of them than a command line holds (DIR-2)."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from moments.application.directory.update import Statement
from moments.domain.participants.renumbering import Verdict
from moments.domain.shared.ids import EmployeeNumber
from moments.infrastructure.directory.lines import UnreadableFile, open_text
from moments.infrastructure.directory.problems import BadDirectoryFile, ProblemCollector
from moments.infrastructure.directory.values import BadValue, clean, employee_id, flag

HEADER = ("old", "new")
SAME = "same_person"


def read_pairs(path: Path) -> Sequence[Statement]:
    """The columns are `old`, `new` and, for pairs that are two people, `same_person` with "no".

    Raises BadDirectoryFile with every problem.
    """
    notes = ProblemCollector(path.name)
    found: list[Statement] = []
    try:
        with open_text(path, "utf-8-sig") as stream:
            found += _statements(stream, notes)
    except (UnreadableFile, csv.Error) as trouble:
        notes.refuse(str(trouble))
    if notes.problems:
        raise BadDirectoryFile(notes.problems)
    return found


def pair_of(text: str, verdict: Verdict) -> Statement:
    """`OLD=NEW`, as an option has it. Raises BadValue."""
    old, equals, new = text.partition("=")
    if not (equals and old.strip() and new.strip()):
        raise BadValue(f"'{text}' is no pair of employee ids: write OLD=NEW.")
    return Statement(_number(old), _number(new), verdict, is_option=True)


def _statements(stream: TextIO, notes: ProblemCollector) -> Iterator[Statement]:
    rows = csv.DictReader(stream, restval="", strict=True)
    names = {" ".join((name or "").split()).casefold(): name for name in rows.fieldnames or ()}
    if missing := [name for name in HEADER if name not in names]:
        raise UnreadableFile(f"The first line lacks the columns {', '.join(missing)}: it is old,new.")
    for row in rows:
        try:
            if any(row.values()):
                is_same = clean(row[names[SAME]] or "") if SAME in names else ""
                verdict = Verdict.TWO_PEOPLE if is_same and not flag(is_same) else Verdict.SAME_PERSON
                yield Statement(_number(row[names["old"]]), _number(row[names["new"]]), verdict, is_option=True)
        except BadValue as trouble:
            notes.problem(rows.line_num, None, str(trouble))


def _number(text: str | None) -> EmployeeNumber:
    return EmployeeNumber(employee_id(clean(text or "")))
