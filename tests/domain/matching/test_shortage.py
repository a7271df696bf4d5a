"""The shortage board's numbers: small groups do not show, neither by themselves nor by what is shown beside them."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import product

import pytest

from moments.domain.matching.shortage import Cell, GroupCount, SkillShortage, sentence, shortage_of
from moments.domain.shared.ids import DepartmentCode, SkillId

NETWORKING = SkillId("networking")


def shortage(asked: Mapping[str, int], places: Mapping[str, int]) -> SkillShortage:
    codes = [DepartmentCode(code) for code in sorted({*asked, *places})]
    return shortage_of(
        NETWORKING,
        codes,
        {DepartmentCode(code): GroupCount(people, people) for code, people in asked.items()},
        {DepartmentCode(code): GroupCount(mentors, mentors) for code, mentors in places.items()},
    )


def asked_of(found: SkillShortage) -> tuple[int | None, ...]:
    """Of the State, then of each department."""
    cells = (found.state, *found.departments.values())
    return tuple(cell.asked.people if cell.asked else None for cell in cells)


@pytest.mark.parametrize("departments", [1, 2, 3])
def test_nothing_that_is_left_out_can_be_worked_out_even_by_who_knows_how_it_is_left_out(departments: int) -> None:
    names, behind = "ABC"[:departments], defaultdict(set)
    for people in product(range(14), repeat=departments):
        if sum(people) < 14:
            behind[asked_of(shortage(dict(zip(names, people, strict=True)), {}))].add(people)

    for shown, possible in behind.items():
        for place, number in enumerate(shown[1:]):
            if number is None:
                assert len({people[place] for people in possible}) > 1, (shown, possible)


@pytest.mark.parametrize("people", [0, 1, 4])
def test_fewer_than_five_people_are_not_shown(people: int) -> None:
    found = shortage({"A": people}, {})
    assert asked_of(found) == (None, None)
    assert found.state.hides


def test_five_people_are_shown() -> None:
    assert asked_of(shortage({"A": 5}, {})) == (5, 5)


def test_one_small_department_takes_another_with_it_so_that_the_total_can_stay() -> None:
    assert asked_of(shortage({"A": 30, "B": 2, "C": 40}, {})) == (72, None, None, 40)


def test_what_is_taken_along_is_not_chosen_by_its_size() -> None:
    assert asked_of(shortage({"A": 30, "B": 2, "C": 6}, {})) == (38, None, None, 6)


def test_small_departments_that_hide_each_other_are_enough() -> None:
    assert asked_of(shortage({"A": 30, "B": 3, "C": 3, "D": 40}, {})) == (76, 30, None, None, 40)


def test_the_sides_are_hidden_each_for_itself() -> None:
    found = shortage({"A": 30, "B": 20}, {"A": 8, "B": 1})
    assert asked_of(found) == (50, 30, 20)
    assert found.state.offered == GroupCount(9, 9)
    assert [cell.offered for cell in found.departments.values()] == [None, None]


def test_the_ratio_is_of_mentees_to_places_and_only_where_both_are_shown() -> None:
    found = shortage({"A": 30}, {"A": 20})
    assert found.state.ratio == 1.5
    assert shortage({"A": 30}, {"A": 4}).state.ratio is None


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (
            Cell(GroupCount(340, 900), GroupCount(70, 120)),
            "Networking: 340 mentees ask for it, 120 open places offer it. Mentors strong in Networking are sought.",
        ),
        (
            Cell(GroupCount(1_200, 9), GroupCount(1_000, 1_200)),
            "Networking: 1,200 mentees ask for it, 1,200 open places offer it.",
        ),
        (
            Cell(GroupCount(340, 900), None),
            "Networking: 340 mentees ask for it; how many offer it is not shown, to protect small groups.",
        ),
        (
            Cell(None, GroupCount(70, 120)),
            "Networking: 120 open places offer it; how many ask for it is not shown, to protect small groups.",
        ),
        (
            Cell(None, None),
            "Networking: how many ask for it and how many offer it is not shown, to protect small groups.",
        ),
    ],
)
def test_the_sentence_says_what_is_shown_and_asks_for_mentors_where_they_are_short(cell: Cell, told: str) -> None:
    assert sentence("Networking", cell) == told


def test_the_sentence_names_the_department_it_is_about() -> None:
    told = sentence("Networking", Cell(GroupCount(9, 9), GroupCount(5, 8)), "Revenue")
    assert told.startswith("Networking (Revenue): 9 mentees ask for it")
