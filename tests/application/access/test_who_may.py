"""Each mutation that not every team member may do: whoever may does it, whoever may not is told that it isn't there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from moments.application.access.matrix import MUTATIONS, OF_SEVERAL, ON_PUBLIC_THINGS
from moments.application.access.relations import Relation
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
from moments.application.applications.submit_application import SubmitApplication, SubmitApplicationCommand
from moments.application.applications.withdraw_application import WithdrawApplication, WithdrawApplicationCommand
from moments.application.directory.decide_renumbering import DecideRenumbering, DecideRenumberingCommand
from moments.application.email.failed_emails import (
    DiscardEmail,
    DiscardEmailCommand,
    ResendEmail,
    ResendEmailCommand,
)
from moments.application.identity.unbind_sign_in import UnbindSignIn, UnbindSignInCommand
from moments.application.matching.request_trial_run import RequestTrialRun, RequestTrialRunCommand
from moments.application.mentorships.accept_request import AcceptRequest, AcceptRequestCommand
from moments.application.mentorships.agreement import (
    AcceptAgreement,
    AcceptAgreementCommand,
    ProposeAgreement,
    ProposeAgreementCommand,
)
from moments.application.mentorships.answer_meeting import (
    CancelMeeting,
    CancelMeetingCommand,
    ConfirmMeeting,
    ConfirmMeetingCommand,
    MarkMeetingHeld,
    MarkMeetingHeldCommand,
)
from moments.application.mentorships.cancel_request import CancelRequest, CancelRequestCommand
from moments.application.mentorships.confirm_hours import ConfirmHours, ConfirmHoursCommand
from moments.application.mentorships.decline_request import DeclineRequest, DeclineRequestCommand
from moments.application.mentorships.end_mentorship import (
    CompleteMentorship,
    DiscontinueMentorship,
    EndMentorshipCommand,
)
from moments.application.mentorships.move_meeting import MoveMeeting, MoveMeetingCommand
from moments.application.mentorships.propose_meeting import (
    LogMeeting,
    MeetingCommand,
    ProposeMeeting,
    ProposeMeetingCommand,
)
from moments.application.ports.clock import Clock, IdGenerator
from moments.application.ports.errors import NotFound, NotPermitted
from moments.application.ports.sessions import BrowserSession, ProviderLogin
from moments.application.program.administrators import (
    NameAdministrator,
    NameAdministratorCommand,
    RemoveAdministrator,
    RemoveAdministratorCommand,
)
from moments.application.program.cycle import (
    MoveStages,
    MoveStagesCommand,
    RunStage,
    RunStageCommand,
    SkipStage,
    SkipStageCommand,
)
from moments.application.program.holidays import (
    RemoveHoliday,
    RemoveHolidayCommand,
    SetHoliday,
    SetHolidayCommand,
)
from moments.application.program.office import (
    AddOfficeMember,
    AddOfficeMemberCommand,
    RemoveOfficeMember,
    RemoveOfficeMemberCommand,
)
from moments.application.program.resources import ReviseResource, ReviseResourceCommand
from moments.application.program.skills import (
    AddSkill,
    AddSkillCommand,
    ReinstateSkill,
    ReinstateSkillCommand,
    RetireSkill,
    RetireSkillCommand,
)
from moments.application.sessions.end_sessions import EndSession, EndSessionCommand
from moments.application.surveys.office_surveys import (
    HandleFollowUp,
    HandleFollowUpCommand,
    SetSurveyChoices,
    SetSurveyChoicesCommand,
)
from moments.application.surveys.submit_survey import SubmitSurvey, SubmitSurveyCommand
from moments.application.unit_of_work import UnitsOfWork
from moments.application.use_case import UseCase
from moments.domain.participants.renumbering import Renumbering, Verdict, likenesses, renumbering_id
from moments.domain.program.cycle import Cycle, Stage
from moments.domain.program.quarter import Quarter
from moments.domain.program.resources import FIRST_VERSION
from moments.domain.program.skills import SkillCategory
from moments.domain.shared.ids import EmployeeNumber, PersonId, RenumberingId, ResourceSlug, SessionId, SkillId
from moments.domain.surveys.choices import choices_revision
from moments.domain.surveys.survey import ChoiceQuestion
from moments.infrastructure.resources.markdown import read_markdown
from tests.application.fakes.memory import StoredSession, StoredSignIn
from tests.application.scenario import (
    ACTIVE,
    ADA,
    ANSWERS,
    DAY,
    DENIED,
    DRAFT,
    ENDED,
    HELD,
    IN_LIEU,
    LETTER_KEY,
    MEETING,
    MENTEE,
    MENTOR,
    OLA,
    REQUEST,
    RETIRED,
    WAITING,
    ZOE,
    Program,
)
from tests.domain.builders import DEFAULT_CHOICES
from tests.domain.state_calendar import CALENDAR
from tests.infrastructure.persistence import people
from tests.infrastructure.persistence.people import ANN, BEN, BOSS, CAL, DOR, MIA, MOE, NOW, SKILLS

Q1 = Quarter(2027, 1)
REVISION = people.an_application(ANN, MENTOR).revision
NEW_FORM = FilledIn(bio="New", career=SKILLS.career, soft=SKILLS.soft)
NAMED = SupervisorWritten(first_name="Zoe", last_name="Straße", email="zoe@mo.example", on_leave=True)
RATINGS = choices_revision(DEFAULT_CHOICES[ChoiceQuestion.RATING])


@dataclass(frozen=True, slots=True)
class Case:
    """`by`: somebody who may. `command` is made on the day, as it names what there is."""

    use_case: Callable[..., UseCase[Any]]
    command: Callable[[Program], object]
    by: PersonId
    matches: bool = False
    """It needs what takes long."""
    at: datetime = NOW

    async def run(self, program: Program, by: PersonId) -> str:
        program.clock.advance(seconds=(self.at - program.clock.now()).total_seconds())
        return await (program.match if self.matches else program.do)(self.use_case, self.command(program), by)


def _email(program: Program) -> int:
    return program.memory.state.emails[LETTER_KEY].id


def _session(program: Program) -> SessionId:
    """Of a browser of Ann's."""
    until, login = NOW + DAY, ProviderLogin("issuer", "subject")
    session = BrowserSession(SessionId("s-ann"), ANN, b"hash", login, "Firefox on Linux", NOW, until, until)
    program.memory.state.sessions[session.id] = StoredSession(session, NOW)
    return session.id


