"""Choose which reminders one gets by e-mail."""

from dataclasses import dataclass

from moments.application.use_case import Call, UseCase
from moments.domain.email.kinds import Reminder


@dataclass(frozen=True, slots=True)
class SetRemindersCommand:
    """`muted`: all that the person does without; they get the others."""

    muted: frozenset[Reminder]


class SetReminders(UseCase[SetRemindersCommand]):
    """One's own, at any time. The emails that a rule demands can't be chosen away."""

    action = "setReminders"

    async def execute(self, call: Call[SetRemindersCommand]) -> str:
        await call.work.reminders.mute_only(call.by, call.command.muted, call.at)
        return call.by


@dataclass(frozen=True, slots=True)
class ToggleReminderCommand:
    reminder: Reminder
    wanted: bool


class ToggleReminder(UseCase[ToggleReminderCommand]):
    """One reminder off, or on again, by an email's own link: whoever has the email may, without signing in."""

    action = "setReminders"

    async def execute(self, call: Call[ToggleReminderCommand]) -> str:
        command, reminders = call.command, call.work.reminders
        muted = await reminders.muted(call.by)
        changed = muted - {command.reminder} if command.wanted else muted | {command.reminder}
        await reminders.mute_only(call.by, changed, call.at)
        return call.by
