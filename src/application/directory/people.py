"""The people who joined, changed, left and returned."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from moments.application.directory.merge import Merged
from moments.application.directory.update import People
from moments.domain.participants.employee import Employee


@dataclass(frozen=True, slots=True, repr=False)
class PeopleChanges:
    """New records, in order of id. `left`: today is their last day. `withheld`: how many more would have left, but for
    rows of which nobody can say whose they are. `before`: how many people there were."""

    added: tuple[Employee, ...]
    changed: tuple[Employee, ...]
    left: tuple[Employee, ...]
    returned: tuple[Employee, ...]
    withheld: int
    before: int

    @property
    def all(self) -> tuple[Employee, ...]:
        """All records, those who left first, because new people can reuse their email addresses."""
        return self.left + self.changed + self.returned + self.added


def compare_people(now: People, merged: Merged, today: date) -> PeopleChanges:
    """`now`: includes people who left earlier; they are unchanged unless they return."""
    new = {person.id: person for person in merged.people}
    return PeopleChanges(
        added=_in_order(person for person in new.values() if person.id not in now),
        changed=_in_order(
            person
            for person in new.values()
            if person.id in now and now[person.id].left is None and person != now[person.id]
        ),
        left=_in_order(
            replace(person, left=today)
            for person in now.values()
            if person.left is None and person.id not in new and person.id not in merged.staying
        ),
        returned=_in_order(person for person in new.values() if person.id in now and now[person.id].left is not None),
        withheld=len(merged.withheld),
        before=sum(person.left is None for person in now.values()),
    )


def _in_order(people: Iterable[Employee]) -> tuple[Employee, ...]:
    return tuple(sorted(people, key=lambda person: person.id))
