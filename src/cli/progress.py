"""A progress bar on a terminal, and silence in a pipe."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def progress_bar(what: str, unit: str) -> Generator[Callable[[int, int], None]]:
    """Gives a function that is told how much is done of how much."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    ) as bars:
        task = bars.add_task(what, total=None)

        def advance(done: int, total: int) -> None:
            bars.update(task, completed=done, total=total)

        yield advance


@contextmanager
def steps() -> Generator[Callable[[str], None]]:
    """Returns a function that shows the current step, for work of unknown length."""
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=Console(stderr=True)
    ) as bars:
        task = bars.add_task("", total=None)

        def now(step: str) -> None:
            bars.update(task, description=step)

        yield now
