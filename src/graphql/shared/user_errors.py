"""Broken rules as data in a mutation's payload: a code, a message, the field, the rule."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict

import strawberry

from moments.application.ports.errors import NotFound
from moments.domain.applications.decision import AlreadyDecided, ApplicationChanged, Outcome
from moments.domain.applications.supervisor import TooManySupervisorTries
from moments.domain.mentorships.errors import (
    AgreementChanged,
    AskedTooSoon,
    MeetingChanged,
    MeetingOnRecord,
    MeetingsOverlap,
)
from moments.domain.mentorships.meeting_time import UnacceptedWarnings
from moments.domain.participants.eligibility import Ineligible
from moments.domain.shared.contact import Contact
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.domain.shared.revision import ChangedMeanwhile, Revised
from moments.domain.surveys.survey import ChoiceQuestion
from moments.graphql.applications.types import Application, find_application
from moments.graphql.mentorships.types import Meeting, Mentorship, find_meeting, find_mentorship
from moments.graphql.participants.people import person
from moments.graphql.participants.reminders import Reminders, find_reminders
from moments.graphql.participants.types import Person
from moments.graphql.program.cycle_dashboard import cycles_by_name
from moments.graphql.program.cycle_types import Cycle
from moments.graphql.program.resources import Resource, find_resource
from moments.graphql.shared.codes import ErrorCode, code_of
from moments.graphql.shared.context import Info
from moments.graphql.shared.criteria import UnmetCriterion, unmet_criteria
from moments.graphql.shared.meeting_warnings import MeetingWarning
from moments.graphql.shared.telling import told
from moments.graphql.surveys.types import SurveyChoices, find_survey_choices


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


@strawberry.type(description="What is asked is possible again at a later time (MAT-6, APP-7).")
class NotYetError(UserError):
    possible_from: datetime = strawberry.field(
        description="Moment at which the same operation stops being refused for this reason."
    )


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
    identity: strawberry.Private[MeetingId | None]

    @strawberry.field(description="The other meeting; null if it is not one of the viewer's.")
    async def meeting(self, info: Info) -> Meeting | None:
        return await find_meeting(info, self.identity) if self.identity else None


@strawberry.type(
    description="What was saved before breaks a rule now, such as a draft without a bio when it is submitted. The path "
    "is that of the thing's ID."
)
class SavedFieldError(UserError):
    saved_field: str = strawberry.field(
        description="Name of the input field with which the value is saved, such as `bio` of `EditApplicationInput`."
    )


@strawberry.type(
    description="The application, its form or its decision changed after the viewer read it (APR-1, APR-5, APP-9)."
)
class ApplicationChangedError(UserError):
    identity: strawberry.Private[str]

    @strawberry.field(description="The application as it is now; null if the viewer may no longer see it.")
    async def application(self, info: Info) -> Application | None:
        return await find_application(info, self.identity)


@strawberry.type(description="A newer agreement was proposed after the viewer read the one before (MEN-1).")
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


@strawberry.type(description="The dates of the cycle were moved after the viewer read them (MAT-2).")
class CycleChangedError(UserError):
    identity: strawberry.Private[str]

    @strawberry.field(description="The cycle as it is now.")
    async def cycle(self, info: Info) -> Cycle | None:
        return (await cycles_by_name(info.context, [self.identity])).get(self.identity)


@strawberry.type(description="The choices of the question were set after the viewer read them (SUR-3).")
class SurveyChoicesChangedError(UserError):
    question: strawberry.Private[ChoiceQuestion]

    @strawberry.field(description="The choices as they are now.")
    async def choices(self, info: Info) -> SurveyChoices:
        return await find_survey_choices(info, self.question)


@strawberry.type(description="The viewer's reminders were set, here or elsewhere, after the viewer read them.")
class RemindersChangedError(UserError):
    @strawberry.field(description="The reminders as they are now.")
    async def reminders(self, info: Info) -> Reminders:
        return await find_reminders(info)


@strawberry.type(description="The text was revised after the viewer read it (WEB-3).")
class ResourceChangedError(UserError):
    identity: strawberry.Private[str]

    @strawberry.field(description="The resource as it is now.")
    async def resource(self, info: Info) -> Resource | None:
        return await find_resource(info, self.identity)


USER_ERROR_TYPES = (
    RuleViolation,
    NotYetError,
    IneligibleError,
    AlreadyDecidedError,
    SavedFieldError,
    ApplicationChangedError,
    AgreementChangedError,
    MeetingChangedError,
    MeetingConflictError,
    UnacceptedWarningsError,
    CycleChangedError,
    SurveyChoicesChangedError,
    RemindersChangedError,
    ResourceChangedError,
)


class _Said(TypedDict):
    code: ErrorCode
    message: str
    field: list[str] | None
    rule: str | None


def user_errors(error: DomainError, contact: Contact, paths: Mapping[str, list[str]] | None = None) -> list[UserError]:
    """Every broken rule in the error, in its order. `contact`: for what is wrong in the records (APP-2). `paths`: each
    field of the mutation's input with its path, the ID of its thing first; None outside of mutations.
    """
    return [_user_error(each, contact, paths) for each in error.all]


def _in_the_graph(field: str) -> str:
    """As the schema spells it."""
    first, *others = field.split("_")
    return "".join((first, *(each.capitalize() for each in others)))


def _user_error(error: DomainError, contact: Contact, paths: Mapping[str, list[str]] | None) -> UserError:
    code, message, rule = code_of(type(error)), told(error, contact), error.rule
    field = _in_the_graph(error.field) if error.field else None
    path = paths.get(field) if field and paths is not None else None
    said: _Said = {"code": code, "message": message, "field": path, "rule": rule}
    if field and paths and path is None and not isinstance(error, NotFound):
        said["field"] = next(iter(paths.values()))
        return SavedFieldError(**said, saved_field=field)
    match error:
        case AskedTooSoon() | TooManySupervisorTries():
            return NotYetError(**said, possible_from=error.until)
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
        case UnacceptedWarnings():
            return UnacceptedWarningsError(**said, warnings=[MeetingWarning.of(each) for each in error.warnings])
        case MeetingsOverlap() | MeetingOnRecord():
            return MeetingConflictError(**said, identity=error.meeting)
        case ChangedMeanwhile():
            return _changed_meanwhile(error, said)
        case _:
            return RuleViolation(**said)


def _changed_meanwhile(error: ChangedMeanwhile, said: _Said) -> UserError:
    match error.what:
        case Revised.APPLICATION:
            return ApplicationChangedError(**said, identity=error.identity)
        case Revised.CYCLE:
            return CycleChangedError(**said, identity=error.identity)
        case Revised.CHOICES:
            return SurveyChoicesChangedError(**said, question=ChoiceQuestion(error.identity))
        case Revised.REMINDERS:
            return RemindersChangedError(**said)
        case Revised.RESOURCE:
            return ResourceChangedError(**said, identity=error.identity)


__all__ = ["USER_ERROR_TYPES", "UserError", "user_errors"]
