"""Choose which reminders to get by email."""

from dataclasses import dataclass

from moments.application.use_case import Call, UseCase
from moments.domain.email.kinds import Reminder, reminders_revision
from moments.domain.shared.revision import Revised, check_revision


@dataclass(frozen=True, slots=True)
class SetRemindersCommand:
    """`muted`: all reminders that the person does not want; they get the others. `expected_revision`: of the choice
    that they have read.
    """

    muted: frozenset[Reminder]
    expected_revision: int


class SetReminders(UseCase[SetRemindersCommand]):
    """For the caller's own reminders, at any time. Emails that a rule requires cannot be muted."""

    action = "setReminders"

    async def execute(self, call: Call[SetRemindersCommand]) -> str:
        there = reminders_revision(await call.work.reminders.muted(call.by))
        check_revision(call.command.expected_revision, there, Revised.REMINDERS, call.by)
        await call.work.reminders.mute_only(call.by, call.command.muted, call.at)
        return call.by


@dataclass(frozen=True, slots=True)
class ToggleReminderCommand:
    reminder: Reminder
    wanted: bool


class ToggleReminder(UseCase[ToggleReminderCommand]):
    """Mutes or unmutes one reminder by the link in an email; the link works without signing in."""

    action = "setReminders"

    async def execute(self, call: Call[ToggleReminderCommand]) -> str:
        command, reminders = call.command, call.work.reminders
        muted = await reminders.muted(call.by)
        changed = muted - {command.reminder} if command.wanted else muted | {command.reminder}
        await reminders.mute_only(call.by, changed, call.at)
        return call.by
