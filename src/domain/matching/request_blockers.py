"""Whether a mentor on a list can still be requested, and the sentence for the mentee if not (MAT-4, MAT-6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from moments.domain.matching.exclusions import Between, Exclusion
from moments.domain.program.spoken_time import spoken


class RequestBlocker(Enum):
    """Why a mentee cannot request a mentor. Does not reveal whether the mentor is full, unavailable or suspended
    (ELIG-5, CAP-3).
    """

    NO_LONGER_AVAILABLE = "no_longer_available"
    REQUESTED = "asked"
    CURRENT_MENTOR = "mentoring"
    DECLINED = "declined"
    RECENT_MENTORSHIP = "had_lately"
    SUPERVISION = "too_close"
    CANCELED = "canceled"
    YOURSELF = "yourself"
    NOT_ALLOWED_TO_REQUEST = "may_not_ask"


_SENTENCES: Mapping[RequestBlocker, str] = {
    RequestBlocker.NO_LONGER_AVAILABLE: (
        "This mentor is no longer available; they may have two mentees by now. Ask for others, or search all mentors."
    ),
    RequestBlocker.REQUESTED: "Your request to this mentor is waiting for an answer. You can cancel it.",
    RequestBlocker.CURRENT_MENTOR: "This is your mentor already. Open your mentorship to go on.",
    RequestBlocker.DECLINED: "This mentor declined your request. Ask for others, or search all mentors.",
    RequestBlocker.RECENT_MENTORSHIP: "Your mentorship with this mentor ended within the year. Choose somebody else.",
    RequestBlocker.SUPERVISION: "A supervisor and a direct report do not mentor each other. Choose somebody else.",
    RequestBlocker.CANCELED: "You canceled your request to this mentor within the last day.",
    RequestBlocker.YOURSELF: "You cannot be your own mentor. Choose somebody else.",
    RequestBlocker.NOT_ALLOWED_TO_REQUEST: "You cannot ask a mentor right now. Open your dashboard to see why.",
}

_BY_EXCLUSION: Mapping[Exclusion, RequestBlocker] = {
    Exclusion.SELF: RequestBlocker.YOURSELF,
    Exclusion.SUPERVISOR: RequestBlocker.SUPERVISION,
    Exclusion.DIRECT_REPORT: RequestBlocker.SUPERVISION,
    Exclusion.PENDING: RequestBlocker.REQUESTED,
    Exclusion.EXISTING: RequestBlocker.CURRENT_MENTOR,
    Exclusion.DECLINED: RequestBlocker.DECLINED,
    Exclusion.WITHIN_THE_YEAR: RequestBlocker.RECENT_MENTORSHIP,
    Exclusion.CANCELED: RequestBlocker.CANCELED,
}


@dataclass(frozen=True, slots=True)
class Blocked:
    """`until`: from when on the mentee may ask; None if that is not a matter of time."""

    why: RequestBlocker
    until: datetime | None = None

    @property
    def sentence(self) -> str:
        """For the mentee alone, who knows of all of it."""
        if self.until is None:
            return _SENTENCES[self.why]
        return f"{_SENTENCES[self.why]} You may ask again from {spoken(self.until)}."


def blocked_by(between: Between) -> Blocked:
    return Blocked(_BY_EXCLUSION[between.why], between.until)


def request_blocker(*, may_request: bool, between: Between | None, takes_requests: bool) -> Blocked | None:
    """Returns None if the mentee can request the mentor. What is between the two takes precedence, because the mentee
    knows of it; a mentee who may not request does not learn the mentor's state (CAP-1, SEA-1).
    """
    if between is not None:
        return blocked_by(between)
    if not may_request:
        return Blocked(RequestBlocker.NOT_ALLOWED_TO_REQUEST)
    return None if takes_requests else Blocked(RequestBlocker.NO_LONGER_AVAILABLE)


_STAYS = (RequestBlocker.REQUESTED, RequestBlocker.CURRENT_MENTOR, RequestBlocker.CANCELED)


def calls_for_replacement(blocked: Blocked | None) -> bool:
    """Whether another mentor takes this one's place on the list: not for one whom the mentee has requested, has, or may
    ask again within a day.
    """
    return blocked is not None and blocked.why not in _STAYS


NO_COMMON_HOUR = "Your regular working hours do not overlap by an hour."


def hours_warning(common_minutes: int | None) -> str | None:
    """`common_minutes`: minutes a week; None if unknown. Meetings are within both people's hours (MEN-3)."""
    return NO_COMMON_HOUR if common_minutes is not None and common_minutes < 60 else None


def would_give(skill: str, mentors: int) -> str:
    """The sentence that says which skill would fill an empty list."""
    return f"Adding {skill} to your skills would match {mentors:,} {'mentor' if mentors == 1 else 'mentors'}."
