"""Who may read what: a row for each field of each type of the graph. Tests are made from it.

What somebody may see at all is settled by the relations to the thing (`relations`, and their twin in the
readers' SQL); a field that fewer may read has its own row, and is null to the others.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from moments.application.access.relations import Relation as R

T = TypeVar("T")
Readers = frozenset[R]

EVERYBODY: Readers = frozenset({R.EMPLOYEE})
OWN: Readers = frozenset({R.SELF})
DECIDERS: Readers = frozenset({R.SUPERVISOR, R.ADMINISTRATOR, R.OFFICE})
CONCERNED: Readers = OWN | DECIDERS
READERS: Readers = CONCERNED | {R.MENTOR_ASKED}
PAIR: Readers = frozenset({R.MENTOR, R.MENTEE})
PAIR_AND_OFFICE: Readers = PAIR | {R.OFFICE}
OFFICE: Readers = frozenset({R.OFFICE})


def _rows(fields: str, readers: Readers) -> dict[str, Readers]:
    return dict.fromkeys(fields.split(), readers)


FIELDS: Mapping[str, Mapping[str, Readers]] = {
    "Application": {
        **_rows("id kind state applicant hireDate bio workingHours skills supervisor startedAt", READERS),
        **_rows("submittedAt holder", READERS),
        **_rows("eligibility decision timeline", CONCERNED),
    },
    "Decision": {
        **_rows("outcome decidedBy decidedAt message inLieu", CONCERNED),
        **_rows("ground seenAt", DECIDERS),
    },
    "Participant": {
        **_rows("id person hireDate eligibility standing standingSince isMentor isMentee available", CONCERNED),
        **_rows("capacity activeMentees activeMentors openPlacesAsMentor openPlacesAsMentee", CONCERNED),
        **_rows("requestsWaiting flagged", CONCERNED),
    },
}


class Shown:
    """What somebody in these relations to a thing sees of it."""

    def __init__(self, kind: str, relations: AbstractSet[R]) -> None:
        self._rows, self._relations = FIELDS[kind], relations

    def allows(self, field: str) -> bool:
        """KeyError for a field without a row."""
        return not self._rows[field].isdisjoint(self._relations)

    def __call__(self, field: str, value: T) -> T | None:
        return value if self.allows(field) else None