def _bound(program: Program) -> PersonId:
    """Ann, who has signed in before."""
    program.memory.state.sign_ins[ANN, "issuer"] = StoredSignIn("subject")
    return ANN


def _renumbered(program: Program) -> RenumberingId:
    """Ann, who may have another employee id."""
    state = program.memory.state
    ann = state.employees[ANN]
    row = replace(ann, id=PersonId("N-1"), number=EmployeeNumber("N-1"), supervisor=None)
    pair = Renumbering(renumbering_id(ANN, row.number), ANN, row.number, likenesses(ann, row), NOW, row)
    state.renumberings[pair.id] = pair
    return pair.id


class _ReviseResource(ReviseResource):
    """With the parser of Markdown that the program has."""

    def __init__(self, units_of_work: UnitsOfWork, clock: Clock, identities: IdGenerator) -> None:
        super().__init__(units_of_work, clock, identities, read_markdown)


CASES = (
    Case(EditApplication, lambda _: EditApplicationCommand(DRAFT, REVISION, NEW_FORM), ANN),
    Case(NameSupervisor, lambda _: NameSupervisorCommand(WAITING, NAMED), BEN),
    Case(SubmitApplication, lambda _: SubmitApplicationCommand(DRAFT), ANN),
    Case(WithdrawApplication, lambda _: WithdrawApplicationCommand(WAITING), BEN),
    Case(ReviseApplication, lambda _: ReviseApplicationCommand(DENIED), CAL),
    Case(ApproveApplication, lambda _: DecideApplicationCommand(WAITING, NOW), BOSS),
    Case(DenyApplication, lambda _: DecideApplicationCommand(WAITING, NOW), BOSS),
    Case(MarkDecisionSeen, lambda _: MarkDecisionSeenCommand(IN_LIEU, NOW), BOSS),
    Case(AcceptRequest, lambda _: AcceptRequestCommand(REQUEST), MIA),
    Case(DeclineRequest, lambda _: DeclineRequestCommand(REQUEST), MIA),
    Case(CancelRequest, lambda _: CancelRequestCommand(REQUEST), BEN),
    Case(ProposeAgreement, lambda _: ProposeAgreementCommand(ACTIVE, NOW, "Grow", "Monthly", "Travel"), ANN),
    Case(AcceptAgreement, lambda _: AcceptAgreementCommand(ACTIVE, NOW), MOE),
    Case(CompleteMentorship, lambda _: EndMentorshipCommand(ACTIVE), ANN),
    Case(DiscontinueMentorship, lambda _: EndMentorshipCommand(ACTIVE), MOE),
    Case(ProposeMeeting, lambda _: ProposeMeetingCommand(ACTIVE, NOW + 2 * DAY), ANN),
    Case(LogMeeting, lambda _: MeetingCommand(ACTIVE, NOW), ANN, at=NOW + DAY),
    Case(MoveMeeting, lambda _: MoveMeetingCommand(MEETING, NOW + DAY, NOW + 3 * DAY), ANN),
    Case(ConfirmMeeting, lambda _: ConfirmMeetingCommand(MEETING, NOW + DAY, 60), MOE),
    Case(CancelMeeting, lambda _: CancelMeetingCommand(MEETING, NOW + DAY), MOE),
    Case(MarkMeetingHeld, lambda _: MarkMeetingHeldCommand(MEETING, NOW + DAY), ANN, at=NOW + 2 * DAY),
    Case(ConfirmHours, lambda _: ConfirmHoursCommand(HELD, NOW - DAY / 12, 60), ANN),
    Case(EndSession, lambda program: EndSessionCommand(_session(program)), ANN),
    Case(
        DecideRenumbering,
        lambda program: DecideRenumberingCommand(_renumbered(program), Verdict.SAME_PERSON),
        OLA,
    ),
    Case(UnbindSignIn, lambda program: UnbindSignInCommand(_bound(program)), OLA),
    Case(RequestTrialRun, lambda _: RequestTrialRunCommand(), OLA),
    Case(SubmitSurvey, lambda _: SubmitSurveyCommand(ENDED, MENTEE, ANSWERS), CAL),
    Case(HandleFollowUp, lambda _: HandleFollowUpCommand(ENDED, MENTOR), OLA),
    Case(SetSurveyChoices, lambda _: SetSurveyChoicesCommand(ChoiceQuestion.RATING, ("Yes", "No"), RATINGS), OLA),
    Case(ResendEmail, lambda program: ResendEmailCommand(_email(program)), OLA),
    Case(DiscardEmail, lambda program: DiscardEmailCommand(_email(program), "They left"), OLA),
    Case(AddSkill, lambda _: AddSkillCommand(SkillCategory.SOFT, "Listening"), OLA),
    Case(RetireSkill, lambda _: RetireSkillCommand(SkillId("career-delegation")), OLA),
    Case(ReinstateSkill, lambda _: ReinstateSkillCommand(RETIRED), OLA),
    Case(SetHoliday, lambda _: SetHolidayCommand(date(2027, 3, 5), "Snow day"), OLA),
    Case(RemoveHoliday, lambda _: RemoveHolidayCommand(date(2027, 1, 18)), OLA),
    Case(NameAdministrator, lambda _: NameAdministratorCommand(DOR, "zoe@mo.example"), ADA),
    Case(RemoveAdministrator, lambda _: RemoveAdministratorCommand(DOR, ADA), OLA),
    Case(
        MoveStages,
        lambda _: MoveStagesCommand(Q1, {Stage.ANNOUNCE: NOW + DAY}, Cycle.planned(Q1, CALENDAR).revision),
        OLA,
    ),
    Case(RunStage, lambda _: RunStageCommand(Q1, Stage.ANNOUNCE), OLA, matches=True),
    Case(SkipStage, lambda _: SkipStageCommand(Q1, Stage.ANNOUNCE, "Told by telephone"), OLA),
    Case(_ReviseResource, lambda _: ReviseResourceCommand(ResourceSlug("basics"), "# Other words", FIRST_VERSION), OLA),
    Case(AddOfficeMember, lambda _: AddOfficeMemberCommand("zoe@mo.example"), OLA),
    Case(RemoveOfficeMember, lambda _: RemoveOfficeMemberCommand(OLA), OLA),
)
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.use_case.action)


def test_every_mutation_that_is_not_everybodys_is_here() -> None:
    restricted = {action for action, row in MUTATIONS.items() if Relation.EMPLOYEE not in row} - set(OF_SEVERAL)
    assert sorted(case.use_case.action for case in CASES) == sorted(restricted)  # type: ignore[attr-defined]


def test_several_are_allowed_as_one_is() -> None:
    assert all(MUTATIONS[several] == MUTATIONS[one] for several, one in OF_SEVERAL.items())


@EACH
async def test_whoever_may_does_it(program: Program, case: Case) -> None:
    await program.do(AddOfficeMember, AddOfficeMemberCommand("boss@mo.example"), OLA)
    before = program.memory.generation

    assert await case.run(program, case.by)

    assert program.memory.generation == before + 1


@EACH
async def test_whoever_may_not_is_told_that_it_is_not_there_or_whose_it_is(program: Program, case: Case) -> None:
    """What everybody may see is never told as absence."""
    before = program.memory.generation
    is_public = case.use_case.action in ON_PUBLIC_THINGS  # type: ignore[attr-defined]

    with pytest.raises(NotPermitted if is_public else NotFound):
        await case.run(program, ZOE)

    assert program.memory.generation == before, "nothing was written"
