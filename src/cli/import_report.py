"""What an import of the directory found, for people and, as JSON, for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from moments.application.directory.file_problem import FileProblem
from moments.application.directory.office_imports import counts_of
from moments.application.directory.plan import ImportPlan
from moments.cli.running import say
from moments.infrastructure.directory import write_problems_csv

_SHOWN = 50


class Report:
    """Writes sentences, or at the end one JSON document. `problems`: a file that gets every problem as CSV."""

    def __init__(self, problems: Path | None, *, as_json: bool) -> None:
        self._problems, self._as_json = problems, as_json

    def refused(self, message: str, problems: Sequence[FileProblem] = (), warnings: Sequence[FileProblem] = ()) -> None:
        self._write(problems)
        if self._as_json:
            return _print({"state": "refused", "message": message} | _lists(problems, warnings))
        _say_each(problems, self._problems)
        _notes(warnings)
        say(message)

    def done(self, plan: ImportPlan, *, preview: bool, refused: str | None = None) -> None:
        """`refused`: why the import of the preview would be."""
        from moments.cli.plan_report import report

        self._write(plan.problems)
        if self._as_json:
            state = "refused" if refused else "previewed" if preview else "imported"
            what = {"state": state, "message": refused, "rows": plan.rows, "rowsApart": plan.apart,
                    "counts": asdict(counts_of(plan))}  # fmt: skip
            return _print(what | _lists(plan.problems, plan.warnings))
        _say_each(plan.problems, self._problems)
        _notes(plan.warnings)
        report(plan, preview=preview)
        if plan.problems:
            say(_apart(plan, preview=preview))
        if refused:
            say(f"The import would be refused. {refused}")

    def _write(self, problems: Sequence[FileProblem]) -> None:
        if self._problems is not None and problems:
            write_problems_csv(problems, self._problems)


def _apart(plan: ImportPlan, *, preview: bool) -> str:
    would = "would be" if preview else "were"
    rows = "1 row" if plan.apart == 1 else f"{plan.apart:,} rows"
    kept = (
        f" Nobody of the {plan.people.withheld:,} who have no row {would} taken as having left, because of some rows "
        "nobody can say whose they are."
        if plan.people.withheld
        else ""
    )
    waiting = len({pair.number for pair in plan.pairs})
    asked = f"Until it is said whose they are, {waiting:,} {would} set apart (DIR-2)." if waiting else ""
    mend = f"{rows} of employees {would} set apart, and their people left as they are.{kept} Mend the rows."
    return " ".join(each for each in (mend if plan.apart else "", asked) if each) or kept.strip()


def _say_each(problems: Sequence[FileProblem], written: Path | None) -> None:
    for problem in problems[:_SHOWN]:
        say(str(problem))
    more = len(problems) - _SHOWN
    if more > 0:
        say(f"... and {more:,} more.")
    if problems and written is not None:
        say(f"All of them are in {written}.")
    elif more > 0:
        say("Add --problems FILE.csv to have them all.")


def _notes(warnings: Sequence[FileProblem]) -> None:
    for warning in warnings[:_SHOWN]:
        say(f"Note: {warning}")
    if len(warnings) > _SHOWN:
        say(f"... and {len(warnings) - _SHOWN:,} more notes.")


def _lists(problems: Sequence[FileProblem], warnings: Sequence[FileProblem]) -> dict[str, Any]:
    return {"problems": [asdict(each) for each in problems], "warnings": [asdict(each) for each in warnings]}


def _print(document: dict[str, Any]) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def refusal(message: str, problems: Sequence[FileProblem], warnings: Sequence[FileProblem]) -> str:
    """The whole report as text."""
    return "\n".join([message, *map(str, problems), *(f"Note: {each}" for each in warnings)])


def summary(plan: ImportPlan) -> str:
    """An import's report as text, without people's names."""
    counts = ", ".join(f"{count:,} {what}" for what, count in asdict(counts_of(plan)).items() if count)
    apart = [_apart(plan, preview=False)] if plan.problems else []
    notes = (f"Note: {each}" for each in plan.warnings)
    first = f"{plan.rows:,} rows: {counts or 'nothing has changed'}."
    return "\n".join([first, *apart, *map(str, plan.problems), *notes])
