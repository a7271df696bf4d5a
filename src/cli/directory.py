"""`moments directory import`."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from moments.cli.database import make_ready, opened, staff_office, units_of_work
from moments.cli.renumbering import Renumber, RenumberFile, TwoPeople, read_statements
from moments.cli.running import FAILED, read_settings, run, say
from moments.domain.program.working_hours import STATE_TIME

if TYPE_CHECKING:
    from moments.application.directory.plan import ImportPlan
    from moments.application.directory.update import DirectoryUpdate
    from moments.infrastructure.directory import BadDirectoryFile, DirectoryFile
    from moments.infrastructure.settings import Settings

_SHOWN = 50
directory = typer.Typer(name="directory", help="The State's directory.", no_args_is_help=True)


@directory.callback()
def _group() -> None:
    """Makes `import` a command of its own, while it is the only one."""


@directory.command("import")
def import_(
    employees: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A row an employee.")],
    departments: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="A row a department.")],
    preview: Annotated[bool, typer.Option("--preview", help="Say what would change, and change nothing.")] = False,
    problems: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write every problem of the files to this CSV file.")
    ] = None,
    allow_departures: Annotated[
        bool, typer.Option("--allow-departures", help="Import even if more than 10% of people would leave.")
    ] = False,
    renumber: Renumber = None,
    two_people: TwoPeople = None,
    renumber_file: RenumberFile = None,
) -> None:
    """Take in the whole directory as it is now; whoever is not in it has left. docs/directory.md has the columns."""
    from moments.cli.plan_report import report

    settings = read_settings()
    statements = read_statements(renumber, two_people, renumber_file)
    update = _read(employees, departments, problems)
    update = replace(update, statements=(*update.statements, *statements))
    make_ready(settings)
    plan = run(_preview(settings, update) if preview else _import(settings, update, allow_departures=allow_departures))
    report(plan, preview=preview)
    if preview and plan.people.too_many_left and not allow_departures:
        say("So many departures are refused unless --allow-departures is given.")


def _read(employees: Path, departments: Path, problems: Path | None) -> "DirectoryUpdate":
    """Exits with 1 and lists every problem, if there is one."""
    from moments.cli.progress import progress_bar
    from moments.infrastructure.clock import RandomIdGenerator
    from moments.infrastructure.directory import BadDirectoryFile, read_directory

    today = datetime.now(STATE_TIME).date()
    try:
        with progress_bar("Reading", "rows") as advance:
            file = read_directory(employees, departments, today=today, identities=RandomIdGenerator(), progress=advance)
    except BadDirectoryFile as bad:
        _refuse(bad, problems)
        raise typer.Exit(FAILED) from None
    _warn(file)
    return file.update


def _refuse(bad: "BadDirectoryFile", problems: Path | None) -> None:
    from moments.infrastructure.directory import write_problems_csv

    for problem in bad.problems[:_SHOWN]:
        say(str(problem))
    more = len(bad.problems) - _SHOWN
    if more > 0:
        say(f"... and {more:,} more.")
    if problems is not None:
        write_problems_csv(bad.problems, problems)
        say(f"All of them are in {problems}.")
    elif more > 0:
        say("Add --problems FILE.csv to have them all.")
    many = f"{len(bad.problems):,} problems" if len(bad.problems) > 1 else "One problem"
    say(f"{many}. Nothing was imported. Fix the file and try again.")


def _warn(file: "DirectoryFile") -> None:
    for warning in file.warnings[:_SHOWN]:
        say(f"Note: {warning}")
    if len(file.warnings) > _SHOWN:
        say(f"... and {len(file.warnings) - _SHOWN:,} more notes.")


async def _preview(settings: "Settings", update: "DirectoryUpdate") -> "ImportPlan":
    from moments.application.directory.preview_import import PreviewImport
    from moments.infrastructure.clock import SystemClock

    async with opened(settings) as database:
        return await PreviewImport(units_of_work(database, settings), SystemClock())(update)


async def _import(settings: "Settings", update: "DirectoryUpdate", *, allow_departures: bool) -> "ImportPlan":
    from moments.application.directory.import_directory import ImportDirectory
    from moments.cli.progress import steps
    from moments.infrastructure.clock import SystemClock

    async with opened(settings) as database:
        with steps() as progress:
            import_directory = ImportDirectory(units_of_work(database, settings), SystemClock())
            plan = await import_directory(update, allow_departures=allow_departures, progress=progress)
        await staff_office(settings, database)
        return plan
