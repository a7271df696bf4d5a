"""`moments migrate`."""

from moments.cli import database
from moments.cli.running import read_settings, run, say


def migrate() -> None:
    """Bring the database's schema up to this version; on PostgreSQL before the new version is started."""
    settings = read_settings()
    database.migrate(settings)

    async def staff() -> None:
        async with database.opened(settings) as opened:
            await database.staff_office(settings, opened)

    run(staff())
    say("The database's schema is up to date.")
