"""The steps of requests, mentorships, meetings, surveys and recommended mentors."""

from collections.abc import Collection
from datetime import datetime
from functools import partial

from moments.application.actions.action import Action
from moments.application.actions.offers import Step, Steps
from moments.application.matching.replace_suggestions import check_may_replace
from moments.application.mentorships.accept_request import AcceptRequestCommand
from moments.application.mentorships.agreement import AcceptAgreementCommand
from moments.application.mentorships.answer_meeting import (
    CancelMeetingCommand,
    ConfirmMeetingCommand,
    MarkMeetingHeldCommand,
    check_may_confirm,
    check_may_mark_held,
)
from moments.application.mentorships.cancel_request import CancelRequestCommand
from moments.application.mentorships.confirm_hours import ConfirmHoursCommand
from moments.application.mentorships.decline_request import DeclineRequestCommand
from moments.application.mentorships.end_mentorship import EndMentorshipCommand
from moments.application.mentorships.request_mentor import RequestMentorCommand
from moments.application.surveys.office_surveys import HandleFollowUpCommand
from moments.domain.matching.exclusions import Between
from moments.domain.mentorships.meeting import Meeting, check_may_meet, check_may_move, check_may_propose
from moments.domain.mentorships.mentorship import Mentorship, check_may_request
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import MeetingId, PersonId
from moments.domain.surveys.survey import Survey


def mentorship_steps(
    mentorship: Mentorship,
    by: PersonId,
    *,
    mentor: Participant,
    mentee: Participant,
    open_proposals: Collection[MeetingId] = (),
) -> Steps:
    """`open_proposals`: the mentorship's proposed meetings to come."""
    of, end, agreement = mentorship.id, EndMentorshipCommand(mentorship.id), mentorship.agreement
    return {
        Action.ACCEPT_REQUEST: Step(
            partial(mentorship.check_may_accept, mentor=mentor, mentee=mentee), AcceptRequestCommand(of)
        ),
        Action.DECLINE_REQUEST: Step(mentorship.check_may_decline, DeclineRequestCommand(of)),
        Action.CANCEL_REQUEST: Step(mentorship.check_may_cancel, CancelRequestCommand(of)),
        Action.PROPOSE_AGREEMENT: Step(partial(mentorship.check_may_propose_agreement, by)),
        Action.ACCEPT_AGREEMENT: Step(
            partial(mentorship.check_may_accept_agreement, by),
            AcceptAgreementCommand(of, agreement.proposed_at) if agreement else None,
        ),
        Action.PROPOSE_MEETING: Step(partial(check_may_propose, mentorship, by, open_proposals)),
        Action.LOG_MEETING: Step(partial(check_may_meet, mentorship, by)),
        Action.COMPLETE_MENTORSHIP: Step(partial(mentorship.check_may_complete, by), end),
        Action.DISCONTINUE_MENTORSHIP: Step(partial(mentorship.check_may_discontinue, by), end),
    }


def meeting_steps(
    meeting: Meeting,
    mentorship: Mentorship,
    by: PersonId,
    at: datetime,
    open_proposals: Collection[MeetingId] = (),
) -> Steps:
    """`open_proposals`: as for `mentorship_steps`."""
    of, read = meeting.id, meeting.starts_at
    return {
        Action.CONFIRM_MEETING: Step(
            partial(check_may_confirm, meeting, mentorship, by), ConfirmMeetingCommand(of, read, meeting.minutes)
        ),
        Action.MOVE_MEETING: Step(partial(check_may_move, meeting, mentorship, by, open_proposals)),
        Action.CANCEL_MEETING: Step(partial(meeting.check_may_cancel, by), CancelMeetingCommand(of, read)),
        Action.MARK_MEETING_HELD: Step(
            partial(check_may_mark_held, meeting, mentorship, by, at), MarkMeetingHeldCommand(of, read, minutes=1)
        ),
        Action.CONFIRM_HOURS: Step(
            partial(meeting.check_may_confirm_hours, by),
            ConfirmHoursCommand(meeting.id, meeting.starts_at, meeting.minutes),
        ),
    }


def survey_steps(survey: Survey) -> Steps:
    handled = HandleFollowUpCommand(survey.mentorship, survey.side)
    return {
        Action.SUBMIT_SURVEY: Step(survey.check_may_submit),
        Action.HANDLE_FOLLOW_UP: Step(survey.check_may_handle_follow_up, handled),
    }


def mentor_steps(person: PersonId, viewer: Participant, mentor: Participant | None, between: Between | None) -> Steps:
    """`mentor`: None if the person does not take part. `between`: what stands between the viewer and them
    (MAT-6).
    """
    request = partial(check_may_request, viewer, mentor, between)
    return {Action.REQUEST_MENTOR: Step(request, RequestMentorCommand(person))}


def suggestion_list_steps(viewer: Participant, *, is_unavailable: bool) -> Steps:
    """`is_unavailable`: whether a mentor on the list calls for a replacement. Whether there is one, only the search for
    it shows.
    """
    return {Action.REPLACE_SUGGESTIONS: Step(partial(check_may_replace, viewer, is_unavailable=is_unavailable))}
