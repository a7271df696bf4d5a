"""The people who joined, changed, left and returned."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from moments.application.directory.update import People
from moments.domain.participants.employee import Employee
from moments.domain.shared.errors import DomainError

MAX_DEPARTURES = 0.10
"""The maximum fraction of people that one import can remove without `allow_departures`.

In a month, 2% to 3% of team members leave the State's service, so an import that is a quarter late stays below the
limit, while a truncated file, or one that lacks a large department, exceeds it.
"""


class TooManyDepartures(DomainError):
    """`left` of `present` people are not in the new directory: more than MAX_DEPARTURES."""

    def __init__(self, left: int, present: int) -> None:
        self.left, self.present = left, present
        super().__init__(
            f"The new directory lacks {left:,} of the {present:,} people there are, more than "
            f"{MAX_DEPARTURES:.0%}: it may have been cut off, or lack a department. Nothing was changed. "
            "If they have really left, allow the departures and import it again."
        )


@dataclass(frozen=True, slots=True, repr=False)
class PeopleChanges:
    """New records, in order of id. `left`: today is their last day. `before`: how many people there were."""

    added: tuple[Employee, ...]
    changed: tuple[Employee, ...]
    left: tuple[Employee, ...]
    returned: tuple[Employee, ...]
    before: int

    @property
    def all(self) -> tuple[Employee, ...]:
        """All records, those who left first, because new people can reuse their email addresses."""
        return self.left + self.changed + self.returned + self.added

    @property
    def too_many_left(self) -> bool:
        return len(self.left) > MAX_DEPARTURES * self.before

    def check_departures(self) -> None:
        """Raises TooManyDepartures."""
        if self.too_many_left:
            raise TooManyDepartures(len(self.left), self.before)


def compare_people(now: People, come: Iterable[Employee], today: date) -> PeopleChanges:
    """`now`: includes people who left earlier; they are unchanged unless they return."""
    new = {person.id: person for person in come}
    return PeopleChanges(
        added=_in_order(person for person in new.values() if person.id not in now),
        changed=_in_order(
            person
            for person in new.values()
            if person.id in now and now[person.id].left is None and person != now[person.id]
        ),
        left=_in_order(
            replace(person, left=today) for person in now.values() if person.left is None and person.id not in new
        ),
        returned=_in_order(person for person in new.values() if person.id in now and now[person.id].left is not None),
        before=sum(person.left is None for person in now.values()),
    )


def _in_order(people: Iterable[Employee]) -> tuple[Employee, ...]:
    return tuple(sorted(people, key=lambda person: person.id))
