"""The `myProgram` subscription: changes in a participant's own applications, mentorships, meetings and surveys."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from moments.application.access.relations import Actor, Relation, relations_to_mentorship
from moments.application.events import people_of
from moments.application.live import suggestion_changes, topics
from moments.application.live.event import LAST_INDEX, RecordedEvent, StreamPosition, Topic
from moments.application.live.row_cache import Versioned
from moments.application.live.services import LiveServices
from moments.application.next_steps import LEAVE_NEXT_STEPS
from moments.application.queries.rows import (
    ApplicationRow,
    MeetingRow,
    MentorshipRow,
    PersonRow,
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
from moments.graphql.live.lazy_message import LazyMessage
from moments.graphql.live.streams import Stream
from moments.graphql.live.types import MyProgramEvent, SuggestionChange
from moments.graphql.mentorships.types import Meeting, Mentorship
from moments.graphql.participants.types import Person
from moments.graphql.shared.field_access import can_read
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.timeline import TimelineEntry
from moments.graphql.surveys.types import Survey

SUBJECT_FIELDS = ("application", "mentorship", "meeting", "survey")


@dataclass(slots=True)
class _AffectedRows:
    """The rows that an event is shown with, and when they were read."""

    application: ApplicationRow | None = None
    mentorship: MentorshipRow | None = None
    meeting: MeetingRow | None = None
    survey: SurveyRow | None = None
    versions: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _EventContext:
    """`listed`: where lists were sent, everybody who has one."""

    recorded: RecordedEvent
    people: Versioned[Mapping[PersonId, PersonRow]]
    reference: Versioned[Reference]
    rows: _AffectedRows
    listed: frozenset[PersonId]


class MyProgram(Stream[_EventContext]):
    """`wanted`: the things that the operation asks for; the others are not read."""

    name = "myProgram"

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted

    @property
    def key(self) -> tuple[Hashable, ...]:
        return self.name, self._wanted

    def is_allowed(self, viewer: ViewerRow) -> bool:
        return True

    def topics(self, actor: Actor) -> frozenset[Topic]:
        return frozenset(
            {topics.person_topic(actor.person), topics.suggestion_list_topic(actor.person), topics.LISTS_TOPIC}
        )

    async def read(self, live: LiveServices, recorded: RecordedEvent) -> _EventContext:
        people, reference = await row_loaders.people(live, recorded), await row_loaders.reference(live)
        rows, event = await self._rows(live, recorded.event), recorded.event
        run = event.run if isinstance(event, ListsSent) else None
        listed = (await row_loaders.mentees_of(live, run)).value if run else frozenset()
        return _EventContext(recorded, people, reference, rows, listed)

    def messages(self, context: _EventContext, actor: Actor) -> Iterable[tuple[StreamPosition, LazyMessage]]:
        recorded = context.recorded
        if topics.person_topic(actor.person) in recorded.topics:
            yield StreamPosition(recorded.id), self._personal_message(context, actor)
        elif actor.person in context.listed:
            yield (
                StreamPosition(recorded.id),
                LazyMessage((self.name, recorded.id, "list"), lambda: _event(context, None)),
            )
        elif actor.person in recorded.suggested_to:
            versions = context.people.version, context.reference.version
            cache_key = (self.name, recorded.id, recorded.can_be_requested, *versions)
            yield StreamPosition(recorded.id), LazyMessage(cache_key, lambda: _change(context))

    def _personal_message(self, context: _EventContext, actor: Actor) -> LazyMessage:
        versions = context.people.version, context.reference.version, *context.rows.versions
        cache_key = (self.name, context.recorded.id, actor, self._wanted, *versions)
        return LazyMessage(cache_key, lambda: _event(context, actor))

    async def _rows(self, live: LiveServices, event: DomainEvent) -> _AffectedRows:
        rows = _AffectedRows()
        if isinstance(event, ApplicationEvent) and "application" in self._wanted:
            application = await row_loaders.application(live, event.application, event.applicant)
            rows.application = application.value
            rows.versions.append(application.version)
        if isinstance(event, MentorshipEvent | SurveyEvent) and "mentorship" in self._wanted:
            side = event.mentor if isinstance(event, MentorshipEvent) else event.person
            mentorship = await row_loaders.mentorship(live, event.mentorship, side)
            rows.mentorship = mentorship.value
            rows.versions.append(mentorship.version)
        if isinstance(event, MeetingEvent) and "meeting" in self._wanted:
            meeting = await row_loaders.meeting(live, event.meeting, event.mentor)
            rows.meeting = meeting.value
            rows.versions.append(meeting.version)
        if isinstance(event, SurveyEvent) and "survey" in self._wanted:
            survey = await row_loaders.survey(live, event)
            rows.survey = survey.value
            rows.versions.append(survey.version)
        return rows


def _event(context: _EventContext, actor: Actor | None) -> MyProgramEvent:
    """`actor` None: it is about nobody's things, and the same for all."""
    recorded, rows, reference = context.recorded, context.rows, context.reference.value
    entry = TimelineEntry.of(timeline_row(recorded, context.people.value if actor else {}), reference)
    survey = rows.survey if actor and _is_own(rows.survey, actor) else None
    return MyProgramEvent(
        cursor=cursors.encode(StreamPosition(recorded.id, LAST_INDEX)),
        occurred_at=recorded.occurred_at,
        action=entry.action,
        actor=entry.actor,
        message=recorded.type.value.to_participants or entry.message,
        changes_next_steps=recorded.type not in LEAVE_NEXT_STEPS,
        application=_application(rows.application, actor, reference) if actor else None,
        mentorship=_mentorship(rows.mentorship, actor, reference) if actor else None,
        meeting=_meeting(rows.meeting, actor) if actor else None,
        survey=Survey.of(survey, reference) if survey else None,
    )


