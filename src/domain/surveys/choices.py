"""The choices of a survey's questions, which the program office maintains (SUR-3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from moments.domain.shared.comparison import comparison_key
from moments.domain.shared.errors import DomainError
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.revision import revision_of
from moments.domain.shared.text import required_text
from moments.domain.surveys.survey import ChoiceQuestion

MIN_CHOICES, MAX_CHOICES = 2, 20
CHOICE_LIMIT = 200


class InvalidChoices(DomainError):
    rule = "SUR-3"
    field = "choices"


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyChoicesSet(DomainEvent):
    question: ChoiceQuestion


def choices_revision(labels: Sequence[str]) -> int:
    return revision_of(*labels)


def check_choices(labels: Sequence[str]) -> tuple[str, ...]:
    """Returns the trimmed labels. Raises InvalidChoices for too few, too many or duplicate labels, or InvalidText."""
    trimmed = tuple(
        required_text(label, "choices", "A choice", limit=CHOICE_LIMIT, rule="SUR-3", one_line=True) for label in labels
    )
    if not MIN_CHOICES <= len(trimmed) <= MAX_CHOICES:
        raise InvalidChoices(
            f"A question has from {MIN_CHOICES} to {MAX_CHOICES} choices; this list has {len(trimmed)}. "
            f"{'Add more' if len(trimmed) < MIN_CHOICES else 'Remove some'}."
        )
    if len({comparison_key(label) for label in trimmed}) < len(trimmed):
        raise InvalidChoices("A choice is in the list twice. Keep it once.")
    return trimmed
