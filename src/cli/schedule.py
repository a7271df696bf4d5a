"""`moments schedule`: what the scheduler would do."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from moments.cli.database import make_ready, opened, units_of_work
from moments.cli.running import BAD_USAGE, fail, read_settings, run, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from moments.application.scheduling.dry_run import PlannedRun
    from moments.infrastructure.settings import Settings

MOMENT = "ISO 8601; without an offset, by the State's clocks (America/Chicago)"


def schedule(
    until: Annotated[str, typer.Option("--until", help=f"Up to when: {MOMENT}.", metavar="MOMENT")],
    since: Annotated[str | None, typer.Option("--since", help=f"From when; now, unless said: {MOMENT}.")] = None,
) -> None:
    """Show what would happen up to a moment, job by job, from the data of now; nothing is done.

    Each job sees what those before it would have left. Changes nothing and sends nothing. While it runs, scheduled jobs
    wait; on SQLite, so do all writes.
    """
    settings = read_settings()
    make_ready(settings)
    end = _moment(until, "--until")
    begin = _now() if since is None else _moment(since, "--since")
    if end < begin:
        fail("The period ends before it begins. Give a later --until, or an earlier --since.", BAD_USAGE)
    found = run(_dry_run(settings, begin, end))
    for each in found:
        typer.echo(_line(each))
    say(f"{len(found):,} runs from {_shown(begin)} to {_shown(end)}. Nothing was done.")


async def _dry_run(settings: "Settings", since: datetime, until: datetime) -> "Sequence[PlannedRun]":
    from moments.application.scheduling.dry_run import dry_run
    from moments.main import Container

    async with opened(settings) as database:
        jobs = Container(settings=settings, database=database).jobs()
        return await dry_run(units_of_work(database, settings), jobs, since, until)


def _line(each: "PlannedRun") -> str:
    figures = ", ".join(f"{figure.name.replace('_', ' ')} {figure.value}" for figure in each.outcome)
    late = f" (due {_shown(each.due)})" if each.due != each.at else ""
    return f"{_shown(each.at)}  {each.job:<22}  {figures or 'done'}{late}"


def _shown(moment: datetime) -> str:
    from moments.domain.program.working_hours import STATE_TIME

    return moment.astimezone(STATE_TIME).strftime("%a %Y-%m-%d %H:%M %Z")


def _moment(text: str, option: str) -> datetime:
    from moments.domain.program.quarter import moments_at

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        fail(f"Invalid {option} {text}. Use a date (2027-01-04) or a date and time (2027-01-04T07:00).", BAD_USAGE)
    if moment.tzinfo:
        return moment
    found = moments_at(moment.date(), moment.time())
    if not found:
        fail(f"There is no {text} for {option}: the clocks go forward then. Use a time an hour later.", BAD_USAGE)
    if len(found) > 1:
        fail(
            f"{option} {text} comes twice: the clocks are turned back then. Add -05:00 for the first, or -06:00 for "
            "the second.",
            BAD_USAGE,
        )
    return found[0]


def _now() -> datetime:
    from moments.infrastructure.clock import SystemClock

    return SystemClock().now()
