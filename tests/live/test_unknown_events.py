"""An event that this server does not know is shown as a plain sentence that names nobody."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import insert

from moments.infrastructure.persistence.tables import events
from tests.api.api_client import ApiClient
from tests.live.stream_client import cursor, following

SENTENCE = "A change was made that this version of the site cannot describe."
ENTRIES = "nodes { action actor { name } message }"
UNKNOWN = {"action": "OTHER", "actor": None, "message": SENTENCE}
KINDS = (
    *("application", "participant", "mentorship", "survey", "survey_choices", "skill", "email", "department"),
    *("office", "suggestion_list", "rehearsal", "cycle", "directory", "spaceship"),
)
"""Of subjects: all there are, and one of a newer server."""


async def newer_event(
    world: ApiClient, kind: str, subject: str, *, name: str = "mentor.landed", version: int = 1, **data: object
) -> None:
    """Written as a newer server would write it."""
    what = {"by": "boss", "subject_kind": kind, "subject": subject, "data": data}
    async with world.container.database().writing() as connection:
        told = {**what, "occurred_at": world.clock.now(), "type": name, "version": version}
        await connection.execute(insert(events), told)
        await connection.commit()


async def stored_id(world: ApiClient) -> str:
    return str((await world.dump())["applications"][0][0])


def shown(event: Mapping[str, Any]) -> dict[str, Any]:
    return {name: event[name] for name in UNKNOWN if name in event}


@pytest.mark.rule("APP-9", "APR-5")
async def test_a_timeline_and_the_audit_show_an_unknown_event_among_the_known(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    stored = await stored_id(world)
    await newer_event(world, "application", stored, application=stored, applicant="ann")
    await world.done("boss", "approveApplication", "__typename", application=application)

    entries = (await world.node("ann", "Application", application, f"timeline {{ {ENTRIES} }}"))["timeline"]["nodes"]
    assert [entry["action"] for entry in entries][-3:] == ["APPLICATION_SUBMITTED", "OTHER", "APPLICATION_APPROVED"]
    assert entries[-2] == UNKNOWN

    audited = (await world.viewer("olga", f"officeDashboard {{ audit {{ {ENTRIES} }} }}"))["officeDashboard"]["audit"][
        "nodes"
    ]
    assert UNKNOWN in audited


async def test_a_later_version_of_a_known_event_is_shown_as_an_unknown_one(world: ApiClient) -> None:
    async with following(world, "olga", "program", await cursor(world)) as office:
        for version in (1, 2):
            await newer_event(world, "skill", "x", name="skill.added", version=version, skill="x")
        assert (await office.hear())["action"] == "SKILL_ADDED"
        assert shown(await office.hear()) == {"action": "OTHER", "message": SENTENCE}


@pytest.mark.long
async def test_the_office_and_whom_it_names_are_told_whatever_it_is_about_and_go_on(world: ApiClient, way: str) -> None:
    application = await world.submitted("ann", "MENTEE")
    at = await cursor(world)
    async with following(world, "olga", "program", at) as office, following(world, "ann", "myProgram", at) as ann:
        for kind in KINDS:
            await newer_event(world, kind, "x", applicant="ann", person="ann", mentor="mia", meeting={"at": "noon"})
        for kind in KINDS:  # they come in order, and on PostgreSQL by one look, as no NOTIFY tells of them
            assert shown(await office.hear()) == {"action": "OTHER", "message": SENTENCE}, kind
            assert shown(await ann.hear()) == UNKNOWN, kind
        await world.done("boss", "approveApplication", "__typename", application=application)
        assert (await office.hear())["action"] == "APPLICATION_APPROVED"
        assert (await ann.hear())["action"] == "APPLICATION_APPROVED"


@pytest.mark.rule("APR-5")
@pytest.mark.parametrize(("who", "stream"), [("boss", "approvalQueue"), ("adam", "departmentQueue")])
async def test_a_queue_tells_of_an_unknown_event_how_the_application_is_now(
    world: ApiClient, way: str, who: str, stream: str
) -> None:
    application = await world.submitted("ann", "MENTEE")
    stored = await stored_id(world)
    async with following(world, who, stream, await cursor(world)) as queue:
        await newer_event(world, "application", stored, applicant="ann", supervisor="boss")
        await newer_event(world, "spaceship", "x", applicant="ann", supervisor="boss")
        await newer_event(world, "application", stored, supervisor="boss")
        await world.done("boss", "approveApplication", "__typename", application=application)
        told = await queue.hear()
        assert (told["change"], told["applicationId"], told["actor"]) == ("OTHER", application, None)
        assert (await queue.hear())["change"] == "APPROVED"


@pytest.mark.rule("APP-6", "APR-5")
@pytest.mark.parametrize(("who", "stream"), [("boss", "approvalQueue"), ("adam", "departmentQueue")])
async def test_a_queue_does_not_receive_an_unknown_event_of_a_draft(
    world: ApiClient, way: str, who: str, stream: str
) -> None:
    """A draft is private, and nobody but its owner learns that it exists."""
    await world.draft("ann", "MENTEE")
    stored = await stored_id(world)
    async with following(world, who, stream, await cursor(world)) as queue:
        await newer_event(world, "application", stored, applicant="ann", supervisor="boss")
        submitted = await world.submitted("ann", "MENTOR")
        told = await queue.hear()
        assert (told["change"], told["applicationId"]) == ("SUBMITTED", submitted)


async def test_an_approval_queue_does_not_receive_an_unknown_event_of_the_supervisors_own_application(
    world: ApiClient, way: str
) -> None:
    application = await world.submitted("ann", "MENTEE")
    stored = await stored_id(world)
    at = await cursor(world)
    await newer_event(world, "application", stored, applicant="boss", supervisor="ann")
    await world.done("boss", "approveApplication", "__typename", application=application)
    async with following(world, "boss", "approvalQueue", at) as queue:
        assert (await queue.hear())["change"] == "APPROVED"
