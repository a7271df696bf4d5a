"""Reminders of overdue items: a request, a first meeting, a survey."""

from datetime import datetime, timedelta

from moments.application.email.due import EmailKind
from moments.application.ports.journal import Email
from moments.application.ports.scheduling import JobFigure, JobFigures
from moments.application.scheduling.job import CalendarJob, DueRun
from moments.application.unit_of_work import UnitOfWork
from moments.domain.email.data import MentorshipEmail, SurveyEmail
from moments.domain.shared.ids import MentorshipId, PersonId

REQUEST_WAITS = timedelta(days=7)
REQUEST_STILL_WAITS = timedelta(days=14)
NO_MEETING_YET = timedelta(days=14)
SURVEY_WAITS = timedelta(days=14)


class Reminders(CalendarJob):
    """Sends each reminder once per item: to the mentor about a pending request, to the mentee about an unanswered
    request, to the mentee about the first meeting they set up (REQ-5), and about a due survey (SUR-1). None asks
    somebody for what they cannot do now: the mentor to answer while one of the two is suspended (ELIG-4), the mentee to
    meet somebody who has left (DIR-1). Recipients can
    mute all but the survey's. What falls due on a day off is sent on the next working day.
    """

    name = "reminders"
    description = "Reminders of requests, first meetings and surveys that wait"
    only_on_working_days = True

    async def run(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures:
        found = {
            EmailKind.REQUEST_WAITING: [
                _email(EmailKind.REQUEST_WAITING, each.mentor, each.mentorship, due.due_at)
                for each in await work.pending_items.requests(
                    now - REQUEST_WAITS, EmailKind.REQUEST_WAITING.value, acceptable=True
                )
            ],
            EmailKind.REQUEST_STILL_WAITING: [
                _email(EmailKind.REQUEST_STILL_WAITING, each.mentee, each.mentorship, due.due_at)
                for each in await work.pending_items.requests(
                    now - REQUEST_STILL_WAITS, EmailKind.REQUEST_STILL_WAITING.value, acceptable=False
                )
            ],
            EmailKind.FIRST_MEETING_DUE: [
                _email(EmailKind.FIRST_MEETING_DUE, each.mentee, each.mentorship, due.due_at)
                for each in await work.pending_items.without_meeting(
                    now - NO_MEETING_YET, EmailKind.FIRST_MEETING_DUE.value
                )
            ],
            EmailKind.SURVEY_REMINDER: [
                Email(
                    EmailKind.SURVEY_REMINDER.value,
                    person,
                    f"{EmailKind.SURVEY_REMINDER.value}:{mentorship}:{side.value}",
                    due.due_at,
                    SurveyEmail(mentorship, side),
                )
                for mentorship, side, person in await work.pending_items.surveys(
                    now - SURVEY_WAITS, EmailKind.SURVEY_REMINDER.value
                )
            ],
        }
        return tuple(
            [JobFigure(kind.value, await work.outbox.add_all(emails)) for kind, emails in found.items() if emails]
        )


def _email(kind: EmailKind, recipient: PersonId, mentorship: MentorshipId, due: datetime) -> Email:
    return Email(kind.value, recipient, f"{kind.value}:{mentorship}", due, MentorshipEmail(mentorship))
