"""The office is told of an email that failed as soon as it has."""

from pathlib import Path

from moments.graphql.shared import ids
from tests.api.api_client import a_world
from tests.live.stream_client import cursor, following


async def test_the_office_hears_of_a_failed_email_and_why_without_hearing_whose(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with a_world(sqlite_url, tmp_path) as world:
        await world.submitted("ann", "MENTEE")
        fields = "... on ProgramEvent { action message failedEmail { id kind problem } }"
        here = await cursor(world)
        async with following(world, "olga", "program", here, fields=fields) as office:
            failed = await world.failed_email("550 5.1.1 no such mailbox")

            told = await office.hear()
            assert told["action"] == "EMAIL_FAILED"
            assert told["failedEmail"] == {
                "id": failed,
                "kind": "APPLICATION_RECEIVED",
                "problem": "550 5.1.1 no such mailbox",
            }
            assert "Ann" not in str(told)
            assert ids.identity_of("Email", failed)
            await world.done("olga", "resendEmail", "email { id }", email=failed)
            assert (await office.hear())["failedEmail"] is None
