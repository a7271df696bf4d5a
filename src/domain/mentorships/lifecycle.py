"""The state tables of a mentorship, which starts as a request, and of a meeting."""

from enum import Enum

from moments.domain.shared.lifecycle import Lifecycle, Transition


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
        Transition("accept", (_S.REQUESTED,), _S.ACTIVE),
        Transition("decline", (_S.REQUESTED,), _S.DECLINED),
        Transition("cancel", (_S.REQUESTED,), _S.CANCELLED),
        Transition("close", (_S.REQUESTED,), _S.CLOSED),
        Transition("complete", (_S.ACTIVE,), _S.COMPLETED),
        Transition("discontinue", (_S.ACTIVE,), _S.DISCONTINUED),
    ],
)


class MeetingState(Enum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    HELD = "held"
    CANCELLED = "called_off"


_M = MeetingState
MEETING = Lifecycle(
    "meeting",
    MeetingState,
    MeetingState.PROPOSED,
    [
        Transition("confirm", (_M.PROPOSED,), _M.CONFIRMED),
        Transition("move", (_M.PROPOSED, _M.CONFIRMED), _M.PROPOSED),
        Transition("hold", (_M.PROPOSED, _M.CONFIRMED), _M.HELD),
        Transition("confirm_hours", (_M.HELD,), _M.HELD),
        Transition("cancel", (_M.PROPOSED, _M.CONFIRMED), _M.CANCELLED),
    ],
)
