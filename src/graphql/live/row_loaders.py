"""The rows that events are shown with, each read with the eyes of whom it is about, and once for all.

Who may see them is settled afterwards, for each viewer, by their relations to the row.
"""

from moments.application.access.relations import (
    Relation,
    Standing,
    knowing_decision,
    knowing_eligibility,
    to_application,
)
from moments.application.events import people_of, subject_of
from moments.application.live.event import Happening
from moments.application.live.row_cache import Seen
from moments.application.live.services import Live
from moments.application.queries.queries import Screens
from moments.application.queries.rows import (
    ApplicationRow,
    CycleRow,
    LetterRow,
    MeetingRow,
    MentorshipRow,
    SurveyRow,
)
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import ApplicationId, MeetingId, MentorshipId, PersonId, RunId
from moments.domain.surveys.survey import SurveyEvent
from moments.graphql.shared.reference import Reference


async def application(live: Live, identity: ApplicationId, applicant: PersonId) -> Seen[ApplicationRow | None]:
    async def load(screens: Screens) -> ApplicationRow | None:
        return (await screens.applications_by_id(Standing(applicant), [identity])).get(identity)

    return await live.sight.get(("application", identity), load)


async def mentorship(live: Live, identity: MentorshipId, of: PersonId) -> Seen[MentorshipRow | None]:
    async def load(screens: Screens) -> MentorshipRow | None:
        return (await screens.mentorships_by_id(Standing(of), [identity])).get(identity)

    return await live.sight.get(("mentorship", identity), load)


async def meeting(live: Live, identity: MeetingId, of: PersonId) -> Seen[MeetingRow | None]:
    async def load(screens: Screens) -> MeetingRow | None:
        return (await screens.meetings_by_id(Standing(of), [identity])).get(identity)

    return await live.sight.get(("meeting", identity), load)


async def survey(live: Live, event: SurveyEvent) -> Seen[SurveyRow | None]:
    key = event.mentorship, event.side

    async def load(screens: Screens) -> SurveyRow | None:
        return (await screens.surveys_by_id(Standing(event.person), [key])).get(key)

    return await live.sight.get(("survey", subject_of(event).id), load)


async def letter(live: Live, number: int) -> Seen[LetterRow | None]:
    """With the office's eyes."""

    async def load(screens: Screens) -> LetterRow | None:
        return (await screens.letters_by_id(Standing(PersonId(""), office=True), [number])).get(number)

    return await live.sight.get(("letter", str(number)), load)


async def mentees_of(live: Live, run: RunId) -> Seen[frozenset[PersonId]]:
    return await live.sight.get(("mentees", run), lambda screens: screens.mentees_of(run))


async def cycle(live: Live, quarter: Quarter) -> Seen[CycleRow]:
    """With the office's eyes."""

    async def load(screens: Screens) -> CycleRow:
        return (await screens.cycles(quarter, quarter))[0]

    return await live.sight.get(("cycle", quarter.name), load)


async def reference(live: Live) -> Seen[Reference]:
    return await live.sight.get(("reference",), Reference.read)


async def names(live: Live, happening: Happening) -> Seen[dict[PersonId, str]]:
    """Of everybody in the event."""
    people = set(people_of(happening.event).values())
    if happening.by:
        people.add(happening.by)

    async def load(screens: Screens) -> dict[PersonId, str]:
        rows = await screens.people(people)
        return {person: f"{row.first_name} {row.last_name}" for person, row in rows.items()}

    return await live.sight.get(("names", happening.id), load)


def relations_to(row: ApplicationRow, who: Standing) -> frozenset[Relation]:
    return to_application(
        who,
        applicant=row.applicant.id,
        state=row.state,
        submitted=row.submitted_at is not None,
        supervisor=row.supervisor.person if row.supervisor else None,
        unseen_by=row.decision.unseen_by if row.decision else None,
        department=row.applicant.department,
        asked=False,
    )


def known_of(row: ApplicationRow, who: Standing, relations: frozenset[Relation]) -> tuple[frozenset[Relation], ...]:
    """What besides the relations decides how `Application.of` shows the row: equal for two, it shows them the same."""
    decided_for = row.decision.supervisor if row.decision else None
    return (
        knowing_eligibility(relations, who, state=row.state, supervisor=row.applicant.supervisor),
        knowing_decision(relations, who, decided_for=decided_for),
    )
