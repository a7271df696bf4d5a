"""Whole parts add up to the whole, and nobody is further from their share than by rounding."""

from hypothesis import given
from hypothesis import strategies as st

from moments.domain.shared.apportionment import apportion


def test_what_rounding_leaves_over_goes_to_those_who_lost_most_by_it() -> None:
    assert apportion(10, [47 * 10, 16 * 10, 15 * 10, 12 * 10, 6 * 10, 4 * 10], 100) == [5, 2, 1, 1, 1, 0]


def test_of_two_that_lost_the_same_the_first_gets_it() -> None:
    assert apportion(3, [1.5, 1.5]) == [2, 1]


def test_nothing_is_given_out_beyond_the_parts() -> None:
    assert apportion(0, []) == []


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12), st.integers(0, 10**6))
def test_the_parts_add_up_and_are_within_one_of_their_shares(weights: list[int], total: int) -> None:
    whole = sum(weights)
    if not whole:
        return
    parts = apportion(total, [weight * total for weight in weights], whole)
    assert sum(parts) == total
    assert all(
        0 <= part * whole - weight * total + whole < 2 * whole for part, weight in zip(parts, weights, strict=True)
    )
