"""A program as rows: small builders with plausible defaults, a random one, and how to write them down."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert

from moments.application.access.relations import Actor
from moments.application.ports.imports import ImportChangeKind
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.comparison import person_key, search_key, squeezed
from moments.domain.shared.ids import DepartmentCode, PersonId, SkillId
from moments.infrastructure.persistence import tables as t
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.mappers.matching import parameters_row

Values = dict[str, Any]
NOON = datetime(2026, 11, 2, 18, 0, tzinfo=UTC)
CAREER = ["career-change-management", "career-collaboration", "career-decision-making", "career-delegation"]
CAREER += ["career-networking"]
SOFT = ["soft-goal-setting", "soft-growth-mindset", "soft-interpersonal-communication", "soft-resiliency"]
SOFT += ["soft-time-management"]
NUMBERS = {SkillId(skill): number for number, skill in enumerate([*CAREER, *SOFT], 1)}
"""As the first migration numbers the handbook's catalog."""

_ORDER = (
    t.departments,
    t.employees,
    t.administrators,
    t.office_members,
    t.sign_ins,
    t.participants,
    t.applications,
    t.mentorships,
    t.meetings,
    t.surveys,
    t.emails,
    t.events,
    t.imports,
    t.import_changes,
    t.supervisor_tries,
    t.renumberings,
    t.resource_versions,
    t.skills,
    t.mentor_listing,
    t.matching_runs,
    t.suggestion_lists,
    t.suggestions,
    t.rehearsals,
    t.job_runs,
)
FIGURES: Values = {
    **dict.fromkeys(("mentees", "mentors", "open_places", "matched", "matched_at_most", "suggestions"), 1),
    **{name: {} for name in ("mentees_absent", "mentors_absent", "shown", "empty", "departments")},
}


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def ranks(skills: RankedSkills, numbers: dict[SkillId, int] = NUMBERS) -> str:
    digits = ["0"] * len(numbers)
    for skill, rank in skills.ranks().items():
        digits[numbers[skill] - 1] = str(rank)
    return "".join(digits)


def some_skills(chance: random.Random) -> RankedSkills:
    chosen = chance.sample([*CAREER, *SOFT], chance.randint(3, 6))
    career, soft = ([SkillId(s) for s in chosen if s in group] for group in (CAREER, SOFT))
    return RankedSkills(tuple(career), tuple(soft))


SKILLS = RankedSkills((SkillId(CAREER[0]), SkillId(CAREER[1])), (SkillId(SOFT[0]),))


