"""A mentorship with its agreement, a meeting, and their rows."""

from typing import Any

from sqlalchemy import Row

from moments.domain.mentorships.agreement import Agreement
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.meeting_time import Engagement
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.program.common_hours import Span
from moments.infrastructure.persistence.transaction import Values


def mentorship_of(row: Row[Any]) -> Mentorship:
    return Mentorship(
        id=row.id,
        mentor=row.mentor,
        mentee=row.mentee,
        requested_at=row.requested_at,
        held_since=row.held_since,
        state=MentorshipState(row.state),
        note=row.note,
        response=row.answer,
        responded_at=row.answered_at,
        mentor_place=row.mentor_place,
        mentee_place=row.mentee_place,
        ends_on=row.ends_on,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        end_reason=None if row.end_reason is None else EndReason(row.end_reason),
        agreement=agreement_of(row),
        version=row.version,
    )


def mentorship_row(mentorship: Mentorship) -> Values:
    return {
        "id": mentorship.id,
        "mentor": mentorship.mentor,
        "mentee": mentorship.mentee,
        "state": mentorship.state.value,
        "requested_at": mentorship.requested_at,
        "held_since": mentorship.held_since,
        "note": mentorship.note,
        "answer": mentorship.response,
        "answered_at": mentorship.responded_at,
        "mentor_place": mentorship.mentor_place,
        "mentee_place": mentorship.mentee_place,
        "ends_on": mentorship.ends_on,
        "ended_at": mentorship.ended_at,
        "ended_by": mentorship.ended_by,
        "end_reason": mentorship.end_reason.value if mentorship.end_reason else None,
        **_agreement_row(mentorship.agreement),
    }


def agreement_of(row: Row[Any]) -> Agreement | None:
    if row.agreement_by is None:
        return None
    return Agreement(
        goals=row.goals,
        schedule=row.schedule,
        obstacles=row.obstacles,
        ends_on=row.agreement_ends_on,
        proposed_by=row.agreement_by,
        proposed_at=row.agreement_proposed_at,
        agreed_at=row.agreement_agreed_at,
    )


def _agreement_row(agreement: Agreement | None) -> Values:
    return {
        "goals": agreement.goals if agreement else None,
        "schedule": agreement.schedule if agreement else None,
        "obstacles": agreement.obstacles if agreement else None,
        "agreement_ends_on": agreement.ends_on if agreement else None,
        "agreement_by": agreement.proposed_by if agreement else None,
        "agreement_proposed_at": agreement.proposed_at if agreement else None,
        "agreement_agreed_at": agreement.agreed_at if agreement else None,
    }


def meeting_of(row: Row[Any]) -> Meeting:
    return Meeting(
        id=row.id,
        mentorship=row.mentorship,
        mentor=row.mentor,
        mentee=row.mentee,
        starts_at=row.starts_at,
        minutes=row.minutes,
        agenda=row.agenda,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        state=MeetingState(row.state),
        outside_hours=row.outside_hours,
        organizer=row.organizer,
        sequence=row.sequence,
        shared=row.shared,
        logged_by=row.logged_by,
        hours_confirmed_at=row.hours_confirmed_at,
        version=row.version,
    )


def engagement_of(row: Row[Any]) -> Engagement:
    return Engagement(
        meeting=row.id,
        mentorship=row.mentorship,
        people=frozenset({row.mentor, row.mentee}),
        state=MeetingState(row.state),
        span=Span(row.starts_at, row.minutes),
    )


def meeting_row(meeting: Meeting) -> Values:
    return {
        "id": meeting.id,
        "mentorship": meeting.mentorship,
        "mentor": meeting.mentor,
        "mentee": meeting.mentee,
        "state": meeting.state.value,
        "starts_at": meeting.starts_at,
        "minutes": meeting.minutes,
        "agenda": meeting.agenda,
        "proposed_by": meeting.proposed_by,
        "proposed_at": meeting.proposed_at,
        "outside_hours": meeting.outside_hours,
        "organizer": meeting.organizer,
        "sequence": meeting.sequence,
        "shared": meeting.shared,
        "logged_by": meeting.logged_by,
        "hours_confirmed_at": meeting.hours_confirmed_at,
    }
