"""Broken rules as data in a mutation's payload: a code, a message, the field, the rule."""

from datetime import datetime

import strawberry

from moments.domain.applications.decision import AlreadyDecided
from moments.domain.applications.decision import Outcome as DomainOutcome
from moments.domain.mentorships.errors import MeetingOnRecord, MeetingsOverlap
from moments.domain.mentorships.meeting_time import UnacceptedWarnings
from moments.domain.participants.eligibility import SENTENCES, Ineligibility, Ineligible
from moments.domain.shared.errors import DomainError
from moments.graphql.shared import ids
from moments.graphql.shared.codes import ErrorCode, code_of
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.meeting_warnings import MeetingWarning

Outcome = described_enum(
    DomainOutcome,
    name="DecisionOutcome",
    description="Outcome of a decision on an application.",
    values={
        DomainOutcome.APPROVED: "The application was approved.",
        DomainOutcome.DENIED: "The application was denied.",
    },
)
Criterion = described_enum(
    Ineligibility,
    name="EligibilityCriterion",
    description="A criterion of eligibility that is not met (ELIG-1).",
    values=SENTENCES,
)


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


@strawberry.type(description="A criterion of eligibility that is not met.")
class UnmetCriterion:
    criterion: Ineligibility = strawberry.field(description="Machine-readable code of the criterion.")
    message: str = strawberry.field(description="Message to show to the user.")


@strawberry.type(description="The person does not meet the eligibility criteria now (ELIG-1, ELIG-2).")
class IneligibleError(UserError):
    unmet: list[UnmetCriterion] = strawberry.field(description="All criteria that are not met (ELIG-5).")


@strawberry.type(description="Another person has already decided the application (APR-9).")
class AlreadyDecidedError(UserError):
    outcome: DomainOutcome = strawberry.field(description="Outcome of the earlier decision: approved or denied.")
    decided_by: str = strawberry.field(description="Name of the person who decided.")
    decided_at: datetime = strawberry.field(description="When the decision was made.")


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


def unmet_criteria(reasons: tuple[Ineligibility, ...]) -> list[UnmetCriterion]:
    return [UnmetCriterion(criterion=reason, message=SENTENCES[reason]) for reason in reasons]


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
            decided_by=made.by_name,
            decided_at=made.at,
        )
    if isinstance(error, UnacceptedWarnings):
        warnings = [MeetingWarning.of(each) for each in error.warnings]
        return UnacceptedWarningsError(code=code, message=message, field=path, rule=rule, warnings=warnings)
    if isinstance(error, MeetingsOverlap | MeetingOnRecord):
        meeting = ids.encode("Meeting", error.meeting) if error.meeting else None
        return MeetingConflictError(code=code, message=message, field=path, rule=rule, meeting_id=meeting)
    return RuleViolation(code=code, message=message, field=path, rule=rule)


__all__ = ["USER_ERROR_TYPES", "Criterion", "Outcome", "UserError", "unmet_criteria", "user_errors"]
