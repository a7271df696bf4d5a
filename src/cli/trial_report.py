"""A rehearsal's report for people to read: its figures beside those of the run before and of the run it replays."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from moments.application.ports.matching import Report
from moments.domain.matching.fit import SCALE

_Side = Mapping[str, Any]
_SIDES = (("this", "this"), ("last", "the run before"), ("basis", "the run replayed"))
_COUNTS = {
    "mentees": "mentees who take part",
    "mentors": "mentors who take part",
    "open_places": "open places",
    "suggestions": "suggestions",
    "matched": "matched, if all ask down their lists",
    "matched_at_most": "matched at most",
}
_PARTS = {
    "mentees_absent": "mentees who do not, {}",
    "mentors_absent": "mentors who do not, {}",
    "empty": "empty lists, {}",
    "shown": "mentors on {} lists",
}
_OF_DEPARTMENTS = ("mentees", "mentors", "matched", "empty")


def print_report(report: Report) -> None:
    console = Console(highlight=False, markup=False)
    sides = [(title, report[name]) for name, title in _SIDES if report[name]]
    table = Table("", *(_title(title, side) for title, side in sides), box=None, pad_edge=False)
    for what, values in _rows([side for _, side in sides]):
        table.add_row(what, *values)
    console.print(table)
    console.print()
    console.print(_departments(report["this"]["figures"]["departments"]))
    if report["lists_differ"] is not None:
        console.print(f"Lists that differ from those of the run replayed: {report['lists_differ']:,}")
    console.print(f"Fingerprint of the inputs: {report['fingerprint']}")


def _title(title: str, side: _Side) -> str:
    return f"{title} ({side['quarter']})" if side["quarter"] else title


def _rows(sides: Sequence[_Side]) -> Iterator[tuple[str, list[str]]]:
    figures = [side["figures"] for side in sides]
    for name, words in _COUNTS.items():
        yield words, [f"{each[name]:,}" for each in figures]
    for name, words in _PARTS.items():
        for part in dict.fromkeys(part for each in figures for part in each[name]):
            yield words.format(part.replace("_", " ")), [f"{each[name].get(part, 0):,}" for each in figures]
    certificates = [side["certificate"] for side in sides]
    yield "sum of fits", [f"{each['value'] / SCALE:,.1f}" for each in certificates]
    yield "sum of fits at most", [f"{each['bound'] / SCALE:,.1f}" for each in certificates]
    yield "gap", [f"{each['gap']:.2%}" for each in certificates]


def _departments(departments: Mapping[str, Mapping[str, int]]) -> Table:
    table = Table("department", *_OF_DEPARTMENTS, box=None, pad_edge=False)
    for name, counts in departments.items():
        table.add_row(name, *(f"{counts[column]:,}" for column in _OF_DEPARTMENTS))
    return table
