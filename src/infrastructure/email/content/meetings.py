"""Letters about meetings, each with the entry for the reader's calendar."""

from moments.application.email.data import MeetingEmail, MovedMeetingEmail
from moments.application.queries.rows import MeetingRow
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.infrastructure.email.calendar import Entry, calendar_part
from moments.infrastructure.email.content.base import Content, Occasion, expect, still
from moments.infrastructure.email.dates import clock, day, moment


def proposed(about: Occasion) -> Content:
    """To the side that confirms it."""
    meeting = _meeting(about, MeetingState.PROPOSED)
    _check_to_come(about, meeting)
    return _content(about, meeting)


def moved(about: Occasion) -> Content:
    """To whoever confirms the new time; and to whoever moved it, for their calendar."""
    meeting = _meeting(about, MeetingState.PROPOSED)
    _check_to_come(about, meeting)
    return _content(about, meeting, was=moment(about.data(MovedMeetingEmail).moved_from))


def confirmed(about: Occasion) -> Content:
    """To both, for both calendars."""
    meeting = _meeting(about, MeetingState.CONFIRMED)
    _check_to_come(about, meeting)
    return _content(about, meeting)


def called_off(about: Occasion) -> Content:
    """With the entry's cancellation. Where the mentorship has ended, that is why."""
    meeting = _meeting(about, MeetingState.CALLED_OFF)
    return _content(about, meeting, ended=about.mentorship().state is not MentorshipState.ACTIVE)


def _meeting(about: Occasion, state: MeetingState) -> MeetingRow:
    said = about.data(MeetingEmail)
    meeting = expect(about.facts.meetings.get(said.meeting), "the meeting is gone")
    same = (meeting.state, meeting.sequence) == (state, said.sequence)
    still(same, "the meeting has changed since")
    return meeting


def _check_to_come(about: Occasion, meeting: MeetingRow) -> None:
    still(meeting.starts_at > about.facts.now, "the time of the meeting has passed")


def _content(about: Occasion, meeting: MeetingRow, **more: object) -> Content:
    people, links = about.facts.people, about.links
    values = {
        "other": people[meeting.other(about.letter.recipient)],
        "own": about.data(MeetingEmail).by == about.letter.recipient,
        "agenda": meeting.agenda,
        "day": day(meeting.starts_at),
        "clock": clock(meeting.starts_at),
        "minutes": meeting.minutes,
        "outside_hours": meeting.outside_hours,
        "act": links.meeting(meeting.id),
        "mentorship": links.mentorship(meeting.mentorship),
    }
    mentor, mentee = people[meeting.mentor], people[meeting.mentee]
    entry = Entry(meeting, mentor, mentee, links.meeting(meeting.id), about.mail_domain, about.letter.due_at)
    return Content(values | more, calendar_part(entry))
