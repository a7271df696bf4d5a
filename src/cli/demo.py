"""`moments demo`, and what `moments serve --demo` shares with it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from moments.cli.database import make_ready, opened, units_of_work
from moments.cli.running import BAD_USAGE, fail, only_in_development, read_settings, run, say
from moments.domain.program.working_hours import STATE_TIME

if TYPE_CHECKING:
    from moments.demo.program import Demo
    from moments.infrastructure.persistence.database import Database
    from moments.infrastructure.settings import Settings

DEFAULT_PEOPLE, DEFAULT_SEED = 2_000, 1
_MIN_PEOPLE, _MAX_PEOPLE = 20, 200_000


def demo(
    people: Annotated[
        int, typer.Option(min=_MIN_PEOPLE, max=_MAX_PEOPLE, help="How many people the State has.")
    ] = DEFAULT_PEOPLE,
    seed: Annotated[int, typer.Option(help="Random seed.")] = DEFAULT_SEED,
    files: Annotated[
        Path | None,
        typer.Option(help="Only write the directory's two files into this folder, to try `moments directory import`."),
    ] = None,
) -> None:
    """Fill an empty database with an invented State and a program at all its stages; in development only."""
    settings = read_settings(for_development=True)
    invented = invent(people, seed)
    if files is not None:
        return _write_files(invented, files)
    only_in_development(settings, "Invented people are for development.")
    make_ready(settings)
    run(_fill(settings, invented))


def invent(people: int = DEFAULT_PEOPLE, seed: int = DEFAULT_SEED) -> "Demo":
    from moments.demo.people import make_people
    from moments.demo.program import Demo

    today = datetime.now(STATE_TIME).date()
    return Demo(*make_people(people, seed, today), seed, today)


async def play(settings: "Settings", database: "Database", invented: "Demo") -> None:
    """The program, with a progress bar over the days that it lasts. Its emails were sent when they were due, but
    for the last day's, which wait to be."""
    from moments import security_log
    from moments.cli.progress import progress_bar
    from moments.demo.agenda import state_time
    from moments.demo.program import generate_program
    from moments.infrastructure.matching.service import SqlMatchingService
    from moments.infrastructure.persistence.stores.outbox import mark_past_as_sent

    bar = progress_bar(f"A program of {len(invented.people):,} people", "days")
    with security_log.silent(), bar as advance:
        await generate_program(
            units_of_work(database, settings),
            invented,
            advance,
            lambda identities: SqlMatchingService(database, identities),
        )
    await mark_past_as_sent(database, state_time(invented.today, 0) - timedelta(days=1))


async def _fill(settings: "Settings", invented: "Demo") -> None:
    from moments.cli.demo_hints import things_to_try
    from moments.demo.demo_roles import is_empty

    async with opened(settings) as database:
        if not await is_empty(database):
            fail(
                "The database has a directory already, and the demo's people do not mix with others. "
                "Name an empty one in MOMENTS_DATABASE_URL.",
                BAD_USAGE,
            )
        await play(settings, database, invented)
        typer.echo(await things_to_try(database, settings.base_url))
    say("Start the server with `moments serve`.")


def _write_files(invented: "Demo", folder: Path) -> None:
    from moments.infrastructure.directory import write_directory

    employees, departments = write_directory(invented.people, invented.departments, folder)
    say(f"Written. Import them with: moments directory import {employees} --departments {departments}")
