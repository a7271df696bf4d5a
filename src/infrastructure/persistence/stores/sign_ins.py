"""Who is bound to which subject of the identity provider, and the one statement that identifies somebody (DIR-5)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Executable, Row, and_, bindparam, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from moments.application.ports.errors import DuplicateKey
from moments.domain.identity.sign_in import BoundPerson, Candidate, IdentityFacts, ProviderIdentity
from moments.domain.participants.renumbering import number_key
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.mappers.employees import email_key
from moments.infrastructure.persistence.sql import Statement, is_storable
from moments.infrastructure.persistence.tables import employees, sign_ins
from moments.infrastructure.persistence.transaction import Transaction

_ISSUER: BindParameter[str] = bindparam("issuer")
_one = select(literal(1).label("one")).subquery("one")
_bound, _bound_person = sign_ins.alias("bound"), employees.alias("bound_person")
_holder, _holders_account = employees.alias("holder"), sign_ins.alias("holders_account")
_numbered, _numbers_account = employees.alias("numbered"), sign_ins.alias("numbers_account")


def _facts() -> Statement:
    """A row, whatever is found."""
    joined = (
        _one.outerjoin(_bound, and_(_bound.c.issuer == _ISSUER, _bound.c.subject == bindparam("subject")))
        .outerjoin(_bound_person, _bound_person.c.id == _bound.c.person)
        .outerjoin(_holder, and_(_holder.c.email_key == bindparam("key"), _holder.c.left_on.is_(None)))
        .outerjoin(
            _holders_account, and_(_holders_account.c.person == _holder.c.id, _holders_account.c.issuer == _ISSUER)
        )
        .outerjoin(_numbered, and_(_numbered.c.number_key == bindparam("number"), _numbered.c.left_on.is_(None)))
        .outerjoin(
            _numbers_account, and_(_numbers_account.c.person == _numbered.c.id, _numbers_account.c.issuer == _ISSUER)
        )
    )
    return select(
        _bound.c.person.label("bound"),
        _bound_person.c.left_on,
        _holder.c.id.label("holder"),
        _holder.c.email_since,
        _holders_account.c.subject.label("holders_subject"),
        _holders_account.c.unbound_at.label("holder_unbound_at"),
        _numbered.c.id.label("numbered"),
        _numbers_account.c.subject.label("numbers_subject"),
        _numbers_account.c.unbound_at.label("number_unbound_at"),
    ).select_from(joined)


FACTS = _facts()
_NOBODYS = " "
"""No employee id's key: those who have none have an empty one."""
_UNBIND = (
    update(sign_ins)
    .where(sign_ins.c.person == bindparam("who"), sign_ins.c.subject.is_not(None))
    .values(subject=None, bound_at=None, unbound_at=bindparam("at"))
)


def fact_parameters(identity: ProviderIdentity) -> Mapping[str, object]:
    """What no row can have is not asked for: a provider may send any characters."""
    key, number = email_key(identity.email or ""), number_key(identity.employee_id or "")
    return {
        "issuer": identity.issuer,
        "subject": identity.subject,
        "key": key if is_storable(key) else "",
        "number": number if number and is_storable(number) else _NOBODYS,
    }


def facts_of(row: Row[Any]) -> IdentityFacts:
    return IdentityFacts(
        bound=None if row.bound is None else BoundPerson(row.bound, row.left_on is not None),
        holder=None
        if row.holder is None
        else Candidate(row.holder, row.holders_subject is not None, row.email_since, row.holder_unbound_at),
        numbered=None
        if row.numbered is None
        else Candidate(row.numbered, row.numbers_subject is not None, unbound_at=row.number_unbound_at),
    )


class SqlSignIns:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def facts(self, identity: ProviderIdentity) -> IdentityFacts:
        (row,) = await self._work.all(FACTS, **fact_parameters(identity))
        return facts_of(row)

    async def bind(self, person: PersonId, identity: ProviderIdentity, at: datetime) -> None:
        row = {"person": person, "issuer": identity.issuer, "subject": identity.subject, "bound_at": at}
        if not await self._work.run(self._binding(), row):
            raise DuplicateKey("the person was bound meanwhile")

    def _binding(self) -> Executable:
        insert = postgresql.insert(sign_ins) if self._work.on_postgresql else sqlite.insert(sign_ins)
        return insert.on_conflict_do_update(
            index_elements=["person", "issuer"],
            set_={"subject": insert.excluded.subject, "bound_at": insert.excluded.bound_at},
            where=sign_ins.c.subject.is_(None),
        )

    async def unbind(self, person: PersonId, at: datetime) -> bool:
        """The second is left out, as tokens know no parts of one."""
        return await self._work.run(_UNBIND, {"who": person, "at": at.replace(microsecond=0)}) > 0
