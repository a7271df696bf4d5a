"""What a supervisor is reminded of when they deny an application, and openings for their message (APR-1)."""

from dataclasses import dataclass

from moments.domain.applications.decision import Decision, Outcome
from moments.domain.shared.ids import PersonId

DENIAL_HINT = (
    "You may explain why, or set up a follow-up meeting to talk about the next steps. It helps the person, and the "
    "application can be changed and sent in again."
)
DENIAL_REMINDER = "You may still explain why, or set up a follow-up meeting to talk about the next steps."


def reminder_after(decision: Decision, reader: PersonId) -> str | None:
    """For the supervisor who has denied, whether with a message or not; None for everybody else."""
    own = decision.by == reader and not decision.in_lieu
    return DENIAL_REMINDER if own and decision.outcome is Outcome.DENIED else None


@dataclass(frozen=True, slots=True)
class DenialOpening:
    """`text`: the beginning of a message; one that ends in "because ..." has to be finished."""

    label: str
    text: str


DENIAL_OPENINGS = (
    DenialOpening("Workload", "Thank you for applying. I can't approve it right now because ..."),
    DenialOpening(
        "Not this quarter",
        "Thank you for applying. This quarter is not the right time. Please apply again next quarter; I would like to "
        "support it then.",
    ),
    DenialOpening(
        "Let's talk first",
        "Thank you for applying. Before I approve it, I would like to talk about it with you. Please find a time on my "
        "calendar.",
    ),
)
