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

USUAL_PEOPLE, USUAL_SEED = 2_000, 1
_FEWEST, _MOST = 20, 200_000


def demo(
    people: Annotated[int, typer.Option(min=_FEWEST, max=_MOST, help="How many people the State has.")] = USUAL_PEOPLE,
    seed: Annotated[int, typer.Option(help="Random seed.")] = USUAL_SEED,
    files: Annotated[
        Path | None,
        typer.Option(help="Only write the directory's two files into this folder, to try `moments directory import`."),
    ] = None,
) -> None:
    """Fill an empty database with an invented State and a program at all its stages; in development only."""
    settings = read_settings()
    invented = invent(people, seed)
    if files is not None:
        return _write_files(invented, files)
    only_in_development(settings, "Invented people are for development.")
    make_ready(settings)
    run(_fill(settings, invented))


def invent(people: int = USUAL_PEOPLE, seed: int = USUAL_SEED) -> "Demo":
    from moments.demo.people import make_people
    from moments.demo.program import Demo

    today = datetime.now(STATE_TIME).date()
    return Demo(*make_people(people, seed, today), seed, today)


async def play(settings: "Settings", database: "Database", invented: "Demo") -> None:
    """The program, with a progress bar over the days that it lasts. Its letters were sent when they were due, but
    for the last day's, which wait to be."""
    from moments.cli.progress import progress_bar
    from moments.demo.agenda import state_time
    from moments.demo.program import stage_program
    from moments.infrastructure.matching.service import SqlReckoning
    from moments.infrastructure.persistence.stores.outbox import settle_the_past

    with progress_bar(f"A program of {len(invented.people):,} people", "days") as advance:
        await stage_program(
            units_of_work(database, settings), invented, advance, lambda identities: SqlReckoning(database, identities)
        )
    await settle_the_past(database, state_time(invented.today, 0) - timedelta(days=1))


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
