"""The shortage board: mentees who seek a skill against open places that offer it, small groups hidden (MAT-7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from moments.domain.shared.ids import DepartmentCode, SkillId

MIN_GROUP_SIZE = 5
"""A number about fewer people than this is not shown, nor any number from which it could be derived."""
_WHY = "to protect small groups"


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One side of a cell: the number of people and their total weight (mentees' ranks or mentors' open places)."""

    people: int = 0
    weight: int = 0

    def __add__(self, other: "GroupCount") -> "GroupCount":
        return GroupCount(self.people + other.people, self.weight + other.weight)


@dataclass(frozen=True, slots=True)
class Cell:
    """A side that is None is not shown."""

    asked: GroupCount | None = None
    offered: GroupCount | None = None

    @property
    def hides(self) -> bool:
        return self.asked is None or self.offered is None

    @property
    def ratio(self) -> float | None:
        """Mentees per open place."""
        return self.asked.people / self.offered.weight if self.asked and self.offered else None

    @property
    def is_short(self) -> bool:
        return self.asked is not None and self.offered is not None and self.asked.people > self.offered.weight


@dataclass(frozen=True, slots=True)
class SkillShortage:
    skill: SkillId
    state: Cell = field(default_factory=Cell)
    departments: Mapping[DepartmentCode, Cell] = field(default_factory=dict[DepartmentCode, Cell])


Counted = Mapping[DepartmentCode, GroupCount]


def shortage_of(
    skill: SkillId, departments: Sequence[DepartmentCode], asked: Counted, offered: Counted
) -> SkillShortage:
    """Returns the counts of both sides that can be shown. `departments`: all departments."""
    ask, offer = _Side.of(departments, asked), _Side.of(departments, offered)
    cells = {code: Cell(ask.shown.get(code), offer.shown.get(code)) for code in departments}
    return SkillShortage(skill, Cell(ask.total, offer.total), cells)


@dataclass(frozen=True, slots=True)
class _Side:
    total: GroupCount | None
    shown: Mapping[DepartmentCode, GroupCount]

    @classmethod
    def of(cls, departments: Sequence[DepartmentCode], counted: Counted) -> "_Side":
        """Complementary suppression: suppresses further departments until no suppressed one can be derived from the
        total. The suppressed departments together then have at least MIN_GROUP_SIZE people, and each could have several
        sizes. Further departments are chosen by code, because choosing the smallest would reveal that it is.
        """
        all_of_them = {code: counted.get(code, GroupCount()) for code in departments}
        total = sum(all_of_them.values(), GroupCount())
        left_out = {code for code, tally in all_of_them.items() if tally.people < MIN_GROUP_SIZE}
        for code in sorted(all_of_them):
            if _is_safe([all_of_them[each] for each in left_out]):
                break
            left_out.add(code)
        hidden = [all_of_them[code] for code in left_out]
        shown = {code: tally for code, tally in all_of_them.items() if code not in left_out}
        return cls(total if total.people >= MIN_GROUP_SIZE and _is_safe(hidden) else None, shown)


def _is_safe(hidden: Sequence[GroupCount]) -> bool:
    """Whether the sum of the hidden groups reveals no single one."""
    people = sum(tally.people for tally in hidden)
    as_many_as_can_be = len(hidden) * (MIN_GROUP_SIZE - 1)
    return not hidden or (len(hidden) > 1 and people >= MIN_GROUP_SIZE and people != as_many_as_can_be)


def sentence(skill: str, cell: Cell, within: str | None = None) -> str:
    """The sentence about a skill; it calls for mentors if they are short. `within`: a department's name."""
    told = f"{skill} ({within}): {_told(cell)}" if within else f"{skill}: {_told(cell)}"
    return f"{told} Mentors strong in {skill} are sought." if cell.is_short else told


def _told(cell: Cell) -> str:
    asked = f"{cell.asked.people:,} mentees ask for it" if cell.asked else None
    offered = f"{cell.offered.weight:,} open places offer it" if cell.offered else None
    if asked and offered:
        return f"{asked}, {offered}."
    if asked:
        return f"{asked}; how many offer it is not shown, {_WHY}."
    if offered:
        return f"{offered}; how many ask for it is not shown, {_WHY}."
    return f"how many ask for it and how many offer it is not shown, {_WHY}."
