"""The letters as they arrive: what is due in the real program, written by the real writer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from moments.application.ports.email import DueLetter, Untrue, Written
from moments.application.ports.journal import Letter
from moments.domain.email.kinds import LetterKind
from moments.domain.shared.ids import PersonId
from moments.graphql.shared import ids
from moments.infrastructure.persistence.mappers.email_data import email_data_of
from moments.infrastructure.persistence.tables import letters
from tests.api.api_client import World, changed

GROUND = {"inLieuGround": "FMLA leave since Monday"}


async def due(world: World, *kinds: str) -> list[DueLetter]:
    """The letters in the outbox, in the order they were written; of these kinds, if any are named."""
    async with world.container.database().reading() as connection:
        rows = (await connection.execute(select(letters).order_by(letters.c.id))).all()
    found = [
        DueLetter(row.id, 1, row.message_id, row.kind, row.recipient, email_data_of(row.kind, row.data), row.due_at, 1)
        for row in rows
        if not kinds or row.kind in kinds
    ]
    return found


async def written(world: World, *kinds: str) -> Sequence[Written | Untrue]:
    return await world.container.letter_writer().write(await due(world, *kinds))


async def arrived(world: World, *kinds: str) -> list[Written]:
    return [each for each in await written(world, *kinds) if isinstance(each, Written)]


async def the(world: World, kind: str) -> Written:
    """The one letter of the kind."""
    (letter,) = await arrived(world, kind)
    return letter


def address(page: str, kind: str, identity: str) -> str:
    """`identity`: as the graph has it."""
    assert ids.decode(identity)
    assert kind == ids.decode(identity)[0]  # type: ignore[index]
    return f"http://127.0.0.1:8000/{page}/{identity}"


async def put(world: World, kind: LetterKind, recipient: str, **data: object) -> None:
    """What the clock's jobs write."""
    said = email_data_of(kind.value, data)
    assert said is not None
    letter = Letter(kind.value, PersonId(recipient), f"{kind.value}:{recipient}:{data}", world.clock.now(), said)
    async with world.container.unit_of_work() as work:
        await work.outbox.add(letter)
        await work.commit()


# --- applications -----------------------------------------------------------------------------------


async def test_an_applicant_is_told_that_it_was_received_and_who_holds_it(world: World) -> None:
    application = await world.submitted("ann", "MENTEE")
    letter = await the(world, "application_received")
    assert (letter.name, letter.address) == ("Ann Doe", "ann@oa.mo.example")
    assert "Boss Doe reads it now" in " ".join(letter.text.split())
    assert address("applications", "Application", application) in letter.text
    named = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": "deputy@oa.mo.example"}
    await world.done("ann", "nameSupervisor", "__typename", application=application, **named)
    now = (await the(world, "application_received")).text
    assert "Deputy Doe reads it now" in " ".join(now.split()), "who holds it when it is sent"


@pytest.mark.rule("APR-2")
@pytest.mark.parametrize("message", [None, "Let us talk\nin <May>."])
async def test_a_denial_sends_the_applicant_the_supervisors_message(world: World, message: str | None) -> None:
    application = await world.submitted("ann", "MENTEE")
    await world.done("boss", "denyApplication", "__typename", application=application, message=message)
    letter = await the(world, "application_denied")
    assert letter.address == "ann@oa.mo.example"
    assert "Boss Doe did not approve your application to be a mentee" in " ".join(letter.text.split())
    assert ("> Let us talk\n> in <May>." in letter.text) is (message is not None)
    assert ("Let us talk\nin &lt;May&gt;." in letter.html) is (message is not None)
    assert ("writes:" in letter.text) is (message is not None)


@pytest.mark.rule("APR-3")
@pytest.mark.parametrize(
    ("kind", "next_step"), [("MENTEE", "You can look for a mentor now"), ("MENTOR", "find you now")]
)
async def test_an_approval_says_what_comes_next(world: World, kind: str, next_step: str) -> None:
    await world.approved("ann", kind)
    letter = await the(world, "application_approved")
    assert next_step in " ".join(letter.text.split())
    assert letter.subject.endswith("is approved: see what comes next")


@pytest.mark.rule("APR-5")
@pytest.mark.parametrize("step", ["approveApplication", "denyApplication"])
async def test_of_a_decision_in_lieu_the_supervisor_gets_no_letter_whatever_happens(
    each_world: World, step: str
) -> None:
    """Submitted, rerouted there and back, decided in lieu, seen, revised, decided in lieu again: no word to any
    supervisor or administrator; and to the applicant none of the ground, which is about the supervisor's absence."""
    world = each_world
    application = await world.submitted("ann", "MENTEE")
    for name in ("deputy", "boss"):
        named = {"supervisorFirstName": name, "supervisorLastName": "Doe", "supervisorEmail": f"{name}@oa.mo.example"}
        await world.done("ann", "nameSupervisor", "__typename", application=application, **named)
    await world.import_directory(changed("ann", supervisor=PersonId("deputy")))
    await world.done("adam", step, "__typename", application=application, message="By Adam.", **GROUND)
    supervisor = "boss" if await world.node("boss", "Application", application, "id") else "deputy"
    await world.done(supervisor, "markDecisionSeen", "__typename", application=application)
    assert {letter.recipient for letter in await due(world)} == {"ann"}
    told = [letter for letter in await arrived(world) if "Adam Doe" in letter.text]
    assert len(told) == 1
    for letter in await arrived(world):
        assert "FMLA" not in letter.text + letter.html + letter.subject
        assert letter.address == "ann@oa.mo.example"


