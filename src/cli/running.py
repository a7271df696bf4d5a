"""What all commands share: settings read aloud where they are bad, an event loop, refusals as sentences."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from moments.infrastructure.settings import Settings

T = TypeVar("T")
FAILED, BAD_USAGE, INTERRUPTED = 1, 2, 130


def say(sentence: str) -> None:
    """To people: on standard error, beside whatever the command gives to a pipe."""
    typer.echo(sentence, err=True)


def fail(sentence: str, code: int = FAILED) -> NoReturn:
    say(sentence)
    raise typer.Exit(code)


def read_settings(*, for_development: bool = False) -> "Settings":
    """Checked; where there are mistakes, each on a line, and exit 2. Logs go to standard error from here on.

    `for_development`: a command that production refuses; where no mode is said, this says it.
    """
    from moments.infrastructure.settings import BadSettings

    try:
        return load_settings(for_development=for_development)
    except BadSettings as bad:
        fail("\n".join(bad.problems), BAD_USAGE)


def load_settings(*, for_development: bool = False) -> "Settings":
    """As `read_settings`, for who says what is wrong by itself. Raises BadSettings."""
    from moments.infrastructure import logs
    from moments.infrastructure.settings import Mode, load

    settings = load(Mode.DEVELOPMENT if for_development else None)
    logs.configure("WARNING", settings.log_format)  # a command speaks for itself; the server sets its own level
    return settings


def only_in_development(settings: "Settings", sentence: str) -> None:
    """Exits with 2 in production."""
    from moments.infrastructure.settings import Mode

    if settings.mode is Mode.PRODUCTION:
        fail(f"{sentence} MOMENTS_MODE is production. Use development for that.", BAD_USAGE)


def run(work: Coroutine[Any, Any, T]) -> T:
    """In an event loop of its own. A refusal is its sentences and exit 1."""
    from moments.application.ports.errors import ConcurrentUpdate
    from moments.domain.shared.errors import DomainError

    try:
        with asyncio.Runner(loop_factory=_fast_loop()) as runner:
            return runner.run(work)
    except DomainError as refused:
        fail("\n".join(str(each) for each in refused.all))
    except ConcurrentUpdate:
        fail("Nothing was changed because other processes kept changing the same data. Try again in a minute.")
    except KeyboardInterrupt:
        fail("Interrupted. Unfinished work was rolled back. Run the command again.", INTERRUPTED)


def _fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Uses uvloop if it is installed, because it halves the cost of a statement; it does not exist for every system."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
