"""Aggregates made from rows, so that the read side asks the same guards as the use cases. They are never stored."""

from moments.application.queries.rows import (
    ApplicationRow,
    CycleRow,
    EmailRow,
    MeetingRow,
    MentorshipRow,
    ParticipantRow,
    SurveyRow,
)
from moments.domain.applications.application import Application
from moments.domain.applications.form import Form
from moments.domain.email.email import OutboxEmail
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.participant import Participant, Standing
from moments.domain.program.cycle import Cycle, StagePlan
from moments.domain.shared.ids import MentorshipId
from moments.domain.surveys.survey import Survey


def participant_of(row: ParticipantRow) -> Participant:
    """The mentorships in the slots and the requests are counted, not identified."""
    return Participant(
        row.person.id,
        standing=row.standing or Standing.ELIGIBLE,
        since=row.since,
        mentor_approved=row.mentor_approved,
        mentee_approved=row.mentee_approved,
        available=row.available,
        capacity=row.capacity,
        mentees=_places(row.mentees),
        mentors=_places(row.mentors),
        waiting={MentorshipId(str(number)) for number in range(row.waiting)},
    )


def application_of(row: ApplicationRow) -> Application:
    return Application(
        row.id,
        row.applicant.id,
        row.kind,
        Form(row.bio, row.working_hours, row.skills),
        row.supervisor,
        started_at=row.started_at,
        held_since=row.held_since,
        state=row.state,
        submitted_at=row.submitted_at,
        decision=row.decision,
    )


def mentorship_of(row: MentorshipRow) -> Mentorship:
    return Mentorship(
        row.id,
        row.mentor.id,
        row.mentee.id,
        row.requested_at,
        row.held_since,
        state=row.state,
        ends_on=row.ends_on,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        end_reason=row.end_reason,
        agreement=row.agreement,
    )


def meeting_of(row: MeetingRow) -> Meeting:
    return Meeting(
        row.id,
        row.mentorship,
        row.mentor,
        row.mentee,
        row.starts_at,
        row.minutes,
        row.agenda,
        row.proposed_by,
        row.proposed_at,
        row.organizer,
        state=row.state,
        logged_by=row.logged_by,
        hours_confirmed_at=row.hours_confirmed_at,
    )


def survey_of(row: SurveyRow) -> Survey:
    return Survey(
        row.mentorship,
        row.side,
        row.person.id,
        row.due_at,
        answers=row.answers,
        submitted_at=row.submitted_at,
        followed_up_at=row.followed_up_at,
    )


def email_of(row: EmailRow) -> OutboxEmail:
    return OutboxEmail(row.id, row.kind, row.state, row.attempts, row.problem)


def cycle_of(row: CycleRow) -> Cycle:
    return Cycle(row.quarter, {each.stage: StagePlan(each.due, each.state, each.at) for each in row.stages})


def _places(taken: int) -> dict[int, MentorshipId]:
    return {place: MentorshipId("") for place in range(1, taken + 1)}
