"""Broken rules as data in a mutation's payload: a code, a message, the field, the rule."""

from datetime import datetime

import strawberry

from moments.domain.applications.decision import AlreadyDecided
from moments.domain.mentorships.errors import MeetingOnRecord, MeetingsOverlap
from moments.domain.mentorships.meeting_time import UnacceptedWarnings
from moments.domain.participants.eligibility import Ineligible
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import PersonId
from moments.graphql.participants.people import person
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.codes import ErrorCode, code_of
from moments.graphql.shared.context import Info
from moments.graphql.shared.criteria import UnmetCriterion, unmet_criteria
from moments.graphql.shared.meeting_warnings import MeetingWarning
from moments.graphql.shared.outcomes import Outcome


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


@strawberry.type(description="The time of the meeting has warnings that were not accepted (MEN-3).")
class UnacceptedWarningsError(UserError):
    warnings: list[MeetingWarning] = strawberry.field(description="The warnings to accept, or to choose another time.")


@strawberry.type(description="Another meeting is in the way (MEN-4).")
class MeetingConflictError(UserError):
    meeting_id: strawberry.ID | None = strawberry.field(
        description="ID of the other meeting, for `node`; null if it is not one of the viewer's."
    )


USER_ERROR_TYPES = (RuleViolation, IneligibleError, AlreadyDecidedError, UnacceptedWarningsError, MeetingConflictError)


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
    if isinstance(error, Ineligible):
        return IneligibleError(code=code, message=message, field=path, rule=rule, unmet=unmet_criteria(error.reasons))
    if isinstance(error, AlreadyDecided):
        made = error.decision
        return AlreadyDecidedError(
            code=code,
            message=message,
            field=path,
            rule=rule,
            outcome=made.outcome,
            decider=made.by,
            decided_at=made.at,
        )
    if isinstance(error, UnacceptedWarnings):
        warnings = [MeetingWarning.of(each) for each in error.warnings]
        return UnacceptedWarningsError(code=code, message=message, field=path, rule=rule, warnings=warnings)
    if isinstance(error, MeetingsOverlap | MeetingOnRecord):
        meeting = ids.encode("Meeting", error.meeting) if error.meeting else None
        return MeetingConflictError(code=code, message=message, field=path, rule=rule, meeting_id=meeting)
    return RuleViolation(code=code, message=message, field=path, rule=rule)


__all__ = ["USER_ERROR_TYPES", "UserError", "user_errors"]
