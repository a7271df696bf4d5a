"""Whom a verified token signs in: the person its subject is bound to, or at the first sign-in is bound to (DIR-5)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from moments.domain.identity import refusals
from moments.domain.shared.errors import DomainError
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId


class BindBy(StrEnum):
    """What a person is found by at the first sign-in."""

    EMAIL = "email"
    EMPLOYEE_ID = "employee_id"


@dataclass(frozen=True, slots=True)
class ProviderIdentity:
    """What a token proves. `email`: in small letters; a fact about the subject, never the key to a person."""

    issuer: str
    subject: str
    issued_at: datetime
    email: str | None = None
    email_verified: bool = True
    employee_id: str | None = None


@dataclass(frozen=True, slots=True)
class BoundPerson:
    """The person to whom the subject is bound."""

    person: PersonId
    has_left: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A current team member to whom the token's email or employee id belongs.

    `email_since`: when they got their email; `unbound_at`: when the office last unbound them.
    """

    person: PersonId
    is_bound: bool
    email_since: datetime | None = None
    unbound_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IdentityFacts:
    """What our records say about a ProviderIdentity. `holder`: of its email; `numbered`: of its employee id."""

    bound: BoundPerson | None = None
    holder: Candidate | None = None
    numbered: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Identified:
    """`is_bound`: False at the first sign-in, which has to bind the person."""

    person: PersonId
    is_bound: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInUnbound(DomainEvent):
    """The office let the person sign in with another account; what is open by the former one ends."""

    person: PersonId


class SignInNotBound(DomainError):
    rule, field = "DIR-5", "person"

    def __init__(self) -> None:
        super().__init__("This person is bound to no account. Ask them to sign in, which binds them.")


def identify(identity: ProviderIdentity, facts: IdentityFacts, by: BindBy) -> Identified:
    """Raises SignInRefused."""
    if facts.bound is None:
        return Identified(_newcomer(identity, facts, by).person, is_bound=False)
    if facts.bound.has_left:
        raise refusals.PersonHasLeft
    _check_email_of(facts.bound.person, facts)
    return Identified(facts.bound.person, is_bound=True)


def _newcomer(identity: ProviderIdentity, facts: IdentityFacts, by: BindBy) -> Candidate:
    found = _by_email(identity, facts) if by is BindBy.EMAIL else _by_employee_id(identity, facts)
    if found.is_bound:
        raise refusals.BoundToAnotherAccount
    if found.unbound_at is not None and identity.issued_at < found.unbound_at:
        raise refusals.SignedInTooEarly
    return found


def _by_email(identity: ProviderIdentity, facts: IdentityFacts) -> Candidate:
    if identity.email is None:
        raise refusals.NothingToKnowBy("email")
    if not identity.email_verified:
        raise refusals.EmailNotVerified
    if facts.holder is None:
        raise refusals.PersonUnknown("email")
    if facts.holder.email_since is not None and identity.issued_at < facts.holder.email_since:
        raise refusals.SignedInTooEarly
    return facts.holder


def _by_employee_id(identity: ProviderIdentity, facts: IdentityFacts) -> Candidate:
    if identity.employee_id is None:
        raise refusals.NothingToKnowBy("employee id")
    if facts.numbered is None:
        raise refusals.PersonUnknown("employee id")
    _check_email_of(facts.numbered.person, facts)
    return facts.numbered


def _check_email_of(person: PersonId, facts: IdentityFacts) -> None:
    """An email that the directory does not know may be new; one that it knows as another's never carries rights."""
    if facts.holder is not None and facts.holder.person != person:
        raise refusals.EmailOfAnotherPerson
