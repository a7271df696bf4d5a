"""Broken rules as data in a mutation's payload: a code, a message, the field, the rule."""

from datetime import datetime
from typing import TypedDict

import strawberry

from moments.domain.applications.decision import AlreadyDecided, ApplicationChanged, Outcome
from moments.domain.mentorships.errors import AgreementChanged, MeetingChanged
from moments.domain.participants.eligibility import Ineligible
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import ApplicationId, MeetingId, MentorshipId, PersonId
from moments.graphql.applications.types import Application, find_application
from moments.graphql.mentorships.types import Meeting, Mentorship, find_meeting, find_mentorship
from moments.graphql.participants.people import person
from moments.graphql.participants.types import Person
from moments.graphql.shared.codes import ErrorCode, code_of
from moments.graphql.shared.context import Info
from moments.graphql.shared.criteria import UnmetCriterion, unmet_criteria


@strawberry.interface(description="An error that prevented an operation because of the program's rules.")
class UserError:
    code: ErrorCode = strawberry.field(description="Machine-readable code of the error.")
    message: str = strawberry.field(description="Message to show to the user: what is wrong and what to do about it.")
    field: list[str] | None = strawberry.field(
        description="Path of the invalid input field, such as `input.email`; null if no single field is wrong."
    )
    rule: str | None = strawberry.field(
        description="ID of the broken rule in the program's rule book; null if the error has none."
    )


@strawberry.type(description="A broken rule that is fully described by its message.")
class RuleViolation(UserError):
    pass


@strawberry.type(description="The person does not meet the eligibility criteria now (ELIG-1, ELIG-2).")
class IneligibleError(UserError):
    unmet: list[UnmetCriterion] = strawberry.field(description="All criteria that are not met (ELIG-5).")


@strawberry.type(description="Another person has already decided the application (APR-9).")
class AlreadyDecidedError(UserError):
    outcome: Outcome = strawberry.field(description="Outcome of the earlier decision: approved or denied.")
    decider: strawberry.Private[PersonId]
    decided_at: datetime = strawberry.field(description="When the decision was made.")

    @strawberry.field(
        description="The supervisor or administrator who decided; null if the directory does not know them any more."
    )
    async def decided_by(self, info: Info) -> Person | None:
        return await person(info.context, self.decider)


@strawberry.type(description="The application, or its decision, changed after the viewer read it (APR-1, APR-5).")
class ApplicationChangedError(UserError):
    identity: strawberry.Private[ApplicationId]

    @strawberry.field(description="The application as it is now; null if the viewer may no longer see it.")
    async def application(self, info: Info) -> Application | None:
        return await find_application(info, self.identity)


@strawberry.type(description="The partner proposed a newer agreement after the viewer read it (MEN-1).")
class AgreementChangedError(UserError):
    identity: strawberry.Private[MentorshipId]

    @strawberry.field(description="The mentorship with the agreement as it is now.")
    async def mentorship(self, info: Info) -> Mentorship | None:
        return await find_mentorship(info, self.identity)


@strawberry.type(description="The meeting was moved after the viewer read it (MEN-2).")
class MeetingChangedError(UserError):
    identity: strawberry.Private[MeetingId]

    @strawberry.field(description="The meeting as it is now.")
    async def meeting(self, info: Info) -> Meeting | None:
        return await find_meeting(info, self.identity)


USER_ERROR_TYPES = (
    RuleViolation,
    IneligibleError,
    AlreadyDecidedError,
    ApplicationChangedError,
    AgreementChangedError,
    MeetingChangedError,
)


class _Said(TypedDict):
    code: ErrorCode
    message: str
    field: list[str] | None
    rule: str | None


def user_errors(error: DomainError) -> list[UserError]:
    """Every broken rule in the error, in its order."""
    return [_user_error(each) for each in error.all]


def _in_the_graph(field: str) -> str:
    """As the schema spells it."""
    first, *others = field.split("_")
    return "".join((first, *(each.capitalize() for each in others)))


def _user_error(error: DomainError) -> UserError:
    code, message, rule = code_of(type(error)), str(error), error.rule
    path = ["input", _in_the_graph(error.field)] if error.field else None
    said: _Said = {"code": code, "message": message, "field": path, "rule": rule}
    match error:
        case Ineligible():
            return IneligibleError(**said, unmet=unmet_criteria(error.reasons))
        case AlreadyDecided(decision=made):
            return AlreadyDecidedError(**said, outcome=made.outcome, decider=made.by, decided_at=made.at)
        case ApplicationChanged():
            return ApplicationChangedError(**said, identity=error.application)
        case AgreementChanged():
            return AgreementChangedError(**said, identity=error.mentorship)
        case MeetingChanged():
            return MeetingChangedError(**said, identity=error.meeting)
        case _:
            return RuleViolation(**said)


__all__ = ["USER_ERROR_TYPES", "UserError", "user_errors"]
