"""What a mentor and a mentee do."""

from dataclasses import dataclass
from datetime import datetime

from moments.application.mentorships.accept_request import AcceptRequest, AcceptRequestCommand
from moments.application.mentorships.agreement import ProposeAgreement, ProposeAgreementCommand
from moments.application.mentorships.answer_meeting import (
    CancelMeeting,
    CancelMeetingCommand,
    ConfirmMeeting,
    ConfirmMeetingCommand,
    MarkMeetingHeld,
    MarkMeetingHeldCommand,
)
from moments.application.mentorships.cancel_request import CancelRequest, CancelRequestCommand
from moments.application.mentorships.decline_request import DeclineRequest, DeclineRequestCommand
from moments.application.mentorships.end_mentorship import (
    CompleteMentorship,
    DiscontinueMentorship,
    EndMentorshipCommand,
)
from moments.application.mentorships.propose_meeting import (
    LogMeeting,
    MeetingCommand,
    ProposeMeeting,
    ProposeMeetingCommand,
)
from moments.application.mentorships.request_mentor import RequestMentor, RequestMentorCommand
from moments.application.surveys.submit_survey import SubmitSurvey, SubmitSurveyCommand
from moments.domain.mentorships.meeting_time import MeetingWarningKind
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers, ChoiceQuestion
from tests.simulation.model import Model
from tests.simulation.world import World


@dataclass(frozen=True, slots=True)
class Ask:
    by: PersonId
    mentor: PersonId

    async def perform(self, world: World) -> None:
        await world.attempt(
            RequestMentor,
            RequestMentorCommand(self.mentor),
            self.by,
            may=lambda model: model.may_request(self.by, self.mentor),
            then=lambda model, made: model.request(MentorshipId(made), self.by, self.mentor),
        )


@dataclass(frozen=True, slots=True)
class Accept:
    by: PersonId
    pair: MentorshipId
    last: bool = False

    async def perform(self, world: World) -> None:
        await world.attempt(
            AcceptRequest,
            AcceptRequestCommand(self.pair, None, self.last),
            self.by,
            may=lambda model: model.may_accept(self.by, self.pair),
            then=lambda model, _: model.accept(self.pair, last=self.last),
        )


@dataclass(frozen=True, slots=True)
class Decline:
    by: PersonId
    pair: MentorshipId

    async def perform(self, world: World) -> None:
        await world.attempt(
            DeclineRequest,
            DeclineRequestCommand(self.pair),
            self.by,
            may=lambda model: model.may_answer(self.by, self.pair),
            then=lambda model, _: model.decline(self.pair),
        )


@dataclass(frozen=True, slots=True)
class Cancel:
    by: PersonId
    pair: MentorshipId

    async def perform(self, world: World) -> None:
        await world.attempt(
            CancelRequest,
            CancelRequestCommand(self.pair),
            self.by,
            may=lambda model: model.may_cancel(self.by, self.pair),
            then=lambda model, _: model.cancel(self.pair),
        )


@dataclass(frozen=True, slots=True)
class End:
    by: PersonId
    pair: MentorshipId
    completed: bool

    async def perform(self, world: World) -> None:
        await world.attempt(
            CompleteMentorship if self.completed else DiscontinueMentorship,
            EndMentorshipCommand(self.pair),
            self.by,
            may=lambda model: model.may_end(self.by, self.pair),
            then=lambda model, _: model.end(self.pair, completed=self.completed),
        )


@dataclass(frozen=True, slots=True)
class Agree:
    """Proposes the agreement, where there was none."""

    by: PersonId
    pair: MentorshipId

    async def perform(self, world: World) -> None:
        await world.attempt(
            ProposeAgreement,
            ProposeAgreementCommand(self.pair, None, "Grow", "Monthly", "Time"),
            self.by,
            may=lambda model: None if model.may_end(self.by, self.pair) else False,
            then=_nothing,
        )


@dataclass(frozen=True, slots=True)
class Propose:
    by: PersonId
    pair: MentorshipId
    starts_at: datetime

    async def perform(self, world: World) -> None:
        command = ProposeMeetingCommand(self.pair, self.starts_at, accept_warnings=frozenset(MeetingWarningKind))
        await world.attempt(
            ProposeMeeting,
            command,
            self.by,
            may=lambda model: None if model.may_end(self.by, self.pair) else False,
            then=_nothing,
        )


@dataclass(frozen=True, slots=True)
class Log:
    by: PersonId
    pair: MentorshipId
    starts_at: datetime

    async def perform(self, world: World) -> None:
        await world.attempt(
            LogMeeting,
            MeetingCommand(self.pair, self.starts_at),
            self.by,
            may=lambda model: None if self.by in _people(model, self.pair) else False,
            then=_nothing,
        )


@dataclass(frozen=True, slots=True)
class AnswerMeeting:
    """`answer`: confirm, cancel, hold."""

    by: PersonId
    pair: MentorshipId
    meeting: MeetingId
    read: datetime
    minutes: int
    answer: str

    async def perform(self, world: World) -> None:
        use_case, command = {
            "confirm": (ConfirmMeeting, ConfirmMeetingCommand(self.meeting, self.read, self.minutes)),
            "cancel": (CancelMeeting, CancelMeetingCommand(self.meeting, self.read)),
            "hold": (MarkMeetingHeld, MarkMeetingHeldCommand(self.meeting, self.read)),
        }[self.answer]
        await world.attempt(
            use_case,
            command,
            self.by,
            may=lambda model: None if self.by in _people(model, self.pair) else False,
            then=_nothing,
        )


@dataclass(frozen=True, slots=True)
class AnswerSurvey:
    by: PersonId
    pair: MentorshipId
    side: ApplicationKind

    async def perform(self, world: World) -> None:
        answers = Answers(rating=world.choices[ChoiceQuestion.RATING][0], contact_me=self.side.value == "mentor")

        def may(model: Model) -> bool:
            pair = model.pairs.get(self.pair)
            own = pair and (pair.mentor if self.side is ApplicationKind.MENTOR else pair.mentee)
            return own == self.by and model.surveys.get((self.pair, self.side.value)) is False

        await world.attempt(
            SubmitSurvey,
            SubmitSurveyCommand(self.pair, self.side, answers),
            self.by,
            may=may,
            then=lambda model, _: model.answer_survey(self.pair, self.side.value),
        )


def _people(model: Model, identity: MentorshipId) -> tuple[PersonId, ...]:
    pair = model.pairs.get(identity)
    return (pair.mentor, pair.mentee) if pair else ()


def _nothing(_model: Model, _result: str) -> None:
    """The model keeps no meetings; the invariants hold them against each other."""
