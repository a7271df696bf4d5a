"""Withdraw an application; withdrawing an approved one ends participation in that role."""

from dataclasses import dataclass

from moments.application.applications.loading import load
from moments.application.endings import withdraw
from moments.application.use_case import Call, UseCase
from moments.domain.applications.application import Application
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import ApplicationId


@dataclass(frozen=True, slots=True)
class WithdrawApplicationCommand:
    application: ApplicationId


def check_may_withdraw(application: Application, participant: Participant) -> None:
    """APP-9: raises IllegalTransition, and ActiveMentorshipExists for an approved application."""
    application.check_may_withdraw()
    if application.state is ApplicationState.APPROVED:
        participant.check_may_leave(application.kind)


class WithdrawApplication(UseCase[WithdrawApplicationCommand]):
    """APP-9: pending requests in the role are canceled or closed; an active mentorship must end first."""

    action = "withdrawApplication"

    async def execute(self, call: Call[WithdrawApplicationCommand]) -> str:
        loaded = await load(call.work, call.command.application, call.by, self.action)
        await withdraw(call.work, loaded.application, loaded.participant, at=call.at)
        return loaded.application.id
