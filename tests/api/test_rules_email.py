"""The emails as they arrive: what is due in the real program, written by the real writer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from moments.application.ports.email import ClaimedEmail, ObsoleteEmail, RenderedEmail
from moments.application.ports.journal import Email
from moments.domain.email.kinds import EmailKind
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import PersonId
from moments.graphql.shared import ids
from moments.infrastructure.persistence.mappers.email_data import email_data_of
from moments.infrastructure.persistence.tables import emails
from tests.api.api_client import ApiClient, changed

GROUND = {"inLieuGround": "FMLA leave since Monday"}


async def due(world: ApiClient, *kinds: str) -> list[ClaimedEmail]:
    """The emails in the outbox, in the order they were written; of these kinds, if any are named."""
    async with world.container.database().reading() as connection:
        rows = (await connection.execute(select(emails).order_by(emails.c.id))).all()
    found = [
        ClaimedEmail(
            row.id, 1, row.message_id, row.kind, row.recipient, email_data_of(row.kind, row.data), row.due_at, 1
        )
        for row in rows
        if not kinds or row.kind in kinds
    ]
    return found


async def written(world: ApiClient, *kinds: str) -> Sequence[RenderedEmail | ObsoleteEmail]:
    return await world.container.email_renderer().render(await due(world, *kinds))


async def arrived(world: ApiClient, *kinds: str) -> list[RenderedEmail]:
    return [each for each in await written(world, *kinds) if isinstance(each, RenderedEmail)]


async def the(world: ApiClient, kind: str) -> RenderedEmail:
    """The one email of the kind."""
    (email,) = await arrived(world, kind)
    return email


def address(page: str, kind: str, identity: str) -> str:
    """`identity`: as the graph has it."""
    assert ids.decode(identity)
    assert kind == ids.decode(identity)[0]  # type: ignore[index]
    return f"http://127.0.0.1:8000/{page}/{identity}"


async def put(world: ApiClient, kind: EmailKind, recipient: str, **data: object) -> None:
    """What the clock's jobs write."""
    said = email_data_of(kind.value, data)
    assert said is not None
    email = Email(kind.value, PersonId(recipient), f"{kind.value}:{recipient}:{data}", world.clock.now(), said)
    async with world.container.unit_of_work() as work:
        await work.outbox.add(email)
        await work.commit()


# --- applications -----------------------------------------------------------------------------------


