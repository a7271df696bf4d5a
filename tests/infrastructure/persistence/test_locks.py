"""Two purposes that shared a number would wait for each other."""

import pytest

from moments.infrastructure.persistence.locks import AdvisoryLock, KeyedLock


@pytest.mark.parametrize("kind", [AdvisoryLock, KeyedLock])  # PostgreSQL keeps locks of one number and of two apart
def test_every_lock_has_a_number_of_its_own(kind: type[AdvisoryLock | KeyedLock]) -> None:
    assert len(kind.__members__) == len(set(kind))
