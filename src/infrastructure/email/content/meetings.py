"""Emails about meetings, each with the entry for the reader's calendar."""

from moments.application.queries.rows import MeetingRow
from moments.domain.email.data import MeetingEmail, MovedMeetingEmail
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.infrastructure.email.calendar import CalendarEvent, calendar_part
from moments.infrastructure.email.content.base import Content, EmailContext, require, require_still
from moments.infrastructure.email.dates import clock, day, moment


def proposed(context: EmailContext) -> Content:
    """To the side that confirms it."""
    meeting = _meeting(context, MeetingState.PROPOSED)
    _check_to_come(context, meeting)
    return _content(context, meeting)


def moved(context: EmailContext) -> Content:
    """To the person who confirms the new time, and to the person who moved it, for their calendar."""
    meeting = _meeting(context, MeetingState.PROPOSED)
    _check_to_come(context, meeting)
    return _content(context, meeting, was=moment(context.data(MovedMeetingEmail).moved_from))


def confirmed(context: EmailContext) -> Content:
    """To both, for both calendars."""
    meeting = _meeting(context, MeetingState.CONFIRMED)
    _check_to_come(context, meeting)
    return _content(context, meeting)


def called_off(context: EmailContext) -> Content:
    """With the entry's cancellation, also where the other side has left. If the mentorship has ended, that is why."""
    meeting = _meeting(context, MeetingState.CANCELLED)
    return _content(context, meeting, ended=context.mentorship().state is not MentorshipState.ACTIVE)


def _meeting(context: EmailContext, state: MeetingState) -> MeetingRow:
    said = context.data(MeetingEmail)
    meeting = require(context.facts.meetings.get(said.meeting), "the meeting is gone")
    same = (meeting.state, meeting.sequence) == (state, said.sequence)
    require_still(same, "the meeting has changed since")
    return meeting


def _check_to_come(context: EmailContext, meeting: MeetingRow) -> None:
    require_still(meeting.starts_at > context.facts.now, "the time of the meeting has passed")
    context.partner()


def _content(context: EmailContext, meeting: MeetingRow, **more: object) -> Content:
    people, links = context.facts.people, context.links
    values = {
        "other": people[meeting.other(context.email.recipient)],
        "own": context.data(MeetingEmail).by == context.email.recipient,
        "agenda": meeting.agenda,
        "day": day(meeting.starts_at),
        "clock": clock(meeting.starts_at),
        "minutes": meeting.minutes,
        "outside_hours": meeting.outside_hours,
        "act": links.meeting(meeting.id),
        "mentorship": links.mentorship(meeting.mentorship),
    }
    mentor, mentee = people[meeting.mentor], people[meeting.mentee]
    entry = CalendarEvent(meeting, mentor, mentee, links.meeting(meeting.id), context.mail_domain, context.email.due_at)
    return Content(values | more, calendar_part(entry))
