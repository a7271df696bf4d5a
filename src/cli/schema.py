"""`moments schema`."""

from pathlib import Path
from typing import Annotated

import typer


def schema(
    output: Annotated[Path | None, typer.Option(help="Write it to this file instead.", dir_okay=False)] = None,
) -> None:
    """Print the GraphQL schema (SDL)."""
    from moments.graphql.schema import build_schema

    sdl = build_schema().as_str().rstrip() + "\n"
    if output is None:
        typer.echo(sdl, nl=False)
    else:
        output.write_text(sdl, encoding="utf-8")
