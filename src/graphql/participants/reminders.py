"""The optional reminders by email, and which of them the viewer has turned off."""

import strawberry

from moments.domain.email import kinds
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum

Reminder = described_enum(
    kinds.Reminder,
    name="Reminder",
    description="An optional reminder by email, which no rule demands.",
    values={
        kinds.Reminder.REQUEST_WAITING: "To a mentor: a request has waited for an answer for a week.",
        kinds.Reminder.REQUEST_STILL_WAITING: "To a mentee: a request has waited for an answer for two weeks.",
        kinds.Reminder.FIRST_MEETING_DUE: "To a mentee: no meeting is set up two weeks after the acceptance.",
        kinds.Reminder.PERIOD_ENDING: "To a team member who has not applied: the application period ends soon.",
    },
)
DESCRIPTIONS = {
    kinds.Reminder.REQUEST_WAITING: "As a mentor: a request has waited for your answer for a week.",
    kinds.Reminder.REQUEST_STILL_WAITING: "As a mentee: your request has waited for two weeks.",
    kinds.Reminder.FIRST_MEETING_DUE: "As a mentee: two weeks have passed, and no first meeting is set up.",
    kinds.Reminder.PERIOD_ENDING: "The application period ends soon, and you have not applied.",
}


@strawberry.type(description="An optional reminder, and whether the viewer receives it.")
class ReminderSetting:
    reminder: kinds.Reminder = strawberry.field(description="The reminder that the setting is about.")
    description: str = strawberry.field(description="When the reminder is sent, as a sentence to show to the user.")
    muted: bool = strawberry.field(description="Whether the viewer has turned the reminder off.")


@strawberry.type(description="The optional reminders of the viewer, which are set as a whole.")
class Reminders:
    revision: int = strawberry.field(
        description="Number for these settings, for `expectedRevision`; it differs when they do."
    )
    settings: list[ReminderSetting] = strawberry.field(
        description="All optional reminders, each with whether the viewer has turned it off."
    )


async def find_reminders(info: Info) -> Reminders:
    me = (await info.context.viewer()).actor.person
    muted = await info.context.read(lambda queries: queries.muted_reminders(me))
    return Reminders(
        revision=kinds.reminders_revision(muted),
        settings=[
            ReminderSetting(reminder=each, description=DESCRIPTIONS[each], muted=each in muted)
            for each in kinds.Reminder
        ],
    )
