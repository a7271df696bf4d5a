"""What is hidden to protect small groups cannot be derived from what is shown beside it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from moments.domain.matching.figures import DepartmentDisclosure, DepartmentFigures
from moments.domain.shared import small_groups
from moments.domain.shared.small_groups import disclose, shown


@pytest.mark.parametrize(("people", "seen"), [(0, None), (4, None), (5, 5)])
def test_a_number_about_fewer_than_five_people_is_hidden(people: int, seen: int | None) -> None:
    assert shown(people) == seen


def test_a_row_is_hidden_as_a_whole_and_takes_another_with_it() -> None:
    found = disclose({"A": (20, 30), "B": (9, 2), "C": (8, 9)})
    assert found.totals == (37, 41)
    assert found.rows == {"C": (8, 9)}


def test_more_is_hidden_where_the_sizes_of_the_rows_are_known() -> None:
    """Whoever knows that B has one person, who may be either, knows A but for one."""
    table = {"A": (20, 30), "B": (1, 0), "C": (8, 9)}
    assert disclose(table).rows == {"C": (8, 9)}
    assert disclose(table, sizes_known=True).rows == {}


def test_the_totals_of_a_table_that_hides_too_little_by_itself_are_hidden() -> None:
    found = disclose({"A": (3, 4), "B": (1, 0)})
    assert (found.totals, found.rows) == (None, {})


def test_an_empty_table_has_nothing_to_show() -> None:
    assert disclose(dict[str, tuple[int]]()).totals is None


def test_a_table_hides_what_another_one_hides() -> None:
    assert disclose({"A": (9,), "B": (9,), "C": (9,)}, hidden=["C"]).rows == {"B": (9,)}


def splits(people: int, parts: int) -> Iterator[tuple[int, ...]]:
    """All ways to put so many people into parts."""
    if parts == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in splits(people - first, parts - 1):
            yield (first, *rest)


def published(cells: tuple[int, ...]) -> tuple[Any, ...] | None:
    """The numbers of a run of three departments, from those matched and not matched in each; None for a run that is
    too small for any."""
    pairs = dict(zip("ABC", batched_pairs(cells), strict=True))
    found = DepartmentDisclosure.of(
        {code: DepartmentFigures(mentees=m + u, mentors=9, matched=m, empty=0) for code, (m, u) in pairs.items()}
    )
    if found.mentees.totals is None or found.matched.totals is None:
        return None
    return (sum(cells), sum(cells[::2]), *((found.mentees.only(code), found.matched.rows.get(code)) for code in pairs))


def batched_pairs(cells: tuple[int, ...]) -> list[tuple[int, int]]:
    return list(zip(cells[::2], cells[1::2], strict=True))


def test_no_hidden_number_of_a_run_can_be_derived_by_who_knows_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """All runs of three departments and fewer than 17 mentees; groups of fewer than three are small here, so that
    there are runs in which departments are shown."""
    monkeypatch.setattr(small_groups, "MIN_GROUP_SIZE", 3)
    behind = defaultdict(set)
    for people in range(17):
        for cells in splits(people, 6):
            if numbers := published(cells):
                behind[numbers].add(cells)
    assert any(matched for numbers in behind for _, matched in numbers[2:])
    for numbers, possible in behind.items():
        for place, (mentees, matched) in enumerate(numbers[2:]):
            found = {cells[2 * place : 2 * place + 2] for cells in possible}
            assert matched is not None or len(found) > 1, numbers
            assert mentees is not None or len({sum(each) for each in found}) > 1, numbers
