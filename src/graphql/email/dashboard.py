"""The part of the program office's dashboard that is about emails."""

from typing import Annotated

import strawberry

from moments.application.queries.filters import EmailFilter, Period, TimeOrder
from moments.application.queries.paging import PageRequest
from moments.domain.email.email import EmailState
from moments.domain.email.kinds import EmailKind
from moments.graphql.email.types import Email, EmailCounts
from moments.graphql.shared import filters
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection

Kinds = Annotated[list[EmailKind] | None, strawberry.argument(description="Filter: emails of these kinds only.")]
State = Annotated[EmailState | None, strawberry.argument(description="Filter: emails in this state only.")]


@strawberry.type
class EmailDashboard:
    @connection_field(
        "Emails by when they became due, newest first; with a `state`, by the time of their next or last attempt."
    )
    async def emails(
        self,
        info: Info,
        page: PageRequest,
        state: State = None,
        kinds: Kinds = None,
        person: filters.PersonFilter = None,
        since: filters.Since = None,
        until: filters.Until = None,
        order_by: filters.InTimeOrder = None,
    ) -> Connection[Email]:
        criteria = EmailFilter(
            state=state,
            kinds=frozenset(kinds or ()),
            recipient=filters.person_of(person),
            due=Period(since, until),
            order=order_by or TimeOrder.NEWEST,
        )
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.emails(actor, criteria, page),
            lambda row, actor, reference: Email.of(row, reference),
        )

    @strawberry.field(
        description="Whether emails are held: the server has no mail server yet, so that they stay queued until it has."
    )
    def holds_emails(self, info: Info) -> bool:
        return info.context.holds_emails

    @strawberry.field(description="Number of emails in each state.")
    async def email_counts(self, info: Info) -> EmailCounts:
        return EmailCounts.of(await info.context.read(lambda queries: queries.email_counts()))
