"""The command line. A command's own imports are inside it: `moments --help` waits for no web server."""

import typer

from moments.cli.check import check
from moments.cli.demo import demo
from moments.cli.directory import directory
from moments.cli.emails import emails
from moments.cli.match import match
from moments.cli.matching import matching
from moments.cli.migrate import migrate
from moments.cli.office import office
from moments.cli.schedule import schedule
from moments.cli.schema import schema
from moments.cli.serve import serve
from moments.cli.token import token
from moments.cli.who import who
from moments.cli.worker import worker

app = typer.Typer(
    name="moments",
    help="MOMENTS, the State of Missouri's mentoring program. Settings are MOMENTS_... variables (README).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they show local variables, which are people's data
)
app.command()(serve)
app.command()(worker)
app.command()(check)
app.command()(migrate)
app.command()(demo)
app.command()(token)
app.command()(who)
app.command()(schema)
app.command()(match)
app.command()(schedule)
app.add_typer(directory)
app.add_typer(office)
app.add_typer(emails)
app.add_typer(matching)


def main() -> None:
    app()