class RowBuilder:
    """Each method adds a row and returns its identity."""

    def __init__(self) -> None:
        self.rows: dict[Table, list[Values]] = defaultdict(list)

    def of(self, table: Table) -> list[Values]:
        return self.rows[table]

    def department(self, code: str = "OA", **changes: Any) -> str:
        facts = {"code": code, "name": f"Department {code}", "hr_contact": "hr", "travel_contact": "travel"}
        self.rows[t.departments].append(facts | changes)
        return code

    def person(self, identity: str, department: str = "OA", **changes: Any) -> PersonId:
        row: Values = {
            "id": identity,
            "employee_number": identity,
            "first_name": identity.title(),
            "last_name": "Reed",
            "email": f"{identity}@oa.example",
            "department": department,
            "division": None,
            "job_title": "Analyst",
            "work_location": "Jefferson City",
            "hire_date": date(2020, 1, 6),
            "employment": "full_time",
            "supervisor": None,
            "improvement_plan": False,
            "discipline": False,
            "evaluated_on": None,
            "at_risk": None,
            "on_leave_until": None,
            "left_on": None,
        } | changes
        row["email_key"] = row["email"].casefold()
        row["name_key"] = person_key(row["first_name"], row["last_name"])
        row["title_key"] = search_key(row["job_title"])
        row["division_key"] = squeezed(row["division"] or "") or None
        row["location_key"] = squeezed(row["work_location"])
        self.rows[t.employees].append(row)
        return PersonId(identity)

    def administrator(self, person: str, department: str = "OA") -> None:
        row = {"person": person, "department": department, "named_by": person, "named_at": NOON}
        self.rows[t.administrators].append(row)

    def office_member(self, person: str) -> None:
        self.rows[t.office_members].append({"person": person})

    def sign_in(self, person: str) -> None:
        row = {"person": person, "issuer": "https://idp.example", "subject": f"sub-{person}", "bound_at": NOON}
        self.rows[t.sign_ins].append(row)

    def participant(self, person: str, **changes: Any) -> None:
        row: Values = {
            "id": person,
            "standing": "eligible",
            "since": None,
            "mentor_approved": True,
            "mentee_approved": True,
            "available": True,
            "capacity": 2,
            "mentees": 0,
            "mentors": 0,
            "version": 1,
        }
        self.rows[t.participants].append(row | changes)

    def application(self, applicant: str, kind: str = "mentee", state: str = "submitted", **changes: Any) -> str:
        skills: RankedSkills = changes.pop("skills", SKILLS)
        decided = state in ("approved", "denied")
        supervisor = changes.pop("supervisor", None)
        row: Values = {
            "id": f"{applicant}-{kind}",
            "applicant": applicant,
            "kind": kind,
            "state": state,
            "bio": "Chess",
            "working_hours": "mon-fri-0800-1700",
            "career": list(skills.career),
            "soft": list(skills.soft),
            "ranks": ranks(skills),
            "supervisor": supervisor,
            "supervisor_first_name": supervisor and supervisor.title(),
            "supervisor_last_name": supervisor and "Reed",
            "supervisor_email": supervisor and f"{supervisor}@oa.example",
            "supervisor_chosen": False,
            "started_at": NOON,
            "held_since": NOON,
            "submitted_at": None if state == "draft" else NOON,
            "outcome": state if decided else None,
            "decided_by": supervisor if decided else None,
            "decided_by_name": "Somebody" if decided else None,
            "decided_for": supervisor if decided else None,
            "decided_at": NOON if decided else None,
            "message": None,
            "ground": None,
            "seen_at": None,
            "version": 1,
        }
        row |= changes
        row["bio_key"] = search_key(row["bio"] or "")
        self.rows[t.applications].append(row)
        return str(row["id"])

    def mentorship(self, identity: str, mentor: str, mentee: str, state: str = "requested", **changes: Any) -> str:
        place = 1 if state == "active" else None
        row: Values = {
            "id": identity,
            "mentor": mentor,
            "mentee": mentee,
            "state": state,
            "requested_at": NOON,
            "held_since": NOON,
            "note": "Please",
            "answer": None,
            "answered_at": None,
            "mentor_place": place,
            "mentee_place": place,
            "ends_on": None,
            "ended_at": None,
            "ended_by": None,
            "goals": None,
            "schedule": None,
            "obstacles": None,
            "agreement_ends_on": None,
            "agreement_by": None,
            "agreement_proposed_at": None,
            "agreement_agreed_at": None,
            "version": 1,
        }
        self.rows[t.mentorships].append(row | changes)
        return identity

    def meeting(self, identity: str, mentorship: str, **changes: Any) -> str:
        of = next(row for row in reversed(self.rows[t.mentorships]) if row["id"] == mentorship)
        row: Values = {
            "id": identity,
            "mentorship": mentorship,
            "mentor": of["mentor"],
            "mentee": of["mentee"],
            "state": "held",
            "starts_at": NOON,
            "minutes": 60,
            "agenda": None,
            "proposed_by": of["mentee"],
            "proposed_at": NOON,
            "outside_hours": False,
            "hours_confirmed_at": None,
            "organizer": of["mentee"],
            "version": 1,
        }
        row |= changes
        row.setdefault("logged_by", of["mentee"] if row["state"] == "held" else None)
        self.rows[t.meetings].append(row)
        return identity

    def email(self, number: int, recipient: str, state: str = "sent") -> None:
        row: Values = {
            "key": f"email {number}",
            "message_id": f"<{number}@mo.example>",
            "kind": "request_closed",
            "recipient": recipient,
            "data": {},
            "due_at": NOON,
            "next_at": NOON,
            "state": state,
        }
        self.rows[t.emails].append(row)

    def survey(self, mentorship: str, side: str, **changes: Any) -> None:
        of = next(row for row in reversed(self.rows[t.mentorships]) if row["id"] == mentorship)
        row: Values = {
            "mentorship": mentorship,
            "side": side,
            "person": of[side],
            "due_at": NOON,
            "answered_at": None,
            "answers": None,
            "contact_me": False,
            "followed_up_at": None,
            "followed_up_by": None,
            "version": 1,
        }
        if "answered_at" in changes:
            row["answers"] = {
                "how_often": "Monthly",
                "skills_worked_on": ["soft_skills"],
                "rating": "Good",
                "development_improved": True,
                "comments": None,
                "plans": "yes",
                "contact_me": changes.get("contact_me", False),
                "gained_access": True,
                "how_met": None,
                "ending": None,
            }
        self.rows[t.surveys].append(row | changes)

    def audit(self, subject: str, action: str, by: str | None = None, kind: str = "application", **data: Any) -> None:
        row = {"type": action, "occurred_at": NOON, "by": by, "subject_kind": kind, "subject": subject, "data": data}
        self.rows[t.events].append(row)

    def imported(self, identity: str, by: str) -> None:
        row = {"id": identity, "state": "refused", "uploaded_by": by, "uploaded_at": NOON, "done_at": NOON}
        self.rows[t.imports].append(row | {"counts": None, "problems": [], "message": "One problem."})

    def import_changed(self, identity: str, number: int, person: str) -> None:
        row = {"import": identity, "number": number, "kind": ImportChangeKind.CAME.value, "person": person}
        self.rows[t.import_changes].append(row | {"name": person, "department": "OA", "words": ""})

    def supervisor_tried(self, person: str) -> None:
        self.rows[t.supervisor_tries].append({"person": person, "at": NOON})

    def renumbered(self, identity: str, person: str) -> None:
        row = {"id": identity, "person": person, "number": identity, "likenesses": ["email"], "found_at": NOON}
        self.rows[t.renumberings].append(row | {"is_gone": True})

    def resource_version(self, number: int) -> None:
        row = {"resource": "basics", "number": number, "markdown": f"# {number}", "by": None, "at": NOON}
        self.rows[t.resource_versions].append(row)

    def event(self, kind: str) -> None:
        row = {"type": kind, "occurred_at": NOON, "by": None, "subject_kind": "skill", "subject": "x", "data": {}}
        self.rows[t.events].append(row)

    def skill(self, identity: str, number: int, category: str = "career") -> None:
        row = {"id": identity, "category": category, "name": identity, "name_key": identity, "number": number}
        self.rows[t.skills].append(row | {"retired_at": None})

    def listed(self, person: str, skills: RankedSkills = SKILLS, **changes: Any) -> PersonId:
        """A mentor who takes requests; the person has to be a participant."""
        of = next(row for row in reversed(self.rows[t.employees]) if row["id"] == person)
        copied = ("first_name", "last_name", "name_key", "department", "division", "job_title", "work_location")
        row: Values = {
            "person": person,
            "application": f"{person}-mentor",
            **{name: of[name] for name in copied},
            "bio": "Chess",
            "working_hours": "mon-fri-0800-1700",
            "career": list(skills.career),
            "soft": list(skills.soft),
            "open_places": 2,
            "approved_at": NOON,
        } | changes
        if "ranks" not in row:
            row["ranks"] = ranks(skills)
        row.setdefault("words", search_key(f"{row['job_title']} {row['bio']}"))
        row["division_key"] = squeezed(row["division"] or "") or None
        row["location_key"] = squeezed(row["work_location"])
        self.rows[t.mentor_listing].append(row)
        return PersonId(person)

    def mentor(self, person: str, skills: RankedSkills = SKILLS, **changes: Any) -> PersonId:
        """All of it at once: person, participant and listing. `changes` are the listing's."""
        self.person(person)
        self.participant(person)
        return self.listed(person, skills, **changes)

    def run(self, quarter: str, inputs: bytes = b"") -> str:
        """A matching run, its lists sent."""
        self.rows[t.matching_runs].append(
            {
                "id": quarter,
                "quarter": quarter,
                "made_at": NOON,
                "made_by": None,
                "published_at": NOON,
                "salt": "salt",
                "code_version": "moments 0",
                "parameters": parameters_row(RunParameters()),
                "fingerprint": "of the people",
                "lists_digest": "of the lists",
                "bound": 10_000,
                "value": 9_000,
                "figures": FIGURES,
                "inputs": inputs,
                "exposures": b"",
            }
        )
        return quarter

    def suggested(self, run: str, mentee: str, *mentors: str) -> None:
        """A list of that run."""
        self.rows[t.suggestion_lists].append({"run": run, "mentee": mentee, "made_at": NOON})
        common = [{"skill": CAREER[0], "mentee_rank": 1, "mentor_rank": 1, "share": 5_000}]
        for place, mentor in enumerate(mentors, 1):
            row = {"run": run, "mentee": mentee, "place": place, "mentor": mentor, "score": 5_000, "common": common}
            self.rows[t.suggestions].append(row)

    def job_run(self, job: str) -> None:
        self.rows[t.job_runs].append({"job": job, "due": NOON, "ran_at": NOON, "outcome": {"letters": 1}})

    def trial_run(self, identity: str, by: str) -> None:
        row = {"id": identity, "asked_at": NOON, "asked_by": by, "state": "waiting", "attempts": 0, "version": 1}
        self.rows[t.rehearsals].append(row | {"parameters": parameters_row(RunParameters())})

    def actor(self, person: str) -> Actor:
        administered = (row["department"] for row in self.rows[t.administrators] if row["person"] == person)
        office = any(row["person"] == person for row in self.rows[t.office_members])
        return Actor(PersonId(person), frozenset(map(DepartmentCode, administered)), office)

    async def settle(self, database: Database) -> None:
        async with database.writing() as connection:
            for table in _ORDER:
                if self.rows[table]:
                    await connection.execute(insert(table), self.rows[table])
            await connection.commit()


