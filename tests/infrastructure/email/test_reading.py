"""What emails are written from, read from both databases: the right rows, in few statements however many emails."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from moments.application.ports.email import ClaimedEmail, ObsoleteEmail, RenderedEmail
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.kinds import EmailKind, Reminder
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.email.composer import Composer
from moments.infrastructure.email.email_facts import read_facts
from moments.infrastructure.email.facts import Facts
from moments.infrastructure.email.links import Links
from moments.infrastructure.email.renderer import SqlEmailRenderer
from moments.infrastructure.email.tokens import Tokens
from moments.infrastructure.persistence import tables as t
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.mappers.email_data import email_data_of
from tests.application.fakes.clock import FixedClock
from tests.infrastructure.queries.row_builder import NOON, RowBuilder

K = EmailKind
COMPOSER = Composer(Links("https://moments.example.gov"), "office@oa.example", Tokens(b"secret"), "moments.mo.example")


def a_world() -> RowBuilder:
    """ann reports to boss; mia and moe mentor; everybody is in OA."""
    world = RowBuilder()
    world.department("OA", name="Office of Administration", hr_contact="hr@oa.example")
    world.department("DOR")
    for person in ("boss", "adam", "ann", "mia", "moe", "gone"):
        world.person(person, supervisor=None if person == "boss" else "boss")
        world.participant(person)
    world.rows[t.employees][-1]["left_on"] = date(2026, 11, 1)
    world.administrator("adam", "OA")
    return world


def due(kind: EmailKind, recipient: str, **data: object) -> ClaimedEmail:
    return ClaimedEmail(1, 1, "<m@x>", kind.value, PersonId(recipient), email_data_of(kind.value, data), NOON, 1)


async def facts_of(database: Database, *emails: ClaimedEmail) -> Facts:
    async with database.reading() as connection:
        return await read_facts(connection, emails, NOON)


async def write(database: Database, *emails: ClaimedEmail) -> Sequence[RenderedEmail | ObsoleteEmail]:
    return await SqlEmailRenderer(database, COMPOSER, FixedClock(NOON)).render(emails)


async def test_people_come_with_their_departments_and_whom_to_tell(database: Database) -> None:
    world = a_world()
    world.mentorship("m", "mia", "ann")
    await world.settle(database)
    facts = await facts_of(database, due(K.MENTOR_REQUESTED, "mia", mentorship="m", note=None))
    assert set(facts.people) == {"mia", "ann"}
    ann = facts.people["ann"]  # type: ignore[index]
    assert (ann.name, ann.email, ann.job_title) == ("Ann Reed", "ann@oa.example", "Analyst")
    assert (ann.department_name, ann.hr_contact, ann.left) == ("Office of Administration", "hr@oa.example", False)
    assert facts.mentorships["m"].state is MentorshipState.REQUESTED  # type: ignore[index]


async def test_whoever_has_left_gets_no_email_and_the_others_of_the_batch_get_theirs(database: Database) -> None:
    world = a_world()
    world.application("gone", supervisor="boss")
    world.application("ann", supervisor="boss")
    await world.settle(database)
    gone, ann = await write(
        database,
        due(K.APPLICATION_RECEIVED, "gone", application="gone-mentee"),
        due(K.APPLICATION_RECEIVED, "ann", application="ann-mentee"),
    )
    assert gone == ObsoleteEmail("the recipient has left")
    assert isinstance(ann, RenderedEmail)
    assert ann.subject == "We have your application to be a mentee: Boss Reed decides next"


@pytest.mark.rule("REQ-5")
async def test_a_meeting_that_was_called_off_counts_for_no_first_meeting(database: Database) -> None:
    world = a_world()
    for mentorship, mentor, state in (("m1", "mia", "called_off"), ("m2", "moe", "proposed")):
        place = 1 if mentor == "mia" else 2
        world.mentorship(mentorship, mentor, "ann", "active", mentee_place=place)
        world.meeting(f"t-{mentorship}", mentorship, state=state)
    await world.settle(database)
    emails = [due(K.FIRST_MEETING_DUE, "ann", mentorship=each) for each in ("m1", "m2")]
    assert (await facts_of(database, *emails)).with_meeting == {"m2"}
    assert [type(each) for each in await write(database, *emails)] == [RenderedEmail, ObsoleteEmail]


async def test_a_meetings_entry_is_read_whole(database: Database) -> None:
    world = a_world()
    world.mentorship("m", "mia", "ann", "active")
    starts_at = NOON + timedelta(days=1)
    changes = {"starts_at": starts_at, "state": "proposed", "sequence": 2, "organizer": "mia", "agenda": "Plans"}
    world.meeting("t", "m", **changes, outside_hours=True)
    await world.settle(database)
    email = due(K.MEETING_PROPOSED, "mia", meeting="t", mentorship="m", sequence=2, by="ann")
    meeting = (await facts_of(database, email)).meetings["t"]  # type: ignore[index]
    assert (meeting.starts_at, meeting.state, meeting.minutes) == (starts_at, MeetingState.PROPOSED, 60)
    assert (meeting.sequence, meeting.organizer, meeting.proposed_by) == (2, "mia", "ann")
    assert (meeting.agenda, meeting.outside_hours) == ("Plans", True)
    (written,) = await write(database, email)
    assert isinstance(written, RenderedEmail)
    assert written.calendar
    assert "SEQUENCE:2" in written.calendar.content


@pytest.mark.rule("SUR-1")
async def test_a_survey_is_asked_for_by_side(database: Database) -> None:
    world = a_world()
    world.mentorship("m", "mia", "ann", "completed")
    world.survey("m", "mentor")
    world.survey("m", "mentee", answered_at=NOON)
    await world.settle(database)
    emails = [
        due(K.SURVEY_DUE, "mia", mentorship="m", side="mentor"),
        due(K.SURVEY_REMINDER, "ann", mentorship="m", side="mentee"),
    ]
    assert [type(each) for each in await write(database, *emails)] == [RenderedEmail, ObsoleteEmail]


@pytest.mark.rule("CAP-1", "ELIG-4", "APP-6")
@pytest.mark.parametrize(
    ("facts", "may"),
    [
        ({}, True),
        ({"mentors": 2}, False),
        ({"standing": "suspended"}, False),
        ({"mentee_approved": False}, False),
    ],
    ids=["open", "two mentors", "suspended", "not approved"],
)
async def test_who_may_search_is_known(database: Database, facts: dict[str, Any], may: bool) -> None:
    world = a_world()
    next(row for row in world.rows[t.participants] if row["id"] == "ann").update(facts)
    world.mentorship("m", "mia", "ann", "closed")
    await world.settle(database)
    found = await facts_of(database, due(K.REQUEST_CLOSED, "ann", mentorship="m"))
    assert found.may_search == ({"ann"} if may else set())


async def test_what_somebody_applied_for_and_what_they_muted_is_theirs(database: Database) -> None:
    world = a_world()
    world.application("ann", "mentor", "draft")
    world.application("mia", "mentor", "approved")
    row = {"person": "moe", "reminder": Reminder.PERIOD_ENDING.value, "at": NOON}
    other = {"person": "ann", "reminder": Reminder.REQUEST_WAITING.value, "at": NOON}
    await world.settle(database)
    async with database.writing() as connection:
        await connection.execute(t.muted_reminders.insert(), [row, other])
        await connection.commit()
    said = {"quarter": "2026Q4", "closes": "2026-11-10"}
    emails = [due(K.PERIOD_ENDING, person, **said) for person in ("ann", "mia", "moe", "adam")]
    facts = await facts_of(database, *emails)
    assert facts.application_states["ann"] == {(ApplicationKind.MENTOR, ApplicationState.DRAFT)}  # type: ignore[index]
    assert facts.muted == {("moe", Reminder.PERIOD_ENDING), ("ann", Reminder.REQUEST_WAITING)}
    written = await write(database, *emails)
    assert [type(each) for each in written] == [RenderedEmail, ObsoleteEmail, ObsoleteEmail, RenderedEmail]


async def test_without_a_list_of_that_run_nobody_gets_one(database: Database) -> None:
    await a_world().settle(database)
    assert await write(database, due(K.SUGGESTIONS_ARRIVED, "ann", run="r-1")) == [ObsoleteEmail("no list")]


@pytest.mark.rule("MAT-4")
async def test_a_list_is_that_of_the_run_in_its_order_and_of_mentors_who_can_be_asked(database: Database) -> None:
    world = a_world()
    for mentor in ("m1", "m2", "m3", "m4"):
        world.mentor(mentor)
    await world.settle(database)
    async with database.writing() as connection:
        for table, rows in a_run("r-1", [("m3", None), ("m1", None), ("mia", None), ("m2", NOON)]).items():
            await connection.execute(table.insert(), rows)
        await connection.commit()
    emails = [due(K.SUGGESTIONS_ARRIVED, "ann", run=run) for run in ("r-1", "r-0")]
    listed = (await facts_of(database, *emails)).suggestions
    assert {run: [each.mentor for each in mentors] for (run, _), mentors in listed.items()} == {"r-1": ["m3", "m1"]}
    mine, other = await write(database, *emails)
    assert isinstance(mine, RenderedEmail)
    assert "M3 Reed" in mine.text
    assert "In common: Networking (you 1st, mentor 2nd)" in mine.text
    assert other == ObsoleteEmail("no list")


@pytest.mark.rule("MAT-4", "MAT-6")
async def test_who_was_asked_declined_or_became_the_supervisor_since_is_not_in_the_email(database: Database) -> None:
    world = a_world()
    for mentor in ("m1", "m2", "m3", "m4", "m5"):
        world.mentor(mentor)
    world.mentorship("s-1", "m1", "ann", "declined")
    world.mentorship("s-2", "m2", "ann", "requested")
    next(row for row in world.rows[t.employees] if row["id"] == "m3")["supervisor"] = "ann"
    await world.settle(database)
    async with database.writing() as connection:
        rows = a_run("r-1", [(mentor, None) for mentor in ("m1", "m2", "m3", "m4", "m5")])
        rows[t.suggestions][4]["score"] = 9_999
        for table, those in rows.items():
            await connection.execute(table.insert(), those)
        await connection.commit()
    facts = await facts_of(database, due(K.SUGGESTIONS_ARRIVED, "ann", run="r-1"))
    assert [each.mentor for each in facts.suggestions["r-1", PersonId("ann")]] == ["m5", "m4"], "the best first"


@pytest.mark.rule("MAT-4")
async def test_whoever_has_asked_all_on_the_list_gets_no_email_that_they_are_gone(database: Database) -> None:
    world = a_world()
    for mentor in ("m1", "m2"):
        world.mentor(mentor)
    world.mentorship("s-1", "m1", "ann", "requested")
    world.mentorship("s-2", "m2", "ann", "completed", ended_at=NOON - timedelta(days=300))
    await world.settle(database)
    async with database.writing() as connection:
        for table, rows in a_run("r-1", [("m1", None)]).items():
            await connection.execute(table.insert(), rows)
        await connection.commit()
    assert await write(database, due(K.SUGGESTIONS_ARRIVED, "ann", run="r-1")) == [ObsoleteEmail("no list")]
    async with database.writing() as connection:
        row = a_run("r-1", [("m1", None), ("m2", None)])[t.suggestions][1]
        await connection.execute(t.suggestions.insert(), row)
        await connection.commit()
    (email,) = await write(database, due(K.SUGGESTIONS_ARRIVED, "ann", run="r-1"))
    assert isinstance(email, RenderedEmail)
    assert email.subject == "Your list of mentors has changed: ask for others"


@pytest.mark.rule("MAT-4")
async def test_an_empty_list_is_told_with_its_reason_and_what_would_change_it(database: Database) -> None:
    await a_world().settle(database)
    rows = a_run("r-1", [])
    rows[t.suggestion_lists][0] |= {"empty_reason": "all_full", "would_give": [["career-networking", 6]]}
    async with database.writing() as connection:
        for table in (t.matching_runs, t.suggestion_lists):
            await connection.execute(table.insert(), rows[table])
        await connection.commit()
    (email,) = await write(database, due(K.SUGGESTIONS_ARRIVED, "ann", run="r-1"))
    assert isinstance(email, RenderedEmail)
    assert email.subject == "No mentor is on your list this time: search for one"
    assert "have no place open." in email.text
    assert "Adding Networking to your skills would match 6 mentors." in email.text
    assert "/search" in email.text


def a_run(run: str, mentors: list[tuple[str, Any]]) -> dict[Any, list[dict[str, Any]]]:
    """ann's list: the mentors, and when each was replaced."""
    facts: dict[str, Any] = {
        "quarter": "2026Q4",
        "made_at": NOON,
        "published_at": NOON,
        "salt": "s",
        "code_version": "p",
    }
    facts |= {"parameters": {}, "fingerprint": "f", "lists_digest": "d", "bound": 1, "value": 1, "figures": {}}
    common = [{"skill": "career-networking", "mentee_rank": 1, "mentor_rank": 2, "share": 1}]
    rows = [
        {
            "run": run,
            "mentee": "ann",
            "place": place,
            "mentor": mentor,
            "score": 90,
            "common": common,
            "replaced_at": at,
        }
        for place, (mentor, at) in enumerate(mentors, 1)
    ]
    return {
        t.matching_runs: [{"id": run, **facts, "inputs": b"", "exposures": b""}],
        t.suggestion_lists: [{"run": run, "mentee": "ann", "made_at": NOON}],
        t.suggestions: rows,
    }


