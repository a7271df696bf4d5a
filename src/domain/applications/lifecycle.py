"""The application's table of states (APP-6, APP-7, APP-9, APR-9)."""

from enum import Enum

from moments.domain.shared.lifecycle import Lifecycle, StateWords, Transition


class ApplicationState(Enum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


_S = ApplicationState
_REVISE = "Revise it: that makes it a draft again, which you can change and submit."
_EDIT_AT_ONCE = "Edit it as it is; that needs no new approval."
_DECIDED = "A decision is final. Open the application to read it."
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
    {
        _S.DRAFT: StateWords(
            "This application is a draft",
            "You can change it as it is; submit it when it is ready.",
            dict.fromkeys(("approve", "deny"), "Wait until the applicant submits it."),
        ),
        _S.SUBMITTED: StateWords(
            "This application is waiting for the supervisor's decision",
            "To change it, withdraw it first and then revise it. You can name another supervisor as it is.",
            {"submit": "Wait for the decision, or withdraw it."},
        ),
        _S.APPROVED: StateWords(
            "This application is approved",
            "You can edit your bio, hours, and skills as it is. To leave this role, withdraw it.",
            {"submit": _EDIT_AT_ONCE, "revise": _EDIT_AT_ONCE, **dict.fromkeys(("approve", "deny"), _DECIDED)},
        ),
        _S.DENIED: StateWords("This application was denied", _REVISE, dict.fromkeys(("approve", "deny"), _DECIDED)),
        _S.WITHDRAWN: StateWords(
            "This application was withdrawn",
            _REVISE,
            {
                **dict.fromkeys(("approve", "deny"), "Wait to see if the applicant submits it again."),
                "withdraw": "If you want to apply again, revise it.",
            },
        ),
    },
)
