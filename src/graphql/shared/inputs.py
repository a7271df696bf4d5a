"""Common fields of the mutations' inputs."""

import strawberry

KEY = (
    "Idempotency key, 1 to 128 characters. Repeating a mutation with the same key returns the first result and changes "
    "nothing; kept for 7 days."
)


@strawberry.input
class Keyed:
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input
class OfApplication(Keyed):
    application: strawberry.ID = strawberry.field(description="ID of the application.")


@strawberry.input
class OfMentorship(Keyed):
    mentorship: strawberry.ID = strawberry.field(description="ID of the mentorship.")


@strawberry.input
class OfMeeting(Keyed):
    meeting: strawberry.ID = strawberry.field(description="ID of the meeting.")


@strawberry.input
class OfSurvey(Keyed):
    survey: strawberry.ID = strawberry.field(description="ID of the survey.")
