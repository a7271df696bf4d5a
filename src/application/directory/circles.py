"""Supervisors in a circle."""

from collections.abc import Iterator, Mapping, Sequence

from moments.domain.shared.ids import PersonId

_SHOWN = 12


def circles(supervisors: Mapping[PersonId, PersonId]) -> Iterator[list[PersonId]]:
    """Each circle once, from where it is first met: every person is walked over one time."""
    walked_from: dict[PersonId, PersonId] = {}
    for start in supervisors:
        at: PersonId | None = start
        trail: list[PersonId] = []
        while at is not None and at not in walked_from:
            walked_from[at] = start
            trail.append(at)
            at = supervisors.get(at)
        if at is not None and walked_from[at] == start:
            yield trail[trail.index(at) :]


def shown(circle: Sequence[str]) -> str:
    """The numbers of its people, from the first to the first; a long one is shortened."""
    more = [f"({len(circle) - _SHOWN:,} more)"] if len(circle) > _SHOWN else []
    return " → ".join([*circle[:_SHOWN], *more, circle[0]])
