"""Readable beginnings for the domain's tests: `a_mentor().with_active_mentees(2).build()`.

A builder takes an aggregate to its state by the aggregate's own verbs, so that no test starts from
what could not have come about. Events recorded on the way are forgotten, so that a test sees its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypedDict

from moments.domain.applications.application import Application
from moments.domain.applications.decision import DirectSupervisor, InLieu
from moments.domain.applications.form import Form
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.applications.supervisor import Supervisor
from moments.domain.matching.certificate import Certificate
from moments.domain.matching.figures import Figures
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.trial_report import RunReport, TrialReport
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.employee import Employee, Employment, Evaluation
from moments.domain.participants.participant import Participant
from moments.domain.program.skills import HANDBOOK, Catalog, RankedSkills, Skill, SkillCategory
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    EmployeeNumber,
    MeetingId,
    MentorshipId,
    PersonId,
    SkillId,
)
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers, ChoiceQuestion, FuturePlans, MentorshipEnding, SkillsWorkedOn, Survey

NOW = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
"""Monday, nine in the morning in Missouri."""

ANN = PersonId("E-ANN")
"""The applicant, and the mentee where there is one."""
SAM = PersonId("E-SAM")
"""Ann's supervisor."""
MOE = PersonId("E-MOE")
"""The mentor."""
ADA = PersonId("E-ADA")
"""An administrator of Ann's department."""
ZOE = PersonId("E-ZOE")
"""Nobody in particular: a stranger to all of it."""

REVENUE = DepartmentCode("DOR")
HEALTH = DepartmentCode("DHSS")
DEFAULT_CHOICES: Mapping[ChoiceQuestion, tuple[str, ...]] = {
    ChoiceQuestion.HOW_OFTEN: (
        "Weekly",
        "Every two weeks",
        "Monthly",
        "Every two or three months",
        "Less often",
        "We did not meet",
    ),
    ChoiceQuestion.HOW_MET: ("In person", "By video call", "By telephone", "In several ways", "We did not meet"),
    ChoiceQuestion.RATING: ("Excellent", "Good", "Fair", "Poor"),
}
"""As the program begins with them (SUR-3)."""


def later(**units: float) -> datetime:
    """So much after NOW: `later(days=3)`."""
    return NOW + timedelta(**units)


def local(weekday: int, clock: str, *, week: date = date(2026, 1, 5)) -> datetime:
    """By Missouri's clocks, on a day of the week that begins on Monday, 5 January 2026."""
    return datetime.combine(week + timedelta(days=weekday), time.fromisoformat(clock), STATE_TIME)


# --- the directory --------------------------------------------------------------------


def an_employee(
    identity: PersonId = ANN,
    *,
    first_name: str = "Ann",
    last_name: str = "Abbott",
    email: str = "ann.abbott@mo.example",
    department: DepartmentCode = REVENUE,
    employment: Employment = Employment.FULL_TIME,
    evaluation: Evaluation | None = None,
    improvement_plan: bool = False,
    discipline: bool = False,
    on_leave_until: date | None = None,
    left: date | None = None,
) -> Employee:
    """Full-time, in good standing, and there; each word of the call takes one of these away."""
    return Employee(
        id=identity,
        number=EmployeeNumber(f"number {identity}"),
        first_name=first_name,
        last_name=last_name,
        email=email,
        department=department,
        division=None,
        job_title="Revenue Manager",
        work_location="Jefferson City",
        hire_date=date(2019, 7, 1),
        employment=employment,
        supervisor=SAM,
        on_leave_until=on_leave_until,
        evaluation=evaluation,
        under_improvement_plan=improvement_plan,
        under_discipline=discipline,
        left=left,
    )


def a_supervisor(identity: PersonId = SAM, *, chosen: bool = False, last_name: str = "Stone") -> Supervisor:
    return Supervisor(identity, "Sam", last_name, f"{identity.lower()}@mo.example", chosen=chosen)


# --- skills ---------------------------------------------------------------------------


def skill_id(name: str) -> SkillId:
    return SkillId(name.casefold().replace(" ", "-"))


