"""What is a participant's own, followed."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from moments.application.access.fields import finds
from moments.application.access.relations import Relation, Standing, to_mentorship
from moments.application.live import topics
from moments.application.live.happening import WHOLE, Happening, Place, Topic
from moments.application.live.live import Live
from moments.application.live.sight import Seen
from moments.application.screens.rows import (
    ApplicationRow,
    MeetingRow,
    MentorshipRow,
    SurveyRow,
    TimelineRow,
    ViewerRow,
)
from moments.domain.shared.ids import PersonId
from moments.graphql.applications.types import Application
from moments.graphql.live import cursors, rows
from moments.graphql.live.envelope import Envelope
from moments.graphql.live.streams import Stream
from moments.graphql.live.types import OwnEvent
from moments.graphql.mentorships.types import Meeting, Mentorship
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.timeline import TimelineEntry
from moments.graphql.surveys.types import Survey

THINGS = ("application", "mentorship", "meeting", "survey")


@dataclass(slots=True)
class _Things:
    """The rows that an event is shown with, and when they were read."""

    application: ApplicationRow | None = None
    mentorship: MentorshipRow | None = None
    meeting: MeetingRow | None = None
    survey: SurveyRow | None = None
    editions: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Sheet:
    happening: Happening
    names: Seen[dict[PersonId, str]]
    reference: Seen[Reference]
    things: _Things


class Own(Stream[_Sheet]):
    """`wanted`: the things that the operation asks for; the others are not read."""

    name = "myProgramme"

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted

    @property
    def key(self) -> tuple[Hashable, ...]:
        return self.name, self._wanted

    def has_part(self, viewer: ViewerRow) -> bool:
        return True

    def topics(self, who: Standing) -> frozenset[Topic]:
        return frozenset({topics.own(who.person)})

    async def read(self, live: Live, happening: Happening) -> _Sheet:
        names, reference = await rows.names(live, happening), await rows.reference(live)
        return _Sheet(happening, names, reference, await self._things(live, happening))

    def messages(self, sheet: _Sheet, who: Standing) -> Iterable[tuple[Place, Envelope]]:
        happening, names, reference, things = sheet.happening, sheet.names, sheet.reference, sheet.things
        if topics.own(who.person) not in happening.topics:
            return
        view = (self.name, happening.id, who, self._wanted, names.edition, reference.edition, *things.editions)

        def make() -> OwnEvent:
            return _event(happening, names.value, things, who, reference.value)

        yield Place(happening.id), Envelope(view, make)

    async def _things(self, live: Live, happening: Happening) -> _Things:
        things, facts = _Things(), happening.facts
        if happening.kind == "application" and "application" in self._wanted:
            application = await rows.application(live, facts["application"], facts["applicant"])
            things.application = application.value
            things.editions.append(application.edition)
        if happening.kind in ("mentorship", "survey") and "mentorship" in self._wanted:
            side = facts["mentor"] if happening.kind == "mentorship" else facts["person"]
            mentorship = await rows.mentorship(live, facts["mentorship"], side)
            things.mentorship = mentorship.value
            things.editions.append(mentorship.edition)
        if "meeting" in facts and "meeting" in self._wanted:
            meeting = await rows.meeting(live, facts["meeting"], facts["mentor"])
            things.meeting = meeting.value
            things.editions.append(meeting.edition)
        if happening.kind == "survey" and "survey" in self._wanted:
            survey = await rows.survey(live, happening)
            things.survey = survey.value
            things.editions.append(survey.edition)
        return things


def _event(
    happening: Happening, names: dict[PersonId, str], things: _Things, who: Standing, reference: Reference
) -> OwnEvent:
    entry = TimelineEntry.of(timeline_row(happening, names))
    return OwnEvent(
        cursor=cursors.encode(Place(happening.id, WHOLE)),
        occurred_at=happening.occurred_at,
        action=entry.action,
        by=entry.by,
        sentence=entry.sentence,
        application=_application(things.application, who, reference),
        mentorship=_mentorship(things.mentorship, who, reference),
        meeting=_meeting(things.meeting, who),
        survey=Survey.of(things.survey, reference) if _is_own(things.survey, who) and things.survey else None,
    )


def timeline_row(happening: Happening, names: dict[PersonId, str]) -> TimelineRow:
    """As the timeline has it: who was called what in the event."""
    roles = {role: names[person] for role in rows.PEOPLE if (person := happening.fact(role)) in names}
    by_name = None if happening.by is None else names.get(happening.by)
    return TimelineRow(happening.id, happening.occurred_at, happening.action, happening.by, by_name, roles)


def _application(row: ApplicationRow | None, who: Standing, reference: Reference) -> Application | None:
    if row is None or not finds("Application", rows.relations_to(row, who)):
        return None
    return Application.of(row, who, reference)


def _mentorship(row: MentorshipRow | None, who: Standing, reference: Reference) -> Mentorship | None:
    if row is None or not finds("Mentorship", to_mentorship(who, mentor=row.mentor.id, mentee=row.mentee.id)):
        return None
    return Mentorship.of(row, who, reference)


def _meeting(row: MeetingRow | None, who: Standing) -> Meeting | None:
    if row is None or not finds("Meeting", to_mentorship(who, mentor=row.mentor, mentee=row.mentee)):
        return None
    return Meeting.of(row, who.person)


def _is_own(row: SurveyRow | None, who: Standing) -> bool:
    return row is not None and row.person.id == who.person and finds("Survey", {Relation.EMPLOYEE, Relation.SELF})
