"""The use-cases that mutations call, by the mutations' names; the composition root fills the table."""

from dataclasses import dataclass

from moments.application.applications.decide_application import ApproveApplication, DenyApplication
from moments.application.applications.edit_application import EditApplication
from moments.application.applications.mark_decision_seen import MarkDecisionSeen
from moments.application.applications.name_supervisor import NameSupervisor
from moments.application.applications.revise_application import ReviseApplication
from moments.application.applications.start_application import StartApplication
from moments.application.applications.submit_application import SubmitApplication
from moments.application.applications.withdraw_application import WithdrawApplication
from moments.application.directory.decide_renumbering import DecideRenumbering
from moments.application.email.failed_emails import DiscardEmail, ResendEmail
from moments.application.email.set_reminders import SetReminders
from moments.application.identity.unbind_sign_in import UnbindSignIn
from moments.application.matching.replace_suggestions import ReplaceSuggestions
from moments.application.matching.request_trial_run import RequestTrialRun
from moments.application.mentorships.accept_request import AcceptRequest
from moments.application.mentorships.agreement import AcceptAgreement, ProposeAgreement
from moments.application.mentorships.answer_meeting import CancelMeeting, ConfirmMeeting, MarkMeetingHeld
from moments.application.mentorships.cancel_request import CancelRequest
from moments.application.mentorships.confirm_hours import ConfirmHours
from moments.application.mentorships.decline_request import DeclineRequest
from moments.application.mentorships.end_mentorship import CompleteMentorship, DiscontinueMentorship
from moments.application.mentorships.move_meeting import MoveMeeting
from moments.application.mentorships.propose_meeting import LogMeeting, ProposeMeeting
from moments.application.mentorships.request_mentor import RequestMentor
from moments.application.participants.set_availability import SetAvailability
from moments.application.program.administrators import NameAdministrator, RemoveAdministrator
from moments.application.program.cycle import MoveStages, RunStage, SkipStage
from moments.application.program.holidays import RemoveHoliday, SetHoliday
from moments.application.program.office import AddOfficeMember, RemoveOfficeMember
from moments.application.program.resources import ReviseResource
from moments.application.program.skills import AddSkill, ReinstateSkill, RetireSkill
from moments.application.sessions.end_sessions import EndOtherSessions, EndSession, ExtendSession
from moments.application.surveys.office_surveys import HandleFollowUp, SetSurveyChoices
from moments.application.surveys.submit_survey import SubmitSurvey


@dataclass(frozen=True, slots=True)
class UseCases:
    """One for each mutation."""

    start_application: StartApplication
    edit_application: EditApplication
    name_supervisor: NameSupervisor
    submit_application: SubmitApplication
    withdraw_application: WithdrawApplication
    revise_application: ReviseApplication
    approve_application: ApproveApplication
    deny_application: DenyApplication
    mark_decision_seen: MarkDecisionSeen
    set_availability: SetAvailability
    set_reminders: SetReminders
    resend_email: ResendEmail
    discard_email: DiscardEmail
    request_mentor: RequestMentor
    accept_request: AcceptRequest
    decline_request: DeclineRequest
    cancel_request: CancelRequest
    propose_agreement: ProposeAgreement
    accept_agreement: AcceptAgreement
    complete_mentorship: CompleteMentorship
    discontinue_mentorship: DiscontinueMentorship
    propose_meeting: ProposeMeeting
    log_meeting: LogMeeting
    move_meeting: MoveMeeting
    confirm_meeting: ConfirmMeeting
    cancel_meeting: CancelMeeting
    mark_meeting_held: MarkMeetingHeld
    confirm_hours: ConfirmHours
    submit_survey: SubmitSurvey
    handle_follow_up: HandleFollowUp
    set_survey_choices: SetSurveyChoices
    revise_resource: ReviseResource
    add_skill: AddSkill
    retire_skill: RetireSkill
    reinstate_skill: ReinstateSkill
    set_holiday: SetHoliday
    remove_holiday: RemoveHoliday
    name_administrator: NameAdministrator
    remove_administrator: RemoveAdministrator
    move_stages: MoveStages
    run_stage: RunStage
    skip_stage: SkipStage
    replace_suggestions: ReplaceSuggestions
    request_trial_run: RequestTrialRun
    add_office_member: AddOfficeMember
    remove_office_member: RemoveOfficeMember
    end_session: EndSession
    end_other_sessions: EndOtherSessions
    extend_session: ExtendSession
    unbind_sign_in: UnbindSignIn
    decide_renumbering: DecideRenumbering
