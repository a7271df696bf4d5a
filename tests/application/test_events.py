"""Each event has an entry in the catalog; one without is named to whoever wrote it."""

from dataclasses import dataclass

import pytest

from moments.application.events import kind_of
from moments.domain.shared.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten(DomainEvent):
    pass


def test_an_event_without_an_entry_is_named_with_what_to_do() -> None:
    with pytest.raises(LookupError, match=r"Forgotten is not in the catalog of events\. Add an entry"):
        kind_of(Forgotten)
