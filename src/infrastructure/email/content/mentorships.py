"""Letters about requests and the mentorships they become (REQ-2, REQ-4, REQ-5, CAP-4)."""

from moments.application.email.data import RequestEmail, ResponseEmail
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.infrastructure.email.content.base import Content, Occasion, still
from moments.infrastructure.email.dates import day


def requested(about: Occasion) -> Content:
    """To the mentor (REQ-2); they may read the application now (REQ-3)."""
    _check_waits(about)
    return Content(_about_request(about) | {"note": about.data(RequestEmail).note})


def waiting(about: Occasion) -> Content:
    """To the mentor, after a week."""
    _check_waits(about)
    return Content(_about_request(about))


def still_waiting(about: Occasion) -> Content:
    """To the mentee, after two weeks."""
    _check_waits(about)
    return Content(_about_request(about))


def accepted(about: Occasion) -> Content:
    """To the mentee, who reaches out first (REQ-5)."""
    _check_active(about)
    return Content(_about_mentorship(about) | {"message": about.data(ResponseEmail).message})


def confirmed(about: Occasion) -> Content:
    """To the mentor."""
    _check_active(about)
    return Content(_about_mentorship(about))


def first_meeting_due(about: Occasion) -> Content:
    """To the mentee, two weeks on."""
    _check_active(about)
    still(about.mentorship().id not in about.facts.met, "they have a meeting")
    return Content(_about_mentorship(about))


def declined(about: Occasion) -> Content:
    return Content(_about_end(about) | {"message": about.data(ResponseEmail).message})


def closed(about: Occasion) -> Content:
    """CAP-4: the mentor takes no more."""
    return Content(_about_end(about))


def _check_waits(about: Occasion) -> None:
    still(about.mentorship().state is MentorshipState.REQUESTED, "the request no longer waits")


def _check_active(about: Occasion) -> None:
    still(about.mentorship().state is MentorshipState.ACTIVE, "the mentorship is no longer active")


def _about_request(about: Occasion) -> dict[str, object]:
    mentorship = about.mentorship()
    asked_on = day(mentorship.requested_at)
    return {
        "other": about.other(),
        "asked_on": asked_on,
        "act": about.links.request(mentorship.id),
        "search": about.links.search,
    }


def _about_mentorship(about: Occasion) -> dict[str, object]:
    return {
        "other": about.other(),
        "act": about.links.mentorship(about.mentorship().id),
        "agreement": about.links.resource("agreement"),
        "first_meeting": about.links.resource("first-meeting"),
    }


def _about_end(about: Occasion) -> dict[str, object]:
    """With the way to the search, for a mentee who may search: not with two mentors, or suspended (CAP-1, ELIG-4)."""
    may_search = about.letter.recipient in about.facts.searchers
    return {"other": about.other(), "may_search": may_search, "act": about.links.search}
