"""The read side's port: a view of the program in one transaction, for one person."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Protocol

from moments.application.access.relations import Actor
from moments.application.figures.decisions import DecidedApplication
from moments.application.figures.participation import Participation
from moments.application.figures.period import FiguresYear
from moments.application.figures.surveys import SurveyResults
from moments.application.next_steps import NextStep, NextStepKind
from moments.application.ports.imports import ImportChange, ImportChangeKind
from moments.application.queries.filters import (
    ApplicationFilter,
    AuditFilter,
    EmailFilter,
    JobRunFilter,
    MentorFilter,
    MentorOrder,
    MentorshipFilter,
    ParticipantFilter,
    PrivateReadFilter,
    SurveyFilter,
)
from moments.application.queries.matching_rows import (
    ParticipationFilter,
    ParticipationRow,
    RunRow,
    RunRows,
    TrialRunRow,
    TrialRunRows,
)
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import (
    AdministratorRow,
    ApplicationRow,
    AuditRow,
    Counts,
    CycleRow,
    EmailCounts,
    EmailRow,
    HoursRow,
    ImportRow,
    JobRunRow,
    MeetingRow,
    MentorFacets,
    MentorSearchRow,
    MentorshipRow,
    PairRow,
    ParticipantRow,
    PersonRow,
    PrivateReadRow,
    QueueGroupRow,
    RenumberingRow,
    ResourceRow,
    SessionRow,
    SignInRow,
    SuggestionListRow,
    SurveyRow,
    TimelineRow,
    ViewerRow,
)
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.kinds import Reminder
from moments.domain.identity.sign_in import IdentityFacts, ProviderIdentity
from moments.domain.matching.exclusions import Between
from moments.domain.matching.request_blockers import Blocked
from moments.domain.matching.shortage import SkillShortage
from moments.domain.matching.trial_run import TrialRunState
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.mentorships.meeting_time import Engagement
from moments.domain.participants.employee import Department
from moments.domain.program.holidays import StateCalendar
from moments.domain.program.quarter import Quarter
from moments.domain.program.resources import ResourceVersion
from moments.domain.program.skills import RankedSkills, Skill
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    ImportId,
    MeetingId,
    MentorshipId,
    PersonId,
    RenumberingId,
    ResourceSlug,
    RunId,
    TrialRunId,
)
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import ChoiceQuestion


class Queries(Protocol):
    """Each method is one SQL statement, or two if stated, for any number of rows.

    Lists contain only what the viewer may see; the conditions repeat the access policy in SQL.
    """

    async def viewer(self, person: PersonId) -> ViewerRow | None:
        """Returns None if the person is not in the directory, or has left."""
        ...

    async def identity_facts(self, identity: ProviderIdentity) -> IdentityFacts: ...

    async def sign_ins(self, name: str | None, page: PageRequest) -> Page[SignInRow]:
        """By name. `name`: words of which each is part of the person's name."""
        ...

    async def muted_reminders(self, person: PersonId) -> frozenset[Reminder]: ...

    async def sessions(self, person: PersonId, at: datetime) -> Sequence[SessionRow]:
        """The person's browser sessions that are open then, the last used first; there are never many."""
        ...

    async def applications(
        self, actor: Actor, criteria: ApplicationFilter, page: PageRequest
    ) -> Page[ApplicationRow]: ...

    async def applications_by_id(
        self, actor: Actor, ids: Collection[ApplicationId]
    ) -> Mapping[ApplicationId, ApplicationRow]:
        """The applications that `actor` may see."""
        ...

    async def supervisor_tries(self, person: PersonId, since: datetime) -> Sequence[datetime]:
        """When the person named a supervisor whom the directory does not have, after then, in order (APP-7). For guards
        only, never to be shown.
        """
        ...

    async def mentee_applications(
        self, actor: Actor, people: Collection[PersonId]
    ) -> Mapping[PersonId, ApplicationRow]:
        """The mentee applications of these people that `actor` may see (REQ-3)."""
        ...

    async def applications_of(
        self, actor: Actor, people: Collection[PersonId], states: Collection[ApplicationState], page: PageRequest
    ) -> Mapping[PersonId, Page[ApplicationRow]]:
        """Oldest start first, the same page for each person; one statement for all. No states: all of them."""
        ...

    async def queue_groups(
        self, actor: Actor, department: DepartmentCode | None, today: date, page: PageRequest
    ) -> Page[QueueGroupRow]:
        """The pending applications of the viewer's departments by supervisor: first those of supervisors who are on
        leave `today`, then by the longest wait.
        """
        ...

    async def queue_of_supervisors(
        self,
        actor: Actor,
        department: DepartmentCode | None,
        supervisors: Collection[PersonId | None],
        page: PageRequest,
    ) -> Mapping[PersonId | None, Page[ApplicationRow]]:
        """The applications of these groups, longest held first; one statement for all."""
        ...

    async def mentorships(self, actor: Actor, criteria: MentorshipFilter, page: PageRequest) -> Page[MentorshipRow]: ...

    async def mentorships_of(
        self,
        actor: Actor,
        side: ApplicationKind,
        people: Collection[PersonId],
        states: Collection[MentorshipState],
        page: PageRequest,
    ) -> Mapping[PersonId, Page[MentorshipRow]]:
        """Newest request first, the same page for each person; one statement for all. No states: all of them."""
        ...

    async def mentorships_by_id(
        self, actor: Actor, ids: Collection[MentorshipId]
    ) -> Mapping[MentorshipId, MentorshipRow]: ...

    async def meetings(
        self, actor: Actor, mentorships: Collection[MentorshipId], page: PageRequest
    ) -> Mapping[MentorshipId, Page[MeetingRow]]:
        """The same page of each mentorship's meetings, newest first; one statement for all."""
        ...

    async def meetings_by_id(self, actor: Actor, ids: Collection[MeetingId]) -> Mapping[MeetingId, MeetingRow]: ...

    async def surveys(self, actor: Actor, criteria: SurveyFilter, page: PageRequest) -> Page[SurveyRow]: ...

    async def surveys_by_id(
        self, actor: Actor, ids: Collection[tuple[MentorshipId, ApplicationKind]]
    ) -> Mapping[tuple[MentorshipId, ApplicationKind], SurveyRow]:
        """The viewer's own surveys, or any for the office; the other side never sees them (SUR-4)."""
        ...

    async def pairs(self, actor: Actor, mentorships: Collection[MentorshipId]) -> Mapping[MentorshipId, PairRow]:
        """Of the viewer's own mentorships."""
        ...

    async def open_proposals(
        self, mentorships: Collection[MentorshipId], at: datetime
    ) -> Mapping[MentorshipId, frozenset[MeetingId]]:
        """The proposed meetings to come of each. No access check: for guards only, never to be shown."""
        ...

    async def engagements(
        self, actor: Actor, mentorships: Collection[MentorshipId], since: datetime, until: datetime
    ) -> Mapping[MentorshipId, Sequence[Engagement]]:
        """For each of the viewer's own mentorships: the meetings of either person, with whomever, that were not called
        off and touch that time. They must not be shown: they are other people's, too.
        """
        ...

    async def hours(self, person: PersonId, since: date, until: date) -> Sequence[HoursRow]:
        """Includes both days, in Central time (America/Chicago); at most one row per mentorship."""
        ...

    async def held_meetings(
        self, person: PersonId, since: date, until: date, confirmed: bool | None, page: PageRequest
    ) -> Page[MeetingRow]:
        """The single meetings of `hours`, oldest first. `confirmed`: None for all."""
        ...

    async def participants(
        self, actor: Actor, criteria: ParticipantFilter, page: PageRequest
    ) -> Page[ParticipantRow]: ...

    async def participants_by_id(self, actor: Actor, people: Collection[PersonId]) -> Mapping[PersonId, ParticipantRow]:
        """The viewer, their reports and people in their departments; for the office, anyone."""
        ...

    async def search_people(self, actor: Actor, text: str, page: PageRequest) -> Page[ParticipantRow]:
        """For the office: everyone in the directory whose name or email has all the words, by name."""
        ...

    async def person_with_email(self, email: str) -> PersonRow | None:
        """The team member with exactly this email; ignores case, excludes people who have left. No access check."""
        ...

    async def participants_for_guards(self, people: Collection[PersonId]) -> Mapping[PersonId, ParticipantRow]:
        """Those who take part. No access check: for guards only, never to be shown."""
        ...

    async def office_member_ids(self) -> frozenset[PersonId]: ...

    async def people(self, ids: Collection[PersonId]) -> Mapping[PersonId, PersonRow]:
        """No access check: call it only for ids from rows that the viewer may read."""
        ...

    async def mentors(
        self,
        actor: Actor,
        desired_skills: RankedSkills,
        criteria: MentorFilter,
        order: MentorOrder,
        page: PageRequest,
        at: datetime,
    ) -> Page[MentorSearchRow]:
        """Mentors who accept requests, without those whom MAT-6 keeps off the viewer's list (SEA-1)"""
        ...

    async def mentor_facets(self, actor: Actor, criteria: MentorFilter, at: datetime) -> MentorFacets:
        """Of the mentors whom `mentors` finds; two statements. Hide small groups before they are shown."""
        ...

    async def mentors_by_id(
        self, desired_skills: RankedSkills, ids: Collection[PersonId]
    ) -> Mapping[PersonId, MentorSearchRow]:
        """The approved mentors among `ids` who have not left, whether they accept requests or not."""
        ...

    async def between(
        self, viewer: PersonRow, mentors: Collection[PersonId], at: datetime
    ) -> Mapping[PersonId, Between]:
        """What stands between the viewer as a mentee and those of the mentors from whom something does (MAT-6)."""
        ...

    async def request_blockers(
        self, viewer: PersonRow, mentors: Collection[PersonId], at: datetime, *, may_request: bool
    ) -> Mapping[PersonId, Blocked | None]:
        """Why the viewer cannot request each of the mentors, None if the viewer can. `may_request`: whether they may
        request a mentor at all.
        """
        ...

    async def suggestion_list(
        self, viewer: PersonRow, desired_skills: RankedSkills, at: datetime, *, may_request: bool
    ) -> SuggestionListRow | None:
        """The viewer's list from the latest published run that has one for them (MAT-4). `may_request`: whether they
        may request a mentor at all.
        """
        ...

    async def matching_runs(self, actor: Actor, quarter: Quarter | None, page: PageRequest) -> Page[RunRow]:
        """For the office, newest quarter first."""
        ...

    async def matching_runs_by_id(self, actor: Actor, ids: Collection[RunId]) -> RunRows:
        """For the office."""
        ...

    async def participation(
        self, actor: Actor, run: RunId, criteria: ParticipationFilter, page: PageRequest
    ) -> Page[ParticipationRow]:
        """For the office: one side of a run, ordered by person id; two statements if the run is not cached."""
        ...

    async def trial_runs(self, actor: Actor, state: TrialRunState | None, page: PageRequest) -> Page[TrialRunRow]:
        """For the office, newest first."""
        ...

    async def trial_runs_by_id(self, actor: Actor, ids: Collection[TrialRunId]) -> TrialRunRows:
        """For the office."""
        ...

    async def shortages(self) -> Sequence[SkillShortage]:
        """For each active skill, by number; two statements. No access check, because small groups are hidden."""
        ...

    async def survey_results(self, year: FiguresYear) -> SurveyResults:
        """Two statements. No access check, because small groups are hidden."""
        ...

    async def decided_applications(self, year: FiguresYear) -> Sequence[DecidedApplication]:
        """Each application with the last decision about it, if that was made in the year."""
        ...

    async def participation_by_department(self) -> Participation:
        """By the departments' names. No access check, because small groups are hidden."""
        ...

    async def administrators(
        self, departments: Collection[DepartmentCode], page: PageRequest
    ) -> Mapping[DepartmentCode, Page[AdministratorRow]]:
        """Ordered by name, the same page for each department; one statement for all."""
        ...

    async def office_members(self, name: str | None, page: PageRequest) -> Page[PersonRow]:
        """By name."""
        ...

    async def timelines(
        self, kind: str, subjects: Collection[str], page: PageRequest, *, reviews: bool = True
    ) -> Mapping[str, Page[TimelineRow]]:
        """Oldest first, the same page for each; two statements for all (the second for names). No access check: call it
        only for subjects that the viewer may see. `kind`: application, mentorship. `reviews`: includes events for
        reviewers only.
        """
        ...

    async def audit(self, actor: Actor, criteria: AuditFilter, page: PageRequest) -> Page[AuditRow]:
        """For the office: all events; two statements."""
        ...

    async def audit_by_id(self, actor: Actor, ids: Collection[int]) -> Mapping[int, AuditRow]:
        """For the office; two statements."""
        ...

    async def private_reads(self, actor: Actor, criteria: PrivateReadFilter, page: PageRequest) -> Page[PrivateReadRow]:
        """For the office."""
        ...

    async def emails(self, actor: Actor, criteria: EmailFilter, page: PageRequest) -> Page[EmailRow]:
        """For the office."""
        ...

    async def emails_by_id(self, actor: Actor, ids: Collection[int]) -> Mapping[int, EmailRow]:
        """For the office."""
        ...

    async def email_counts(self) -> EmailCounts:
        """No access check, because counts are not personal."""
        ...

    async def imports(self, actor: Actor, command_line: bool, page: PageRequest) -> Page[ImportRow]:
        """For the office, newest first."""
        ...

    async def import_changes(
        self, actor: Actor, identity: ImportId, kinds: Collection[ImportChangeKind], page: PageRequest
    ) -> Page[ImportChange]:
        """For the office: of one import, in order; of these kinds, if there are any."""
        ...

    async def imports_by_id(self, actor: Actor, ids: Collection[ImportId]) -> Mapping[ImportId, ImportRow]:
        """For the office."""
        ...

    async def renumberings(self, actor: Actor, page: PageRequest) -> Page[RenumberingRow]:
        """For the office, those to be decided, the oldest first."""
        ...

    async def renumberings_by_id(
        self, actor: Actor, ids: Collection[RenumberingId]
    ) -> Mapping[RenumberingId, RenumberingRow]:
        """For the office, the decided ones too."""
        ...

    async def departments(self) -> Sequence[Department]:
        """Ordered by name; cached until an import."""
        ...

    async def skills(self) -> Sequence[Skill]:
        """Ordered by number; cached until the catalog changes."""
        ...

    async def survey_choices(self) -> Mapping[ChoiceQuestion, Sequence[str]]: ...

    async def state_calendar(self) -> StateCalendar:
        """The State's holidays: those of the law, with what the office changed."""
        ...

    async def resources(self) -> Sequence[ResourceRow]:
        """The latest version of each text, in the order of the site's page."""
        ...

    async def resource_versions(self, actor: Actor, resource: ResourceSlug, page: PageRequest) -> Page[ResourceVersion]:
        """For the office, newest first. `resource`: one that there is."""
        ...

    async def cycles(self, first: Quarter, last: Quarter) -> Sequence[CycleRow]:
        """The cycles of these quarters, in order, with the default dates if never changed; three statements."""
        ...

    async def first_quarter(self) -> Quarter | None:
        """The earliest quarter that a person or the scheduler has changed."""
        ...

    async def job_runs(self, criteria: JobRunFilter, page: PageRequest) -> Page[JobRunRow]:
        """The scheduler's job runs."""
        ...

    async def last_runs(self, jobs: Collection[str]) -> Mapping[str, JobRunRow]: ...

    async def next_steps(self, actor: Actor, at: datetime) -> Sequence[NextStep]:
        """What waits for the viewer in all their roles, in the order of the kinds; without the choice of a mentor."""
        ...

    async def waiting_counts(self, actor: Actor, at: datetime) -> Mapping[NextStepKind, int]:
        """How many things wait for the viewer, of each kind that they can have."""
        ...

    # --- for live streams ---

    async def last_event(self) -> int:
        """The id of the last event that this transaction sees; 0 before the first."""
        ...

    async def counts(self) -> Counts: ...

    async def mentees_of(self, run: RunId) -> frozenset[PersonId]:
        """All mentees who have a list of that run, including empty lists."""
        ...


class ReadTransactions(Protocol):
    """Opens a read-only transaction, so that one request reads one consistent snapshot."""

    def __call__(self) -> AbstractAsyncContextManager[Queries]: ...
