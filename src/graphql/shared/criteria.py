"""The criteria of eligibility that are not met, each with its sentence (ELIG-1, ELIG-5)."""

import strawberry

from moments.domain.participants.eligibility import SENTENCES, Ineligibility
from moments.graphql.shared.enums import described_enum

Criterion = described_enum(
    Ineligibility,
    name="EligibilityCriterion",
    description="A criterion of eligibility that is not met (ELIG-1).",
    values=SENTENCES,
)


@strawberry.type(description="A criterion of eligibility that is not met.")
class UnmetCriterion:
    criterion: Ineligibility = strawberry.field(description="Machine-readable code of the criterion.")
    message: str = strawberry.field(description="Message to show to the user.")


def unmet_criteria(reasons: tuple[Ineligibility, ...]) -> list[UnmetCriterion]:
    return [UnmetCriterion(criterion=reason, message=SENTENCES[reason]) for reason in reasons]


__all__ = ["Criterion", "UnmetCriterion", "unmet_criteria"]
