"""An application's life in the demo: kept as a draft, submitted, decided by whom and when, revised, withdrawn."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from moments.application.applications.decide_application import (
    ApproveApplication,
    DecideApplicationCommand,
    DenyApplication,
)
from moments.application.applications.edit_application import EditApplication, EditApplicationCommand
from moments.application.applications.filling_in import FilledIn, SupervisorWritten
from moments.application.applications.mark_decision_seen import MarkDecisionSeen, MarkDecisionSeenCommand
from moments.application.applications.name_supervisor import NameSupervisor, NameSupervisorCommand
from moments.application.applications.revise_application import ReviseApplication, ReviseApplicationCommand
from moments.application.applications.start_application import StartApplication, StartApplicationCommand
from moments.application.applications.submit_application import SubmitApplication, SubmitApplicationCommand
from moments.application.applications.withdraw_application import WithdrawApplication, WithdrawApplicationCommand
from moments.demo import sample_texts
from moments.demo.agenda import Life
from moments.demo.bios import mentee_bio, mentor_bio
from moments.demo.enrollment import Role
from moments.demo.profiles import strengths, wishes, working_hours_of
from moments.demo.seeking import offer_places, seek_mentors
from moments.demo.simulation import Stage
from moments.domain.applications.application import form_revision
from moments.domain.applications.form import Form
from moments.domain.participants.employee import Employee
from moments.domain.program.skills import RankedSkills
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.domain.shared.kind import ApplicationKind

_DRAFT, _ONLY_MENTOR_LEAVES = 0.06, 0.03
_NAMES_ANOTHER, _IN_LIEU, _IN_LIEU_ON_LEAVE, _SEEN = 0.04, 0.04, 0.6, 0.5
_NEVER_DECIDED, _DENIED, _REVISED = 0.07, 0.07, 0.5


@dataclass(slots=True)
class _Draft:
    """`decider`: the supervisor it is routed to. `submitted_at`: when they were sent what they read."""

    id: ApplicationId
    applicant: Employee
    kind: ApplicationKind
    form: FilledIn
    decider: PersonId
    submitted_at: datetime


async def apply(stage: Stage, role: Role, rng: Random) -> Life:
    """From the first draft to the supervisor."""
    paper = await _start(stage, role, rng)
    if not role.keen and rng.random() < _DRAFT:
        return
    yield stage.in_days(rng, 0, 4)
    if paper.applicant.id in stage.suspended:
        return
    await _submit(stage, paper)
    if not role.keen and rng.random() < _NAMES_ANOTHER:
        yield stage.in_days(rng, 1, 6)
        await _name_another(stage, paper)
    stage.begin(_await_decision(stage, paper, rng, keen=role.keen), stage.in_days(rng, 0.2, rng.choice((3, 8, 8, 25))))


async def _start(stage: Stage, role: Role, rng: Random) -> _Draft:
    person, mentor = role.person, role.kind is ApplicationKind.MENTOR
    skills = stage.ranked((strengths if mentor else wishes)(rng))
    today = stage.clock.now().astimezone(STATE_TIME).date()
    form = FilledIn(
        bio=(mentor_bio if mentor else mentee_bio)(person, today, rng),
        working_hours=working_hours_of(person, rng),
        career=skills.career,
        soft=skills.soft,
    )
    command = StartApplicationCommand(role.kind, form)
    identity = ApplicationId(await stage.do(StartApplication, command, person.id))
    assert person.supervisor is not None  # the casting takes nobody without
    return _Draft(identity, person, role.kind, form, person.supervisor, stage.clock.now())


async def _submit(stage: Stage, paper: _Draft) -> None:
    paper.submitted_at = stage.clock.now()
    await stage.do(SubmitApplication, SubmitApplicationCommand(paper.id), paper.applicant.id)


async def _name_another(stage: Stage, paper: _Draft) -> None:
    """APP-7: the supervisor's own supervisor, where there is one."""
    now = stage.people[paper.applicant.id].supervisor
    above = stage.people[now].supervisor if now else None
    if above is None or above == paper.decider:
        return
    another = stage.people[above]
    written = SupervisorWritten(
        first_name=another.first_name, last_name=another.last_name, email=another.email, on_leave=True
    )
    command = NameSupervisorCommand(paper.id, written)
    await stage.do(NameSupervisor, command, paper.applicant.id)
    paper.decider = above