@pytest.mark.rule("APR-5", "APR-6")
@pytest.mark.parametrize("step", ["approveApplication", "denyApplication"])
async def test_a_decision_in_lieu_leaves_the_supervisors_digest_before_it_is_sent(world: World, step: str) -> None:
    application = await world.submitted("ann", "MENTEE")
    identity = ids.identity_of("Application", application)
    lists = {"supervised": [{"application": identity, "new": True}], "supervised_more": 0, "departments": []}
    await put(world, LetterKind.MONDAY_DIGEST, "boss", **lists, next_match=None, next_match_closes=None)
    digest = await the(world, "monday_digest")
    assert "Ann Doe" in digest.text
    assert address("applications", "Application", application) in digest.text
    await world.done("adam", step, "__typename", application=application, **GROUND)
    assert await written(world, "monday_digest") == [Untrue("nothing waits any more")]


@pytest.mark.rule("ELIG-5")
async def test_a_suspension_writes_no_letter_and_no_later_one_says_why(world: World) -> None:
    await world.ready("ann", "mia")
    mentorship = await world.requested("ann", "mia")
    before = len(await due(world))
    await world.import_directory(changed("ann", under_discipline=True, under_improvement_plan=True))
    assert len(await due(world)) == before
    await world.done("mia", "declineRequest", "__typename", mentorship=mentorship)
    for letter in await arrived(world):
        words = (letter.text + letter.html).casefold()
        assert not any(word in words for word in ("disciplin", "improvement", "suspend", "eligib"))


# --- requests ----------------------------------------------------------------------------------------


@pytest.mark.rule("REQ-2", "REQ-3")
async def test_a_mentor_who_is_asked_is_told_who_asks_and_where_to_answer(world: World) -> None:
    await world.ready("ann", "mia")
    mentorship = await world.requested("ann", "mia", note="I would like to learn from you.")
    letter = await the(world, "mentor_requested")
    assert (letter.address, letter.subject) == ("mia@dps.mo.example", "Ann Doe asks you to be a mentor: please answer")
    assert "> I would like to learn from you." in letter.text
    assert address("requests", "Mentorship", mentorship) in letter.text
    assert "Office of Administration" in letter.text
    await world.done("ann", "cancelRequest", "__typename", mentorship=mentorship)
    assert await written(world, "mentor_requested") == [Untrue("the request no longer waits")]


@pytest.mark.rule("REQ-4", "REQ-5")
async def test_on_acceptance_the_mentee_is_told_to_reach_out_and_both_of_the_agreement(world: World) -> None:
    await world.ready("ann", "mia")
    mentorship = await world.requested("ann", "mia")
    await world.done("mia", "acceptRequest", "__typename", mentorship=mentorship, message="Gladly.")
    mentee, mentor = await the(world, "request_accepted"), await the(world, "mentorship_confirmed")
    assert (mentee.address, mentor.address) == ("ann@oa.mo.example", "mia@dps.mo.example")
    assert "> Gladly." in mentee.text
    said = " ".join(mentee.text.split())
    assert "It is up to you to reach out first. Write to Mia at mia@dps.mo.example" in said
    assert "Ann Doe will reach out to you" in " ".join(mentor.text.split())
    for letter in (mentee, mentor):
        assert "Mentorship Agreement form" in " ".join(letter.text.split())
        assert "You do not have to use it." in " ".join(letter.text.split())
        assert address("mentorships", "Mentorship", mentorship) in letter.text


@pytest.mark.rule("REQ-4", "CAP-4")
async def test_who_was_declined_or_came_too_late_is_shown_the_way_to_the_search(world: World) -> None:
    await world.ready("ann abe", "mia max")
    declined = await world.requested("ann", "max")
    await world.done("max", "declineRequest", "__typename", mentorship=declined, reason="A full year.")
    await world.requested("abe", "mia")
    await world.done("mia", "setAvailability", "__typename", available=True, capacity=1)
    await world.active("ann", "mia")
    no, closed = await the(world, "request_declined"), await the(world, "request_closed")
    assert (no.address, closed.address) == ("ann@oa.mo.example", "abe@oa.mo.example")
    assert "> A full year." in no.text
    assert closed.subject == "Mia Doe is no longer available: find another mentor"
    for letter in (no, closed):
        assert "Find another mentor:\nhttp://127.0.0.1:8000/search" in letter.text


