"""A trial run's report as text: its figures next to those of the previous run and of the baseline."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from moments.domain.matching.figures import DepartmentFigures, Figures
from moments.domain.matching.fit import SCALE
from moments.domain.matching.people import NonParticipation
from moments.domain.matching.suggestion import EmptyReason
from moments.domain.matching.trial_report import RunReport, TrialReport


def print_report(report: TrialReport) -> None:
    console = Console(highlight=False, markup=False)
    sides = [
        (title, side)
        for title, side in (
            ("this", report.current),
            ("the run before", report.previous),
            ("the run replayed", report.baseline),
        )
        if side
    ]
    table = Table("", *(_title(title, side) for title, side in sides), box=None, pad_edge=False)
    for what, values in _rows([side for _, side in sides]):
        table.add_row(what, *values)
    console.print(table)
    console.print()
    console.print(_departments(report.current.figures.departments))
    if report.lists_differ is not None:
        console.print(f"Lists that differ from those of the run replayed: {report.lists_differ:,}")
    console.print(f"Fingerprint of the inputs: {report.fingerprint}")


def _title(title: str, side: RunReport) -> str:
    return f"{title} ({side.quarter.name})" if side.quarter else title


def _rows(sides: Sequence[RunReport]) -> Iterator[tuple[str, list[str]]]:
    figures = [side.figures for side in sides]
    for words, counts in _counts(figures):
        yield words, [f"{count:,}" for count in counts]
    for words, parts in _parts(figures):
        for part in dict.fromkeys(part for each in parts for part in each):
            yield words.format(part.replace("_", " ")), [f"{each.get(part, 0):,}" for each in parts]
    certificates = [side.certificate for side in sides]
    yield "sum of fits", [f"{each.value / SCALE:,.1f}" for each in certificates]
    yield "sum of fits at most", [f"{each.bound / SCALE:,.1f}" for each in certificates]
    yield "gap", [f"{each.gap:.2%}" for each in certificates]
    yield "given up to spread what is scarce", [f"{each.spread.cost / SCALE:,.1f}" for each in certificates]
    yield "lists beyond limits", [f"{each.spread.beyond_limits:,}" for each in certificates]


def _counts(figures: Sequence[Figures]) -> Iterator[tuple[str, list[int]]]:
    yield "mentees who take part", [each.mentees for each in figures]
    yield "mentors who take part", [each.mentors for each in figures]
    yield "open places", [each.open_places for each in figures]
    yield "suggestions", [each.suggestions for each in figures]
    yield "matched, if all ask down their lists", [each.matched for each in figures]
    yield "matched at most", [each.max_matched for each in figures]


def _parts(figures: Sequence[Figures]) -> Iterator[tuple[str, list[dict[str, int]]]]:
    yield "mentees who do not, {}", [_by_value(each.mentees_not_taking_part) for each in figures]
    yield "mentors who do not, {}", [_by_value(each.mentors_not_taking_part) for each in figures]
    yield "empty lists, {}", [_by_value(each.empty) for each in figures]
    yield "mentors on {} lists", [{str(lists): mentors for lists, mentors in each.shown.items()} for each in figures]


def _by_value(counts: Mapping[NonParticipation, int] | Mapping[EmptyReason, int]) -> dict[str, int]:
    return {part.value: count for part, count in counts.items()}


def _departments(departments: Mapping[str, DepartmentFigures]) -> Table:
    table = Table("department", "mentees", "mentors", "matched", "empty", box=None, pad_edge=False)
    for name, each in departments.items():
        table.add_row(name, *(f"{count:,}" for count in (each.mentees, each.mentors, each.matched, each.empty)))
    return table
