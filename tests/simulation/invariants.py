"""What holds after each step, whatever happened: the rows against the model and against each other.

Each is named; NAMES has the rules that it stands for.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.live.event import RecordedEvent
from moments.application.scheduling.digests import MondayDigests
from moments.domain.applications import events as e
from moments.domain.mentorships.events import (
    MentorRequested,
    MentorshipCompleted,
    MentorshipDiscontinued,
    RequestAccepted,
    RequestCancelled,
    RequestClosed,
    RequestDeclined,
)
from moments.domain.participants.events import ParticipantEvent
from moments.domain.program.administrators import AdministratorEvent
from moments.domain.program.office import OfficeMemberAdded, OfficeMemberRemoved
from moments.domain.surveys.survey import SurveyRequested, SurveySubmitted
from moments.infrastructure.live.event_reader import EventReader
from moments.infrastructure.persistence.tables import (
    administrators,
    applications,
    emails,
    employees,
    job_runs,
    meetings,
    mentor_listing,
    mentorships,
    office_members,
    participants,
    surveys,
)
from tests.simulation.model import Model
from tests.simulation.world import Broken, World

NAMES: Final = {
    "what the rules allow is done": ("APP-6", "APR-1", "REQ-1", "REQ-4", "CAP-4", "MEN-5"),
    "what the rules forbid is refused": ("APR-4", "APR-9", "CAP-1", "CAP-2", "REQ-6", "REQ-7", "MAT-6", "ELIG-4"),
    "an action breaks nothing": (),
    "applications are as they should be": ("APP-1", "APP-7", "APP-9", "APR-5", "APR-9"),
    "mentorships are as they should be": ("REQ-4", "CAP-4", "MEN-5"),
    "participants are as they should be": ("ELIG-4", "CAP-3", "APP-6"),
    "powers are as they should be": ("APR-8",),
    "surveys are as they should be": ("SUR-1",),
    "nobody has more than their places": ("CAP-1", "CAP-2", "REQ-7"),
    "a pair has one request or mentorship": ("REQ-6",),
    "no request waits on anybody who cannot answer": ("CAP-4", "ELIG-4"),
    "the listing has whoever takes requests": ("CAP-2", "CAP-3", "SEA-1"),
    "nobody is in two meetings at a time": ("MEN-4",),
    "no meeting is to come of an ended mentorship": ("MEN-2",),
    "each event is there once": ("APR-9", "SUR-1"),
    "each letter is there once": ("APR-2", "APR-3", "REQ-2", "CAP-4", "SUR-1"),
    "a letter is sent once": ("REQ-2",),
    "no letter is untrue": ("APR-2", "REQ-4", "MAT-4"),
    "no letter tells what is private": ("ELIG-5",),
    "the digest has the queue": ("APR-5", "APR-6", "APR-7"),
    "the list has the queue": ("APP-6", "APR-7"),
    "the count has the queue": ("WEB-2",),
    "the stream has the queue": ("APP-7", "WEB-2"),
    "nobody reads what they may not": ("ELIG-5", "REQ-3", "SUR-4", "APR-4"),
    "the search finds whom it should": ("SEA-1", "MAT-6"),
}

_EVENTS: Final = (
    e.ApplicationStarted,
    e.ApplicationSubmitted,
    e.ApplicationRerouted,
    e.ApplicationWithdrawn,
    e.ApplicationRevised,
    e.ApplicationDecided,
    e.DecisionSeen,
    ParticipantEvent,
    MentorRequested,
    RequestAccepted,
    RequestDeclined,
    RequestCancelled,
    RequestClosed,
    MentorshipCompleted,
    MentorshipDiscontinued,
    SurveyRequested,
    SurveySubmitted,
    AdministratorEvent,
    OfficeMemberAdded,
    OfficeMemberRemoved,
)
_LETTERS: Final = frozenset(
    {
        "application_received",
        "application_approved",
        "application_denied",
        "mentor_requested",
        "request_accepted",
        "mentorship_confirmed",
        "request_declined",
        "request_closed",
        "request_withdrawn",
        "survey_due",
    }
)
Rows = list[Row[Any]]
_TABLES = (applications, mentorships, participants, administrators, office_members, surveys, meetings, mentor_listing)


@dataclass(slots=True)
class Ledger:
    """What was read of events and letters so far, and how many of each."""

    last_event: int = 0
    last_letter: int = 0
    events: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    letters: Counter[tuple[str, str, str]] = field(default_factory=Counter[tuple[str, str, str]])


async def check_rows(world: World, ledger: Ledger) -> list[RecordedEvent]:
    """Raises Broken; returns the events that are new."""
    rows: dict[str, Rows] = {}
    async with world.database.reading() as connection:
        for table in _TABLES:
            rows[table.name] = list((await connection.execute(select(table))).all())
        digests = await _digest_runs(connection, world.clock.now())
        new = (await connection.execute(select(emails).where(emails.c.id > ledger.last_letter))).all()
        left = {
            row.id for row in await connection.execute(select(employees.c.id).where(employees.c.left_on.is_not(None)))
        }
    model = world.model
    _check_places(rows)
    _check_waiting(rows, left)
    _same("applications are as they should be", _applications(rows), _wanted_applications(model))
    _same("mentorships are as they should be", _mentorships(rows), {p.id: (p.mentor, p.mentee, p.state) for p in
                                                                    model.pairs.values()})  # fmt: skip
    _same("participants are as they should be", _participants(rows), _wanted_participants(model))
    _same(
        "powers are as they should be",
        ({(r.person, r.department) for r in rows["administrators"]}, {r.person for r in rows["office_members"]}),
        (model.administrators, model.office),
    )
    found = {(r.mentorship, r.side): r.answered_at is not None for r in rows["surveys"]}
    _same("surveys are as they should be", found, model.surveys)
    listed = {row.person for row in rows["mentor_listing"]}
    _same("the listing has whoever takes requests", listed, {m for m in model.taking_part if model.takes_requests(m)})
    _check_meetings(rows, world.clock.now())
    events = await _new_events(world, ledger)
    _same("each event is there once", ledger.events, model.events)
    if digests:
        found = {row.recipient for row in new if row.kind == "monday_digest"}
        _same("the digest has the queue", found, _who_is_to_read_one(model))
    for row in new:
        ledger.last_letter = max(ledger.last_letter, row.id)
        if row.kind in _LETTERS:
            ledger.letters[row.kind, row.recipient, _subject(row.data)] += 1
        if row.kind == "monday_digest":
            _check_digest(model, row)
    _same("each letter is there once", ledger.letters, model.letters)
    return events


async def _digest_runs(connection: AsyncConnection, now: datetime) -> int:
    """How many Mondays were done in this step."""
    mondays = select(job_runs).where(job_runs.c.job == MondayDigests.name, job_runs.c.ran_at == now)
    return len((await connection.execute(mondays)).all())


def _who_is_to_read_one(model: Model) -> set[str]:
    """APR-6, APR-7: whoever has something waiting, and nobody else."""
    return {
        who
        for who in model.here
        if model.queue(who) or any(digest_of_department(model, who, code) for code in model.departments_of(who))
    }


async def _new_events(world: World, ledger: Ledger) -> list[RecordedEvent]:
    found: list[RecordedEvent] = []
    while page := await EventReader(world.database).read_new(ledger.last_event, 500):
        found += page
        ledger.last_event = page[-1].id
    for each in found:
        if isinstance(each.event, _EVENTS):
            ledger.events[type(each.event).__name__, each.subject] += 1
    return found


def _same(name: str, found: Any, wanted: Any) -> None:
    if found == wanted:
        return
    if isinstance(found, dict):
        keys = sorted({*found, *wanted}, key=str)
        differ = [(k, found.get(k), wanted.get(k)) for k in keys if found.get(k) != wanted.get(k)]
        raise Broken(name, f"key, is, should be: {differ[:4]}")
    if isinstance(found, set):
        raise Broken(name, f"too many: {sorted(found - wanted)[:4]}, missing: {sorted(wanted - found)[:4]}")
    raise Broken(name, f"is {found}, should be {wanted}")


def _applications(rows: dict[str, Rows]) -> dict[str, tuple[Any, ...]]:
    return {
        r.id: (
            r.applicant,
            r.kind,
            r.state,
            r.supervisor,
            bool(r.supervisor_chosen),
            r.decided_for if r.ground is not None and r.seen_at is None else None,
        )
        for r in rows["applications"]
    }


def _wanted_applications(model: Model) -> dict[str, tuple[Any, ...]]:
    return {a.id: (a.applicant, a.kind, a.state, a.above, a.named, a.unseen) for a in model.apps.values()}


def _mentorships(rows: dict[str, Rows]) -> dict[str, tuple[Any, ...]]:
    return {r.id: (r.mentor, r.mentee, r.state) for r in rows["mentorships"]}


def _participants(rows: dict[str, Rows]) -> dict[str, tuple[Any, ...]]:
    return {
        r.id: (
            r.standing == "suspended",
            bool(r.mentor_approved),
            bool(r.mentee_approved),
            bool(r.available),
            r.capacity,
            r.mentees,
            r.mentors,
        )
        for r in rows["participants"]
    }


def _wanted_participants(model: Model) -> dict[str, tuple[Any, ...]]:
    return {
        who: (
            part.suspended,
            "mentor" in part.roles,
            "mentee" in part.roles,
            part.available,
            part.wishes,
            len(model.active(who, "mentor")),
            len(model.active(who, "mentee")),
        )
        for who, part in model.taking_part.items()
    }


def _check_places(rows: dict[str, Rows]) -> None:
    """CAP-1, CAP-2, REQ-6, REQ-7, from the mentorships alone."""
    mentees, mentors, waiting = Counter[str](), Counter[str](), Counter[str]()
    pairs = Counter[tuple[str, str]]()
    for row in rows["mentorships"]:
        mentees[row.mentor] += row.state == "active"
        mentors[row.mentee] += row.state == "active"
        waiting[row.mentee] += row.state == "requested"
        pairs[row.mentor, row.mentee] += row.state in ("active", "requested")
    over = [who for who in {*mentees, *mentors} if max(mentees[who], mentors[who], mentors[who] + waiting[who]) > 2]
    if over:
        raise Broken("nobody has more than their places", str(sorted(over)))
    if twice := [pair for pair, number in pairs.items() if number > 1]:
        raise Broken("a pair has one request or mentorship", str(twice))


def _check_waiting(rows: dict[str, Rows], left: set[str]) -> None:
    """CAP-4, APP-9, DIR-1: whoever is asked takes part, has a place, and is there; so does whoever asks."""
    part = {row.id: row for row in rows["participants"]}
    for row in rows["mentorships"]:
        if row.state == "requested":
            mentor, mentee = part[row.mentor], part[row.mentee]
            fine = mentor.mentor_approved and mentor.mentees < mentor.capacity and mentee.mentee_approved
            if not fine or row.mentor in left or row.mentee in left:
                raise Broken("no request waits on anybody who cannot answer", str(tuple(row)[:4]))


def _check_meetings(rows: dict[str, Rows], now: datetime) -> None:
    active = {row.id for row in rows["mentorships"] if row.state == "active"}
    busy: dict[str, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for row in rows["meetings"]:
        if row.state == "called_off":
            continue
        if row.state in ("proposed", "confirmed") and row.starts_at > now and row.mentorship not in active:
            raise Broken("no meeting is to come of an ended mentorship", row.id)
        if row.state in ("confirmed", "held"):
            span = (row.starts_at, row.starts_at + timedelta(minutes=row.minutes), row.id)
            busy[row.mentor].append(span)
            busy[row.mentee].append(span)
    for who, spans in busy.items():
        spans.sort()
        for one, two in pairwise(spans):
            if two[0] < one[1]:
                raise Broken("nobody is in two meetings at a time", f"{who}: {one}, {two}")


def _subject(data: Any) -> str:
    if "application" in data:
        return str(data["application"])
    return f"{data['mentorship']}:{data['side']}" if "side" in data else str(data["mentorship"])


def _check_digest(model: Model, row: Row[Any]) -> None:
    """APR-6, APR-7: as it was drawn up; who gets none has nothing that waits (`check_digests_sent`)."""
    who = row.recipient
    supervised = {line["application"] for line in row.data["supervised"]}
    _same("the digest has the queue", supervised, set(model.queue(who)))
    for each in row.data["departments"]:
        found = {line["application"] for line in each["applications"]}
        _same("the digest has the queue", found, digest_of_department(model, who, each["code"]))


def digest_of_department(model: Model, who: Any, code: str) -> set[str]:
    """APR-9, APR-7: neither their own, nor what they decide as supervisor."""
    ours = {each for each in model.department_queue(who) if model.people[model.apps[each].applicant].department == code}
    return {each for each in ours if who not in (model.apps[each].applicant, model.apps[each].above)}
