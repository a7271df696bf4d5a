"""The ports' stores over one unit of work's copy of the memory."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta

from moments.application.directory.update import ImportedFile
from moments.application.ports.errors import ConcurrentUpdate, DuplicateKey, NotFound
from moments.application.ports.journal import Email, Held, IdempotencyRecord
from moments.application.ports.mentorships import Pair
from moments.application.ports.sessions import BrowserSession
from moments.domain.applications.application import Application
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.email import EmailState, OutboxEmail
from moments.domain.email.kinds import Reminder
from moments.domain.identity.sign_in import BoundPerson, Candidate, IdentityFacts, ProviderIdentity
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.meeting_time import Engagement
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.employee import Department, Employee
from moments.domain.participants.participant import Participant
from moments.domain.participants.private_facts import DaysReads
from moments.domain.participants.renumbering import Renumbering, number_key
from moments.domain.program.administrators import Administrator
from moments.domain.program.common_hours import Span
from moments.domain.program.resources import ResourceVersion
from moments.domain.program.skills import Catalog, Skill
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    EmployeeNumber,
    MeetingId,
    MentorshipId,
    PersonId,
    RenumberingId,
    ResourceSlug,
    SessionId,
)
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import ChoiceQuestion, Survey
from tests.application.fakes.base import Store, read
from tests.application.fakes.memory import State, StoredKey, StoredLetter, StoredSession, StoredSignIn


class FakeApplications(Store):
    async def applicant_of(self, identity: ApplicationId) -> PersonId:
        return read(self._state.applications, identity, "application").applicant

    async def get(self, identity: ApplicationId) -> Application:
        return read(self._state.applications, identity, "application")

    async def of(self, person: PersonId, kind: ApplicationKind) -> Application | None:
        return next((each for each in await self.of_people({person}) if each.kind is kind), None)

    async def of_people(self, people: set[PersonId]) -> list[Application]:
        found = (each for _, each in sorted(self._state.applications.items()) if each.applicant in people)
        return [deepcopy(each) for each in found]

    async def routes_to(self, decider: PersonId, applicant: PersonId, since: datetime) -> bool:
        return any(
            (each.state in (ApplicationState.DRAFT, ApplicationState.SUBMITTED) and _is_with(each, decider))
            or (each.decision is not None and each.decision.by == decider and each.decision.at >= since)
            for each in await self.of_people({applicant})
        )

    async def save(self, application: Application) -> None:
        other = await self.of(application.applicant, application.kind)
        if other is not None and other.id != application.id:
            raise DuplicateKey
        self._write(self._state.applications, application.id, application)


def _is_with(application: Application, supervisor: PersonId) -> bool:
    return application.supervisor is not None and application.supervisor.person == supervisor


class FakeSupervisorTries(Store):
    async def since(self, person: PersonId, earliest: datetime) -> Sequence[datetime]:
        return [at for at in self._state.supervisor_tries.get(person, ()) if at > earliest]

    async def add(self, person: PersonId, at: datetime) -> None:
        self._state.supervisor_tries[person] = (*self._state.supervisor_tries.get(person, ()), at)


class FakeParticipants(Store):
    async def lock(self, *people: PersonId) -> dict[PersonId, Participant]:
        there = sorted(set(people) & self._state.participants.keys())
        return {person: seated(self._state, person) for person in there}

    async def save(self, participant: Participant) -> None:
        self._write(self._state.participants, participant.id, participant)


def seated(state: State, person: PersonId) -> Participant:
    """The participant with the places and requests that follow from the mentorships."""
    participant = deepcopy(state.participants[person])
    participant.mentees, participant.mentors, participant.waiting = {}, {}, set()
    for each in state.mentorships.values():
        if each.mentor == participant.id and each.mentor_place:
            participant.mentees[each.mentor_place] = each.id
        if each.mentee == participant.id and each.mentee_place:
            participant.mentors[each.mentee_place] = each.id
        if each.mentee == participant.id and each.state is MentorshipState.REQUESTED:
            participant.waiting.add(each.id)
    return participant


class FakeMentorships(Store):
    async def pair_of(self, identity: MentorshipId) -> Pair:
        mentorship = read(self._state.mentorships, identity, "mentorship")
        return Pair(mentorship.mentor, mentorship.mentee)

    async def get(self, identity: MentorshipId) -> Mentorship:
        return read(self._state.mentorships, identity, "mentorship")

    async def waiting_for(self, mentor: PersonId) -> list[Mentorship]:
        return self._waiting(lambda each: each.mentor == mentor)

    async def waiting_of(self, mentee: PersonId) -> list[Mentorship]:
        return self._waiting(lambda each: each.mentee == mentee)

    async def waiting(self) -> list[Mentorship]:
        return self._waiting(lambda each: True)

    async def save(self, mentorship: Mentorship) -> None:
        if mentorship.is_open and any(_collide(mentorship, each) for each in self._open() if each.id != mentorship.id):
            raise DuplicateKey
        self._write(self._state.mentorships, mentorship.id, mentorship)

    def _open(self) -> list[Mentorship]:
        return [each for each in self._state.mentorships.values() if each.is_open]

    def _waiting(self, wanted: Callable[[Mentorship], bool]) -> list[Mentorship]:
        found = [each for each in self._open() if each.state is MentorshipState.REQUESTED and wanted(each)]
        return [deepcopy(each) for each in sorted(found, key=lambda each: (each.requested_at, each.id))]


def _collide(one: Mentorship, other: Mentorship) -> bool:
    """The three unique indexes: the open pair, the mentor's place, the mentee's place."""
    pair = (one.mentor, one.mentee) == (other.mentor, other.mentee)
    mentor = one.mentor_place is not None and (one.mentor, one.mentor_place) == (other.mentor, other.mentor_place)
    mentee = one.mentee_place is not None and (one.mentee, one.mentee_place) == (other.mentee, other.mentee_place)
    return pair or mentor or mentee


class FakeMeetings(Store):
    async def pair_of(self, identity: MeetingId) -> Pair:
        meeting = read(self._state.meetings, identity, "meeting")
        return Pair(meeting.mentor, meeting.mentee)

    async def get(self, identity: MeetingId) -> Meeting:
        return read(self._state.meetings, identity, "meeting")

    async def mentorship_of(self, identity: MeetingId) -> MentorshipId:
        return read(self._state.meetings, identity, "meeting").mentorship

    async def to_come(self, mentorship: MentorshipId, at: datetime) -> list[Meeting]:
        open_states = (MeetingState.PROPOSED, MeetingState.CONFIRMED)
        found = [
            deepcopy(each)
            for each in self._state.meetings.values()
            if each.mentorship == mentorship and each.state in open_states and each.starts_at > at
        ]
        return sorted(found, key=lambda each: (each.starts_at, each.id))

    async def engagements(self, people: set[PersonId], around: Span) -> list[Engagement]:
        found = (
            Engagement(
                each.id,
                each.mentorship,
                frozenset({each.mentor, each.mentee}),
                each.state,
                Span(each.starts_at, each.minutes),
            )
            for each in self._state.meetings.values()
            if each.state is not MeetingState.CANCELLED and not people.isdisjoint({each.mentor, each.mentee})
        )
        return [each for each in found if each.span.overlaps(around)]

    async def save(self, meeting: Meeting) -> None:
        self._write(self._state.meetings, meeting.id, meeting)


class FakeSurveys(Store):
    async def get(self, mentorship: MentorshipId, side: ApplicationKind) -> Survey:
        return read(self._state.surveys, (mentorship, side), "survey")

    async def save(self, survey: Survey) -> None:
        self._write(self._state.surveys, (survey.mentorship, survey.side), survey)

    async def choices(self) -> Mapping[ChoiceQuestion, Sequence[str]]:
        return {question: list(self._state.choices[question]) for question in ChoiceQuestion}

    async def set_choices(self, question: ChoiceQuestion, labels: Sequence[str]) -> None:
        self._state.choices[question] = tuple(labels)


class FakeResources(Store):
    async def get(self, resource: ResourceSlug) -> ResourceVersion:
        if resource not in self._state.resources:
            raise NotFound("resource")
        return self._state.resources[resource][-1]

    async def add(self, version: ResourceVersion, after: ResourceVersion) -> None:
        there = self._state.resources[version.resource]
        if there[-1] != after:
            raise ConcurrentUpdate
        self._state.resources[version.resource] = (*there, version)


class FakeDirectory(Store):
    async def get(self, person: PersonId) -> Employee:
        if person not in self._state.employees:
            raise NotFound("person")
        return self._state.employees[person]

    async def by_email(self, email: str) -> Employee | None:
        there = (each for each in self._state.employees.values() if each.left is None)
        return next((each for each in there if each.email.casefold() == email.casefold()), None)

    async def people(self, people: Collection[PersonId]) -> dict[PersonId, Employee]:
        return {person: self._state.employees[person] for person in people if person in self._state.employees}

    async def above(self, person: PersonId) -> tuple[PersonId, ...]:
        line: list[PersonId] = []
        found = self._state.employees.get(person)
        while found and found.supervisor and found.supervisor not in line:
            line.append(found.supervisor)
            found = self._state.employees.get(found.supervisor)
        return tuple(line)

    async def supervises(self, person: PersonId) -> bool:
        return any(each.supervisor == person and each.left is None for each in self._state.employees.values())

    async def department(self, code: DepartmentCode) -> Department:
        if code not in self._state.departments:
            raise NotFound("department")
        return self._state.departments[code]

    async def all(self) -> Mapping[PersonId, Employee]:
        return dict(sorted(self._state.employees.items()))

    async def departments(self) -> Mapping[DepartmentCode, Department]:
        return dict(sorted(self._state.departments.items()))

    async def write_departments(self, departments: Sequence[Department]) -> None:
        self._state.departments.update({department.code: department for department in departments})

    async def move(self, departments: Mapping[DepartmentCode, DepartmentCode]) -> None:
        for person in list(self._state.employees.values()):
            if person.department in departments:
                moved = replace(person, department=departments[person.department])
                self._state.employees[person.id] = moved

    async def write(self, employees: Sequence[Employee]) -> None:
        self._state.employees.update({employee.id: employee for employee in employees})
        emails = [each.email.casefold() for each in self._state.employees.values() if each.left is None]
        numbers = [each.number for each in self._state.employees.values() if each.left is None and each.number]
        keys = {number_key(each) for each in numbers}
        if len(set(emails)) < len(emails) or len(keys) < len(numbers):
            raise DuplicateKey

    async def imported_files(self) -> Sequence[ImportedFile]:
        return [self._state.imported_files[number] for number in sorted(self._state.imported_files, reverse=True)]

    async def add_imported_file(self, file: ImportedFile) -> None:
        self._state.imported_files[len(self._state.imported_files) + 1] = file

    async def applicants(self) -> frozenset[PersonId]:
        return frozenset(each.applicant for each in self._state.applications.values())


class FakeRenumberings(Store):
    async def all(self) -> Sequence[Renumbering]:
        return [each for _, each in sorted(self._state.renumberings.items())]

    async def get(self, identity: RenumberingId) -> Renumbering:
        if identity not in self._state.renumberings:
            raise NotFound("renumbering")
        return self._state.renumberings[identity]

    async def save(self, renumbering: Renumbering) -> None:
        self._state.renumberings[renumbering.id] = renumbering

    async def remove(self, identities: Collection[RenumberingId]) -> None:
        for each in identities:
            self._state.renumberings.pop(each, None)

    async def former_numbers(self) -> frozenset[tuple[PersonId, str]]:
        return frozenset(self._state.former_numbers)

    async def add_former(self, person: PersonId, number: EmployeeNumber, at: datetime) -> None:
        self._state.former_numbers.setdefault((person, number_key(number)), at)


class FakeSkills(Store):
    async def catalog(self) -> Catalog:
        return Catalog(sorted(self._state.skills.values(), key=lambda skill: skill.number))

    async def save(self, skill: Skill) -> None:
        others = [each for each in self._state.skills.values() if each.id != skill.id]
        if any(each.name.casefold() == skill.name.casefold() or each.number == skill.number for each in others):
            raise DuplicateKey
        self._state.skills[skill.id] = skill


class FakeAdministrators(Store):
    async def of(self, department: DepartmentCode) -> Sequence[Administrator]:
        found = [each for each in self._state.administrators.values() if each.department == department]
        return sorted(found, key=lambda each: (each.named_at, each.person))

    async def departments_of(self, person: PersonId) -> frozenset[DepartmentCode]:
        return frozenset(department for department, who in self._state.administrators if who == person)

    async def add(self, administrator: Administrator) -> None:
        key = (administrator.department, administrator.person)
        if key in self._state.administrators:
            raise DuplicateKey
        self._state.administrators[key] = administrator

    async def remove(self, person: PersonId, department: DepartmentCode) -> None:
        self._state.administrators.pop((department, person), None)


class FakeOffice(Store):
    async def members(self) -> frozenset[PersonId]:
        return frozenset(self._state.office)

    async def is_member(self, person: PersonId) -> bool:
        return person in self._state.office

    async def add(self, person: PersonId) -> None:
        if person in self._state.office:
            raise DuplicateKey
        self._state.office[person] = None

    async def remove(self, person: PersonId) -> None:
        self._state.office.pop(person, None)


class FakeSignIns(Store):
    async def facts(self, identity: ProviderIdentity) -> IdentityFacts:
        accounts = [(key, each) for key, each in self._state.sign_ins.items() if key[1] == identity.issuer]
        bound = next((person for (person, _), each in accounts if each.subject == identity.subject), None)
        return IdentityFacts(
            bound=None if bound is None else BoundPerson(bound, self._state.employees[bound].left is not None),
            holder=self._candidate(identity, lambda each: each.email.casefold() == (identity.email or "").casefold()),
            numbered=self._candidate(identity, lambda each: each.number == identity.employee_id),
        )

    async def bind(self, person: PersonId, identity: ProviderIdentity, at: datetime) -> None:
        stored = self._state.sign_ins.get((person, identity.issuer))
        subjects = [each.subject for (_, issuer), each in self._state.sign_ins.items() if issuer == identity.issuer]
        if identity.subject in subjects or (stored and stored.subject):
            raise DuplicateKey
        self._state.sign_ins[person, identity.issuer] = StoredSignIn(identity.subject, stored and stored.unbound_at)

    async def unbind(self, person: PersonId, at: datetime) -> bool:
        bound = [key for key, each in self._state.sign_ins.items() if key[0] == person and each.subject]
        for key in bound:
            self._state.sign_ins[key] = StoredSignIn(None, at.replace(microsecond=0))
        return bool(bound)

    def _candidate(self, identity: ProviderIdentity, fits: Callable[[Employee], bool]) -> Candidate | None:
        """Since when they have their email, nobody asks of the fake."""
        found = next((each for each in self._state.employees.values() if each.left is None and fits(each)), None)
        if found is None:
            return None
        account = self._state.sign_ins.get((found.id, identity.issuer), StoredSignIn(None))
        return Candidate(found.id, account.subject is not None, unbound_at=account.unbound_at)


class FakeJournal(Store):
    async def write(self, events: list[DomainEvent]) -> None:
        for event in events:
            self._state.events[max(self._state.events, default=0) + 1] = event


class FakeOutbox(Store):
    async def add(self, email: Email, held: Held | None = None) -> None:
        number, until = len(self._state.emails) + 1, held.until if held else email.due_at
        letter = StoredLetter(number, email, problem=held.why if held else None, next_at=until)
        self._state.emails.setdefault(email.dedupe_key, letter)

    async def add_obsolete(self, email: Email, reason: str) -> None:
        await self.add(email)
        self._settle(email.dedupe_key, reason, email.due_at)

    async def supersede(self, email: Email, reason: str) -> Collection[str]:
        found = [
            each.email
            for each in self._state.emails.values()
            if each.state is EmailState.QUEUED
            and (each.email.recipient, each.email.about) == (email.recipient, email.about)
            and each.email.dedupe_key != email.dedupe_key
        ]
        for each in found:
            self._settle(each.dedupe_key, reason, email.due_at)
        return [each.kind for each in found]

    async def times_between(self, caused_by: PersonId, recipient: PersonId, at: datetime) -> Sequence[datetime]:
        theirs = [
            each
            for each in self._state.emails.values()
            if (each.email.caused_by, each.email.recipient) == (caused_by, recipient)
        ]
        waiting = [max(each.next_at or at, at) for each in theirs if each.state is EmailState.QUEUED]
        sent = [each.settled_at for each in theirs if each.state is EmailState.SENT and each.settled_at]
        return sorted(waiting + [each for each in sent if each > at - timedelta(hours=1)])

    def _settle(self, key: str, reason: str, at: datetime) -> None:
        settled = {"state": EmailState.OBSOLETE, "problem": reason, "settled_at": at}
        self._state.emails[key] = replace(self._state.emails[key], **settled)

    async def add_all(self, due: Sequence[Email]) -> int:
        for email in due:
            await self.add(email)
        return len(due)

    async def get(self, email: int) -> OutboxEmail:
        found = self._find(email)
        if found is None:
            raise NotFound("email")
        return OutboxEmail(found.id, found.email.kind, found.state, found.attempts, found.problem)

    async def save(self, email: OutboxEmail, at: datetime) -> None:
        found = self._find(email.id)
        if found is None or found.state is not EmailState.FAILED:
            raise ConcurrentUpdate
        self._state.emails[found.email.dedupe_key] = replace(
            found,
            state=email.state,
            attempts=email.attempts,
            problem=email.problem,
            settled_at=None if email.state is EmailState.QUEUED else at,
        )
        self._track(email)

    async def purge(self, before: datetime) -> int:
        undecided = (EmailState.QUEUED, EmailState.FAILED)
        old = [
            each
            for each in self._state.emails.values()
            if each.settled_at and each.settled_at < before and each.state not in undecided and each.email.data
        ]
        for each in old:
            self._state.emails[each.email.dedupe_key] = replace(each, email=replace(each.email, data={}), problem=None)
        return len(old)

    def _find(self, email: int) -> StoredLetter | None:
        return next((each for each in self._state.emails.values() if each.id == email), None)


class FakeReminders(Store):
    async def muted(self, person: PersonId) -> frozenset[Reminder]:
        return self._state.muted.get(person, frozenset())

    async def mute_only(self, person: PersonId, reminders: frozenset[Reminder], at: datetime) -> None:
        self._state.muted[person] = reminders


class FakeSessions(Store):
    async def add(self, session: BrowserSession, at_most: int) -> None:
        self._state.sessions[session.id] = StoredSession(session, session.created_at)
        own = [each for each in self._state.sessions.values() if each.session.person == session.person]
        own.sort(key=lambda each: (each.last_used_at, each.session.created_at), reverse=True)
        self._forget(each.session.id for each in own[at_most:])

    async def extend(self, session: SessionId, used_at: datetime, idle_ends_at: datetime) -> bool:
        found = self._state.sessions.get(session)
        if found is not None:
            until = min(idle_ends_at, found.session.ends_at)
            self._state.sessions[session] = StoredSession(replace(found.session, idle_ends_at=until), used_at)
        return found is not None

    async def end(self, person: PersonId, session: SessionId) -> bool:
        return bool(self._end(lambda each: each.person == person and each.id == session))

    async def end_others(self, person: PersonId, kept: SessionId | None = None) -> int:
        return self._end(lambda each: each.person == person and each.id != kept)

    async def end_logins(self, issuer: str, *, subject: str | None, sid: str | None) -> int:
        if subject is None and sid is None:
            raise ValueError("a subject, a session of the provider or both")
        return self._end(
            lambda each: (
                each.login.issuer == issuer
                and (subject is None or each.login.subject == subject)
                and (sid is None or each.login.sid == sid)
            )
        )

    async def end_of_leavers(self) -> int:
        left = {person for person, record in self._state.employees.items() if record.left is not None}
        return self._end(lambda each: each.person in left)

    async def note_logout(self, issuer: str, token_id: str, until: datetime) -> None:
        if (issuer, token_id) in self._state.logout_tokens:
            raise DuplicateKey
        self._state.logout_tokens[issuer, token_id] = until

    def _end(self, ends: Callable[[BrowserSession], bool]) -> int:
        return self._forget([key for key, each in self._state.sessions.items() if ends(each.session)])

    def _forget(self, ended: Iterable[SessionId]) -> int:
        return len([self._state.sessions.pop(each) for each in list(ended)])


class FakePrivateReads(Store):
    async def add(self, reads: Sequence[DaysReads]) -> None:
        for each in reads:
            old = self._state.private_reads.get(each.key)
            self._state.private_reads[each.key] = (
                replace(old, last_at=max(old.last_at, each.last_at), times=old.times + each.times) if old else each
            )


class FakeKeys(Store):
    async def find(self, person: PersonId, key: str) -> IdempotencyRecord | None:
        found = self._state.keys.get((person, key))
        return found and found.done

    async def add(self, person: PersonId, key: str, done: IdempotencyRecord, at: datetime) -> None:
        if (person, key) in self._state.keys:
            raise DuplicateKey
        self._state.keys[person, key] = StoredKey(done, at)
