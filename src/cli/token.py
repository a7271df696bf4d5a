"""`moments token`."""

from datetime import timedelta
from typing import Annotated

import typer

from moments.cli.database import make_ready, opened, units_of_work
from moments.cli.running import BAD_USAGE, fail, only_in_development, read_settings, run
from moments.domain.shared.ids import PersonId

_MAX_HOURS = 24 * 30


def token(
    email: Annotated[str, typer.Option("--as", help="The email address of somebody in the directory.")],
    hours: Annotated[float, typer.Option(min=0.01, max=_MAX_HOURS, help="Token lifetime in hours.")] = 8,
) -> None:
    """Print a token that signs in as somebody; in development only."""
    from moments.infrastructure.authentication import DevelopmentIssuer

    settings = read_settings(for_development=True)
    only_in_development(settings, "Tokens for anybody are for development; sign in at the identity provider.")
    if not settings.issues_own_tokens:
        fail("MOMENTS_OIDC_ISSUER names an identity provider. Ask it for a token.", BAD_USAGE)
    make_ready(settings)

    if hours > settings.oidc_max_age_hours:
        fail(
            (
                f"No token is taken after {settings.oidc_max_age_hours} hours (MOMENTS_OIDC_MAX_AGE_HOURS). Choose "
                "fewer."
            ),
            BAD_USAGE,
        )

    async def found() -> PersonId | None:
        async with opened(settings) as database, units_of_work(database, settings)() as work:
            person = await work.directory.by_email(email.strip())
            return person.id if person else None

    if (person := run(found())) is None:
        fail(f"The directory has nobody with the email {email}. Check its spelling, or import the directory first.")
    issuer = DevelopmentIssuer.open(settings)
    typer.echo(issuer.token_for(email.strip(), timedelta(hours=hours), person=person))
