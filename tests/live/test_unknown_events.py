"""An event that this server does not know is shown as a plain sentence that names nobody."""

import pytest
from sqlalchemy import insert

from moments.infrastructure.persistence.tables import audit, events
from tests.api.api_client import World
from tests.live.stream_client import cursor, following

SENTENCE = "A change was made that this version of the site cannot describe."
ENTRIES = "nodes { action by sentence }"
UNKNOWN = {"action": "OTHER", "by": None, "sentence": SENTENCE}


async def newer_event(world: World, kind: str, subject: str, **data: str) -> None:
    """Written as a newer server would write it."""
    what = {"by": "boss", "subject_kind": kind, "subject": subject, "data": data}
    async with world.container.database().writing() as connection:
        await connection.execute(insert(audit), {**what, "at": world.clock.now(), "action": "MentorLanded"})
        await connection.execute(insert(events), {**what, "occurred_at": world.clock.now(), "type": "MentorLanded"})
        await connection.commit()


async def stored_id(world: World) -> str:
    return str((await world.dump())["applications"][0][0])


@pytest.mark.rule("APP-9", "APR-5")
async def test_a_timeline_and_the_audit_show_an_unknown_event_among_the_known(world: World) -> None:
    application = await world.submitted("ann", "MENTEE")
    stored = await stored_id(world)
    await newer_event(world, "application", stored, application=stored, applicant="ann")
    await world.done("boss", "approveApplication", "__typename", application=application)

    entries = (await world.node("ann", "Application", application, f"timeline {{ {ENTRIES} }}"))["timeline"]["nodes"]
    assert [entry["action"] for entry in entries][-3:] == ["APPLICATION_SUBMITTED", "OTHER", "APPLICATION_APPROVED"]
    assert entries[-2] == UNKNOWN

    audited = (await world.viewer("olga", f"officeDesk {{ audit {{ {ENTRIES} }} }}"))["officeDesk"]["audit"]["nodes"]
    assert UNKNOWN in audited


async def test_streams_tell_an_unknown_event_and_go_on(world: World, way: str) -> None:
    application = await world.submitted("ann", "MENTEE")
    stored = await stored_id(world)
    async with following(world, "olga", "program", await cursor(world)) as office:
        await newer_event(world, "application", stored, application=stored, applicant="ann")
        await world.done("boss", "approveApplication", "__typename", application=application)
        told = await office.hear()
        assert (told["action"], told["sentence"]) == ("OTHER", SENTENCE)
        assert (await office.hear())["action"] == "APPLICATION_APPROVED"
