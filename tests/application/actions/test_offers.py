"""What is offered for a thing: by the access table, and with what the guards of its steps say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from moments.application.access.matrix import MUTATIONS, OF_SEVERAL
from moments.application.access.relations import Actor, Relation, relations_for_decision
from moments.application.actions.action import Action
from moments.application.actions.applications import application_steps, own_steps, start_steps
from moments.application.actions.mentorships import (
    meeting_steps,
    mentor_steps,
    mentorship_steps,
    suggestion_list_steps,
    survey_steps,
)
from moments.application.actions.offers import Offer, Steps, offers
from moments.application.actions.program import (
    administrator_steps,
    email_steps,
    office_member_steps,
    skill_steps,
    stage_steps,
)
from moments.domain.applications.application import Application
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.email import EmailState, OutboxEmail
from moments.domain.matching.exclusions import Between, Exclusion
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.participants.eligibility import Ineligibility
from moments.domain.participants.participant import Participant
from moments.domain.program.cycle import Cycle, Stage
from moments.domain.program.quarter import Quarter
from moments.domain.shared.kind import ApplicationKind
from tests.domain.builders import (
    ADA,
    ANN,
    DEFAULT_CHOICES,
    MOE,
    NOW,
    REVENUE,
    SAM,
    ZOE,
    ParticipantBuilder,
    a_meeting,
    a_mentee,
    a_mentor,
    a_mentorship,
    a_survey,
    an_application,
    an_employee,
    later,
    mentee_answers,
    the_handbook,
)
from tests.domain.state_calendar import CALENDAR

EVERYTHING = frozenset(Relation)


def test_an_action_for_each_mutation_of_one_thing() -> None:
    assert {action.value for action in Action} == set(MUTATIONS) - set(OF_SEVERAL)


def of_application(
    application: Application,
    actor: Actor,
    viewer: Participant | None = None,
    reasons: tuple[Ineligibility, ...] = (),
    only: tuple[Action, ...] | None = None,
    tries: tuple[datetime, ...] = (),
) -> list[Offer]:
    applicant = replace(an_employee(ANN, department=REVENUE), supervisor=SAM)
    relations = relations_for_decision(actor, application, applicant)
    steps = application_steps(
        application,
        actor,
        relations,
        viewer=viewer or Participant(actor.person),
        department=REVENUE,
        above=SAM,
        reasons=reasons,
        catalog=the_handbook(),
        tries=tries,
    )
    return offers(relations, steps, only)


def told(found: list[Offer]) -> dict[str, str | None]:
    return {offer.action.name: type(offer.error).__name__ if offer.error else None for offer in found}


@pytest.mark.rule("APP-7")
@pytest.mark.parametrize(("count", "error"), [(4, None), (5, "TooManySupervisorTries")])
def test_after_five_tries_within_the_hour_another_supervisor_is_not_offered(count: int, error: str | None) -> None:
    tries = tuple(NOW + timedelta(minutes=each) for each in range(count))
    waiting = an_application().submitted().build()
    found = of_application(waiting, Actor(ANN), only=(Action.NAME_SUPERVISOR,), tries=tries)
    assert told(found) == {"NAME_SUPERVISOR": error}


@pytest.mark.rule("APR-9")
def test_the_applicant_is_told_what_is_theirs_and_why_they_do_not_decide() -> None:
    assert told(of_application(an_application().submitted().build(), Actor(ANN))) == {
        "EDIT_APPLICATION": "IllegalTransition",
        "NAME_SUPERVISOR": None,
        "SUBMIT_APPLICATION": "IllegalTransition",
        "WITHDRAW_APPLICATION": None,
        "REVISE_APPLICATION": "IllegalTransition",
        "APPROVE_APPLICATION": "CannotDecideOwn",
        "DENY_APPLICATION": "CannotDecideOwn",
    }


@pytest.mark.rule("APR-1", "APR-4")
@pytest.mark.parametrize("actor", [Actor(SAM), Actor(ADA, frozenset({REVENUE}))])
def test_who_decides_is_told_so_whatever_ground_they_will_state(actor: Actor) -> None:
    found = told(of_application(an_application().submitted().build(), actor))

    assert found["APPROVE_APPLICATION"] is found["DENY_APPLICATION"] is None
    assert "WITHDRAW_APPLICATION" not in found


@pytest.mark.rule("ELIG-4")
def test_nobody_who_is_ineligible_is_approved_and_they_can_be_denied() -> None:
    found = told(of_application(an_application().submitted().build(), Actor(SAM), reasons=(Ineligibility.AT_RISK,)))

    assert found["APPROVE_APPLICATION"] == "Ineligible"
    assert found["DENY_APPLICATION"] is None


def test_to_a_stranger_there_is_nothing() -> None:
    assert of_application(an_application().submitted().build(), Actor(ZOE)) == []


def test_only_what_is_asked_for() -> None:
    only = (Action.WITHDRAW_APPLICATION, Action.APPROVE_APPLICATION, Action.RESEND_EMAIL)
    (first, second) = of_application(an_application().submitted().build(), Actor(ANN), only=only)

    assert [first.action, second.action] == [Action.WITHDRAW_APPLICATION, Action.APPROVE_APPLICATION]


@pytest.mark.rule("APP-9")
def test_an_approved_application_is_withdrawn_once_no_mentorship_is_active() -> None:
    approved, busy = an_application().approved().build(), a_mentee().with_active_mentors(1).build()

    assert told(of_application(approved, Actor(ANN), busy))["WITHDRAW_APPLICATION"] == "ActiveMentorshipExists"
    assert told(of_application(approved, Actor(ANN)))["WITHDRAW_APPLICATION"] is None
    denied = an_application().denied().build()
    assert told(of_application(denied, Actor(ANN), busy))["WITHDRAW_APPLICATION"] is None


APPLICATION_STATES = {
    ApplicationState.DRAFT: {"EDIT_APPLICATION", "NAME_SUPERVISOR", "SUBMIT_APPLICATION", "WITHDRAW_APPLICATION"},
    ApplicationState.SUBMITTED: {"NAME_SUPERVISOR", "WITHDRAW_APPLICATION"},
    ApplicationState.APPROVED: {"EDIT_APPLICATION", "WITHDRAW_APPLICATION"},
    ApplicationState.DENIED: {"WITHDRAW_APPLICATION", "REVISE_APPLICATION"},
    ApplicationState.WITHDRAWN: {"REVISE_APPLICATION"},
}


@pytest.mark.parametrize("state", ApplicationState)
def test_what_the_applicant_may_do_in_each_state(state: ApplicationState) -> None:
    found = told(of_application(an_application().in_state(state).build(), Actor(ANN)))

    assert {action for action, error in found.items() if error is None} == APPLICATION_STATES[state]


def error_of(steps: Steps, action: Action) -> str | None:
    return told(offers(EVERYTHING, steps, [action]))[action.name]


@pytest.mark.rule("APP-1")
def test_one_application_of_each_kind() -> None:
    own = {ApplicationKind.MENTEE: an_application().build()}

    assert error_of(start_steps(own, ApplicationKind.MENTEE), Action.START_APPLICATION) == "ApplicationExists"
    assert error_of(start_steps(own, ApplicationKind.MENTOR), Action.START_APPLICATION) is None
    assert error_of(start_steps(own, *ApplicationKind), Action.START_APPLICATION) is None
    both = own | {ApplicationKind.MENTOR: an_application().of_kind(ApplicationKind.MENTOR).build()}
    assert error_of(start_steps(both, *ApplicationKind), Action.START_APPLICATION) == "ApplicationExists"


@pytest.mark.rule("APP-9", "CAP-3")
def test_a_mentor_sets_their_availability_from_the_draft_on() -> None:
    mentee, draft = a_mentee().build(), an_application().of_kind(ApplicationKind.MENTOR).build()

    assert error_of(own_steps(a_mentor().build(), {}), Action.SET_AVAILABILITY) is None
    assert error_of(own_steps(mentee, {ApplicationKind.MENTOR: draft}), Action.SET_AVAILABILITY) is None
    assert error_of(own_steps(mentee, {}), Action.SET_AVAILABILITY) == "NotApprovedYet"
    assert error_of(own_steps(mentee, {}), Action.SET_REMINDERS) is None


@pytest.mark.rule("CAP-1", "CAP-2", "ELIG-4")
@pytest.mark.parametrize(
    ("mentor", "mentee", "error"),
    [
        (a_mentor(), a_mentee(), None),
        (a_mentor().with_active_mentees(2), a_mentee(), "MentorAtCapacity"),
        (a_mentor().suspended(), a_mentee(), "Suspended"),
        (a_mentor(), a_mentee().suspended(), "MenteeSuspended"),
        (a_mentor(), a_mentee().not_approved(), "MenteeSuspended"),
        (a_mentor(), a_mentee().with_active_mentors(2), "MenteeAtCapacity"),
    ],
)
def test_a_request_is_accepted_if_both_have_a_place(
    mentor: ParticipantBuilder, mentee: ParticipantBuilder, error: str | None
) -> None:
    steps = mentorship_steps(a_mentorship().build(), MOE, mentor=mentor.build(), mentee=mentee.build())

    assert error_of(steps, Action.ACCEPT_REQUEST) == error
    assert error_of(steps, Action.DECLINE_REQUEST) is None
    assert error_of(steps, Action.CANCEL_REQUEST) is None
    assert error_of(steps, Action.PROPOSE_MEETING) == "IllegalTransition"


@pytest.mark.rule("MEN-1", "MEN-5")
def test_what_the_two_do_while_the_mentorship_is_active() -> None:
    steps = mentorship_steps(a_mentorship().active().build(), ANN, mentor=a_mentor().build(), mentee=a_mentee().build())
    assert told(offers(EVERYTHING, steps)) == {
        "ACCEPT_REQUEST": "IllegalTransition",
        "DECLINE_REQUEST": "IllegalTransition",
        "CANCEL_REQUEST": "IllegalTransition",
        "PROPOSE_AGREEMENT": None,
        "ACCEPT_AGREEMENT": "NoAgreementProposed",
        "PROPOSE_MEETING": None,
        "LOG_MEETING": None,
        "COMPLETE_MENTORSHIP": None,
        "DISCONTINUE_MENTORSHIP": None,
    }
    strangers = mentorship_steps(
        a_mentorship().active().build(), ZOE, mentor=a_mentor().build(), mentee=a_mentee().build()
    )
    assert {action for action, error in told(offers(EVERYTHING, strangers)).items() if error is None} == set()


@pytest.mark.rule("CAP-4")
def test_a_closed_request_says_that_it_was_closed() -> None:
    closed = a_mentorship().in_state(MentorshipState.CLOSED).build()
    steps = mentorship_steps(closed, MOE, mentor=a_mentor().build(), mentee=a_mentee().build())

    assert error_of(steps, Action.ACCEPT_REQUEST) == error_of(steps, Action.DECLINE_REQUEST) == "RequestWasClosed"


TOMORROW = later(days=1)
MEETINGS: list[tuple[MeetingState, datetime, set[str]]] = [
    (MeetingState.PROPOSED, NOW, {"CONFIRM_MEETING", "MOVE_MEETING", "CANCEL_MEETING"}),
    (MeetingState.CONFIRMED, NOW, {"MOVE_MEETING", "CANCEL_MEETING"}),
    (MeetingState.CONFIRMED, TOMORROW + timedelta(minutes=1), {"MOVE_MEETING", "CANCEL_MEETING", "MARK_MEETING_HELD"}),
    (MeetingState.HELD, later(days=2), set()),
    (MeetingState.CANCELLED, later(days=2), set()),
]


@pytest.mark.rule("MEN-2", "MEN-4")
@pytest.mark.parametrize(("state", "at", "allowed"), MEETINGS)
def test_what_the_other_side_does_with_a_meeting(state: MeetingState, at: datetime, allowed: set[str]) -> None:
    meeting = a_meeting().in_state(state).build()
    found = told(offers(EVERYTHING, meeting_steps(meeting, a_mentorship().active().build(), MOE, at)))

    assert {action for action, error in found.items() if error is None} == allowed


def test_who_proposed_a_meeting_does_not_confirm_it() -> None:
    steps = meeting_steps(a_meeting().build(), a_mentorship().active().build(), ANN, NOW)
    assert error_of(steps, Action.CONFIRM_MEETING) == "NotAllowedForSide"


def test_after_the_end_a_meeting_is_only_canceled_or_logged() -> None:
    ended = a_mentorship().completed().build()
    steps = meeting_steps(a_meeting().build(), ended, MOE, later(days=2))

    assert error_of(steps, Action.CONFIRM_MEETING) == error_of(steps, Action.MOVE_MEETING) == "IllegalTransition"
    assert error_of(steps, Action.CANCEL_MEETING) is None
    assert error_of(steps, Action.MARK_MEETING_HELD) == "InvalidMeetingTime"


@pytest.mark.rule("SUR-1", "SUR-4")
def test_a_survey_is_answered_once_and_followed_up_once() -> None:
    survey = a_survey(ApplicationKind.MENTEE)
    assert error_of(survey_steps(survey), Action.SUBMIT_SURVEY) is None
    assert error_of(survey_steps(survey), Action.HANDLE_FOLLOW_UP) == "NoFollowUp"

    survey.submit(mentee_answers(contact_me=True), DEFAULT_CHOICES, at=NOW)
    assert error_of(survey_steps(survey), Action.SUBMIT_SURVEY) == "SurveyAlreadySubmitted"
    assert error_of(survey_steps(survey), Action.HANDLE_FOLLOW_UP) is None
    survey.handle_follow_up(ZOE, at=NOW)
    assert error_of(survey_steps(survey), Action.HANDLE_FOLLOW_UP) == "NoFollowUp"


@pytest.mark.rule("REQ-1", "REQ-6", "REQ-7", "CAP-1", "CAP-2")
def test_a_mentor_is_requested_by_whom_may() -> None:
    def error(viewer: Participant, mentor: Participant | None, between: Between | None = None) -> str | None:
        return error_of(mentor_steps(MOE, viewer, mentor, between), Action.REQUEST_MENTOR)

    ann, moe = a_mentee().build(), a_mentor().build()
    assert error(ann, moe) is None
    assert error(Participant(ANN), moe) == "NotApprovedYet"
    assert error(ann, None) == error(ann, a_mentor().unavailable().build()) == "MentorNoLongerAvailable"
    assert error(ann, a_mentor(ANN).build()) == "SelfMentoring"
    assert error(ann, moe, Between(Exclusion.EXISTING)) == "PairExists"
    assert error(ann, moe, Between(Exclusion.SUPERVISOR)) == "SupervisionBetween"
    assert error(ann, moe, Between(Exclusion.CANCELED, NOW)) == "AskedTooSoon"
    assert error(a_mentee().with_requests_waiting(2).build(), moe) == "TooManyPendingRequests"
    assert error(a_mentee().with_active_mentors(2).build(), moe) == "MenteeAtCapacity"


@pytest.mark.rule("MAT-4")
def test_a_list_is_mended_where_somebody_is_gone() -> None:
    def error(viewer: Participant, *, is_unavailable: bool) -> str | None:
        return error_of(suggestion_list_steps(viewer, is_unavailable=is_unavailable), Action.REPLACE_SUGGESTIONS)

    assert error(a_mentee().build(), is_unavailable=True) is None
    assert error(a_mentee().build(), is_unavailable=False) == "NothingToReplace"
    assert error(a_mentee().suspended().build(), is_unavailable=True) == "Suspended"


@pytest.mark.rule("APP-5")
def test_a_skill_is_retired_or_reinstated() -> None:
    offered = next(iter(the_handbook()))
    retired = the_handbook().retire(offered.id, NOW)

    assert error_of(skill_steps(offered), Action.RETIRE_SKILL) is None
    assert error_of(skill_steps(offered), Action.REINSTATE_SKILL) == "NotRetired"
    assert error_of(skill_steps(retired), Action.RETIRE_SKILL) == "AlreadyRetired"
    assert error_of(skill_steps(retired), Action.REINSTATE_SKILL) is None


@pytest.mark.rule("APR-8")
def test_administrators_remove_others_and_the_office_keeps_one_member() -> None:
    assert error_of(administrator_steps(ADA, REVENUE, ZOE), Action.REMOVE_ADMINISTRATOR) is None
    assert error_of(administrator_steps(ADA, REVENUE, ADA), Action.REMOVE_ADMINISTRATOR) == "InvalidAdministrator"
    assert error_of(office_member_steps(ZOE, {ZOE, ADA}), Action.REMOVE_OFFICE_MEMBER) is None
    for members in ({ZOE}, {ADA}):
        steps = office_member_steps(ZOE, members)
        assert error_of(steps, Action.REMOVE_OFFICE_MEMBER) == "InvalidOfficeMember"


def test_an_email_that_failed_is_resent_or_discarded() -> None:
    for state in EmailState:
        steps = email_steps(OutboxEmail(1, "survey_due", state, 3))
        error = None if state is EmailState.FAILED else "EmailNotFailed"
        assert error_of(steps, Action.RESEND_EMAIL) == error_of(steps, Action.DISCARD_EMAIL) == error


@pytest.mark.rule("MAT-2")
def test_a_stage_is_run_in_its_turn() -> None:
    cycle = Cycle.planned(Quarter(2026, 1), CALENDAR)
    assert told(offers(EVERYTHING, stage_steps(cycle, Stage.ANNOUNCE, ZOE, NOW))) == {
        "MOVE_STAGES": None,
        "RUN_STAGE": None,
        "SKIP_STAGE": None,
    }
    assert error_of(stage_steps(cycle, Stage.OPEN, ZOE, NOW), Action.RUN_STAGE) == "EarlierStagePending"
    cycle.run(Stage.ANNOUNCE, by=ZOE, at=NOW)
    assert set(told(offers(EVERYTHING, stage_steps(cycle, Stage.ANNOUNCE, ZOE, NOW))).values()) == {"StageAlreadyDone"}


def test_a_stage_outside_its_month_is_for_the_input_to_confirm() -> None:
    cycle = Cycle.planned(Quarter(2026, 1), CALENDAR)
    for stage in (Stage.ANNOUNCE, Stage.OPEN, Stage.REMIND, Stage.CLOSE):
        cycle.run(stage, by=None, at=NOW)
    assert error_of(stage_steps(cycle, Stage.MATCH, ZOE, later(days=100)), Action.RUN_STAGE) is None


COMMANDS: list[tuple[Callable[[], Steps], set[Action]]] = [
    (
        lambda: mentorship_steps(a_mentorship().build(), MOE, mentor=a_mentor().build(), mentee=a_mentee().build()),
        {Action.PROPOSE_AGREEMENT, Action.ACCEPT_AGREEMENT, Action.PROPOSE_MEETING, Action.LOG_MEETING},
    ),
    (
        lambda: meeting_steps(a_meeting().build(), a_mentorship().active().build(), MOE, NOW),
        {Action.MOVE_MEETING},
    ),
    (lambda: stage_steps(Cycle.planned(Quarter(2026, 1), CALENDAR), Stage.ANNOUNCE, ZOE, NOW), {Action.MOVE_STAGES}),
    (
        lambda: stage_steps(Cycle.planned(Quarter(2026, 1), CALENDAR), Stage.MATCH, ZOE, NOW),
        {Action.MOVE_STAGES, Action.RUN_STAGE},
    ),
]


@pytest.mark.parametrize(("steps", "by_input"), COMMANDS)
def test_what_does_not_depend_on_input_has_a_command_to_foresee(
    steps: Callable[[], Steps], by_input: set[Action]
) -> None:
    assert {action for action, step in steps().items() if step.command is None} == by_input
