"""`viewerActions`: what the viewer may do with a thing now, why not, and what it will do (docs/adr/0029)."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Annotated

import strawberry

from moments.application import effects
from moments.application.access.reader_role import role_of
from moments.application.access.relations import Relation
from moments.application.actions.action import Action as DomainAction
from moments.application.actions.offers import Offer, Steps, offers
from moments.domain.participants.private_facts import ReaderRole
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import PersonId
from moments.graphql.shared.codes import ErrorCode, code_of
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.telling import told

if TYPE_CHECKING:
    from moments.graphql.participants.types import Person

MAX_RECIPIENTS = 5
Action = described_enum(
    DomainAction,
    name="Action",
    description="An action on a thing; one for each mutation of one thing.",
    values={action: f"The action of the mutation `{action.value}`." for action in DomainAction},
)
VIEWER_ACTIONS = (
    "Actions on this that exist for the viewer, each with whether it is possible now; it follows the rules that the "
    "mutation checks."
)
Only = Annotated[
    list[DomainAction] | None,
    strawberry.argument(description="Return these actions only; null returns all that exist for the viewer."),
]


@strawberry.type(description="What an action will do if it is done now.")
class ActionEffect:
    told: strawberry.Private[tuple[PersonId, ...]]
    message: str = strawberry.field(description="The effect as a sentence to show to the user.")
    emails: int = strawberry.field(description="Number of emails that the action sends at once.")
    recipient_count: int = strawberry.field(description="Number of people who get these emails.")
    closes_requests: int = strawberry.field(description="Number of unanswered requests that are canceled or closed.")
    ends_mentorships: int = strawberry.field(description="Number of mentorships that end.")
    cancels_meetings: int = strawberry.field(description="Number of meetings that are canceled.")
    asks_for_surveys: int = strawberry.field(description="Number of surveys that become due.")

    @classmethod
    def of(cls, effect: effects.Effect) -> "ActionEffect":
        return cls(
            told=effect.recipients[:MAX_RECIPIENTS],
            message=effect.sentence,
            emails=effect.emails,
            recipient_count=len(effect.recipients),
            closes_requests=effect.closed_requests,
            ends_mentorships=effect.ended_mentorships,
            cancels_meetings=effect.canceled_meetings,
            asks_for_surveys=effect.surveys,
        )

    @strawberry.field(description="The people who get these emails; the first five of them.")
    async def recipients(
        self, info: Info
    ) -> list[Annotated["Person", strawberry.lazy("moments.graphql.participants.types")]]:
        from moments.graphql.participants.types import Person

        rows, reference = await info.context.people(self.told), await info.context.reference()
        return [Person.of(rows[each], reference) for each in self.told if each in rows]


@strawberry.type(description="An action on a thing, and whether the viewer can do it now.")
class ViewerAction:
    offer: strawberry.Private[Offer]
    role: strawberry.Private[ReaderRole | None]
    action: DomainAction = strawberry.field(description="The action, by the name of its mutation.")
    allowed: bool = strawberry.field(description="Whether the mutation succeeds now, given valid input.")
    code: ErrorCode | None = strawberry.field(
        description="Code of the error with which the mutation would fail; null if the action is allowed."
    )
    rule: str | None = strawberry.field(
        description="ID of the rule that forbids the action; null if it is allowed, or the error has no rule."
    )

    @classmethod
    def of(cls, offer: Offer, role: ReaderRole | None) -> "ViewerAction":
        error = offer.error.all[0] if offer.error else None
        return cls(
            offer=offer,
            role=role,
            action=offer.action,
            allowed=error is None,
            code=code_of(type(error)) if error else None,
            rule=error.rule if error else None,
        )

    @strawberry.field(
        description="Why the action is not possible, as a sentence to show to the user; null if it is allowed."
    )
    async def reason(self, info: Info) -> str | None:
        error = self.offer.error
        if error is None:
            return None
        if self.role is not None:
            info.context.private_facts.note_error(error, await info.context.person(), self.role)
        return told(error, info.context.contact)

    @strawberry.field(
        description="What the action will do; null if it is not allowed, or if that depends on the input. At most 20 "
        "in an operation."
    )
    async def effect(self, info: Info) -> ActionEffect | None:
        if self.offer.error is not None or self.offer.command is None:
            return None
        try:
            return ActionEffect.of(await info.context.foresee(self.offer.action, self.offer.command))
        except DomainError:  # another person was first
            return None


def viewer_actions(
    relations: AbstractSet[Relation], steps: Steps, only: Collection[DomainAction] | None
) -> list[ViewerAction]:
    role = role_of(relations)
    return [ViewerAction.of(offer, role) for offer in offers(relations, steps, only)]
