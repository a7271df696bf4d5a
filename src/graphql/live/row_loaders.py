"""Loaders of the rows shown with events. Each row is read once for all subscribers, as its own person sees it.

Access is checked afterwards, for each viewer, by the viewer's relations to the row.
"""

from collections.abc import Mapping

from moments.application.access.relations import (
    Actor,
    Relation,
    relations_seeing_decision,
    relations_seeing_eligibility,
    relations_to_application,
)
from moments.application.events import people_of, subject_of
from moments.application.live.event import RecordedEvent
from moments.application.live.row_cache import Versioned
from moments.application.live.services import LiveServices
from moments.application.queries.matching_rows import TrialRunRow
from moments.application.queries.queries import Queries
from moments.application.queries.rows import (
    ApplicationRow,
    CycleRow,
    EmailRow,
    MeetingRow,
    MentorshipRow,
    PersonRow,
    SurveyRow,
)
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import ApplicationId, MeetingId, MentorshipId, PersonId, RunId, TrialRunId
from moments.domain.surveys.survey import SurveyEvent
from moments.graphql.shared.reference import Reference


async def application(
    live: LiveServices, identity: ApplicationId, applicant: PersonId
) -> Versioned[ApplicationRow | None]:
    async def load(queries: Queries) -> ApplicationRow | None:
        return (await queries.applications_by_id(Actor(applicant), [identity])).get(identity)

    return await live.row_cache.get(("application", identity), load)


async def mentorship(live: LiveServices, identity: MentorshipId, of: PersonId) -> Versioned[MentorshipRow | None]:
    async def load(queries: Queries) -> MentorshipRow | None:
        return (await queries.mentorships_by_id(Actor(of), [identity])).get(identity)

    return await live.row_cache.get(("mentorship", identity), load)


async def meeting(live: LiveServices, identity: MeetingId, of: PersonId) -> Versioned[MeetingRow | None]:
    async def load(queries: Queries) -> MeetingRow | None:
        return (await queries.meetings_by_id(Actor(of), [identity])).get(identity)

    return await live.row_cache.get(("meeting", identity), load)


async def survey(live: LiveServices, event: SurveyEvent) -> Versioned[SurveyRow | None]:
    key = event.mentorship, event.side

    async def load(queries: Queries) -> SurveyRow | None:
        return (await queries.surveys_by_id(Actor(event.person), [key])).get(key)

    return await live.row_cache.get(("survey", subject_of(event).id), load)


async def email(live: LiveServices, number: int) -> Versioned[EmailRow | None]:
    """Reads the row as the office sees it."""

    async def load(queries: Queries) -> EmailRow | None:
        return (await queries.emails_by_id(Actor(PersonId(""), office=True), [number])).get(number)

    return await live.row_cache.get(("letter", str(number)), load)


async def mentees_of(live: LiveServices, run: RunId) -> Versioned[frozenset[PersonId]]:
    return await live.row_cache.get(("mentees", run), lambda queries: queries.mentees_of(run))


async def cycle(live: LiveServices, quarter: Quarter) -> Versioned[CycleRow]:
    """Reads the row as the office sees it."""

    async def load(queries: Queries) -> CycleRow:
        return (await queries.cycles(quarter, quarter))[0]

    return await live.row_cache.get(("cycle", quarter.name), load)


async def trial_run(live: LiveServices, identity: TrialRunId) -> Versioned[TrialRunRow | None]:
    """Reads the row as the office sees it."""

    async def load(queries: Queries) -> TrialRunRow | None:
        return (await queries.trial_runs_by_id(Actor(PersonId(""), office=True), [identity])).get(identity)

    return await live.row_cache.get(("rehearsal", identity), load)


async def reference(live: LiveServices) -> Versioned[Reference]:
    return await live.row_cache.get(("reference",), Reference.read)


async def people(live: LiveServices, recorded: RecordedEvent) -> Versioned[Mapping[PersonId, PersonRow]]:
    """Loads all people in the event."""
    everyone = set(people_of(recorded.event).values())
    if recorded.by:
        everyone.add(recorded.by)

    return await live.row_cache.get(("people", recorded.id), lambda queries: queries.people(everyone))


def relations_to(row: ApplicationRow, actor: Actor) -> frozenset[Relation]:
    return relations_to_application(
        actor,
        applicant=row.applicant.id,
        state=row.state,
        submitted=row.submitted_at is not None,
        supervisor=row.supervisor.person if row.supervisor else None,
        named=row.supervisor.chosen if row.supervisor else False,
        above=row.applicant.supervisor,
        awaiting_review_by=row.decision.awaiting_review_by if row.decision else None,
        department=row.applicant.department,
        is_requested_mentor=False,
    )


def visibility_key(
    row: ApplicationRow, actor: Actor, relations: frozenset[Relation]
) -> tuple[frozenset[Relation], ...]:
    """What besides the relations decides how `Application.of` shows the row: equal for two, it shows them the same."""
    decided_for = row.decision.supervisor if row.decision else None
    return (
        relations_seeing_eligibility(relations, actor, above=row.applicant.supervisor),
        relations_seeing_decision(relations, actor, decided_for=decided_for),
    )