async def test_an_applicant_is_told_that_it_was_received_and_who_holds_it(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    email = await the(world, "application_received")
    assert (email.name, email.address) == ("Ann Doe", "ann@oa.mo.example")
    assert "Boss Doe reads it now" in " ".join(email.text.split())
    assert address("applications", "Application", application) in email.text
    named = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": "deputy@oa.mo.example"}
    await world.done("ann", "nameSupervisor", "__typename", application=application, **named)
    now = (await the(world, "application_received")).text
    assert "Deputy Doe reads it now" in " ".join(now.split()), "who holds it when it is sent"


@pytest.mark.rule("APR-2")
@pytest.mark.parametrize("message", [None, "Let us talk\nin <May>."])
async def test_a_denial_sends_the_applicant_the_supervisors_message(world: ApiClient, message: str | None) -> None:
    application = await world.submitted("ann", "MENTEE")
    await world.done("boss", "denyApplication", "__typename", application=application, message=message)
    email = await the(world, "application_denied")
    assert email.address == "ann@oa.mo.example"
    assert "Boss Doe did not approve your application to be a mentee" in " ".join(email.text.split())
    assert ("> Let us talk\n> in <May>." in email.text) is (message is not None)
    assert ("Let us talk\nin &lt;May&gt;." in email.html) is (message is not None)
    assert ("writes:" in email.text) is (message is not None)


@pytest.mark.rule("APR-3")
@pytest.mark.parametrize(
    ("kind", "next_step"), [("MENTEE", "You can look for a mentor now"), ("MENTOR", "find you now")]
)
async def test_an_approval_says_what_comes_next(world: ApiClient, kind: str, next_step: str) -> None:
    await world.approved("ann", kind)
    email = await the(world, "application_approved")
    assert next_step in " ".join(email.text.split())
    assert email.subject.endswith("is approved: see what comes next")


@pytest.mark.rule("APR-5")
@pytest.mark.parametrize("step", ["approveApplication", "denyApplication"])
async def test_of_a_decision_in_lieu_the_supervisor_gets_no_email_whatever_happens(
    each_world: ApiClient, step: str
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
    assert {email.recipient for email in await due(world)} == {"ann"}
    told = [email for email in await arrived(world) if "Adam Doe" in email.text]
    assert len(told) == 1
    for email in await arrived(world):
        assert "FMLA" not in email.text + email.html + email.subject
        assert email.address == "ann@oa.mo.example"


@pytest.mark.rule("APR-5", "APR-6")
@pytest.mark.parametrize("step", ["approveApplication", "denyApplication"])
async def test_a_decision_in_lieu_leaves_the_supervisors_digest_before_it_is_sent(world: ApiClient, step: str) -> None:
    application = await world.submitted("ann", "MENTEE")
    identity = ids.identity_of("Application", application)
    lists = {"supervised": [{"application": identity, "new": True}], "supervised_more": 0, "departments": []}
    await put(world, EmailKind.MONDAY_DIGEST, "boss", **lists, next_match=None, next_match_closes=None)
    digest = await the(world, "monday_digest")
    assert "you may say why, or set up a follow-up meeting on the next steps" in " ".join(digest.text.split())
    assert "Ann Doe" in digest.text
    assert address("applications", "Application", application) in digest.text
    await world.done("adam", step, "__typename", application=application, **GROUND)
    assert await written(world, "monday_digest") == [ObsoleteEmail("nothing waits any more")]


@pytest.mark.rule("ELIG-5")
async def test_a_suspension_writes_no_email_and_no_later_one_says_why(world: ApiClient) -> None:
    await world.ready("ann", "mia")
    mentorship = await world.requested("ann", "mia")
    before = len(await due(world))
    await world.import_directory(changed("ann", under_discipline=True, under_improvement_plan=True))
    assert len(await due(world)) == before
    await world.done("mia", "declineRequest", "__typename", mentorship=mentorship)
    for email in await arrived(world):
        words = (email.text + email.html).casefold()
        assert not any(word in words for word in ("disciplin", "improvement", "suspend", "eligib"))


# --- requests ----------------------------------------------------------------------------------------


@pytest.mark.rule("REQ-2", "REQ-3")
async def test_a_mentor_who_is_asked_is_told_who_asks_and_where_to_answer(world: ApiClient) -> None:
    await world.ready("ann", "mia")
    mentorship = await world.requested("ann", "mia", message="I would like to learn from you.")
    email = await the(world, "mentor_requested")
    assert (email.address, email.subject) == ("mia@dps.mo.example", "Ann Doe asks you to be a mentor: please answer")
    assert "> I would like to learn from you." in email.text
    assert address("requests", "Mentorship", mentorship) in email.text
    assert "Office of Administration" in email.text
    await world.done("ann", "cancelRequest", "__typename", mentorship=mentorship)
    assert await written(world, "mentor_requested") == [ObsoleteEmail("the request no longer waits")]


@pytest.mark.rule("REQ-4", "REQ-5")
async def test_on_acceptance_the_mentee_is_told_to_reach_out_and_both_of_the_agreement(world: ApiClient) -> None:
    await world.ready("ann", "mia")
    mentorship = await world.requested("ann", "mia")
    await world.done("mia", "acceptRequest", "__typename", mentorship=mentorship, message="Gladly.")
    mentee, mentor = await the(world, "request_accepted"), await the(world, "mentorship_confirmed")
    assert (mentee.address, mentor.address) == ("ann@oa.mo.example", "mia@dps.mo.example")
    assert "> Gladly." in mentee.text
    said = " ".join(mentee.text.split())
    assert "It is up to you to reach out first. Write to Mia at mia@dps.mo.example" in said
    assert "The next step is your first meeting. Ann Doe will reach out to you" in " ".join(mentor.text.split())
    for email in (mentee, mentor):
        assert "Mentorship Agreement form" in " ".join(email.text.split())
        assert "You do not have to use it." in " ".join(email.text.split())
        assert address("mentorships", "Mentorship", mentorship) in email.text


@pytest.mark.rule("REQ-4", "CAP-2", "CAP-4")
async def test_who_was_declined_or_came_too_late_is_shown_the_way_to_the_search(world: ApiClient) -> None:
    await world.ready("ann abe", "mia max")
    declined = await world.requested("ann", "max")
    await world.done("max", "declineRequest", "__typename", mentorship=declined, message="A full year.")
    await world.requested("abe", "mia")
    await world.done("mia", "setAvailability", "__typename", available=True, capacity=1)
    await world.active("ann", "mia")
    no, closed = await the(world, "request_declined"), await the(world, "request_closed")
    assert (no.address, closed.address) == ("ann@oa.mo.example", "abe@oa.mo.example")
    assert "> A full year." in no.text
    assert closed.subject == "Mia Doe is no longer available: find another mentor"
    assert "That may be because Mia has two mentees by now." in " ".join(closed.text.split())
    for email in (no, closed):
        assert "Find another mentor:\nhttp://127.0.0.1:8000/search" in email.text


@pytest.mark.rule("SUR-1", "MEN-6")
async def test_after_the_end_each_side_is_asked_and_told_whom_to_tell_of_misconduct(world: ApiClient) -> None:
    await world.ready("ann", "mia")
    mentorship = await world.active("ann", "mia")
    await world.done("ann", "discontinueMentorship", "__typename", mentorship=mentorship)
    surveys = {email.address: email for email in await arrived(world, "survey_due")}
    assert set(surveys) == {"ann@oa.mo.example", "mia@dps.mo.example"}
    assert "hr@oa.mo.example" in surveys["ann@oa.mo.example"].text
    assert "hr@dps.mo.example" in surveys["mia@dps.mo.example"].text
    (seen,) = (await world.viewer("ann", "surveysDue { nodes { id } }"))["surveysDue"]["nodes"]
    assert address("survey", "Survey", seen["id"]) in surveys["ann@oa.mo.example"].text


# --- meetings ----------------------------------------------------------------------------------------


async def calendars(world: ApiClient) -> dict[str, list[tuple[str, int, str, str]]]:
    """What each calendar has been sent, by address: method, sequence, status and hour, in order."""
    found: dict[str, list[tuple[str, int, str, str]]] = {}
    for email in await arrived(world):
        if email.calendar:
            event: Any = next(iter(Calendar.from_ical(email.calendar.content).walk("VEVENT")))
            entry = (
                email.calendar.method,
                event["sequence"],
                str(event["status"]),
                f"{event.start.astimezone(STATE_TIME):%H:%M}",
            )
            found.setdefault(email.address, []).append(entry)
    return found


@pytest.mark.rule("MEN-2")
async def test_both_calendars_follow_a_meeting_through_its_life(each_world: ApiClient) -> None:
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
    await step("ann", "moveMeeting", meeting=meeting, newStartsAt=(starts_at + timedelta(hours=1)).isoformat())
    both = [("REQUEST", 2, "TENTATIVE", "10:00")]
    assert await calendars(world) == {"mia@dps.mo.example": both, "ann@oa.mo.example": both}
    await world.done("mia", "completeMentorship", "__typename", mentorship=mentorship)
    both = [("CANCEL", 3, "CANCELLED", "10:00")]
    assert await calendars(world) == {"mia@dps.mo.example": both, "ann@oa.mo.example": both}
    ended = [email for email in await arrived(world, "meeting_called_off")]
    assert all("has ended. So this meeting will not take place" in " ".join(email.text.split()) for email in ended)
    assert address("meetings", "Meeting", meeting) in str(ended[0].calendar).replace("\\r\\n ", "")


async def test_a_meeting_that_was_called_off_at_once_leaves_only_that_email(world: ApiClient) -> None:
    await world.ready("ann", "mia")
    mentorship = await world.active("ann", "mia")
    starts_at = (world.clock.at + timedelta(days=7)).isoformat()
    given = {"mentorship": mentorship, "startsAt": starts_at}
    meeting = (await world.done("ann", "proposeMeeting", "meeting { id }", **given))["meeting"]["id"]
    await world.done("ann", "cancelMeeting", "meeting { id }", meeting=meeting)
    assert await written(world, "meeting_proposed") == [ObsoleteEmail("the meeting has changed since")]
    assert (await the(world, "meeting_called_off")).address == "mia@dps.mo.example"


# --- all there are --------------------------------------------------------------------------------------


async def test_a_reminder_is_written_for_whom_it_reminds(world: ApiClient) -> None:
    await world.ready("ann", "mia")
    mentorship = ids.identity_of("Mentorship", await world.requested("ann", "mia"))
    await put(world, EmailKind.REQUEST_WAITING, "mia", mentorship=mentorship)
    await put(world, EmailKind.REQUEST_STILL_WAITING, "ann", mentorship=mentorship)
    assert (await the(world, "request_waiting")).subject.startswith("Ann Doe still waits for your answer")
    still = await the(world, "request_still_waiting")
    assert still.subject == "Mia Doe has not answered yet: would you like to ask someone else?"
    assert "on Monday, January 12" in " ".join(still.text.split())
