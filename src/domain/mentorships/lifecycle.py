"""The tables of states of a mentorship, which begins as a request, and of a meeting."""

from enum import Enum

from moments.domain.shared.lifecycle import Lifecycle, Step


class MentorshipState(Enum):
    REQUESTED = "requested"
    ACTIVE = "active"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    COMPLETED = "completed"
    DISCONTINUED = "discontinued"


_S = MentorshipState
MENTORSHIP = Lifecycle(
    "mentorship",
    MentorshipState,
    MentorshipState.REQUESTED,
    [
        Step("accept", (_S.REQUESTED,), _S.ACTIVE),
        Step("decline", (_S.REQUESTED,), _S.DECLINED),
        Step("cancel", (_S.REQUESTED,), _S.CANCELLED),
        Step("close", (_S.REQUESTED,), _S.CLOSED),
        Step("complete", (_S.ACTIVE,), _S.COMPLETED),
        Step("discontinue", (_S.ACTIVE,), _S.DISCONTINUED),
    ],
)


class MeetingState(Enum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    HELD = "held"
    CALLED_OFF = "called_off"


_M = MeetingState
MEETING = Lifecycle(
    "meeting",
    MeetingState,
    MeetingState.PROPOSED,
    [
        Step("confirm", (_M.PROPOSED,), _M.CONFIRMED),
        Step("move", (_M.PROPOSED, _M.CONFIRMED), _M.PROPOSED),
        Step("hold", (_M.PROPOSED, _M.CONFIRMED), _M.HELD),
        Step("call_off", (_M.PROPOSED, _M.CONFIRMED), _M.CALLED_OFF),
    ],
)
