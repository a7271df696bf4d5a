"""Events of an application."""

from dataclasses import dataclass

from moments.domain.applications.decision import Outcome
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationEvent(DomainEvent):
    application: ApplicationId
    applicant: PersonId
    kind: ApplicationKind


class ApplicationStarted(ApplicationEvent):
    __slots__ = ()


class ApplicationEdited(ApplicationEvent):
    """Recorded for approved applications only; edits of a draft are private."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationSubmitted(ApplicationEvent):
    supervisor: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRerouted(ApplicationEvent):
    """APP-7. `by` is None if the supervisor in the directory changed."""

    from_supervisor: PersonId
    to_supervisor: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationWithdrawn(ApplicationEvent):
    supervisor: PersonId | None
    was: str
    """The state it was withdrawn from."""


class ApplicationRevised(ApplicationEvent):
    """Returned to draft after a denial or a withdrawal (APP-9)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDecided(ApplicationEvent):
    supervisor: PersonId
    outcome: Outcome
    in_lieu: bool


class ApplicationApproved(ApplicationDecided):
    __slots__ = ()


class ApplicationDenied(ApplicationDecided):
    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSeen(ApplicationEvent):
    """APR-5: the supervisor has reviewed a decision made in lieu of them."""

    supervisor: PersonId
