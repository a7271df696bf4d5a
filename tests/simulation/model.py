"""What should be so, kept beside the program by the rules' words and by no line of its code.

It knows the directory as last imported, and is told of each action that was taken. It works out what follows, which
events and letters that makes, who may see what, and whether an action may be taken at all.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from moments.domain.participants.employee import Employee
from moments.domain.program.quarter import Quarter, state_day
from moments.domain.shared.ids import ApplicationId, DepartmentCode, MentorshipId, PersonId
from tests.simulation.state import is_eligible

MENTOR, MENTEE = "mentor", "mentee"
YEAR, DAY = timedelta(days=365), timedelta(days=1)
CAP = 2
GRACE = timedelta(days=7)
Event = tuple[str, str]
"""Its name, and the id of what it is about."""
Due = tuple[str, PersonId, str]
"""A letter's kind, its reader, and the id of what it is about."""


@dataclass(slots=True)
class App:
    """`above`: whom it is routed to; `named`: by the applicant. `unseen`: in lieu of whom it was decided."""

    id: ApplicationId
    applicant: PersonId
    kind: str
    above: PersonId | None
    named: bool = False
    state: str = "draft"
    submitted_at: datetime | None = None
    decided_at: datetime | None = None
    unseen: PersonId | None = None


@dataclass(slots=True)
class Pair:
    id: MentorshipId
    mentor: PersonId
    mentee: PersonId
    requested_at: datetime
    state: str = "requested"
    changed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state in ("requested", "active")


@dataclass(slots=True)
class Person:
    """Of somebody who ever began an application. `wishes`: how many mentees they take."""

    suspended: bool
    available: bool = True
    wishes: int = CAP
    roles: set[str] = field(default_factory=set[str])


