"""The supervisor marks a decision made in lieu of them as seen."""

from dataclasses import dataclass
from datetime import datetime

from moments.application.applications.loading import load
from moments.application.use_case import Call, UseCase
from moments.domain.shared.ids import ApplicationId


@dataclass(frozen=True, slots=True)
class MarkDecisionSeenCommand:
    """`read`: when the decision that the person has read was made."""

    application: ApplicationId
    read: datetime


class MarkDecisionSeen(UseCase[MarkDecisionSeenCommand]):
    """APR-5: the decision stays in the supervisor's dashboard until then."""

    action = "markDecisionSeen"

    async def execute(self, call: Call[MarkDecisionSeenCommand]) -> str:
        loaded = await load(call.work, call.command.application, call.by, self.action)
        loaded.application.mark_seen(call.by, read=call.command.read, at=call.at)
        await call.work.applications.save(loaded.application)
        return loaded.application.id