def the_handbook(*, retired: tuple[str, ...] = ()) -> Catalog:
    """The catalog of the handbook (APP-5), with those of the names retired."""
    named = [(category, name) for category, names in HANDBOOK.items() for name in names]
    return Catalog(
        Skill(skill_id(name), category, name, number, NOW if name in retired else None)
        for number, (category, name) in enumerate(named, 1)
    )


CAREER = tuple(skill_id(name) for name in HANDBOOK[SkillCategory.CAREER])
SOFT = tuple(skill_id(name) for name in HANDBOOK[SkillCategory.SOFT])
SKILLS = RankedSkills(CAREER[:2], SOFT[:2])


def a_form(
    *,
    bio: str | None = "I mend old radios and coach a school's chess club.",
    working_hours: str | None = "mon-fri-0800-1700",
    skills: RankedSkills = SKILLS,
) -> Form:
    """Complete, unless the call takes something away."""
    return Form(bio, working_hours, skills)


# --- applications ---------------------------------------------------------------------


def sam(name: str = "Sam Stone") -> DirectSupervisor:
    """Ann's supervisor, deciding."""
    return DirectSupervisor(SAM, name)


def ada(ground: str | None = "Maternity leave until May", *, department: DepartmentCode = REVENUE) -> InLieu:
    """An administrator, deciding in lieu."""
    return InLieu(ADA, "Ada Adams", frozenset({department}), ground)


@dataclass(frozen=True)
class ApplicationBuilder:
    kind: ApplicationKind = ApplicationKind.MENTEE
    form: Form = field(default_factory=a_form)
    supervisor: Supervisor | None = field(default_factory=a_supervisor)
    steps: tuple[str, ...] = ()
    decider: DirectSupervisor | InLieu = field(default_factory=sam)
    message: str | None = None

    def of_kind(self, kind: ApplicationKind) -> ApplicationBuilder:
        return replace(self, kind=kind)

    def with_form(self, form: Form) -> ApplicationBuilder:
        return replace(self, form=form)

    def routed_to(self, supervisor: Supervisor | None) -> ApplicationBuilder:
        return replace(self, supervisor=supervisor)

    def submitted(self) -> ApplicationBuilder:
        return replace(self, steps=(*self.steps, "submit"))

    def approved(self, by: DirectSupervisor | InLieu | None = None) -> ApplicationBuilder:
        return replace(self.submitted(), decider=by or sam(), steps=("submit", "approve"))

    def denied(self, by: DirectSupervisor | InLieu | None = None, message: str | None = None) -> ApplicationBuilder:
        return replace(self, decider=by or sam(), message=message, steps=("submit", "deny"))

    def withdrawn(self) -> ApplicationBuilder:
        return replace(self, steps=(*self.steps, "withdraw"))

    def in_state(self, state: ApplicationState) -> ApplicationBuilder:
        reach = {
            ApplicationState.DRAFT: lambda: self,
            ApplicationState.SUBMITTED: self.submitted,
            ApplicationState.APPROVED: self.approved,
            ApplicationState.DENIED: self.denied,
            ApplicationState.WITHDRAWN: self.withdrawn,
        }
        return reach[state]()

    def build(self) -> Application:
        made = Application.start(
            ApplicationId("A-1"),
            applicant=ANN,
            kind=self.kind,
            form=self.form,
            supervisor=self.supervisor,
            at=NOW,
        )
        for step in self.steps:
            match step:
                case "submit":
                    made.submit(reasons=(), catalog=the_handbook(), at=NOW)
                case "approve":
                    made.approve(
                        self.decider,
                        read=as_submitted(made),
                        department=REVENUE,
                        reasons=(),
                        message=self.message,
                        at=NOW,
                    )
                case "deny":
                    made.deny(self.decider, read=as_submitted(made), department=REVENUE, message=self.message, at=NOW)
                case _:
                    made.withdraw(at=NOW)
        made.collect_events()
        return made


def as_submitted(application: Application) -> datetime:
    """What names the version that the supervisor has read: the one that is there."""
    return application.submitted_at or NOW


