"""What a mentorship leaves between its two people, said in Python: the twin of the statement in SQL (MAT-6)."""

from datetime import datetime

from moments.domain.matching.exclusions import EarliestSince, Exclusion
from moments.domain.mentorships.lifecycle import MentorshipState


def left_by(state: MentorshipState, since: datetime, now: datetime) -> Exclusion | None:
    """`since`: from when on the mentorship has been in the state."""
    earliest = EarliestSince.at(now)
    match state:
        case MentorshipState.ACTIVE:
            return Exclusion.EXISTING
        case MentorshipState.REQUESTED:
            return Exclusion.PENDING
        case MentorshipState.DECLINED:
            return Exclusion.DECLINED if since >= earliest.declined else None
        case MentorshipState.COMPLETED | MentorshipState.DISCONTINUED:
            return Exclusion.WITHIN_THE_YEAR if since > earliest.ended else None
        case MentorshipState.CANCELLED:
            return Exclusion.CANCELED if since > earliest.canceled else None
        case MentorshipState.CLOSED:
            return None
