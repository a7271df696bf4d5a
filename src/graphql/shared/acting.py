"""What the guards of actions need to know besides the rows that are shown; one statement for a page."""

from collections.abc import Sequence
from datetime import datetime

from moments.application.queries.aggregates import application_of, participant_of
from moments.application.queries.filters import ApplicationFilter, ApplicationList
from moments.application.queries.paging import PageRequest
from moments.domain.applications.application import Application
from moments.domain.applications.supervisor import TRIES_LAST
from moments.domain.matching.exclusions import Between
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.shared.context import Context


async def participant(context: Context, person: PersonId) -> Participant | None:
    """None if the person does not take part. For guards only, never to be shown."""

    async def load(people: list[PersonId]) -> list[Participant | None]:
        rows = await context.read(lambda queries: queries.participants_for_guards(people))
        return [participant_of(rows[each]) if each in rows else None for each in people]

    return await context.loader("participants_for_guards", load).load(person)


async def viewer_participant(context: Context) -> Participant:
    return participant_of((await context.viewer()).participant)


async def between_viewer_and(context: Context, mentor: PersonId) -> Between | None:
    """What stands between the viewer as a mentee and this mentor (MAT-6)."""
    viewer, now = (await context.viewer()).participant.person, context.now()

    async def load(mentors: list[PersonId]) -> list[Between | None]:
        found = await context.read(lambda queries: queries.between(viewer, mentors, now))
        return [found.get(each) for each in mentors]

    return await context.loader("between", load).load(mentor)


async def open_proposals(context: Context, mentorship: MentorshipId) -> frozenset[MeetingId]:
    """The mentorship's proposed meetings to come."""
    now = context.now()

    async def load(keys: list[MentorshipId]) -> list[frozenset[MeetingId]]:
        found = await context.read(lambda queries: queries.open_proposals(keys, now))
        return [found[key] for key in keys]

    return await context.loader("open_proposals", load).load(mentorship)


async def own_applications(context: Context) -> dict[ApplicationKind, Application]:
    """The viewer's applications; there is at most one of each kind (APP-1)."""
    actor = (await context.viewer()).actor

    async def load(keys: list[None]) -> list[dict[ApplicationKind, Application]]:
        criteria, page = ApplicationFilter(ApplicationList.OWN), PageRequest(len(ApplicationKind))
        found = await context.read(lambda queries: queries.applications(actor, criteria, page))
        return [{row.kind: application_of(row) for row in found.rows} for _ in keys]

    return await context.loader("own_applications", load).load(None)


async def supervisor_tries(context: Context) -> Sequence[datetime]:
    """Those of the viewer within the last hour (APP-7)."""
    person, since = await context.person(), context.now() - TRIES_LAST

    async def load(keys: list[None]) -> list[Sequence[datetime]]:
        tries = await context.read(lambda queries: queries.supervisor_tries(person, since))
        return [tries for _ in keys]

    return await context.loader("supervisor_tries", load).load(None)


async def office_members(context: Context) -> frozenset[PersonId]:
    async def load(keys: list[None]) -> list[frozenset[PersonId]]:
        members = await context.read(lambda queries: queries.office_member_ids())
        return [members for _ in keys]

    return await context.loader("office_members", load).load(None)
