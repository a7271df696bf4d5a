"""The part of the program office's desk that is about letters."""

from typing import Annotated

import strawberry

from moments.application.queries.paging import PageRequest
from moments.domain.email.email import LetterState
from moments.graphql.email.types import Letter, LetterCounts
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import listed
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection

State = Annotated[LetterState | None, strawberry.argument(description="Only in this state.")]


@strawberry.type
class LettersDesk:
    @connection_field("Letters, newest first; those of one state by when they are or were tried.")
    async def letters(self, info: Info, page: PageRequest, state: State = None) -> Connection[Letter]:
        return await listed(
            info,
            page,
            lambda screens, who, page: screens.letters(who, state, page),
            lambda row, who, reference: Letter.of(row, reference),
        )

    @strawberry.field(description="How many letters there are in each state.")
    async def letter_counts(self, info: Info) -> LetterCounts:
        return LetterCounts.of(await info.context.read(lambda screens: screens.letter_counts()))
