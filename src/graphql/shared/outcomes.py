"""The outcome of a decision, made part of the schema before anything uses it."""

from moments.domain.applications.decision import Outcome
from moments.graphql.shared.enums import described_enum

described_enum(
    Outcome,
    name="DecisionOutcome",
    description="Outcome of a decision on an application.",
    values={
        Outcome.APPROVED: "The application was approved.",
        Outcome.DENIED: "The application was denied.",
    },
)

__all__ = ["Outcome"]
