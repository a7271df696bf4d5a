"""`moments office`: who is in the program office, from outside; its members add others on the site."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from moments.cli.database import make_ready, opened, units_of_work
from moments.cli.running import read_settings, run, say

if TYPE_CHECKING:
    from moments.application.directory.staff_office import AddFirstOfficeMembers

T = TypeVar("T")
office = typer.Typer(name="office", help="The program office's members.", no_args_is_help=True)


@office.command()
def add(email: Annotated[str, typer.Argument(help="The email address of somebody in the directory.")]) -> None:
    """Put somebody into the program office."""
    person = _with_office(lambda staff: staff.add(email))
    say(f"{person.name} is in the program office now.")


@office.command("list")
def list_members() -> None:
    """Who is in the program office: email and name, a tab between."""
    members = _with_office(lambda staff: staff.members())
    for person in members:
        typer.echo(f"{person.email}\t{person.name}{' (has left)' if person.left else ''}")
    if not members:
        say("Nobody is in the program office. Add somebody with `moments office add EMAIL`.")


def _with_office(do: "Callable[[AddFirstOfficeMembers], Awaitable[T]]") -> T:
    from moments.application.directory.staff_office import AddFirstOfficeMembers
    from moments.infrastructure.clock import SystemClock

    settings = read_settings()
    make_ready(settings)

    async def work() -> T:
        async with opened(settings) as database:
            return await do(AddFirstOfficeMembers(units_of_work(database, settings), SystemClock()))

    return run(work())
