"""Administrators and office members who lose their role because they left or moved."""

from collections.abc import Iterable
from dataclasses import dataclass

from moments.application.directory.update import People
from moments.domain.program.administrators import Administrator
from moments.domain.shared.ids import PersonId


@dataclass(frozen=True, slots=True)
class RoleChanges:
    """`administrators` lose the role, because a department names only its own team members (APR-4, APR-8).

    `office`: members who left and are removed. `office_left_unchanged`: all members have left, and stay on the list
    until one is added, because only a member can add members.
    """

    administrators: tuple[Administrator, ...]
    office: tuple[PersonId, ...]
    office_left_unchanged: tuple[PersonId, ...]


def plan_roles(administrators: Iterable[Administrator], office: Iterable[PersonId], people: People) -> RoleChanges:
    members = sorted(office)
    gone = tuple(person for person in members if people[person].left is not None)
    nobody_left = len(gone) == len(members)
    return RoleChanges(
        administrators=tuple(each for each in administrators if not _keeps(each, people)),
        office=() if nobody_left else gone,
        office_left_unchanged=gone if nobody_left else (),
    )


def _keeps(administrator: Administrator, people: People) -> bool:
    person = people[administrator.person]
    return person.left is None and person.department == administrator.department