@pytest.mark.rule("SUR-1", "MEN-6")
async def test_after_the_end_each_side_is_asked_and_told_whom_to_tell_of_misconduct(world: World) -> None:
    await world.ready("ann", "mia")
    mentorship = await world.active("ann", "mia")
    await world.done("ann", "discontinueMentorship", "__typename", mentorship=mentorship)
    surveys = {letter.address: letter for letter in await arrived(world, "survey_due")}
    assert set(surveys) == {"ann@oa.mo.example", "mia@dps.mo.example"}
    assert "hr@oa.mo.example" in surveys["ann@oa.mo.example"].text
    assert "hr@dps.mo.example" in surveys["mia@dps.mo.example"].text
    (seen,) = (await world.viewer("ann", "surveysDue { nodes { id } }"))["surveysDue"]["nodes"]
    assert address("survey", "Survey", seen["id"]) in surveys["ann@oa.mo.example"].text


# --- meetings ----------------------------------------------------------------------------------------


async def calendars(world: World) -> dict[str, list[tuple[str, int, str, str]]]:
    """What each calendar has been sent, by address: method, sequence, status and hour, in order."""
    found: dict[str, list[tuple[str, int, str, str]]] = {}
    for letter in await arrived(world):
        if letter.calendar:
            event: Any = next(iter(Calendar.from_ical(letter.calendar.content).walk("VEVENT")))
            entry = (letter.calendar.method, event["sequence"], str(event["status"]), f"{event.start:%H:%M}")
            found.setdefault(letter.address, []).append(entry)
    return found


@pytest.mark.rule("MEN-2")
async def test_both_calendars_follow_a_meeting_through_its_life(each_world: World) -> None:
    world = each_world
    await world.ready("ann", "mia")
    mentorship = await world.active("ann", "mia")
    starts_at = world.clock.at + timedelta(days=7)  # 9 o'clock in Missouri

    async def step(who: str, mutation: str, **given: object) -> None:
        await world.done(who, mutation, "meeting { id }", **given)

    given = {"mentorship": mentorship, "startsAt": starts_at.isoformat()}
    meeting = (await world.done("ann", "proposeMeeting", "meeting { id }", **given))["meeting"]["id"]
    assert await calendars(world) == {"mia@dps.mo.example": [("REQUEST", 0, "TENTATIVE", "09:00")]}
    await step("mia", "confirmMeeting", meeting=meeting)
    both = [("REQUEST", 1, "CONFIRMED", "09:00")]
    assert await calendars(world) == {"mia@dps.mo.example": both, "ann@oa.mo.example": both}
    await step("ann", "moveMeeting", meeting=meeting, startsAt=(starts_at + timedelta(hours=1)).isoformat())
    both = [("REQUEST", 2, "TENTATIVE", "10:00")]
    assert await calendars(world) == {"mia@dps.mo.example": both, "ann@oa.mo.example": both}
    await world.done("mia", "completeMentorship", "__typename", mentorship=mentorship)
    both = [("CANCEL", 3, "CANCELLED", "10:00")]
    assert await calendars(world) == {"mia@dps.mo.example": both, "ann@oa.mo.example": both}
    ended = [letter for letter in await arrived(world, "meeting_called_off")]
    assert all("has ended. So this meeting will not take place" in " ".join(letter.text.split()) for letter in ended)
    assert address("meetings", "Meeting", meeting) in str(ended[0].calendar).replace("\\r\\n ", "")


async def test_a_meeting_that_was_called_off_at_once_leaves_only_that_letter(world: World) -> None:
    await world.ready("ann", "mia")
    mentorship = await world.active("ann", "mia")
    starts_at = (world.clock.at + timedelta(days=7)).isoformat()
    given = {"mentorship": mentorship, "startsAt": starts_at}
    meeting = (await world.done("ann", "proposeMeeting", "meeting { id }", **given))["meeting"]["id"]
    await world.done("ann", "callOffMeeting", "meeting { id }", meeting=meeting)
    assert await written(world, "meeting_proposed") == [Untrue("the meeting has changed since")]
    assert (await the(world, "meeting_called_off")).address == "mia@dps.mo.example"


# --- all there are --------------------------------------------------------------------------------------


async def test_a_reminder_is_written_for_whom_it_reminds(world: World) -> None:
    await world.ready("ann", "mia")
    mentorship = ids.identity_of("Mentorship", await world.requested("ann", "mia"))
    await put(world, LetterKind.REQUEST_WAITING, "mia", mentorship=mentorship)
    await put(world, LetterKind.REQUEST_STILL_WAITING, "ann", mentorship=mentorship)
    assert (await the(world, "request_waiting")).subject.startswith("Ann Doe still waits for your answer")
    still = await the(world, "request_still_waiting")
    assert still.subject == "Mia Doe has not answered yet: would you like to ask someone else?"
    assert "on Monday, January 12" in " ".join(still.text.split())
