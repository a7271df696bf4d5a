"""The Mentorship Agreement: proposed by one side, agreed to by the other."""

from dataclasses import dataclass
from datetime import date, datetime

from moments.application.mentorships.loading import load
from moments.application.use_case import Call, UseCase
from moments.domain.mentorships.agreement import Agreement
from moments.domain.shared.ids import MentorshipId


@dataclass(frozen=True, slots=True)
class ProposeAgreementCommand:
    """`read`: when the version that it replaces was proposed; None if there was none. `ends_on` None: the mentorship's
    end or, if that is past, a year from today (MEN-2).
    """

    mentorship: MentorshipId
    read: datetime | None
    goals: str
    schedule: str
    obstacles: str
    ends_on: date | None = None


class ProposeAgreement(UseCase[ProposeAgreementCommand]):
    """MEN-1: goals, meeting schedule, obstacles and how to meet them; over the version that the person has read."""

    action = "proposeAgreement"

    async def execute(self, call: Call[ProposeAgreementCommand]) -> str:
        command = call.command
        mentorship = (await load(call.work, command.mentorship, call.by, self.action)).mentorship
        agreement = Agreement.propose(
            goals=command.goals,
            schedule=command.schedule,
            obstacles=command.obstacles,
            ends_on=command.ends_on or mentorship.agreement_default_end(call.at),
            by=call.by,
            at=call.at,
        )
        mentorship.propose_agreement(agreement, read=command.read)
        await call.work.mentorships.save(mentorship)
        return mentorship.id


@dataclass(frozen=True, slots=True)
class AcceptAgreementCommand:
    """`read`: when the version that the person has read was proposed."""

    mentorship: MentorshipId
    read: datetime


class AcceptAgreement(UseCase[AcceptAgreementCommand]):
    """MEN-1: for the side that did not propose it."""

    action = "acceptAgreement"

    async def execute(self, call: Call[AcceptAgreementCommand]) -> str:
        mentorship = (await load(call.work, call.command.mentorship, call.by, self.action)).mentorship
        mentorship.accept_agreement(call.by, read=call.command.read, at=call.at)
        await call.work.mentorships.save(mentorship)
        return mentorship.id
