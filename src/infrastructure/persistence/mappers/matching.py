"""Rehearsals, lists and the parameters of runs, and their rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import orjson
from sqlalchemy import Row

from moments.domain.matching.fit import CommonSkill, Weights
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.suggestion import EmptyList, Suggestion
from moments.domain.matching.trial_run import Rehearsal, RehearsalState
from moments.infrastructure.persistence.transaction import Values


def parameters_row(parameters: RunParameters) -> dict[str, Any]:
    matching = parameters.matching
    return {
        "matching": {
            "list_length": matching.list_length,
            "weights": {"wish": list(matching.weights.wish), "offer": list(matching.weights.offer)},
            "shown_per_place": matching.shown_per_place,
            "newcomers_first": matching.newcomers_first,
            "hours": matching.hours.value,
        },
        "mentor_cap": parameters.mentor_cap,
        "mentee_cap": parameters.mentee_cap,
        "salt": parameters.salt,
    }


def parameters_of(stored: Mapping[str, Any]) -> RunParameters:
    matching = stored["matching"]
    weights = Weights(tuple(matching["weights"]["wish"]), tuple(matching["weights"]["offer"]))
    return RunParameters(
        Parameters(
            list_length=matching["list_length"],
            weights=weights,
            shown_per_place=matching["shown_per_place"],
            newcomers_first=matching["newcomers_first"],
            hours=HoursRule(matching["hours"]),
        ),
        mentor_cap=stored["mentor_cap"],
        mentee_cap=stored["mentee_cap"],
        salt=stored["salt"],
    )


def rehearsal_of(row: Row[Any]) -> Rehearsal:
    return Rehearsal(
        id=row.id,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        basis=row.basis,
        parameters=parameters_of(row.parameters),
        state=RehearsalState(row.state),
        attempts=row.attempts,
        taken_until=row.taken_until,
        done_at=row.done_at,
        report=row.report,
        problem=row.problem,
        version=row.version,
    )


def rehearsal_row(rehearsal: Rehearsal) -> Values:
    return {
        "id": rehearsal.id,
        "asked_at": rehearsal.asked_at,
        "asked_by": rehearsal.asked_by,
        "basis": rehearsal.basis,
        "parameters": parameters_row(rehearsal.parameters),
        "state": rehearsal.state.value,
        "attempts": rehearsal.attempts,
        "taken_until": rehearsal.taken_until,
        "done_at": rehearsal.done_at,
        "report": rehearsal.report,
        "problem": rehearsal.problem,
    }


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