async def _await_decision(stage: Stage, paper: _Draft, rng: Random, *, keen: bool) -> Life:
    if not keen and rng.random() < _NEVER_DECIDED:
        return
    if paper.applicant.id in stage.suspended:
        return
    _follow_directory(stage, paper)
    denied = not keen and rng.random() < _DENIED
    in_lieu, decided_at = await _decide(stage, paper, rng, denied=denied), stage.clock.now()
    if not denied:
        stage.begin(_take_part(stage, paper, rng))
    if in_lieu and rng.random() < _SEEN:
        yield stage.in_days(rng, 3, 40)
        await stage.do(MarkDecisionSeen, MarkDecisionSeenCommand(paper.id, decided_at), paper.decider)
    if denied and rng.random() < _REVISED:
        yield stage.in_days(rng, 10, 90)
        await _revise(stage, paper, rng)
        stage.begin(_await_decision(stage, paper, rng, keen=False), stage.in_days(rng, 1, 8))


def _follow_directory(stage: Stage, paper: _Draft) -> None:
    """After the directory's update the real program has rerouted what waited; whoever was named by the
    applicant, the supervisor's supervisor then, stays."""
    supervisor = stage.people[paper.applicant.id].supervisor
    if paper.decider == paper.applicant.supervisor and supervisor is not None:
        paper.decider = supervisor


async def _decide(stage: Stage, paper: _Draft, rng: Random, *, denied: bool) -> bool:
    """Whether an administrator decided, in lieu of the supervisor."""
    supervisor = stage.people[paper.decider]
    today = stage.clock.now().astimezone(STATE_TIME).date()
    away = supervisor.on_leave_until is not None and supervisor.on_leave_until >= today
    administrator = stage.administrator_for(paper.applicant, paper.decider)
    in_lieu = administrator is not None and rng.random() < (_IN_LIEU_ON_LEAVE if away else _IN_LIEU)
    ground = rng.choice(sample_texts.GROUNDS) if in_lieu else None
    message = (
        rng.choice(sample_texts.DENIALS if denied else sample_texts.APPROVALS) if denied or rng.random() < 0.4 else None
    )
    command = DecideApplicationCommand(paper.id, paper.submitted_at, message, ground)
    decider = administrator if in_lieu and administrator else supervisor
    await stage.do(DenyApplication if denied else ApproveApplication, command, decider.id)
    return in_lieu


async def _revise(stage: Stage, paper: _Draft, rng: Random) -> None:
    """APP-9: with a better bio, to whom the directory says now."""
    person = stage.people[paper.applicant.id]
    assert person.supervisor is not None
    await stage.do(ReviseApplication, ReviseApplicationCommand(paper.id), person.id)
    bio = (mentor_bio if paper.kind is ApplicationKind.MENTOR else mentee_bio)(
        person, stage.clock.now().astimezone(STATE_TIME).date(), rng
    )
    hours = working_hours_of(person, rng)
    read, paper.form = form_revision(_form(paper.form), None), replace(paper.form, bio=bio, working_hours=hours)
    await stage.do(EditApplication, EditApplicationCommand(paper.id, read, paper.form), person.id)
    paper.applicant, paper.decider = person, person.supervisor
    if person.id not in stage.suspended:
        await _submit(stage, paper)


def _form(filled: FilledIn) -> Form:
    return Form(filled.bio, filled.working_hours, _skills(filled))


def _skills(filled: FilledIn) -> RankedSkills:
    return RankedSkills(filled.career, filled.soft)


async def _take_part(stage: Stage, paper: _Draft, rng: Random) -> Life:
    """APP-6: what follows from the approval."""
    person = paper.applicant.id
    if paper.kind is ApplicationKind.MENTEE:
        stage.begin(seek_mentors(stage, person, _skills(paper.form), rng), stage.in_days(rng, 0.5, 14))
        return
    stage.market.enter(person, _skills(paper.form))
    stage.begin(offer_places(stage, person, rng), stage.in_days(rng, 0, 10))
    if rng.random() < _ONLY_MENTOR_LEAVES:
        yield stage.clock.now() + timedelta(days=rng.randint(20, 200))
        if stage.market.free(person):
            await stage.do(WithdrawApplication, WithdrawApplicationCommand(paper.id), person)
            stage.market.leave(person)
