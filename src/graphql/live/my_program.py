"""What is a participant's own, followed."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from moments.application.access.relations import Relation, Standing, to_mentorship
from moments.application.events import people_of
from moments.application.live import suggestion_changes, topics
from moments.application.live.event import WHOLE, Happening, Place, Topic
from moments.application.live.row_cache import Seen
from moments.application.live.services import Live
from moments.application.queries.rows import (
    ApplicationRow,
    MeetingRow,
    MentorshipRow,
    SurveyRow,
    TimelineRow,
    ViewerRow,
)
from moments.domain.applications.events import ApplicationEvent
from moments.domain.mentorships.events import MeetingEvent, MentorshipEvent
from moments.domain.program.cycle_events import ListsSent
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId
from moments.domain.surveys.survey import SurveyEvent
from moments.graphql.applications.types import Application
from moments.graphql.live import cursors, row_loaders
from moments.graphql.live.lazy_message import Envelope
from moments.graphql.live.streams import Stream
from moments.graphql.live.types import OwnEvent, SuggestionChange
from moments.graphql.mentorships.types import Meeting, Mentorship
from moments.graphql.shared.field_access import finds
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
    """`listed`: where lists were sent, everybody who has one."""

    happening: Happening
    names: Seen[dict[PersonId, str]]
    reference: Seen[Reference]
    things: _Things
    listed: frozenset[PersonId]


class Own(Stream[_Sheet]):
    """`wanted`: the things that the operation asks for; the others are not read."""

    name = "myProgram"

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted

    @property
    def key(self) -> tuple[Hashable, ...]:
        return self.name, self._wanted

    def has_part(self, viewer: ViewerRow) -> bool:
        return True

    def topics(self, who: Standing) -> frozenset[Topic]:
        return frozenset({topics.own(who.person), topics.listing(who.person), topics.LISTS})

    async def read(self, live: Live, happening: Happening) -> _Sheet:
        names, reference = await row_loaders.names(live, happening), await row_loaders.reference(live)
        things, event = await self._things(live, happening.event), happening.event
        run = event.run if isinstance(event, ListsSent) else None
        listed = (await row_loaders.mentees_of(live, run)).value if run else frozenset()
        return _Sheet(happening, names, reference, things, listed)

    def messages(self, sheet: _Sheet, who: Standing) -> Iterable[tuple[Place, Envelope]]:
        happening = sheet.happening
        if topics.own(who.person) in happening.topics:
            yield Place(happening.id), self._own(sheet, who)
        elif who.person in sheet.listed:
            yield Place(happening.id), Envelope((self.name, happening.id, "list"), lambda: _event(sheet, None))
        elif who.person in happening.listed_by:
            view = (self.name, happening.id, happening.can_be_asked, sheet.names.edition)
            yield Place(happening.id), Envelope(view, lambda: _change(sheet))

    def _own(self, sheet: _Sheet, who: Standing) -> Envelope:
        editions = sheet.names.edition, sheet.reference.edition, *sheet.things.editions
        view = (self.name, sheet.happening.id, who, self._wanted, *editions)
        return Envelope(view, lambda: _event(sheet, who))

    async def _things(self, live: Live, event: DomainEvent) -> _Things:
        things = _Things()
        if isinstance(event, ApplicationEvent) and "application" in self._wanted:
            application = await row_loaders.application(live, event.application, event.applicant)
            things.application = application.value
            things.editions.append(application.edition)
        if isinstance(event, MentorshipEvent | SurveyEvent) and "mentorship" in self._wanted:
            side = event.mentor if isinstance(event, MentorshipEvent) else event.person
            mentorship = await row_loaders.mentorship(live, event.mentorship, side)
            things.mentorship = mentorship.value
            things.editions.append(mentorship.edition)
        if isinstance(event, MeetingEvent) and "meeting" in self._wanted:
            meeting = await row_loaders.meeting(live, event.meeting, event.mentor)
            things.meeting = meeting.value
            things.editions.append(meeting.edition)
        if isinstance(event, SurveyEvent) and "survey" in self._wanted:
            survey = await row_loaders.survey(live, event)
            things.survey = survey.value
            things.editions.append(survey.edition)
        return things


def _event(sheet: _Sheet, who: Standing | None) -> OwnEvent:
    """`who` None: it is about nobody's things, and the same for all."""
    happening, things, reference = sheet.happening, sheet.things, sheet.reference.value
    entry = TimelineEntry.of(timeline_row(happening, sheet.names.value if who else {}))
    survey = things.survey if who and _is_own(things.survey, who) else None
    return OwnEvent(
        cursor=cursors.encode(Place(happening.id, WHOLE)),
        occurred_at=happening.occurred_at,
        action=entry.action,
        by=entry.by,
        sentence=happening.action.value.to_participants or entry.sentence,
        application=_application(things.application, who, reference) if who else None,
        mentorship=_mentorship(things.mentorship, who, reference) if who else None,
        meeting=_meeting(things.meeting, who) if who else None,
        survey=Survey.of(survey, reference) if survey else None,
    )


def _change(sheet: _Sheet) -> SuggestionChange:
    happening = sheet.happening
    mentor = suggestion_changes.mentor_of(happening)
    name = sheet.names.value[mentor] if mentor else ""
    return SuggestionChange(
        cursor=cursors.encode(Place(happening.id, WHOLE)),
        occurred_at=happening.occurred_at,
        mentor_name=name,
        possible=happening.can_be_asked,
        sentence=suggestion_changes.sentence(name, possible=happening.can_be_asked),
    )


def timeline_row(happening: Happening, names: dict[PersonId, str]) -> TimelineRow:
    """As the timeline has it: who was called what in the event."""
    people = people_of(happening.event)
    roles = {role: names[person] for role, person in people.items() if person in names}
    by_name = None if happening.by is None else names.get(happening.by)
    return TimelineRow(happening.id, happening.occurred_at, happening.action, happening.by, by_name, roles)


def _application(row: ApplicationRow | None, who: Standing, reference: Reference) -> Application | None:
    if row is None or not finds("Application", row_loaders.relations_to(row, who)):
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