@dataclass(slots=True)
class Model:
    now: datetime
    people: dict[PersonId, Employee] = field(default_factory=dict[PersonId, Employee])
    here: set[PersonId] = field(default_factory=set[PersonId])
    taking_part: dict[PersonId, Person] = field(default_factory=dict[PersonId, Person])
    apps: dict[ApplicationId, App] = field(default_factory=dict[ApplicationId, App])
    pairs: dict[MentorshipId, Pair] = field(default_factory=dict[MentorshipId, Pair])
    surveys: dict[tuple[MentorshipId, str], bool] = field(default_factory=dict[tuple[MentorshipId, str], bool])
    administrators: set[tuple[PersonId, DepartmentCode]] = field(default_factory=set[tuple[PersonId, DepartmentCode]])
    left_on: dict[PersonId, date] = field(default_factory=dict[PersonId, date])
    office: set[PersonId] = field(default_factory=set[PersonId])
    events: Counter[Event] = field(default_factory=Counter[Event])
    letters: Counter[Due] = field(default_factory=Counter[Due])

    # --- what is so ----------------------------------------------------------------------------------------------

    def app_of(self, person: PersonId, kind: str) -> App | None:
        return next((each for each in self.apps.values() if (each.applicant, each.kind) == (person, kind)), None)

    def has_role(self, person: PersonId, kind: str) -> bool:
        return person in self.taking_part and kind in self.taking_part[person].roles

    def active(self, person: PersonId, kind: str) -> list[Pair]:
        return [p for p in self.pairs.values() if p.state == "active" and _side(p, kind) == person]

    def waiting(self, person: PersonId, kind: str) -> list[Pair]:
        return [p for p in self.pairs.values() if p.state == "requested" and _side(p, kind) == person]

    def open_places(self, person: PersonId, kind: str) -> int:
        most = self.taking_part[person].wishes if kind == MENTOR else CAP
        return max(0, most - len(self.active(person, kind)))

    def takes_requests(self, person: PersonId) -> bool:
        """CAP-2, CAP-3, ELIG-4."""
        me = self.taking_part.get(person)
        fit = me is not None and MENTOR in me.roles and not me.suspended and me.available and person in self.here
        return fit and self.open_places(person, MENTOR) > 0

    def may_search(self, person: PersonId) -> bool:
        """SEA-1."""
        me = self.taking_part.get(person)
        fit = me is not None and MENTEE in me.roles and not me.suspended and person in self.here
        return fit and self.open_places(person, MENTEE) > 0

    def departments_of(self, person: PersonId) -> set[DepartmentCode]:
        return {department for who, department in self.administrators if who == person}

    def queue(self, person: PersonId) -> set[ApplicationId]:
        """APP-6, DIR-1: what waits for this supervisor; nothing waits for, or of, somebody who has left."""
        if person not in self.here:
            return set()
        return {a.id for a in self.apps.values() if a.state == "submitted" and a.above == person and self._counts(a)}

    def department_queue(self, person: PersonId) -> set[ApplicationId]:
        """APR-7."""
        ours = self.departments_of(person) if person in self.here else set[DepartmentCode]()
        return {
            a.id
            for a in self.apps.values()
            if a.state == "submitted" and self._counts(a) and self.people[a.applicant].department in ours
        }

    def _counts(self, app: App) -> bool:
        return app.applicant in self.here

    # --- who may see what ----------------------------------------------------------------------------------------

    def sees_application(self, reader: PersonId, app: App) -> bool:
        """ELIG-5, APP-6, APR-4, APR-5, REQ-3."""
        if reader == app.applicant:
            return True
        if app.state == "draft":
            return False
        if reader in self.office and app.submitted_at is not None:
            return True
        applicant = self.people[app.applicant]
        supervises = reader == applicant.supervisor or (app.named and reader == app.above)
        if app.unseen == reader and supervises:
            return True
        if app.state == "withdrawn":
            return False
        if applicant.department in self.departments_of(reader):
            return True
        if app.state == "submitted":
            return reader == app.above
        if app.kind == MENTEE and app.state == "approved" and self._mentors(reader, app.applicant):
            return True
        return supervises

    def _mentors(self, reader: PersonId, mentee: PersonId) -> bool:
        return any(p.is_open and (p.mentor, p.mentee) == (reader, mentee) for p in self.pairs.values())

    def sees_pair(self, reader: PersonId, pair: Pair) -> bool:
        return reader in (pair.mentor, pair.mentee) or reader in self.office

    def sees_survey(self, reader: PersonId, pair: Pair, side: str) -> bool:
        """SUR-4."""
        own, other = (pair.mentor, pair.mentee) if side == MENTOR else (pair.mentee, pair.mentor)
        return reader == own or (reader in self.office and reader != other)

    def knows_criteria(self, reader: PersonId, person: PersonId) -> bool:
        """ELIG-5."""
        record = self.people[person]
        close = reader in (person, record.supervisor) or reader in self.office
        return close or record.department in self.departments_of(reader)

    def mentors_for(self, mentee: PersonId) -> set[PersonId]:
        """SEA-1, MAT-6: the mentors whom the search finds."""
        return {
            mentor for mentor in self.taking_part if self.takes_requests(mentor) and not self.is_apart(mentee, mentor)
        }

    def is_apart(self, mentee: PersonId, mentor: PersonId) -> bool:
        """MAT-6, without what a day mends."""
        if mentee == mentor or self._supervision(mentee, mentor):
            return True
        return any(self._keeps_apart(p) for p in self.pairs.values() if (p.mentor, p.mentee) == (mentor, mentee))

    def _supervision(self, mentee: PersonId, mentor: PersonId) -> bool:
        if self.people[mentee].supervisor == mentor or self.people[mentor].supervisor == mentee:
            return True
        app = self.app_of(mentee, MENTEE)
        named = app is not None and app.named and app.state in ("submitted", "approved")
        return named and app is not None and app.above == mentor

    def _keeps_apart(self, pair: Pair) -> bool:
        if pair.is_open:
            return True
        since = pair.changed_at or pair.requested_at
        if pair.state in ("completed", "discontinued"):
            return since > self.now - YEAR
        return pair.state == "declined" and Quarter.of(since) == Quarter.of(self.now)

    # --- what may be done ----------------------------------------------------------------------------------------

    def may_submit(self, by: PersonId, identity: ApplicationId) -> bool:
        app = self.apps.get(identity)
        if app is None or app.applicant != by or app.state != "draft":
            return False
        return app.above is not None and is_eligible(self.people[by])

    def may_name(self, by: PersonId, identity: ApplicationId, supervisor: PersonId) -> bool:
        """APP-7: what is plainly refused; whether it is taken hangs on more."""
        app = self.apps.get(identity)
        if app is None or app.applicant != by or app.state not in ("draft", "submitted"):
            return False
        below = by in self._above(supervisor)
        leads = any(self.people[each].supervisor == supervisor for each in self.here)
        own = self.people[by].supervisor == supervisor
        return supervisor in self.here and supervisor != by and (own or (leads and not below))

    def may_decide(self, by: PersonId, identity: ApplicationId, ground: str | None, *, approves: bool) -> bool:
        """APR-1, APR-4, APR-9, ELIG-4."""
        app = self.apps.get(identity)
        if app is None or app.state != "submitted" or by == app.applicant:
            return False
        in_lieu = self.people[app.applicant].department in self.departments_of(by)
        if by != app.above and not (in_lieu and ground):
            return False
        return not approves or is_eligible(self.people[app.applicant])

    def may_withdraw(self, by: PersonId, identity: ApplicationId) -> bool:
        app = self.apps.get(identity)
        if app is None or app.applicant != by or app.state == "withdrawn":
            return False
        return app.state != "approved" or not self.active(by, app.kind)

    def may_request(self, by: PersonId, mentor: PersonId) -> bool:
        """REQ-1, REQ-6, REQ-7, CAP-1, CAP-2, CAP-3, MAT-6."""
        if not self.may_search(by) or not self.takes_requests(mentor) or self.is_apart(by, mentor):
            return False
        canceled = [p for p in self.pairs.values() if (p.mentor, p.mentee, p.state) == (mentor, by, "cancelled")]
        if any((p.changed_at or p.requested_at) > self.now - DAY for p in canceled):
            return False
        return len(self.waiting(by, MENTEE)) < self.open_places(by, MENTEE)

    def may_accept(self, by: PersonId, identity: MentorshipId) -> bool:
        """REQ-4, CAP-1, CAP-2, ELIG-4."""
        pair = self.pairs.get(identity)
        if pair is None or pair.mentor != by or pair.state != "requested":
            return False
        mentor, mentee = self.taking_part[by], self.taking_part[pair.mentee]
        if MENTOR not in mentor.roles or MENTEE not in mentee.roles or mentor.suspended or mentee.suspended:
            return False
        return self.open_places(by, MENTOR) > 0 and self.open_places(pair.mentee, MENTEE) > 0

    def may_answer(self, by: PersonId, identity: MentorshipId) -> bool:
        pair = self.pairs.get(identity)
        return pair is not None and pair.mentor == by and pair.state == "requested"

    def may_cancel(self, by: PersonId, identity: MentorshipId) -> bool:
        pair = self.pairs.get(identity)
        return pair is not None and pair.mentee == by and pair.state == "requested"

    def may_end(self, by: PersonId, identity: MentorshipId) -> bool:
        pair = self.pairs.get(identity)
        return pair is not None and by in (pair.mentor, pair.mentee) and pair.state == "active"

    # --- what was done -------------------------------------------------------------------------------------------

    def start(self, identity: ApplicationId, by: PersonId, kind: str) -> None:
        self._newcomer(by)
        above = self.people[by].supervisor
        self.apps[identity] = App(identity, by, kind, above if above in self.here else None)
        self._event("ApplicationStarted", identity)

    def _newcomer(self, person: PersonId) -> None:
        if person in self.taking_part:
            return
        fine = is_eligible(self.people[person])
        self.taking_part[person] = Person(suspended=not fine)
        if not fine:
            self._event("ParticipantSuspended", person)

    def submit(self, identity: ApplicationId) -> None:
        app = self.apps[identity]
        app.state, app.submitted_at = "submitted", self.now
        self._event("ApplicationSubmitted", identity)
        self._letter("application_received", app.applicant, identity)

    def name_supervisor(self, identity: ApplicationId, supervisor: PersonId) -> None:
        app = self.apps[identity]
        if app.state == "submitted" and app.above != supervisor:
            self._event("ApplicationRerouted", identity)
        app.named = supervisor != self.people[app.applicant].supervisor
        app.above = supervisor

    def decide(self, identity: ApplicationId, by: PersonId, *, approves: bool) -> None:
        app = self.apps[identity]
        app.state, app.decided_at = ("approved" if approves else "denied"), self.now
        app.unseen = app.above if by != app.above else None
        if approves:
            self.taking_part[app.applicant].roles.add(app.kind)
        self._event("ApplicationApproved" if approves else "ApplicationDenied", identity)
        self._letter("application_approved" if approves else "application_denied", app.applicant, identity)

    def mark_seen(self, identity: ApplicationId) -> None:
        app = self.apps[identity]
        if app.unseen is not None:
            self._event("DecisionSeen", identity)
        app.unseen = None

    def revise(self, identity: ApplicationId) -> None:
        app = self.apps[identity]
        above = self.people[app.applicant].supervisor
        app.state, app.named, app.above = "draft", False, (above if above in self.here else None)
        self._event("ApplicationRevised", identity)

    def withdraw(self, identity: ApplicationId) -> None:
        """APP-9: what waits in the role is settled."""
        app = self.apps[identity]
        was, app.state = app.state, "withdrawn"
        self._event("ApplicationWithdrawn", identity)
        if was == "approved":
            self._lose_role(app.applicant, app.kind)

    def _lose_role(self, person: PersonId, kind: str) -> None:
        self.taking_part[person].roles.discard(kind)
        self._end_requests(person, kind)

    def _end_requests(self, person: PersonId, kind: str) -> None:
        """CAP-4, APP-9, DIR-1: the other side is told."""
        for pair in self.waiting(person, kind):
            if kind == MENTEE:
                self.cancel(pair.id)
                self._letter("request_withdrawn", pair.mentor, pair.id)
            else:
                self._close(pair)

    def set_availability(self, by: PersonId, available: bool | None, wishes: int | None) -> None:
        me = self.taking_part[by]
        after = (me.available if available is None else available, me.wishes if wishes is None else wishes)
        if after != (me.available, me.wishes) and MENTOR in me.roles:
            self._event("AvailabilityChanged", by)
        me.available, me.wishes = after
        self._close_if_full(by)

    def request(self, identity: MentorshipId, mentee: PersonId, mentor: PersonId) -> None:
        self.pairs[identity] = Pair(identity, mentor, mentee, self.now)
        self._event("MentorRequested", identity)
        self._letter("mentor_requested", mentor, identity)

    def accept(self, identity: MentorshipId, *, last: bool) -> None:
        pair = self.pairs[identity]
        self._turn(pair, "active", "RequestAccepted")
        self._letter("request_accepted", pair.mentee, identity)
        self._letter("mentorship_confirmed", pair.mentor, identity)
        if last and self.taking_part[pair.mentor].available:
            self.taking_part[pair.mentor].available = False
            self._event("AvailabilityChanged", pair.mentor)
        self._close_if_full(pair.mentor)

    def decline(self, identity: MentorshipId) -> None:
        pair = self.pairs[identity]
        self._turn(pair, "declined", "RequestDeclined")
        self._letter("request_declined", pair.mentee, identity)

    def cancel(self, identity: MentorshipId) -> None:
        self._turn(self.pairs[identity], "cancelled", "RequestCancelled")

    def end(self, identity: MentorshipId, *, completed: bool) -> None:
        """MEN-5, SUR-1."""
        self._finish(self.pairs[identity], completed=completed, gone=set())

    def _finish(self, pair: Pair, *, completed: bool, gone: set[PersonId]) -> None:
        """Each side is asked for the survey but whoever is `gone` for good; who is back finds it due."""
        self._turn(
            pair,
            "completed" if completed else "discontinued",
            "MentorshipCompleted" if completed else "MentorshipDiscontinued",
        )
        for side, person in ((MENTOR, pair.mentor), (MENTEE, pair.mentee)):
            if person not in gone:
                self.surveys[pair.id, side] = False
                self._event("SurveyRequested", f"{pair.id}:{side}")
                self._letter("survey_due", person, f"{pair.id}:{side}")

    def answer_survey(self, identity: MentorshipId, side: str) -> None:
        self.surveys[identity, side] = True
        self._event("SurveySubmitted", f"{identity}:{side}")

    def _close_if_full(self, mentor: PersonId) -> None:
        """CAP-2, CAP-4."""
        if not self.open_places(mentor, MENTOR):
            for pair in self.waiting(mentor, MENTOR):
                self._close(pair)

    def _close(self, pair: Pair) -> None:
        self._turn(pair, "closed", "RequestClosed")
        self._letter("request_closed", pair.mentee, pair.id)

    def _turn(self, pair: Pair, state: str, event: str) -> None:
        pair.state, pair.changed_at = state, self.now
        self._event(event, pair.id)

    def _event(self, name: str, subject: str) -> None:
        self.events[name, subject] += 1

    def _letter(self, kind: str, reader: PersonId, subject: str) -> None:
        self.letters[kind, reader, subject] += 1

    # --- the directory comes -------------------------------------------------------------------------------------

    def directory_came(self, records: Mapping[PersonId, Employee]) -> None:
        """ELIG-4, APP-7, APR-8, DIR-1. `records`: those who are there, by the program's ids."""
        left = self.here - records.keys()
        self.people |= records
        self.here = set(records)
        for person in self.here:
            self.left_on.pop(person, None)
        for person in sorted(left):
            self._leave(person)
        for person, part in self.taking_part.items():
            fine = person in self.here and is_eligible(self.people[person])
            if part.suspended == fine:
                part.suspended = not fine
                self._event("ParticipantReinstated" if fine else "ParticipantSuspended", person)
        for app in self.apps.values():
            if app.state in ("draft", "submitted") and app.applicant in self.here:
                self._follow(app)
        self._strip_roles()

    def _leave(self, person: PersonId) -> None:
        """DIR-1: what waits is settled; roles and mentorships stay, in case that they come back."""
        self.left_on[person] = state_day(self.now)
        for app in self.apps.values():
            if app.applicant == person and app.state == "submitted":
                self.withdraw(app.id)
        for kind in (MENTOR, MENTEE):
            self._end_requests(person, kind)

    def end_mentorships_of_leavers(self) -> None:
        """DIR-1: they have been gone for seven days."""
        gone = {who for who, day in self.left_on.items() if day <= state_day(self.now) - GRACE}
        for pair in self.pairs.values():
            if pair.state == "active" and {pair.mentor, pair.mentee} & gone:
                self._finish(pair, completed=False, gone=set(self.left_on))

    def _follow(self, app: App) -> None:
        """APP-7: whom it is with, by the new directory."""
        holder = app.above
        if app.named and holder is not None and holder in self.here and app.applicant not in self._above(holder):
            return
        above = self.people[app.applicant].supervisor
        after = above if above in self.here else None
        if app.state == "submitted" and (after is None or after == holder):
            return
        if app.state == "submitted":
            self._event("ApplicationRerouted", app.id)
        app.above, app.named = after, False

    def _above(self, person: PersonId) -> Iterator[PersonId]:
        seen, above = {person}, self.people[person].supervisor
        while above is not None and above in self.people and above not in seen:
            yield above
            seen.add(above)
            above = self.people[above].supervisor

    def _strip_roles(self) -> None:
        for person, department in sorted(self.administrators):
            if person not in self.here or self.people[person].department != department:
                self.administrators.discard((person, department))
                self._event("AdministratorRemoved", department)
        gone = self.office - self.here
        if gone != self.office:
            self.office -= gone
            for person in gone:
                self._event("OfficeMemberRemoved", person)

    def reached(self, people: Collection[PersonId]) -> list[PersonId]:
        return sorted(each for each in people if each in self.here)


def _side(pair: Pair, kind: str) -> PersonId:
    return pair.mentor if kind == MENTOR else pair.mentee
