"""The store of surveys, and of the choices that the program office maintains (SUR-3)."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import ChoiceQuestion, Survey


class Surveys(Protocol):
    async def get(self, mentorship: MentorshipId, side: ApplicationKind) -> Survey:
        """Locks the row until the transaction ends; raises NotFound."""
        ...

    async def save(self, survey: Survey) -> None:
        """Inserts it (version 0) or updates the version that was read; raises ConcurrentUpdate."""
        ...

    async def choices(self) -> Mapping[ChoiceQuestion, Sequence[str]]:
        """The choices of each question, in the office's order."""
        ...

    async def set_choices(self, question: ChoiceQuestion, labels: Sequence[str]) -> None: ...