def as_decided(application: Application) -> datetime:
    """What names the decision that is there."""
    return application.decision.at if application.decision else NOW


def an_application() -> ApplicationBuilder:
    """Ann's, to be a mentee: a complete draft, routed to Sam, unless it is told otherwise."""
    return ApplicationBuilder()


# --- participants ---------------------------------------------------------------------


@dataclass(frozen=True)
class ParticipantBuilder:
    id: PersonId
    role: ApplicationKind
    approved: bool = True
    active: int = 0
    waiting: int = 0
    capacity: int = 2
    available: bool = True
    is_suspended: bool = False

    def named(self, identity: PersonId) -> ParticipantBuilder:
        return replace(self, id=identity)

    def not_approved(self) -> ParticipantBuilder:
        return replace(self, approved=False)

    def with_active_mentees(self, count: int) -> ParticipantBuilder:
        assert self.role is ApplicationKind.MENTOR
        return replace(self, active=count)

    def with_active_mentors(self, count: int) -> ParticipantBuilder:
        assert self.role is ApplicationKind.MENTEE
        return replace(self, active=count)

    def with_requests_waiting(self, count: int) -> ParticipantBuilder:
        assert self.role is ApplicationKind.MENTEE
        return replace(self, waiting=count)

    def who_wants(self, capacity: int) -> ParticipantBuilder:
        return replace(self, capacity=capacity)

    def unavailable(self) -> ParticipantBuilder:
        return replace(self, available=False)

    def suspended(self) -> ParticipantBuilder:
        return replace(self, is_suspended=True)

    def build(self) -> Participant:
        made = Participant(self.id)
        made.grant_role(self.role)
        for number in range(1, self.active + 1):
            take = made.take_mentee if self.role is ApplicationKind.MENTOR else made.take_mentor
            take(MentorshipId(f"earlier-{number}"))
        made.waiting |= {MentorshipId(f"waiting-{number}") for number in range(1, self.waiting + 1)}
        made.set_availability(available=self.available, capacity=self.capacity, at=NOW)
        if not self.approved:
            made.revoke_role(self.role)
        if self.is_suspended:
            made.suspend(at=NOW)
        made.collect_events()
        return made


def a_mentor(identity: PersonId = MOE) -> ParticipantBuilder:
    """Moe: approved, eligible, available, with two open places, unless told otherwise."""
    return ParticipantBuilder(identity, ApplicationKind.MENTOR)


def a_mentee(identity: PersonId = ANN) -> ParticipantBuilder:
    """Ann: approved, eligible, with two open places and nothing waiting, unless told otherwise."""
    return ParticipantBuilder(identity, ApplicationKind.MENTEE)


# --- mentorships and meetings -----------------------------------------------------------


@dataclass(frozen=True)
class MentorshipBuilder:
    state: MentorshipState = MentorshipState.REQUESTED
    note: str | None = None

    def noting(self, note: str) -> MentorshipBuilder:
        return replace(self, note=note)

    def active(self) -> MentorshipBuilder:
        return self.in_state(MentorshipState.ACTIVE)

    def completed(self) -> MentorshipBuilder:
        return self.in_state(MentorshipState.COMPLETED)

    def in_state(self, state: MentorshipState) -> MentorshipBuilder:
        return replace(self, state=state)

    def build(self) -> Mentorship:
        mentor, mentee = a_mentor().build(), a_mentee().build()
        made = Mentorship.request(
            MentorshipId("M-1"), mentee=mentee, mentor=mentor, between=None, note=self.note, at=NOW
        )
        match self.state:
            case MentorshipState.DECLINED:
                made.decline(mentee=mentee, message=None, at=NOW)
            case MentorshipState.CANCELLED:
                made.cancel(mentee=mentee, at=NOW)
            case MentorshipState.CLOSED:
                made.end_request(EndReason.MENTOR_FULL, at=NOW)
            case MentorshipState.ACTIVE | MentorshipState.COMPLETED | MentorshipState.DISCONTINUED:
                made.accept(mentor=mentor, mentee=mentee, message=None, ends_on=date(2027, 1, 5), at=NOW)
        if self.state is MentorshipState.COMPLETED:
            made.complete(MOE, mentor=mentor, mentee=mentee, at=NOW)
        if self.state is MentorshipState.DISCONTINUED:
            made.discontinue(ANN, mentor=mentor, mentee=mentee, at=NOW)
        made.collect_events()
        assert made.state is self.state
        return made


