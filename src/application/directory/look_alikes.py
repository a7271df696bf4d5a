"""Finds the people and the rows that look alike (DIR-2), without comparing each with each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import likeness_keys


def look_alikes(people: Iterable[Employee], rows: Mapping[str, Employee]) -> Iterator[tuple[Employee, str]]:
    """Each person with the key of each row that looks like them, in the order of the people."""
    if not rows:
        return
    by_likeness: dict[object, list[str]] = defaultdict(list)
    for key, row in rows.items():
        for likeness in likeness_keys(row):
            by_likeness[likeness].append(key)
    emails = {row.email.casefold() for row in rows.values()}
    days = {row.hire_date for row in rows.values()}
    for person in people:
        if person.hire_date in days or person.email.casefold() in emails:  # names are slow to compare
            found = (key for likeness in likeness_keys(person) for key in by_likeness.get(likeness, ()))
            yield from ((person, key) for key in dict.fromkeys(found))
