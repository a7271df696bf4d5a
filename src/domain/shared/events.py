"""Events, named in the past tense. They contain ids only; names and reasons are read under the access policy."""

from dataclasses import dataclass
from datetime import datetime

from moments.domain.shared.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """`by`: None for automatic actions (a closed request, a directory update)."""

    occurred_at: datetime
    by: PersonId | None
