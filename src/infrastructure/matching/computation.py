"""What a run comes to, worked out from its recorded inputs: pure, long, and the same in a thread or a process."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from moments.application.ports.matcher import Advance
from moments.application.ports.matching import RunRecord
from moments.domain.matching.certificate import Certificate
from moments.domain.matching.explanation import empty_lists, explained
from moments.domain.matching.figures import Figures, figures
from moments.domain.matching.fingerprint import fingerprint
from moments.domain.matching.lists_hash import lists_hash
from moments.domain.matching.market import Market
from moments.domain.matching.result import MatchingResult
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.suggestion import EmptyList
from moments.domain.shared.ids import RunId
from moments.infrastructure.matching.serialization import exposures_record, inputs_of
from moments.infrastructure.persistence.mappers.matching import bulk_of, list_row, suggestion_rows

IN_A_PIECE = 5_000
"""Lists that are stored by one statement."""


@dataclass(frozen=True, slots=True)
class ComputedRun:
    """`lists`: mentee -> mentors, best first."""

    certificate: Certificate
    figures: Figures
    fingerprint: str
    lists_hash: str
    lists: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Task:
    """`inputs`: as `record_of` made them. `run`: whose record is wanted; None: only what it came to."""

    inputs: bytes
    parameters: RunParameters
    seed: str
    run: RunId | None = None


def work(task: Task, advance: Advance | None = None) -> RunRecord | ComputedRun:
    from moments.matcher.engine import PricedLists  # late: it brings NumPy along

    inputs = inputs_of(task.inputs)
    market = inputs.under(task.parameters.mentor_cap, task.parameters.mentee_cap)
    outcome = PricedLists()(market, task.parameters.matching, task.seed, advance)
    empty = empty_lists(market, outcome, task.parameters.matching)
    worked = ComputedRun(
        outcome.certificate,
        figures(market, outcome, empty),
        fingerprint(inputs.market),
        lists_hash(outcome.lists),
        outcome.lists,
    )
    return _record(task.run, task, worked, market, outcome, empty) if task.run else worked


def _record(
    run: RunId, task: Task, worked: ComputedRun, market: Market, outcome: MatchingResult, empty: Mapping[str, EmptyList]
) -> RunRecord:
    lists: list[str] = []
    suggestions: list[str] = []
    for piece in _pieces(explained(market, outcome, task.parameters.matching)):
        lists.append(bulk_of(list_row(mentee, empty.get(mentee)) for mentee, _ in piece))
        suggestions.append(bulk_of(row for mentee, listed in piece for row in suggestion_rows(mentee, listed)))
    return RunRecord(
        run=run,
        parameters=task.parameters,
        seed=task.seed,
        code_version=code_version(),
        fingerprint=worked.fingerprint,
        lists_hash=worked.lists_hash,
        certificate=worked.certificate,
        figures=worked.figures,
        inputs=task.inputs,
        exposures=exposures_record(market, outcome),
        lists=lists,
        suggestions=suggestions,
    )


def code_version() -> str:
    return f"moments {version('moments')}"


def _pieces(lists: Iterable[Any]) -> Iterator[list[Any]]:
    piece: list[Any] = []
    for each in lists:
        piece.append(each)
        if len(piece) == IN_A_PIECE:
            yield piece
            piece = []
    if piece:
        yield piece
