"""What the mutations' inputs have in common."""

import strawberry

KEY = "Sent again with the same key, a mutation is done once and answers the same (kept for a while)."


@strawberry.input
class Keyed:
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input
class OfApplication(Keyed):
    application: strawberry.ID = strawberry.field(description="Which.")


@strawberry.input
class OfMentorship(Keyed):
    mentorship: strawberry.ID = strawberry.field(description="Which.")


@strawberry.input
class OfMeeting(Keyed):
    meeting: strawberry.ID = strawberry.field(description="Which.")


@strawberry.input
class OfSurvey(Keyed):
    survey: strawberry.ID = strawberry.field(description="Which.")
