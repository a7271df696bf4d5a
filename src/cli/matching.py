"""`moments matching`: preview the quarter's matching, run it, and prove a past run."""

from typing import TYPE_CHECKING, Annotated

import typer

from moments.cli.database import make_ready, opened, units_of_work
from moments.cli.progress import progress_bar
from moments.cli.running import BAD_USAGE, fail, read_settings, run, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from moments.application.ports.matching import RunRecord
    from moments.domain.matching.trial_report import TrialReport
    from moments.domain.program.quarter import Quarter
    from moments.infrastructure.settings import Settings

matching = typer.Typer(name="matching", help="The quarterly matching.", no_args_is_help=True)


@matching.command()
def preview(
    seed: Annotated[str, typer.Option(help="Seed for breaking ties; changes nothing else.")] = "preview",
) -> None:
    """Show what a matching of today's people would come to; nothing is stored."""
    from moments.cli.trial_report import print_report

    settings = _ready()
    print_report(run(_preview(settings, seed)))
    say("Nothing was stored.")


@matching.command("run")
def run_quarter(
    quarter: Annotated[str, typer.Option(help="Which, as in 2027Q1.", metavar="QUARTER")],
) -> None:
    """Run a quarter's matching now, in the program's own name; its lists are sent by the next stage."""
    settings, which = _ready(), _quarter(quarter)
    made = run(_run(settings, which))
    typer.echo(made.run)
    figures = made.figures
    say(
        f"{figures.mentees:,} mentees, {figures.mentors:,} mentors; {figures.matched:,} matched of at most "
        f"{figures.max_matched:,} if all ask down their lists. {made.certificate.sentence()}"
    )


@matching.command()
def repeat(
    which: Annotated[str, typer.Argument(help="The run's id, or its quarter as in 2027Q1.", metavar="RUN|QUARTER")],
) -> None:
    """Work a past run out again from its recorded inputs. Exit 1, with what differs, where it is not the same."""
    differences = run(_repeat(_ready(), which))
    if differences:
        fail("\n".join(differences))
    say("The same: inputs, lists and certificate.")


@matching.command("list")
def list_runs() -> None:
    """All runs, the oldest first: quarter, id, when, mentees, matched, whether sent; tabs between."""
    found = run(_list(_ready()))
    for line in found:
        typer.echo(line)
    if not found:
        say("No matching has been run.")


def _ready() -> "Settings":
    settings = read_settings()
    make_ready(settings)
    return settings


def _quarter(name: str) -> "Quarter":
    from moments.domain.program.quarter import Quarter

    try:
        return Quarter.named(name)
    except ValueError as bad:
        fail(str(bad), BAD_USAGE)


async def _preview(settings: "Settings", seed: str) -> "TrialReport":
    from moments.domain.matching.run_parameters import RunParameters
    from moments.infrastructure.clock import SystemClock
    from moments.infrastructure.matching.service import SqlMatchingService

    async with opened(settings) as database:
        with progress_bar("Matching", "steps") as advance:
            return await SqlMatchingService(database).run_trial(
                None, RunParameters(), SystemClock().now(), seed, advance
            )


async def _run(settings: "Settings", quarter: "Quarter") -> "RunRecord":
    from moments.application.program.run_matching import RunMatching
    from moments.infrastructure.clock import SystemClock
    from moments.infrastructure.matching.service import SqlMatchingService

    async with opened(settings) as database:
        matching = RunMatching(units_of_work(database, settings), SqlMatchingService(database), SystemClock())
        with progress_bar("Matching", "steps") as advance:
            return await matching(quarter, advance)


async def _repeat(settings: "Settings", which: str) -> "Sequence[str]":
    from moments.infrastructure.matching.verification import repeat

    async with opened(settings) as database:
        with progress_bar("Matching", "steps") as advance:
            return await repeat(database, which, advance)


async def _list(settings: "Settings") -> list[str]:
    from moments.domain.program.working_hours import STATE_TIME
    from moments.infrastructure.matching.verification import runs

    async with opened(settings) as database:
        found = await runs(database)
    return [
        "\t".join(
            (
                row.quarter,
                row.id,
                row.made_at.astimezone(STATE_TIME).isoformat(timespec="minutes"),
                str(row.figures.mentees),
                str(row.figures.matched),
                "sent" if row.published_at else "not sent",
            )
        )
        for row in found
    ]
