"""Withdraw an application; withdrawing an approved one ends participation in that role."""

from dataclasses import dataclass

from moments.application.applications.loading import load
from moments.application.use_case import Call, UseCase
from moments.domain.applications.application import Application
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import ApplicationId
from moments.domain.shared.kind import ApplicationKind


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
        application, participant = loaded.application, loaded.participant
        approved = application.state is ApplicationState.APPROVED
        application.withdraw(at=call.at)
        if approved:
            participant.revoke_role(application.kind)
            await self._end_requests(call, participant, application.kind)
            await call.work.participants.save(participant)
        await call.work.applications.save(application)
        return application.id

    async def _end_requests(
        self, call: Call[WithdrawApplicationCommand], participant: Participant, kind: ApplicationKind
    ) -> None:
        mentorships = call.work.mentorships
        if kind is ApplicationKind.MENTEE:
            for request in await mentorships.waiting_of(participant.id):
                request.cancel(mentee=participant, at=call.at)
                await mentorships.save(request)
        else:
            for request in await mentorships.waiting_for(participant.id):
                request.close(at=call.at)
                await mentorships.save(request)
