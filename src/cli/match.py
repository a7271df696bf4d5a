"""`moments match`: the matching run alone, from a file to a file."""

import gc
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from moments.cli.running import fail, say
from moments.domain.matching.fit import MENTEE_WEIGHTS, MENTOR_WEIGHTS
from moments.domain.matching.parameters import MAX_LIST_LENGTH, HoursRule

if TYPE_CHECKING:
    from moments.domain.matching.figures import Figures
    from moments.domain.matching.parameters import Parameters
    from moments.matcher.lists_file import SuggestionsFile
    from moments.matcher.market_file import Instance

_SHOWN = 50


def _told(weights: tuple[int, ...]) -> str:
    return ",".join(map(str, weights))


def match(
    instance: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The market: JSON, gzipped or not.")],
    output: Annotated[Path, typer.Option("--output", "-o", dir_okay=False, help="Where the lists go, as JSON.")],
    seed: Annotated[str, typer.Option(help="Seed for breaking ties; changes nothing else.")] = "",
    list_length: Annotated[
        int | None, typer.Option(min=1, max=MAX_LIST_LENGTH, help="Mentors on a list; the file's own number is usual.")
    ] = None,
    mentee_weights: Annotated[str, typer.Option(help="What a mentee's ranks 1, 2, ... weigh.")] = _told(MENTEE_WEIGHTS),
    mentor_weights: Annotated[str, typer.Option(help="What a mentor's ranks 1, 2, ... are worth.")] = _told(
        MENTOR_WEIGHTS
    ),
    max_lists_per_open_place: Annotated[
        float | None, typer.Option(help="Maximum lists per open place; computed from the market by default.")
    ] = None,
    unmatched_bonus_percent: Annotated[
        int, typer.Option(help="By how many hundredths a wish counts for more of those who have no mentor yet.")
    ] = 0,
    hours: Annotated[HoursRule, typer.Option(help="What common working hours are to the run.")] = HoursRule.IGNORED,
    report: Annotated[bool, typer.Option("--report", help="Print the run's figures.")] = False,
) -> None:
    """Make every mentee's list of mentors from a file of people. docs/matching.md has both formats."""
    with _no_collection():
        read = _read(instance)
        parameters = _parameters(
            list_length or read.list_length,
            (mentee_weights, mentor_weights),
            max_lists_per_open_place,
            unmatched_bonus_percent,
            hours,
        )
        found = _run(read, parameters, seed)
        _write(found, output)
    say(found.outcome.certificate.sentence())
    if report:
        _print_figures(found.figures)


@contextmanager
def _no_collection() -> Generator[None]:
    """What is made here lives to the end; looking for garbage among it would cost a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read(path: Path) -> "Instance":
    """Exits with 1 and lists every problem, if there is one."""
    from moments.matcher.market_file import BadInstance, read_instance

    try:
        read = read_instance(path)
    except BadInstance as bad:
        for problem in bad.problems[:_SHOWN]:
            say(problem)
        if len(bad.problems) > _SHOWN:
            say(f"... and {len(bad.problems) - _SHOWN:,} more.")
        fail(f"{path} cannot be used; nothing was written. Mend the lines above, then run this again.")
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror}. Check the path.")
    for note in read.notes:
        say(f"Note: {note}")
    return read


def _parameters(
    length: int,
    weights: tuple[str, str],
    max_lists_per_open_place: float | None,
    unmatched_bonus_percent: int,
    hours: HoursRule,
) -> "Parameters":
    from moments.domain.matching.fit import Weights
    from moments.domain.matching.parameters import Parameters
    from moments.domain.shared.errors import DomainError

    try:
        return Parameters(
            length, Weights(*map(_numbers, weights)), max_lists_per_open_place, unmatched_bonus_percent, hours
        )
    except DomainError as bad:
        raise typer.BadParameter(str(bad)) from None


def _numbers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(number) for number in text.split(","))
    except ValueError:
        raise typer.BadParameter(f"{text!r}: whole numbers with commas between are expected.") from None


def _run(read: "Instance", parameters: "Parameters", seed: str) -> "SuggestionsFile":
    from moments.cli.progress import progress_bar
    from moments.domain.matching.explanation import empty_lists
    from moments.domain.matching.figures import figures
    from moments.domain.matching.fingerprint import fingerprint
    from moments.matcher.engine import PricedLists
    from moments.matcher.lists_file import SuggestionsFile

    market = read.market
    with progress_bar("Matching", "steps") as advance:
        outcome = PricedLists()(market, parameters, seed, advance)
    empty = empty_lists(market, outcome, parameters)
    return SuggestionsFile(
        market, outcome, parameters, seed, fingerprint(market), empty, figures(market, outcome, empty)
    )


def _write(found: "SuggestionsFile", output: Path) -> None:
    from moments.matcher.lists_file import write_suggestions

    try:
        write_suggestions(found, output)
    except OSError as error:
        fail(f"{output} cannot be written: {error.strerror}. Choose another path.")


def _print_figures(figures: "Figures") -> None:
    typer.echo(
        f"Mentees who take part: {figures.mentees:,}; mentors: {figures.mentors:,}, open places {figures.open_places:,}"
    )
    typer.echo(f"Matched if all ask down their lists: {figures.matched:,} of at most {figures.max_matched:,}")
    typer.echo(f"Suggestions: {figures.suggestions:,}")
    for lists, mentors in figures.shown.items():
        typer.echo(f"  on {lists:,} lists: {mentors:,} mentors")
    for reason, count in figures.empty.items():
        typer.echo(f"Empty lists, {reason.value.replace('_', ' ')}: {count:,}")
    for name, each in figures.departments.items():
        typer.echo(
            f"{name}: {each.mentees:,} mentees, {each.mentors:,} mentors, "
            f"{each.matched:,} matched, {each.empty:,} without a list"
        )
