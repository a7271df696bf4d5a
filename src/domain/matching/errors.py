"""Errors about lists of recommended mentors."""

from moments.domain.matching.request_blockers import would_give
from moments.domain.shared.errors import DomainError


class ListNotAvailableYet(DomainError):
    rule = "MAT-4"

    def __init__(self) -> None:
        super().__init__(
            "You have no list of recommended mentors yet. It comes after the quarter's matching; until then you can "
            "search all mentors."
        )


class NothingToReplace(DomainError):
    rule = "MAT-4"

    def __init__(self) -> None:
        super().__init__(
            "Every mentor on your list can still be asked, so there is nothing to replace. Choose one and ask them."
        )


class NoReplacementAvailable(DomainError):
    """`change`: the name of a skill, and how many mentors adding it would match; None if no skill would help."""

    rule = "MAT-4"

    def __init__(self, change: tuple[str, int] | None) -> None:
        self.change = change
        more = f" You can change what you look for: {would_give(*change)}" if change else ""
        super().__init__(
            "No other mentors can be recommended right now, so your list is unchanged. You can search all mentors."
            + more
        )
