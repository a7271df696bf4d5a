"""Two purposes that shared a number would wait for each other."""

from itertools import chain

from moments.infrastructure.persistence.locks import AdvisoryLock, KeyedLock


def test_every_lock_has_a_number_of_its_own() -> None:
    for kind in (AdvisoryLock, KeyedLock):  # PostgreSQL keeps locks of one number and of two apart
        names = list(kind.__members__)
        assert len(names) == len(set(kind)), names
    assert all(number > 0 for number in chain(AdvisoryLock, KeyedLock))
