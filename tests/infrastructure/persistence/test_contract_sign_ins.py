"""What the store of sign-ins promises: one suite for the memory, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from moments.application.ports.errors import DuplicateKey
from moments.domain.identity.sign_in import BoundPerson, Candidate, IdentityFacts, ProviderIdentity
from moments.domain.shared.ids import PersonId
from tests.infrastructure.persistence.people import ANN, BEN, NOW, NewWork, an_employee, settle_people

ISSUER, OTHER_ISSUER = "https://id.mo.example", "https://other.mo.example"
ANNS = ProviderIdentity(ISSUER, "a1", NOW, email=an_employee(ANN).email.lower(), employee_id="E-ANN")
LATER = NOW + timedelta(days=1)


async def bind(new_work: NewWork, person: PersonId, identity: ProviderIdentity) -> None:
    async with new_work() as work:
        await work.sign_ins.bind(person, identity, NOW)
        await work.commit()


async def unbind(new_work: NewWork, person: PersonId) -> bool:
    async with new_work() as work:
        was_bound = await work.sign_ins.unbind(person, LATER)
        await work.commit()
    return was_bound


async def facts(new_work: NewWork, identity: ProviderIdentity = ANNS) -> IdentityFacts:
    """Since when they have their email apart."""
    async with new_work() as work:
        found = await work.sign_ins.facts(identity)
    return replace(found, holder=found.holder and replace(found.holder, email_since=None))


async def test_before_the_first_sign_in_a_person_has_an_email_and_a_number(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN)
    candidate = Candidate(ANN, is_bound=False)

    assert await facts(new_work) == IdentityFacts(holder=candidate, numbered=candidate)
    assert await facts(new_work, replace(ANNS, email=None, employee_id=None)) == IdentityFacts()
    assert await facts(new_work, replace(ANNS, email="nobody@mo.example", employee_id="\0")) == IdentityFacts()


async def test_a_subject_is_bound_to_one_person_at_its_issuer(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN)
    await bind(new_work, ANN, ANNS)
    bound, candidate = BoundPerson(ANN, has_left=False), Candidate(ANN, is_bound=True)

    assert await facts(new_work) == IdentityFacts(bound, candidate, candidate)
    assert await facts(new_work, replace(ANNS, subject="A1")) == IdentityFacts(None, candidate, candidate)
    stranger = Candidate(ANN, is_bound=False)
    assert await facts(new_work, replace(ANNS, issuer=OTHER_ISSUER)) == IdentityFacts(None, stranger, stranger)


@pytest.mark.parametrize(
    ("person", "subject", "issuer"), [(ANN, "a1", ISSUER), (ANN, "a2", ISSUER), (BEN, "a1", ISSUER)]
)
async def test_neither_a_person_nor_a_subject_is_bound_twice(
    new_work: NewWork, person: PersonId, subject: str, issuer: str
) -> None:
    await settle_people(new_work, ANN, BEN)
    await bind(new_work, ANN, ANNS)

    with pytest.raises(DuplicateKey):
        await bind(new_work, person, replace(ANNS, subject=subject, issuer=issuer))
    await bind(new_work, ANN, replace(ANNS, issuer=OTHER_ISSUER))


async def test_who_is_unbound_may_be_bound_anew(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN)
    assert not await unbind(new_work, ANN)
    await bind(new_work, ANN, ANNS)

    assert await unbind(new_work, ANN)

    candidate = Candidate(ANN, is_bound=False, unbound_at=LATER.replace(microsecond=0))
    assert await facts(new_work) == IdentityFacts(None, candidate, candidate)
    assert not await unbind(new_work, ANN)
    await bind(new_work, ANN, replace(ANNS, subject="a2"))
    await bind(new_work, BEN, ANNS)
    assert (await facts(new_work)).bound == BoundPerson(BEN, has_left=False)


async def test_a_leaver_is_bound_still_and_no_candidate(new_work: NewWork) -> None:
    await settle_people(new_work, ANN)
    await bind(new_work, ANN, ANNS)
    async with new_work() as work:
        await work.directory.write([an_employee(ANN, left=date(2026, 11, 1))])
        await work.commit()

    assert await facts(new_work) == IdentityFacts(bound=BoundPerson(ANN, has_left=True))
