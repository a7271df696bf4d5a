"""Whom a verified token signs in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from moments.domain.identity import refusals
from moments.domain.identity.sign_in import (
    BindBy,
    BoundPerson,
    Candidate,
    Identified,
    IdentityFacts,
    ProviderIdentity,
    identify,
)
from moments.domain.shared.ids import PersonId

NOON = datetime(2026, 11, 2, 18, 0, tzinfo=UTC)
ANN, NORA = PersonId("ann"), PersonId("nora")
ANNS = ProviderIdentity("https://idp.example", "00u1", NOON, "ann@oa.example", employee_id="4711")
IS_ANN = BoundPerson(ANN, has_left=False)


def an_address_of(person: PersonId, **more: Any) -> Candidate:
    return replace(Candidate(person, is_bound=False, email_since=NOON - timedelta(days=1)), **more)


def refusal(facts: IdentityFacts, identity: ProviderIdentity = ANNS, by: BindBy = BindBy.EMAIL) -> type[Exception]:
    with pytest.raises(refusals.SignInRefused) as refused:
        identify(identity, facts, by)
    assert str(refused.value).endswith(".")
    return refused.type


@pytest.mark.parametrize("by", BindBy)
@pytest.mark.parametrize("holder", [None, an_address_of(ANN, is_bound=True), an_address_of(ANN, email_since=None)])
def test_a_bound_subject_is_its_person_whatever_the_e_mail(by: BindBy, holder: Candidate | None) -> None:
    """An email that the provider changed first is in no directory yet."""
    assert identify(ANNS, IdentityFacts(IS_ANN, holder), by) == Identified(ANN, is_bound=True)


@pytest.mark.parametrize("by", BindBy)
def test_a_bound_subject_whose_e_mail_is_another_person_s_is_refused(by: BindBy) -> None:
    assert refusal(IdentityFacts(IS_ANN, an_address_of(NORA)), by=by) is refusals.EmailOfAnotherPerson


@pytest.mark.parametrize("holder", [None, an_address_of(NORA), an_address_of(ANN)])
def test_a_leaver_is_refused(holder: Candidate | None) -> None:
    assert refusal(IdentityFacts(BoundPerson(ANN, has_left=True), holder)) is refusals.PersonHasLeft


def test_the_first_sign_in_finds_the_person_by_their_e_mail() -> None:
    assert identify(ANNS, IdentityFacts(holder=an_address_of(ANN)), BindBy.EMAIL) == Identified(ANN, is_bound=False)


@pytest.mark.parametrize(
    ("facts", "changed", "expected"),
    [
        (IdentityFacts(), {}, refusals.PersonUnknown),
        (IdentityFacts(holder=an_address_of(ANN)), {"email": None}, refusals.NothingToKnowBy),
        (IdentityFacts(holder=an_address_of(ANN)), {"email_verified": False}, refusals.EmailNotVerified),
        (IdentityFacts(holder=an_address_of(ANN, is_bound=True)), {}, refusals.BoundToAnotherAccount),
        (IdentityFacts(holder=an_address_of(ANN)), {"issued_at": NOON - timedelta(days=2)}, refusals.SignedInTooEarly),
        (
            IdentityFacts(holder=an_address_of(ANN, unbound_at=NOON + timedelta(seconds=1))),
            {},
            refusals.SignedInTooEarly,
        ),
        (IdentityFacts(numbered=an_address_of(ANN)), {}, refusals.PersonUnknown),
    ],
)
def test_a_first_sign_in_by_e_mail_is_refused(
    facts: IdentityFacts, changed: dict[str, Any], expected: type[Exception]
) -> None:
    assert refusal(facts, replace(ANNS, **changed)) is expected


def test_a_first_sign_in_by_employee_id_needs_no_e_mail() -> None:
    facts = IdentityFacts(numbered=Candidate(ANN, is_bound=False))

    for email in (None, "new@oa.example"):
        found = identify(replace(ANNS, email=email, email_verified=False), facts, BindBy.EMPLOYEE_ID)
        assert found == Identified(ANN, is_bound=False)


@pytest.mark.parametrize(
    ("facts", "changed", "expected"),
    [
        (IdentityFacts(holder=an_address_of(ANN)), {}, refusals.PersonUnknown),
        (IdentityFacts(numbered=Candidate(ANN, is_bound=False)), {"employee_id": None}, refusals.NothingToKnowBy),
        (IdentityFacts(numbered=Candidate(ANN, is_bound=True)), {}, refusals.BoundToAnotherAccount),
        (
            IdentityFacts(numbered=Candidate(ANN, is_bound=False), holder=an_address_of(NORA)),
            {},
            refusals.EmailOfAnotherPerson,
        ),
    ],
)
def test_a_first_sign_in_by_employee_id_is_refused(
    facts: IdentityFacts, changed: dict[str, Any], expected: type[Exception]
) -> None:
    assert refusal(facts, replace(ANNS, **changed), BindBy.EMPLOYEE_ID) is expected