@pytest.mark.rule("APR-6", "APR-7", "APP-7")
async def test_a_digest_shows_what_its_reader_may_still_see(database: Database) -> None:
    world = a_world()
    world.application("ann", supervisor="boss", held_since=NOON - timedelta(days=3))
    world.application("mia", supervisor="adam")
    world.application("moe", "mentee", "approved", supervisor="boss")
    await world.settle(database)
    every = [{"application": f"{person}-mentee", "new": False} for person in ("ann", "mia", "moe")]
    lists = [{"code": code, "applications": every, "more": 0} for code in ("OA", "DOR")]
    boss, adam = await write(
        database,
        due(K.MONDAY_DIGEST, "boss", supervised=every, supervised_more=0, departments=lists),
        due(K.MONDAY_DIGEST, "adam", supervised=[], supervised_more=0, departments=lists),
    )
    assert isinstance(boss, RenderedEmail)
    assert isinstance(adam, RenderedEmail)
    assert "Has waited: 3 days." in boss.text
    assert [name in boss.text for name in ("Ann Reed", "Mia Reed", "Moe Reed")] == [True, False, False]
    assert [name in adam.text for name in ("Ann Reed", "Mia Reed", "Moe Reed")] == [True, True, False]
    assert adam.text.count("Office of Administration") == 1


