"""The part of the program office's desk that is about letters."""

from typing import Annotated

import strawberry

from moments.domain.email.email import LetterState
from moments.graphql.email.types import Letter, LetterCounts
from moments.graphql.shared.connections import listed
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import After, Before, Connection, First, Last

State = Annotated[LetterState | None, strawberry.argument(description="Only in this state.")]


@strawberry.type
class LettersDesk:
    @strawberry.field(description="Letters, newest first; those of one state by when they are or were tried.")
    async def letters(
        self,
        info: Info,
        state: State = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Letter]:
        return await listed(
            info,
            lambda screens, who, page: screens.letters(who, state, page),
            lambda row, who, reference: Letter.of(row, reference),
            first=first,
            after=after,
            last=last,
            before=before,
        )

    @strawberry.field(description="How many letters there are in each state.")
    async def letter_counts(self, info: Info) -> LetterCounts:
        return LetterCounts.of(await info.context.read(lambda screens: screens.letter_counts()))