STATES = ("draft", "submitted", "approved", "denied", "withdrawn")
MENTORSHIP_STATES = ("requested", "active", "declined", "cancelled", "closed", "completed", "discontinued")


def random_world(seed: int, people: int, *, departments: Sequence[str] = ("OA", "DOR", "DSS")) -> RowBuilder:
    """Every relation there can be, between people of a few departments."""
    chance, world = random.Random(seed), RowBuilder()
    for code in departments:
        world.department(code)
    names = [f"p{number:06}" for number in range(people)]
    for number, name in enumerate(names):
        world.person(
            name,
            chance.choice(departments),
            first_name=chance.choice(["Ada", "Bo", "Cy", "Di"]),
            last_name=chance.choice(["Reed", "Straße", "O'Neil", "Vogt"]),
            supervisor=names[(number - 1) // 7] if number else None,
            improvement_plan=chance.random() < 0.1,
        )
        world.participant(name, standing=chance.choice(["eligible", "eligible", "suspended"]))
        for kind in ("mentor", "mentee"):
            if chance.random() < 0.7:
                _random_application(world, chance, name, kind, names)
    for name in chance.sample(names, max(2, people // 50)):
        world.administrator(name, chance.choice(departments))
    world.office_member(names[1])
    pairs = {tuple(chance.sample(names, 2)) for _ in range(people)}
    _random_mentorships(world, chance, sorted(pairs))
    return world


def _random_application(world: RowBuilder, chance: random.Random, name: str, kind: str, names: list[str]) -> None:
    state = chance.choice(STATES)
    supervisor = chance.choice([*names[:10], world.of(t.employees)[-1]["supervisor"]])
    at = NOON + minutes(chance.randrange(100))  # ties, too
    decided = state in ("approved", "denied")
    before = not decided and chance.random() < 0.4  # denied, then revised or withdrawn
    facts = {
        "outcome": state if decided else "denied",
        "decided_by": supervisor,
        "decided_by_name": "Somebody",
        "decided_for": supervisor if decided else chance.choice(names[:10]),
        "decided_at": at + minutes(chance.randrange(100)),
        "ground": "FMLA leave" if chance.random() < 0.4 else None,
        "seen_at": NOON if chance.random() < 0.3 else None,
    }
    world.application(
        name,
        kind,
        state,
        supervisor=supervisor,
        supervisor_chosen=chance.random() < 0.2,
        skills=some_skills(chance),
        started_at=at,
        held_since=at + minutes(chance.randrange(100)),
        submitted_at=None if state == "draft" and chance.random() < 0.5 else at + minutes(1),
        **(facts if decided or before else {}),
    )


def _random_mentorships(world: RowBuilder, chance: random.Random, pairs: list[Any]) -> None:
    mentors: dict[str, int] = defaultdict(int)
    mentees: dict[str, int] = defaultdict(int)
    for number, (mentor, mentee) in enumerate(pairs):
        state = chance.choice(MENTORSHIP_STATES)
        if state == "active" and max(mentors[mentor], mentees[mentee]) == 2:
            state = "completed"
        changes: Values = {}
        if state == "active":
            mentors[mentor] += 1
            mentees[mentee] += 1
            changes = {"mentor_place": mentors[mentor], "mentee_place": mentees[mentee]}
        at = NOON + minutes(chance.randrange(50))
        world.mentorship(f"m{number:06}", mentor, mentee, state, requested_at=at, **changes)
        for meeting in range(chance.randrange(3)):
            world.meeting(f"e{number:06}-{meeting}", f"m{number:06}", starts_at=at + minutes(meeting))
        if state in ("completed", "discontinued"):
            for side in ("mentor", "mentee"):
                answered = {"answered_at": at, "contact_me": chance.random() < 0.5} if chance.random() < 0.6 else {}
                world.survey(f"m{number:06}", side, **answered)