def every_kind(number: int) -> Iterable[ClaimedEmail]:
    """An email of each kind about the things of that number."""
    of = {"mentorship": f"m{number}"}
    waiting = [{"application": f"ann{number}-mentee", "new": True}]
    for kind in EmailKind:
        data: dict[str, Any] = {"application": f"ann{number}-mentee", "decided_by": "Bo", "run": "r", "sequence": 0}
        data |= of | {"meeting": f"t{number}", "side": "mentee", "note": None, "by": f"ann{number}"}
        data |= {"quarter": "2026Q4", "opens": "2026-11-01", "closes": "2026-11-10", "supervised": waiting}
        data |= {"departments": [{"code": "OA", "applications": waiting, "more": 0}], "moved_from": NOON.isoformat()}
        yield due(kind, f"ann{number}", **data)


async def test_a_hundred_emails_cost_the_statements_of_one(database: Database, hearing: Callable[[], Any]) -> None:
    world = a_world()
    for number in range(30):
        person = world.person(f"ann{number}")
        world.participant(person)
        world.application(person, supervisor="boss")
        world.mentorship(f"m{number}", "mia", person)
        world.meeting(f"t{number}", f"m{number}", state="proposed", starts_at=NOON + timedelta(days=1))
        world.survey(f"m{number}", "mentee")
    await world.settle(database)

    async def statements(emails: list[ClaimedEmail]) -> int:
        with hearing() as heard:
            await write(database, *emails)
        return len(heard)

    one = await statements(list(every_kind(0)))
    assert one <= 12
    assert await statements([email for number in range(30) for email in every_kind(number)]) == one
    assert (
        await statements(
            [replace(email, recipient="ann0") for email in every_kind(0) if email.kind == "period_announced"]
        )
        <= 5
    )
