"""The mutations that decide several applications at once, with a result for each."""

from collections.abc import Sequence
from datetime import datetime

import strawberry

from moments.application.applications.decide_application import DecideApplicationCommand
from moments.application.applications.decide_several import decide_each
from moments.application.use_case import UseCase
from moments.domain.shared.contact import Contact
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import ApplicationId
from moments.graphql.applications.types import Application, find_application
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import check_key
from moments.graphql.shared.payloads import Payload
from moments.graphql.shared.user_errors import UserError, user_errors

_OF_ITEMS, _OF_ALL = ("application", "submittedAt"), ("message", "inLieuGround", "items", "idempotencyKey")
"""The fields of an item, and those of the whole input, that an error can be about."""
_PATHS = {name: ["input", name] for name in _OF_ALL}


@strawberry.input(description="One of the applications to decide.")
class DecisionItem:
    application: strawberry.ID = strawberry.field(description="ID of the application.")
    submitted_at: datetime = strawberry.field(
        description="The `submittedAt` of the application that was read; it is not decided if it was submitted anew."
    )

    def command(self, message: str | None, ground: str | None) -> DecideApplicationCommand:
        application = ApplicationId(ids.identity_of("Application", self.application))
        return DecideApplicationCommand(application, self.submitted_at, message, ground)


@strawberry.input
class DecidingSeveral(Keyed):
    items: list[DecisionItem] = strawberry.field(description="The applications, 1 to 50, each of them once.")
    message: str | None = strawberry.field(
        default=None, description="Personal message that each of the applicants gets (APR-1); null for none."
    )
    in_lieu_ground: str | None = strawberry.field(
        default=None,
        description="Ground that an administrator states: why the supervisor of all of them is out for an extended "
        "period (APR-4). Null if the supervisor decides.",
    )

    def commands(self) -> list[DecideApplicationCommand]:
        return [each.command(self.message, self.in_lieu_ground) for each in self.items]


@strawberry.input(description="The applications to approve; the applicants participate in their roles from then on.")
class ApproveApplicationsInput(DecidingSeveral):
    pass


@strawberry.input(description="The applications to deny; each applicant is notified by email, with the message.")
class DenyApplicationsInput(DecidingSeveral):
    pass


@strawberry.type(description="What became of one of several applications.")
class DecisionResult:
    application_id: strawberry.ID = strawberry.field(
        description="ID of the application as it was given, by which to find the item also where the application is "
        "null."
    )
    errors: list[UserError] = strawberry.field(
        description="Errors that prevented this decision, and no other; empty if the application is decided."
    )

    @strawberry.field(description="The application as it is now, decided or not; null if the viewer may not see it.")
    async def application(self, info: Info) -> Application | None:
        return await find_application(info, ids.identity_of("Application", self.application_id))


@strawberry.type
class SeveralPayload(Payload):
    results: list[DecisionResult] = strawberry.field(
        description="What became of each, in the input's order; empty if the selection itself is not possible."
    )


@strawberry.type(description="Results of the approval of several applications, or errors of the whole selection.")
class ApproveApplicationsPayload(SeveralPayload):
    pass


@strawberry.type(description="Results of the denial of several applications, or errors of the whole selection.")
class DenyApplicationsPayload(SeveralPayload):
    pass


@strawberry.type
class SeveralMutation:
    @strawberry.mutation(
        description="Approve up to 50 applications, each for itself and with a result of its own (APR-1, APR-4). A "
        "repeat with the same idempotency key decides only what was not decided before."
    )
    async def approve_applications(self, info: Info, input: ApproveApplicationsInput) -> ApproveApplicationsPayload:
        errors, results = await _decide(info, info.context.use_cases.approve_application, input)
        return ApproveApplicationsPayload(errors=errors, results=results)

    @strawberry.mutation(
        description="Deny up to 50 applications, each for itself and with a result of its own (APR-1, APR-4). The "
        "supervisor may explain why, or set up a follow-up meeting on the next steps. A repeat with the same "
        "idempotency key decides only what was not decided before."
    )
    async def deny_applications(self, info: Info, input: DenyApplicationsInput) -> DenyApplicationsPayload:
        errors, results = await _decide(info, info.context.use_cases.deny_application, input)
        return DenyApplicationsPayload(errors=errors, results=results)


async def _decide(
    info: Info, decide: UseCase[DecideApplicationCommand], input: DecidingSeveral
) -> tuple[list[UserError], list[DecisionResult]]:
    """Returns the errors of the whole selection, or each item's result; raises Unauthenticated, ClientError."""
    check_key(input.idempotency_key)
    caller = await info.context.caller(input.idempotency_key)
    await info.context.end_read_transaction()
    try:
        outcomes = await decide_each(decide, input.commands(), caller)
    except DomainError as error:
        return user_errors(error, info.context.contact, _PATHS), []
    for outcome in outcomes:
        if outcome is not None:
            info.context.note_error(outcome)
    return [], _results(input.items, outcomes, info.context.contact)


def _results(
    items: Sequence[DecisionItem], outcomes: Sequence[DomainError | None], contact: Contact
) -> list[DecisionResult]:
    return [
        DecisionResult(application_id=item.application, errors=_errors(number, error, contact) if error else [])
        for number, (item, error) in enumerate(zip(items, outcomes, strict=True))
    ]


def _errors(number: int, error: DomainError, contact: Contact) -> list[UserError]:
    """With the paths of the item's own fields."""
    item = {name: ["input", "items", str(number), name] for name in _OF_ITEMS}
    return user_errors(error, contact, item | _PATHS)
