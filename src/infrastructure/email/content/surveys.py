"""Letters that ask for the survey after a mentorship's end (SUR-1), with whom to tell of misconduct (MEN-6)."""

from moments.application.email.data import SurveyEmail
from moments.infrastructure.email.content.base import Content, Occasion, expect, still


def due(about: Occasion) -> Content:
    mentorship, side = about.mentorship(), about.data(SurveyEmail).side
    answered = expect(about.facts.answered.get((mentorship.id, side)), "there is no such survey")
    still(not answered, "the survey was answered")
    return Content(
        {
            "other": about.other(),
            "hr_contact": about.reader.hr_contact,
            "act": about.links.survey(mentorship.id, side),
        }
    )
