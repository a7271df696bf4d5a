"""Help for whoever denies an application (APR-1)."""

import strawberry

from moments.application.program import denial


@strawberry.type(description="The beginning of a message to an applicant, which the person who denies may use.")
class DenialOpening:
    label: str = strawberry.field(description="Name of the opening to show to the user.")
    text: str = strawberry.field(description="Text of the opening; one that ends in `because ...` has to be finished.")


@strawberry.type
class DenialAdvice:
    @strawberry.field(
        description="Reminder, shown where an application is denied, of what helps the applicant (APR-1)."
    )
    def denial_hint(self) -> str:
        return denial.DENIAL_HINT

    @strawberry.field(description="Openings for the message of a denial, to choose from; none is sent by itself.")
    def denial_openings(self) -> list[DenialOpening]:
        return [DenialOpening(label=each.label, text=each.text) for each in denial.DENIAL_OPENINGS]
