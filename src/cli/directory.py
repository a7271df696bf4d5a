"""`moments directory import`."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from moments.cli.database import make_ready, opened, staff_office, units_of_work
from moments.cli.renumbering import Renumber, RenumberFile, TwoPeople, read_statements
from moments.cli.running import FAILED, read_settings, run
from moments.domain.program.working_hours import STATE_TIME

if TYPE_CHECKING:
    from moments.application.directory.limits import ImportLimits
    from moments.application.directory.plan import ImportPlan
    from moments.application.directory.update import DirectoryUpdate
    from moments.cli.import_report import Report
    from moments.infrastructure.persistence.database import Database
    from moments.infrastructure.settings import Settings

ROWS_APART = 3
"""The exit code of an import, or a preview, beside rows that are set apart."""
_EPILOG = "Exit code: 0 all rows were taken; 1 refused, nothing changed; 2 bad usage; 3 imported, with rows set apart."
directory = typer.Typer(name="directory", help="The State's directory.", no_args_is_help=True)


@directory.callback()
def _group() -> None:
    """Makes `import` a command of its own, while it is the only one."""


@directory.command("import", epilog=_EPILOG)
def import_(
    employees: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A row an employee.")],
    departments: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="A row a department.")],
    preview: Annotated[bool, typer.Option("--preview", help="Say what would change, and change nothing.")] = False,
    problems: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write every problem of the files to this CSV file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the report to standard output, as JSON.")] = False,
    max_leavers: Annotated[
        int | None, typer.Option(min=0, max=100, help="Percent of people who may leave, instead of the setting's.")
    ] = None,
    max_bad_rows: Annotated[
        int | None, typer.Option(min=0, max=100, help="Percent of rows that may be in error, instead of the setting's.")
    ] = None,
    allow_departures: Annotated[
        bool, typer.Option("--allow-departures", help="Import however many people would leave.")
    ] = False,
    renumber: Renumber = None,
    two_people: TwoPeople = None,
    renumber_file: RenumberFile = None,
) -> None:
    """Take in the whole directory as it is now; whoever is not in it has left. A row in error is set apart, and its
    person stays as they were. docs/directory.md has the columns."""
    from moments.cli.import_report import Report
    from moments.infrastructure.directory.limits import import_limits

    settings, report = read_settings(), Report(problems, as_json=as_json)
    statements = read_statements(renumber, two_people, renumber_file)
    update = _read(employees, departments, report)
    update = replace(update, statements=(*update.statements, *statements))
    make_ready(settings)
    limits = import_limits(settings)
    if allow_departures or max_leavers is not None:
        limits = replace(limits, leavers=1.0 if allow_departures or max_leavers is None else max_leavers / 100)
    if max_bad_rows is not None:
        limits = replace(limits, rows_apart=max_bad_rows / 100)
    plan = run(_plan(settings, update, limits, report, preview=preview))
    report.done(plan, preview=preview)
    if plan.problems:
        raise typer.Exit(ROWS_APART)


def _read(employees: Path, departments: Path, report: "Report") -> "DirectoryUpdate":
    """Exits with 1 where the files are refused whole."""
    from moments.cli.progress import progress_bar
    from moments.infrastructure.clock import RandomIdGenerator
    from moments.infrastructure.directory import BadDirectoryFile, read_directory

    today = datetime.now(STATE_TIME).date()
    try:
        with progress_bar("Reading", "rows") as advance:
            return read_directory(employees, departments, today=today, identities=RandomIdGenerator(), progress=advance)
    except BadDirectoryFile as bad:
        report.refused("Nothing was imported. Mend the file and try again.", bad.problems, bad.warnings)
        raise typer.Exit(FAILED) from None


async def _plan(
    settings: "Settings", update: "DirectoryUpdate", limits: "ImportLimits", report: "Report", *, preview: bool
) -> "ImportPlan":
    """Exits with 1, as the import would, where a preview is beyond a limit."""
    from moments.application.directory.limits import TooManyDepartures, TooManyRowsApart

    async with opened(settings) as database:
        try:
            return await (_preview if preview else _import)(settings, database, update, limits)
        except (TooManyDepartures, TooManyRowsApart) as refused:
            report.refused(str(refused), update.problems, update.warnings)
            raise typer.Exit(FAILED) from None


async def _preview(
    settings: "Settings", database: "Database", update: "DirectoryUpdate", limits: "ImportLimits"
) -> "ImportPlan":
    from moments.application.directory.limits import check_limits
    from moments.application.directory.preview_import import PreviewImport
    from moments.infrastructure.clock import SystemClock

    plan = await PreviewImport(units_of_work(database, settings), SystemClock())(update)
    check_limits(plan, limits)
    return plan


async def _import(
    settings: "Settings", database: "Database", update: "DirectoryUpdate", limits: "ImportLimits"
) -> "ImportPlan":
    from moments.application.directory.import_directory import ImportDirectory
    from moments.cli.progress import steps
    from moments.infrastructure.clock import SystemClock

    with steps() as progress:
        import_directory = ImportDirectory(units_of_work(database, settings), SystemClock())
        plan = await import_directory(update, limits=limits, progress=progress)
    await staff_office(settings, database)
    return plan
