"""Reminders of what has been waiting: a request, a first meeting, a survey."""

from datetime import datetime, timedelta

from moments.application.email.data import MentorshipEmail, SurveyEmail
from moments.application.email.due import LetterKind
from moments.application.ports.journal import Letter
from moments.application.ports.scheduling import JobFigure, JobFigures
from moments.application.scheduling.job import CalendarJob, Due
from moments.application.unit_of_work import UnitOfWork
from moments.domain.shared.ids import MentorshipId, PersonId

REQUEST_WAITS = timedelta(days=7)
REQUEST_STILL_WAITS = timedelta(days=14)
NO_MEETING_YET = timedelta(days=14)
SURVEY_WAITS = timedelta(days=14)


class Reminders(CalendarJob):
    """Each once for each thing, whatever the number of runs: to the mentor whom a request waits for, to the mentee
    whose request nobody answers, to the mentee who is to set up the first meeting (REQ-5), and of the survey
    (SUR-1). Who is reminded of what may be muted by the reader, but for the survey.
    """

    name = "reminders"
    what = "Reminders of requests, first meetings and surveys that wait"

    async def run(self, work: UnitOfWork, due: Due, now: datetime) -> JobFigures:
        found = {
            LetterKind.REQUEST_WAITING: [
                _letter(LetterKind.REQUEST_WAITING, each.mentor, each.mentorship, due.at)
                for each in await work.waiting.requests(
                    now - REQUEST_WAITS, LetterKind.REQUEST_WAITING.value, answerable=True
                )
            ],
            LetterKind.REQUEST_STILL_WAITING: [
                _letter(LetterKind.REQUEST_STILL_WAITING, each.mentee, each.mentorship, due.at)
                for each in await work.waiting.requests(
                    now - REQUEST_STILL_WAITS, LetterKind.REQUEST_STILL_WAITING.value, answerable=False
                )
            ],
            LetterKind.FIRST_MEETING_DUE: [
                _letter(LetterKind.FIRST_MEETING_DUE, each.mentee, each.mentorship, due.at)
                for each in await work.waiting.without_meeting(now - NO_MEETING_YET, LetterKind.FIRST_MEETING_DUE.value)
            ],
            LetterKind.SURVEY_REMINDER: [
                Letter(
                    LetterKind.SURVEY_REMINDER.value,
                    person,
                    f"{LetterKind.SURVEY_REMINDER.value}:{mentorship}:{side.value}",
                    due.at,
                    SurveyEmail(mentorship, side),
                )
                for mentorship, side, person in await work.waiting.surveys(
                    now - SURVEY_WAITS, LetterKind.SURVEY_REMINDER.value
                )
            ],
        }
        return tuple(
            [JobFigure(kind.value, await work.outbox.add_all(letters)) for kind, letters in found.items() if letters]
        )


def _letter(kind: LetterKind, recipient: PersonId, mentorship: MentorshipId, due: datetime) -> Letter:
    return Letter(kind.value, recipient, f"{kind.value}:{mentorship}", due, MentorshipEmail(mentorship))
