"""The application's table of states (APP-6, APP-7, APP-9, APR-9)."""

from enum import Enum

from moments.domain.shared.lifecycle import Lifecycle, Transition


class ApplicationState(Enum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


_S = ApplicationState
APPLICATION = Lifecycle(
    "application",
    ApplicationState,
    ApplicationState.DRAFT,
    [
        Transition("edit", (_S.DRAFT,), _S.DRAFT),
        Transition("edit", (_S.APPROVED,), _S.APPROVED),
        Transition("submit", (_S.DRAFT,), _S.SUBMITTED),
        Transition("reroute", (_S.SUBMITTED,), _S.SUBMITTED),
        Transition("approve", (_S.SUBMITTED,), _S.APPROVED),
        Transition("deny", (_S.SUBMITTED,), _S.DENIED),
        Transition("revise", (_S.DENIED, _S.WITHDRAWN), _S.DRAFT),
        Transition("withdraw", (_S.DRAFT, _S.SUBMITTED, _S.APPROVED, _S.DENIED), _S.WITHDRAWN),
    ],
)
