"""`moments who`."""

from typing import Annotated

import typer

from moments.cli.database import make_ready, opened
from moments.cli.demo_hints import table_of
from moments.cli.running import fail, only_in_development, read_settings, run


def who(
    role: Annotated[str | None, typer.Argument(help="Print this role's email address and nothing else.")] = None,
) -> None:
    """Say as whom to sign in to the demo, role by role; in development only."""
    from moments.demo.demo_roles import DemoRole, demo_roles

    settings = read_settings(for_development=True)
    only_in_development(settings, "The demo's people are for development.")
    make_ready(settings)

    async def found() -> list[DemoRole]:
        async with opened(settings) as database:
            return await demo_roles(database)

    parts = run(found())
    if role is None:
        typer.echo(table_of(parts), nl=False)
        return
    emails = {part.role: part.email for part in parts}
    if role not in emails:
        fail(
            f"No demo user has the role {role!r}. Choose one of these roles: "
            f"{', '.join(emails) or 'none, the database is empty'}."
        )
    typer.echo(emails[role])
