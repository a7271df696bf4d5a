"""Events: what happened, in the past tense, with ids only; names and reasons are read under the policy."""

from dataclasses import dataclass
from datetime import datetime

from moments.domain.shared.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """`by` is None where the program itself acted (a closed request, a directory update)."""

    occurred_at: datetime
    by: PersonId | None
