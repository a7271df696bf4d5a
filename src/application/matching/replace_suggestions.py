"""A mentee asks for other mentors in place of those who can no longer be asked."""

from dataclasses import dataclass

from moments.application.use_case import Call, UseCase


@dataclass(frozen=True, slots=True)
class ReplaceSuggestionsCommand:
    """It is about the viewer's own list."""


class ReplaceSuggestions(UseCase[ReplaceSuggestionsCommand]):
    """MAT-4, MAT-7, REQ-1: by the prices of the run that made the list. Answers the run's id.

    Raises NotApprovedYet, Suspended, MenteeAtCapacity, NoListYet, NothingToReplace.
    """

    action = "replaceSuggestions"

    async def execute(self, call: Call[ReplaceSuggestionsCommand]) -> str:
        raise NotImplementedError
