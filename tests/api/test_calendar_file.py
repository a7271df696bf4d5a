"""A meeting as a file for one's calendar: the entry that the emails bring, for its two people alone."""

import httpx
import pytest
from icalendar import Calendar

from tests.api.api_client import ApiClient
from tests.api.test_rules_email import calendars
from tests.api.test_rules_mentorship import MEETING, a_pair, local


async def get(world: ApiClient, who: str | None, meeting: str, **headers: str) -> httpx.Response:
    authorization = {"authorization": f"Bearer {world.token(who)}"} if who else {}
    return await world.client.get(f"/meetings/{meeting}.ics", headers={**authorization, **headers})


async def entry(world: ApiClient, who: str, meeting: str) -> dict[str, str]:
    answer = await get(world, who, meeting)
    assert answer.status_code == 200, answer.text
    calendar = Calendar.from_ical(answer.text)
    assert isinstance(calendar, Calendar)
    assert "METHOD" not in calendar, "a file, not an invitation to answer"
    (event,) = calendar.walk("VEVENT")
    return {name: str(event[name]) for name in ("UID", "STATUS", "SEQUENCE", "SUMMARY", "URL")}


@pytest.mark.rule("MEN-2", "MEN-3")
async def test_either_side_gets_the_entry_that_the_emails_bring(each_world: ApiClient) -> None:
    world = each_world
    mentorship = await a_pair(world)
    given = {"mentorship": mentorship, "startsAt": local(19, "09:00"), "agenda": "My first plan."}
    meeting = (await world.done("ann", "proposeMeeting", MEETING, **given))["meeting"]["id"]
    proposed = await entry(world, "ann", meeting)
    assert proposed["UID"].startswith("meeting-")
    assert (proposed["STATUS"], proposed["SEQUENCE"]) == ("TENTATIVE", "0")
    assert proposed["SUMMARY"] == "Mentoring meeting: Mia Doe and Ann Doe"
    assert proposed["URL"].endswith(f"/meetings/{meeting}")
    await world.done("mia", "confirmMeeting", "__typename", meeting=meeting)
    for who in ("ann", "mia"):
        assert await entry(world, who, meeting) == proposed | {"STATUS": "CONFIRMED", "SEQUENCE": "1"}
    sent = await calendars(world)
    assert {email[-1][1:3] for email in sent.values()} == {(1, "CONFIRMED")}
    world.clock.pass_(days=8)
    await world.done("mia", "markMeetingHeld", "__typename", meeting=meeting)
    assert (await entry(world, "ann", meeting))["STATUS"] == "CONFIRMED"
    answer = await get(world, "ann", meeting)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="meeting.ics"'
    assert answer.headers["cache-control"] == "no-store"


async def test_to_others_there_is_no_such_meeting(world: ApiClient) -> None:
    mentorship = await a_pair(world)
    given = {"mentorship": mentorship, "startsAt": local(19, "09:00")}
    meeting = (await world.done("ann", "proposeMeeting", MEETING, **given))["meeting"]["id"]
    gone = await get(world, "ann", "TWVldGluZzpub25l")
    for who, wanted in (("max", meeting), ("olga", meeting), ("boss", meeting), ("ann", mentorship), ("ann", "x")):
        answer = await get(world, who, wanted)
        assert (answer.status_code, answer.content) == (gone.status_code, gone.content) == (404, gone.content)
    for headers in ({}, {"authorization": "Bearer nonsense"}):
        answer = await get(world, None, meeting, **headers)
        assert answer.status_code == 401
    assert (await world.client.post(f"/meetings/{meeting}.ics")).status_code == 405
