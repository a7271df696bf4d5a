"""The choices of a survey's questions, which the program office keeps (SUR-3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from moments.domain.shared.errors import DomainError
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.text import alike, required_text
from moments.domain.surveys.survey import ChoiceQuestion

FEWEST, MOST = 2, 20


class UnfitChoices(DomainError):
    rule = "SUR-3"
    field = "choices"


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyChoicesSet(DomainEvent):
    question: ChoiceQuestion


def check_choices(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels, trimmed; raises UnfitChoices for too few, too many or doubled ones, UnusableText for a bad one."""
    trimmed = tuple(
        required_text(label, "choices", "A choice", limit=200, rule="SUR-3", one_line=True) for label in labels
    )
    if not FEWEST <= len(trimmed) <= MOST:
        raise UnfitChoices(f"A question has from {FEWEST} to {MOST} choices; this list has {len(trimmed)}.")
    if len({alike(label) for label in trimmed}) < len(trimmed):
        raise UnfitChoices("A choice is in the list twice. Keep it once.")
    return trimmed
