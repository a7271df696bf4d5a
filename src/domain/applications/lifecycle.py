"""The application's table of states (APP-6, APP-7, APP-9, APR-9)."""

from enum import Enum

from moments.domain.shared.lifecycle import Lifecycle, Step


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
        Step("edit", (_S.DRAFT,), _S.DRAFT),
        Step("edit", (_S.APPROVED,), _S.APPROVED),
        Step("submit", (_S.DRAFT,), _S.SUBMITTED),
        Step("reroute", (_S.SUBMITTED,), _S.SUBMITTED),
        Step("approve", (_S.SUBMITTED,), _S.APPROVED),
        Step("deny", (_S.SUBMITTED,), _S.DENIED),
        Step("revise", (_S.DENIED, _S.WITHDRAWN), _S.DRAFT),
        Step("withdraw", (_S.DRAFT, _S.SUBMITTED, _S.APPROVED, _S.DENIED), _S.WITHDRAWN),
    ],
)
