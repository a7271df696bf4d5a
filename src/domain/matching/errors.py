"""Refusals about lists of recommended mentors."""

from moments.domain.shared.errors import DomainError


class NoListYet(DomainError):
    rule = "MAT-4"

    def __init__(self) -> None:
        super().__init__(
            "You have no list of recommended mentors yet. It comes after the quarter's matching; until then you can "
            "search all mentors."
        )


class NothingToReplace(DomainError):
    rule = "MAT-4"

    def __init__(self) -> None:
        super().__init__("Every mentor on your list can still be asked, so there is nothing to replace.")