def _change(context: _EventContext) -> SuggestionChange:
    recorded = context.recorded
    mentor = suggestion_changes.mentor_of(recorded)
    person = context.people.value.get(mentor) if mentor else None
    return SuggestionChange(
        cursor=cursors.encode(StreamPosition(recorded.id, LAST_INDEX)),
        occurred_at=recorded.occurred_at,
        person=Person.of_row(person, context.reference.value),
        can_request=recorded.can_be_requested,
        message=suggestion_changes.sentence(person.name if person else "", can_request=recorded.can_be_requested),
    )


def timeline_row(recorded: RecordedEvent, known: Mapping[PersonId, PersonRow]) -> TimelineRow:
    """As the timeline has it: who was called what in the event."""
    people = people_of(recorded.event)
    names = {role: known[person].name for role, person in people.items() if person in known}
    by = None if recorded.by is None else known.get(recorded.by)
    return TimelineRow(recorded.id, recorded.occurred_at, recorded.type, by, names)


def _application(row: ApplicationRow | None, actor: Actor, reference: Reference) -> Application | None:
    if row is None or not can_read("Application", row_loaders.relations_to(row, actor)):
        return None
    return Application.of(row, actor, reference)


def _mentorship(row: MentorshipRow | None, actor: Actor, reference: Reference) -> Mentorship | None:
    if row is None or not can_read(
        "Mentorship", relations_to_mentorship(actor, mentor=row.mentor.id, mentee=row.mentee.id)
    ):
        return None
    return Mentorship.of(row, actor, reference)


def _meeting(row: MeetingRow | None, actor: Actor) -> Meeting | None:
    if row is None or not can_read("Meeting", relations_to_mentorship(actor, mentor=row.mentor, mentee=row.mentee)):
        return None
    return Meeting.of(row, actor.person)


def _is_own(row: SurveyRow | None, actor: Actor) -> bool:
    return row is not None and row.person.id == actor.person and can_read("Survey", {Relation.EMPLOYEE, Relation.SELF})