def a_mentorship() -> MentorshipBuilder:
    """Ann's request to Moe, waiting for his answer, unless told otherwise."""
    return MentorshipBuilder()


def as_proposed(mentorship: Mentorship) -> datetime:
    """What names the agreement that is there."""
    return mentorship.agreement.proposed_at if mentorship.agreement else NOW


class TheTwo(TypedDict):
    mentor: Participant
    mentee: Participant


def the_two() -> TheTwo:
    """Moe and Ann, for the verbs of their mentorship that take both: `complete(MOE, **the_two(), at=NOW)`."""
    return {"mentor": a_mentor().build(), "mentee": a_mentee().build()}


@dataclass(frozen=True)
class MeetingBuilder:
    state: MeetingState = MeetingState.PROPOSED
    starts_at: datetime = NOW + timedelta(days=1)
    proposed_by: PersonId = ANN

    def in_state(self, state: MeetingState) -> MeetingBuilder:
        return replace(self, state=state)

    def starting(self, at: datetime) -> MeetingBuilder:
        return replace(self, starts_at=at)

    def build(self) -> Meeting:
        made = Meeting.propose(
            MeetingId("T-1"),
            a_mentorship().active().build(),
            by=self.proposed_by,
            starts_at=self.starts_at,
            minutes=60,
            agenda=None,
            outside_hours=False,
            at=NOW,
        )
        other = MOE if self.proposed_by == ANN else ANN
        match self.state:
            case MeetingState.CONFIRMED:
                made.confirm(other, read=made.starts_at, minutes=made.minutes, at=NOW)
            case MeetingState.HELD:
                made.mark_held(other, read=made.starts_at, minutes=60, at=self.starts_at + timedelta(hours=1))
            case MeetingState.CANCELLED:
                made.cancel(other, read=made.starts_at, at=NOW)
        made.collect_events()
        assert made.state is self.state
        return made


def a_meeting() -> MeetingBuilder:
    """Proposed by Ann to Moe for tomorrow, an hour long, unless told otherwise."""
    return MeetingBuilder()


# --- surveys --------------------------------------------------------------------------


def a_survey(side: ApplicationKind) -> Survey:
    """Due from that side of the mentorship of Moe and Ann."""
    person = MOE if side is ApplicationKind.MENTOR else ANN
    made = Survey.create(MentorshipId("M-1"), side, person, at=NOW)
    made.collect_events()
    return made


def mentee_answers(**changes: object) -> Answers:
    """Complete for the mentee's form, unless changed."""
    whole = Answers(
        how_often="Monthly",
        skills_worked_on=frozenset({SkillsWorkedOn.SOFT_SKILLS}),
        rating="Good",
        development_improved=True,
        comments=None,
        plans=FuturePlans.UNDECIDED,
        contact_me=False,
        gained_access=True,
    )
    return replace(whole, **changes)  # pyright: ignore[reportArgumentType]


def mentor_answers(**changes: object) -> Answers:
    """Complete for the mentor's form, unless changed."""
    whole = mentee_answers(gained_access=None, how_met="In person", ending=MentorshipEnding.COMPLETED)
    return replace(whole, **changes)  # pyright: ignore[reportArgumentType]


def some_figures(**counts: int) -> Figures:
    """Of a run in which nobody took part, but for the counts that are given."""
    return replace(Figures(0, 0, {}, {}, 0, 0, 0, 0, {}, {}, {}), **counts)  # pyright: ignore[reportArgumentType]


def a_trial_report() -> TrialReport:
    """Of a trial run in which nobody took part."""
    this = RunReport(None, None, None, RunParameters(), Certificate(0, 0), some_figures())
    return TrialReport(this, None, None, "seed", "moments", "fingerprint", "digest", None, None)
