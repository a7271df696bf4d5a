"""`moments directory import`, `columns` and `watch`."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from moments.cli.database import make_ready, opened, units_of_work
from moments.cli.renumbering import Renumber, RenumberFile, TwoPeople, read_statements
from moments.cli.running import BAD_USAGE, FAILED, fail, read_settings, run
from moments.domain.program.working_hours import STATE_TIME

if TYPE_CHECKING:
    from moments.application.directory.limits import ImportLimits
    from moments.application.directory.plan import ImportPlan
    from moments.application.directory.update import DirectoryUpdate
    from moments.cli.import_report import Report
    from moments.infrastructure.directory.mapping import DirectoryMapping
    from moments.infrastructure.persistence.database import Database
    from moments.infrastructure.settings import Settings

ROWS_APART = 3
"""The exit code of an import, or a preview, beside rows that are set apart."""
_EPILOG = "Exit code: 0 all rows were taken; 1 refused, nothing changed; 2 bad usage; 3 imported, with rows set apart."
directory = typer.Typer(name="directory", help="The State's directory.", no_args_is_help=True)


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
    allow_older: Annotated[
        bool, typer.Option("--allow-older", help="Import a file that is older than the last one.")
    ] = False,
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of which the file is, if it does not say.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="How the file holds it, instead of the setting's.")
    ] = None,
) -> None:
    """Take in the whole directory as it is now; whoever is not in it has left. A row in error is set apart, and its
    person stays as they were. docs/directory.md has the columns."""
    from moments.cli.import_report import Report

    settings, report = read_settings(), Report(problems, as_json=as_json)
    files = Files(employees, departments, read_map(settings, mapping), as_of.date() if as_of else None)
    limits = read_limits(settings, max_leavers, max_bad_rows, leavers=allow_departures, older=allow_older)
    statements = read_statements(renumber, two_people, renumber_file)
    update = _read(files, report)
    update = replace(update, statements=(*update.statements, *statements))
    make_ready(settings)
    plan = run(_plan(settings, update, limits, report, preview=preview))
    refused = _beyond(plan, limits) if preview else None
    report.done(plan, preview=preview, refused=refused)
    if refused:
        raise typer.Exit(FAILED)
    if plan.problems:
        raise typer.Exit(ROWS_APART)


@directory.command("columns")
def columns(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file of employees, CSV or .xlsx.")],
    departments: Annotated[bool, typer.Option("--departments", help="It is a file of departments.")] = False,
    header_line: Annotated[int, typer.Option(min=1, help="The line of the columns' names.")] = 1,
) -> None:
    """Name a file's own columns and write a mapping to begin with: `... > mapping.toml`."""
    from moments.infrastructure.directory.lines import UnreadableFile
    from moments.infrastructure.directory.own_columns import own_columns, starting_mapping

    try:
        typer.echo(starting_mapping(own_columns(file, header_line), departments=departments), nl=False)
    except UnreadableFile as trouble:
        fail(str(trouble))


@directory.command("watch", epilog="Exit code: 0 after Ctrl-C or with --once; 1 where the database can't be used.")
def watch(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Where the files are put.")],
    departments: Annotated[
        Path | None, typer.Option(dir_okay=False, help="A row a department; else the folder's newest DEPARTMENTS*.")
    ] = None,
    every: Annotated[float, typer.Option(min=0.1, help="Seconds between two looks.")] = 30.0,
    once: Annotated[bool, typer.Option("--once", help="Take what is there, and end.")] = False,
    mapping: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="How the files hold it, instead of the setting's.")
    ] = None,
) -> None:
    """Import each file EMPLOYEES* (.csv, .txt, .xlsx) that is put into a folder, once, when it has stopped growing. It
    is moved to `imported` or `refused` there, with its report beside it."""
    from moments.cli.directory_watch import Watch

    settings = read_settings()
    read_as = read_map(settings, mapping)
    make_ready(settings)
    limits = read_limits(settings, None, None, leavers=False, older=False)
    run(Watch(settings, folder, departments, read_as, limits).watch(every, once=once))


@dataclass(frozen=True, slots=True)
class Files:
    employees: Path
    departments: Path
    mapping: "DirectoryMapping | None"
    as_of: date | None = None


def read_map(settings: "Settings", mapping: Path | None) -> "DirectoryMapping | None":
    """Exits with 2 where the mapping can't serve."""
    from moments.infrastructure.directory.configured import directory_mapping
    from moments.infrastructure.directory.mapping import BadMapping, read_mapping

    try:
        return read_mapping(mapping) if mapping else directory_mapping(settings)
    except BadMapping as bad:
        fail("\n".join(bad.problems), BAD_USAGE)


def read_limits(
    settings: "Settings", max_leavers: int | None, max_bad_rows: int | None, *, leavers: bool, older: bool
) -> "ImportLimits":
    from moments.infrastructure.directory.configured import import_limits

    limits = replace(import_limits(settings), older=older)
    if max_leavers is not None:
        limits = replace(limits, leavers=max_leavers / 100)
    if max_bad_rows is not None:
        limits = replace(limits, rows_apart=max_bad_rows / 100)
    return replace(limits, leavers=1.0) if leavers else limits


def _read(files: Files, report: "Report") -> "DirectoryUpdate":
    """Exits with 1 where the files are refused whole."""
    from moments.cli.progress import progress_bar
    from moments.infrastructure.clock import RandomIdGenerator
    from moments.infrastructure.directory import BadDirectoryFile, read_directory

    today = datetime.now(STATE_TIME).date()
    try:
        with progress_bar("Reading", "rows") as advance:
            return read_directory(
                files.employees, files.departments, today=today, identities=RandomIdGenerator(), mapping=files.mapping,
                as_of=files.as_of, progress=advance,
            )  # fmt: skip
    except BadDirectoryFile as bad:
        report.refused("Nothing was imported. Mend the file and try again.", bad.problems, bad.warnings)
        raise typer.Exit(FAILED) from None


async def _plan(
    settings: "Settings", update: "DirectoryUpdate", limits: "ImportLimits", report: "Report", *, preview: bool
) -> "ImportPlan":
    """Exits with 1 where the import is refused."""
    from moments.domain.shared.errors import DomainError

    async with opened(settings) as database:
        try:
            return await (_preview if preview else _import)(settings, database, update, limits)
        except DomainError as refused:
            report.refused(str(refused), update.problems, update.warnings)
            raise typer.Exit(FAILED) from None


def _beyond(plan: "ImportPlan", limits: "ImportLimits") -> str | None:
    """Why the import of a preview would be refused."""
    from moments.application.directory.limits import check_limits
    from moments.domain.shared.errors import DomainError

    try:
        check_limits(plan, limits)
    except DomainError as refused:
        return str(refused)
    return None


async def _preview(
    settings: "Settings", database: "Database", update: "DirectoryUpdate", limits: "ImportLimits"
) -> "ImportPlan":
    from moments.application.directory.preview_import import PreviewImport
    from moments.infrastructure.clock import SystemClock

    return await PreviewImport(units_of_work(database, settings), SystemClock())(update, limits=limits)


async def _import(
    settings: "Settings", database: "Database", update: "DirectoryUpdate", limits: "ImportLimits"
) -> "ImportPlan":
    from moments.cli.importing import import_update
    from moments.cli.progress import steps

    with steps() as progress:
        return await import_update(settings, database, update, limits, progress=progress)
