"""Emails that ask for the survey after a mentorship's end (SUR-1), with whom to tell of misconduct (MEN-6)."""

from moments.domain.email.data import SurveyEmail
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.email.content.base import Content, EmailContext, require, require_still


def due(context: EmailContext) -> Content:
    mentorship, side = context.mentorship(), context.data(SurveyEmail).side
    answered = require(context.facts.answered.get((mentorship.id, side)), "there is no such survey")
    require_still(not answered, "the survey was answered")
    return Content(
        {
            "other": context.other(),
            "other_has_left": mentorship.end_reason is not None and mentorship.end_reason.side is not side,
            "mentee": side is ApplicationKind.MENTEE,
            "search": context.links.search,
            "hr_contact": context.recipient.hr_contact,
            "act": context.links.survey(mentorship.id, side),
        }
    )
