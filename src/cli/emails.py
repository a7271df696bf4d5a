"""`moments emails`: previews of the program's emails."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from moments.cli.running import read_settings, say

if TYPE_CHECKING:
    from moments.infrastructure.email.preview import Previewed

emails = typer.Typer(name="emails", help="The emails that the program sends.", no_args_is_help=True)


@emails.callback()
def _group() -> None:
    """One command so far; the group is named all the same."""


@emails.command()
def preview(
    folder: Annotated[Path, typer.Argument(help="Where to write them; made where there is none.", file_okay=False)],
) -> None:
    """Write every email, for people who do not exist, as HTML, text and calendar files, with an index of them."""
    from moments.infrastructure.email.preview import write_previews

    settings = read_settings(for_development=True)
    written = write_previews(folder, base_url=settings.base_url, contact=settings.contact_email)
    for each in written:
        typer.echo(_line(each))
    say(f"{len(written)} emails are in {folder}; open {folder / 'index.html'}.")


def _line(each: "Previewed") -> str:
    return f"{each.name}\t{each.written.subject}"
