"""What the office may set for a run, and how a certificate reads."""

from typing import Any

import pytest

from moments.domain.matching.certificate import Certificate, Spread
from moments.domain.matching.fit import InvalidWeights, Weights
from moments.domain.matching.parameters import InvalidParameter, Parameters
from moments.domain.matching.run_parameters import RunParameters


@pytest.mark.parametrize(
    "wish",
    [(6, 5, 4, 3, 2), (6, 5, 4, 3, 3, 1), (1, 2, 3, 4, 5, 6), (5, 4, 3, 2, 1, 0), (1001, 5, 4, 3, 2, 1)],
    ids=["too few", "two alike", "rising", "nought", "too heavy"],
)
def test_weights_that_do_not_fall_or_cannot_be_reckoned_with_are_refused(wish: tuple[int, ...]) -> None:
    with pytest.raises(InvalidWeights, match="weights"):
        Weights(wish)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"list_length": 0}, "list_length"),
        ({"list_length": 6}, "list_length"),
        ({"max_lists_per_open_place": 0.5}, "max_lists_per_open_place"),
        ({"unmatched_bonus_percent": 101}, "unmatched_bonus_percent"),
    ],
)
def test_what_is_out_of_range_is_refused_with_its_field(changes, field: str) -> None:
    with pytest.raises(InvalidParameter) as refused:
        Parameters(**changes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"mentor_cap": 0}, "mentor_cap"),
        ({"mentee_cap": 6}, "mentee_cap"),
        ({"seed": ""}, "seed"),
        ({"seed": "s" * 65}, "seed"),
    ],
)
def test_a_cap_or_a_salt_out_of_range_is_refused_with_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidParameter) as refused:
        RunParameters(**changes)
    assert refused.value.field == field


def test_a_certificate_tells_the_bound_the_value_and_the_gap() -> None:
    certificate = Certificate(bound=20_000, value=19_000)
    assert certificate.gap == pytest.approx(0.05)
    assert certificate.sentence() == "The lists reach at least 95.0% of the best any lists could."


@pytest.mark.parametrize(("bound", "value"), [(10_000, 9_999), (3_000_000, 2_999_999)])
def test_only_lists_that_cannot_be_bettered_are_called_the_best(bound: int, value: int) -> None:
    assert Certificate(bound, value).sentence() == "The lists reach at least 99.9% of the best any lists could."
    assert Certificate(bound, bound).sentence() == "No lists could be better than these."


@pytest.mark.rule("MAT-4")
@pytest.mark.parametrize(
    ("spread", "told"),
    [
        (Spread(), ""),
        (Spread(cost=1), " Up to 0.1% was given up so that what is scarce is on as many lists as can be."),
        (
            Spread(beyond_limits=4),
            " So that no list is empty, mentors are on fewer than five more lists than their limits.",
        ),
        (
            Spread(641, 1_200),
            " Up to 3.3% was given up so that what is scarce is on as many lists as can be."
            " So that no list is empty, mentors are on 1,200 more lists than their limits.",
        ),
    ],
)
def test_a_certificate_tells_what_it_took_that_nobody_is_empty_handed(spread: Spread, told: str) -> None:
    assert Certificate(20_000, 19_000, spread).sentence() == (
        "The lists reach at least 95.0% of the best any lists could." + told
    )


def test_a_market_of_nobody_has_no_gap() -> None:
    assert Certificate(0, 0).gap == 0.0
