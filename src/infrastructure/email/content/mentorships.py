"""Emails about requests and the mentorships they become (REQ-2, REQ-4, REQ-5, CAP-4)."""

from moments.domain.email.data import RequestEmail, ResponseEmail
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.infrastructure.email.content.base import Content, EmailContext, require_still
from moments.infrastructure.email.dates import day


def requested(context: EmailContext) -> Content:
    """To the mentor (REQ-2); they may read the application now (REQ-3)."""
    _check_waits(context)
    return Content(_about_request(context) | {"note": context.data(RequestEmail).note})


def waiting(context: EmailContext) -> Content:
    """To the mentor, after a week; not while one of the two is suspended, for then they cannot accept (ELIG-4)."""
    _check_waits(context)
    require_still(not context.mentorship().suspended, "the request cannot be accepted at present")
    return Content(_about_request(context))


def still_waiting(context: EmailContext) -> Content:
    """To the mentee, after two weeks."""
    _check_waits(context)
    return Content(_about_request(context))


def accepted(context: EmailContext) -> Content:
    """To the mentee, who reaches out first (REQ-5)."""
    _check_active(context)
    return Content(_about_mentorship(context) | {"message": context.data(ResponseEmail).message})


def confirmed(context: EmailContext) -> Content:
    """To the mentor."""
    _check_active(context)
    return Content(_about_mentorship(context))


def first_meeting_due(context: EmailContext) -> Content:
    """To the mentee, two weeks on."""
    _check_active(context)
    require_still(context.mentorship().id not in context.facts.with_meeting, "they have a meeting")
    return Content(_about_mentorship(context))


def declined(context: EmailContext) -> Content:
    return Content(_about_end(context) | {"message": context.data(ResponseEmail).message})


def closed(context: EmailContext) -> Content:
    """CAP-4: the mentor takes no more."""
    return Content(_about_end(context))


def withdrawn(context: EmailContext) -> Content:
    """To the mentor: the mentee takes part no longer (APP-9, DIR-1)."""
    mentorship = context.mentorship()
    has_left = mentorship.end_reason is EndReason.MENTEE_LEFT
    asked_on, act = day(mentorship.requested_at), context.links.requests
    return Content({"other": context.other(), "has_left": has_left, "asked_on": asked_on, "act": act})


def _check_waits(context: EmailContext) -> None:
    require_still(context.mentorship().state is MentorshipState.REQUESTED, "the request no longer waits")


def _check_active(context: EmailContext) -> None:
    require_still(context.mentorship().state is MentorshipState.ACTIVE, "the mentorship is no longer active")


def _about_request(context: EmailContext) -> dict[str, object]:
    mentorship = context.mentorship()
    asked_on = day(mentorship.requested_at)
    return {
        "other": context.partner(),
        "asked_on": asked_on,
        "act": context.links.request(mentorship.id),
        "search": context.links.search,
    }


def _about_mentorship(context: EmailContext) -> dict[str, object]:
    return {
        "other": context.partner(),
        "act": context.links.mentorship(context.mentorship().id),
        "agreement": context.links.resource("agreement"),
        "first_meeting": context.links.resource("first-meeting"),
    }


def _about_end(context: EmailContext) -> dict[str, object]:
    """With the way to the search, for a mentee who may search: not with two mentors, or suspended (CAP-1, ELIG-4)."""
    may_search = context.email.recipient in context.facts.may_search
    return {"other": context.other(), "may_search": may_search, "act": context.links.search}
