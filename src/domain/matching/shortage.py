"""The shortage board: mentees who seek a skill against open places that offer it, small groups hidden (MAT-7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from moments.domain.shared.ids import DepartmentCode, SkillId
from moments.domain.shared.small_groups import disclose

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
        all_of_them = {code: counted.get(code, GroupCount()) for code in departments}
        disclosed = disclose({code: (tally.people,) for code, tally in all_of_them.items()})
        total = None if disclosed.total is None else sum(all_of_them.values(), GroupCount())
        return cls(total, {code: all_of_them[code] for code in disclosed.rows})


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
