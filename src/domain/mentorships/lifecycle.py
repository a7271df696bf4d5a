"""The state tables of a mentorship, which starts as a request, and of a meeting."""

from enum import Enum

from moments.domain.shared.lifecycle import Lifecycle, StateWords, Transition


class MentorshipState(Enum):
    REQUESTED = "requested"
    ACTIVE = "active"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    COMPLETED = "completed"
    DISCONTINUED = "discontinued"


_S = MentorshipState
_ASK_ANOTHER = "There is nothing left to do here. The mentee can search for another mentor."
_NEW_REQUEST = "It stays on record as it is. For a new one, the mentee can search for a mentor."
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
    {
        _S.REQUESTED: StateWords(
            "This request is waiting for the mentor's answer",
            "Wait until the mentor accepts it. The mentee can cancel it.",
        ),
        _S.ACTIVE: StateWords(
            "This request was accepted and the mentorship has begun",
            "Open the mentorship to go on. Either of you can end it there.",
        ),
        _S.DECLINED: StateWords("The mentor declined this request", _ASK_ANOTHER),
        _S.CANCELLED: StateWords("The mentee canceled this request", _ASK_ANOTHER),
        _S.CLOSED: StateWords("This request was closed by the program", _ASK_ANOTHER),
        _S.COMPLETED: StateWords("This mentorship has been completed", _NEW_REQUEST),
        _S.DISCONTINUED: StateWords("This mentorship was ended early", _NEW_REQUEST),
    },
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
    {
        _M.PROPOSED: StateWords(
            "This meeting is proposed", "Confirm the time first, or log the meeting once it is over."
        ),
        _M.CONFIRMED: StateWords(
            "This meeting is confirmed", "You can move it or cancel it, or log it once it is over."
        ),
        _M.HELD: StateWords(
            "This meeting was held", "It stays on record. Propose a new meeting if you want to meet again."
        ),
        _M.CANCELLED: StateWords("This meeting was canceled", "Propose a new meeting, or log one that was held."),
    },
)
