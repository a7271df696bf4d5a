"""The file of suggestions (format: docs/matching.md), written in pieces to a temporary file, then renamed."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import orjson

from moments.domain.matching.certificate import Certificate
from moments.domain.matching.figures import Figures
from moments.domain.matching.fit import SCALE, Weights, max_worth, shared, to_scale
from moments.domain.matching.market import Market
from moments.domain.matching.parameters import Parameters
from moments.domain.matching.result import MatchingResult
from moments.domain.matching.suggestion import SENTENCES, EmptyList
from moments.domain.shared.ids import SkillId
from moments.matcher.market_file import skill_name


@dataclass(frozen=True, slots=True)
class SuggestionsFile:
    """A run with everything that the file reports."""

    market: Market
    outcome: MatchingResult
    parameters: Parameters
    seed: str
    fingerprint: str
    empty: Mapping[str, EmptyList]
    figures: Figures


def write_suggestions(report: SuggestionsFile, path: Path) -> None:
    """Writes the file atomically; raises OSError."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            for piece in _pieces(report):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, 0o666 & ~_umask())
            os.replace(file.name, path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _pieces(report: SuggestionsFile) -> Iterator[bytes]:
    writing = _Writing(report)
    yield b'{"suggestions":{'
    for number, mentee in enumerate(sorted(report.outcome.lists)):
        yield (b"\n" if number == 0 else b",\n") + orjson.dumps(mentee) + b":["
        yield b",".join(writing.suggestions(mentee)) + b"]"
    yield b"\n}"
    for key, value in _beside(report).items():
        yield b",\n" + orjson.dumps(key) + b":" + orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)
    yield b"\n}\n"


class _Writing:
    """Caches encoded JSON, because the same skill at the same ranks, or the same score, occurs many times."""

    def __init__(self, report: SuggestionsFile) -> None:
        self._lists, self._weights = report.outcome.lists, report.parameters.weights
        self._wishes = {mentee.id: mentee.skills for mentee in report.market.mentees}
        shown = report.outcome.limits
        offers = ((each.id, each.skills.ranks()) for each in report.market.mentors if each.id in shown)
        self._offers = {mentor: (orjson.dumps(mentor), ranks) for mentor, ranks in offers}
        self._terms: dict[tuple[SkillId, int], _Terms] = {}
        self._scores: dict[int, bytes] = {}

    def suggestions(self, mentee: str) -> Iterator[bytes]:
        wishes = self._wishes[mentee]
        whole = max_worth(wishes, self._weights)
        sought = [(skill, self._terms_of(skill, wish)) for skill, wish in wishes.ranks().items()]
        for each in self._lists[mentee]:
            mentor, offers = self._offers[each]
            terms = sorted([terms[offers[skill]] for skill, terms in sought if skill in offers])
            score = self._score(to_scale(-sum([worth for worth, _, _ in terms]), whole))
            matched = b",".join([written for _, _, written in terms])
            yield b'{"mentor":%b,"score":%b,"matched":[%b]}' % (mentor, score, matched)

    def _terms_of(self, skill: SkillId, wish: int) -> "_Terms":
        if (skill, wish) not in self._terms:
            self._terms[skill, wish] = _Terms(skill, wish, self._weights)
        return self._terms[skill, wish]

    def _score(self, score: int) -> bytes:
        if score not in self._scores:
            self._scores[score] = orjson.dumps(score / SCALE)
        return self._scores[score]


class _Terms(dict[int, tuple[int, SkillId, bytes]]):
    """For a skill sought at a rank: the rank at which it is offered -> its negated worth, the skill, the JSON."""

    def __init__(self, skill: SkillId, wish: int, weights: Weights) -> None:
        super().__init__()
        self._skill, self._wish, self._weights = skill, wish, weights

    def __missing__(self, offer: int) -> tuple[int, SkillId, bytes]:
        skill, wish = self._skill, self._wish
        ((worth, *_),) = shared({skill: wish}, {skill: offer}, self._weights)
        category, name = skill_name(skill)
        written = orjson.dumps({"category": category, "skill": name, "mentee_rank": wish, "mentor_rank": offer})
        self[offer] = worth, skill, written
        return self[offer]


def _beside(report: SuggestionsFile) -> dict[str, Any]:
    return {
        "reasons": {mentee: _reason(empty) for mentee, empty in report.empty.items()},
        "certificate": _certificate(report.outcome.certificate),
        "figures": _figures(report.figures),
        "parameters": _parameters(report.parameters) | {"salt": report.seed},
        "fingerprint": report.fingerprint,
        "prices": dict(sorted(report.outcome.prices.items())),
        "limits": dict(sorted(report.outcome.limits.items())),
        "beyond_limits": dict(sorted(report.outcome.beyond.items())),
    }


def _reason(empty: EmptyList) -> dict[str, Any]:
    would_give = [(*skill_name(skill), mentors) for skill, mentors in empty.would_give]
    return {
        "reason": empty.reason.value,
        "sentence": SENTENCES[empty.reason],
        "would_give": [{"category": category, "skill": skill, "mentors": n} for category, skill, n in would_give],
    }


def _certificate(certificate: Certificate) -> dict[str, Any]:
    gap = round(certificate.gap, 6)
    return {
        "bound": certificate.bound / SCALE,
        "value": certificate.value / SCALE,
        "gap": gap,
        "spread_cost": certificate.spread.cost / SCALE,
        "beyond_limits": certificate.spread.beyond_limits,
    }


def _figures(figures: Figures) -> dict[str, Any]:
    departments = figures.departments.items()
    return {
        "mentees": figures.mentees,
        "mentors": figures.mentors,
        "mentees_absent": {why.value: count for why, count in figures.mentees_not_taking_part.items()},
        "mentors_absent": {why.value: count for why, count in figures.mentors_not_taking_part.items()},
        "open_places": figures.open_places,
        "matched": figures.matched,
        "matched_at_most": figures.max_matched,
        "suggestions": figures.suggestions,
        "shown": {str(lists): mentors for lists, mentors in figures.shown.items()},
        "empty": {why.value: count for why, count in figures.empty.items()},
        "departments": {
            name: {"mentees": each.mentees, "mentors": each.mentors, "matched": each.matched, "empty": each.empty}
            for name, each in departments
        },
    }


def _parameters(parameters: Parameters) -> dict[str, Any]:
    return {
        "list_length": parameters.list_length,
        "mentee_weights": list(parameters.weights.wish),
        "mentor_weights": list(parameters.weights.offer),
        "shown_per_place": parameters.max_lists_per_open_place,
        "newcomers_first": parameters.unmatched_bonus_percent,
        "hours": parameters.hours.value,
    }
