"""Lists and the parameters of runs, and their rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import orjson
from sqlalchemy import Row

from moments.domain.matching.certificate import Certificate, Spread
from moments.domain.matching.fit import CommonSkill, Weights
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.suggestion import EmptyList, Suggestion
from moments.infrastructure.persistence.transaction import Values


def parameters_row(parameters: RunParameters) -> dict[str, Any]:
    matching = parameters.matching
    return {
        "matching": {
            "list_length": matching.list_length,
            "weights": {"wish": list(matching.weights.wish), "offer": list(matching.weights.offer)},
            "shown_per_place": matching.max_lists_per_open_place,
            "newcomers_first": matching.unmatched_bonus_percent,
            "hours": matching.hours.value,
        },
        "mentor_cap": parameters.mentor_cap,
        "mentee_cap": parameters.mentee_cap,
        "salt": parameters.seed,
    }


def parameters_of(stored: Mapping[str, Any]) -> RunParameters:
    matching = stored["matching"]
    weights = Weights(tuple(matching["weights"]["wish"]), tuple(matching["weights"]["offer"]))
    return RunParameters(
        Parameters(
            list_length=matching["list_length"],
            weights=weights,
            max_lists_per_open_place=matching["shown_per_place"],
            unmatched_bonus_percent=matching["newcomers_first"],
            hours=HoursRule(matching["hours"]),
        ),
        mentor_cap=stored["mentor_cap"],
        mentee_cap=stored["mentee_cap"],
        seed=stored["salt"],
    )


def certificate_of(row: Row[Any]) -> Certificate:
    """`row`: of the table of runs."""
    return Certificate(row.bound, row.value, Spread(row.spread_cost, row.beyond_limits))


def list_row(mentee: str, empty: EmptyList | None) -> Values:
    """As the bulk statement takes it, whose names are short as there are many."""
    return {"m": mentee, "e": empty and empty.reason.value, "w": empty and empty.would_give}


def suggestion_rows(mentee: str, suggestions: Iterable[Suggestion], first: int = 1) -> Iterator[Values]:
    """`first`: the place of the first of them."""
    for place, each in enumerate(suggestions, first):
        yield {"m": mentee, "p": place, "r": each.mentor, "s": each.score, "c": each.common}


def common_row(common: Sequence[CommonSkill]) -> list[Values]:
    return [asdict(each) for each in common]


def bulk_of(rows: Iterable[Values]) -> str:
    return orjson.dumps(list(rows)).decode()
