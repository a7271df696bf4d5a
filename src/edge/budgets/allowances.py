"""How much each may use: by person, by the address of a stranger, and all together."""

from dataclasses import dataclass, field
from enum import StrEnum


class Resource(StrEnum):
    """What is counted in windows of a minute."""

    COST = "cost"
    """Units as the gate reckons them (`edge.limits.cost`): of operations, of messages to subscribers, of downloads."""
    MUTATIONS = "mutations"
    DOCUMENTS = "documents"
    """Documents that were not seen before, which are parsed and validated anew, valid or not."""
    FAILED_SIGN_INS = "failed_sign_ins"


UNBOUNDED = 10**9


@dataclass(frozen=True, slots=True)
class Allowance:
    """In a minute; `sockets` at a time."""

    cost: int = UNBOUNDED
    mutations: int = UNBOUNDED
    documents: int = UNBOUNDED
    failed_sign_ins: int = UNBOUNDED
    sockets: int = UNBOUNDED

    def of(self, resource: Resource) -> int:
        each = {
            Resource.COST: self.cost,
            Resource.MUTATIONS: self.mutations,
            Resource.DOCUMENTS: self.documents,
            Resource.FAILED_SIGN_INS: self.failed_sign_ins,
        }
        return each[resource]


@dataclass(frozen=True, slots=True)
class Allowances:
    """`stranger`: by address, for who is not signed in. `strangers`: all of these together. `total`: everybody
    together. `subscriptions`: of a person, over all sockets, at a time. `operations`: queries and mutations of one
    payer that run at a time; the others of theirs wait within the time that an operation has."""

    person: Allowance = field(default_factory=Allowance)
    stranger: Allowance = field(default_factory=Allowance)
    strangers: Allowance = field(default_factory=Allowance)
    total: Allowance = field(default_factory=Allowance)
    subscriptions: int = UNBOUNDED
    operations: int = UNBOUNDED
