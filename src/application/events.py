"""The catalog of events: one entry for each, with all its properties.

An event's stored name is independent of its class name, because rows keep it permanently. docs/events.md says how to
add one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

from moments.domain.applications.events import (
    ApplicationApproved,
    ApplicationDenied,
    ApplicationEdited,
    ApplicationEvent,
    ApplicationRerouted,
    ApplicationRevised,
    ApplicationStarted,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    DecisionSeen,
)
from moments.domain.email.email import EmailDiscarded, EmailEvent, EmailFailed, EmailResent
from moments.domain.identity.sign_in import SignInUnbound
from moments.domain.matching.events import (
    ListCreated,
    ListEvent,
    SuggestionsReplaced,
    TrialRunDone,
    TrialRunEvent,
    TrialRunRequested,
)
from moments.domain.mentorships.events import (
    AgreementAccepted,
    AgreementProposed,
    MeetingCancelled,
    MeetingConfirmed,
    MeetingHeld,
    MeetingHoursConfirmed,
    MeetingMoved,
    MeetingProposed,
    MentorRequested,
    MentorshipCompleted,
    MentorshipDiscontinued,
    MentorshipEvent,
    RequestAccepted,
    RequestCancelled,
    RequestClosed,
    RequestDeclined,
)
from moments.domain.participants.employee import DepartmentMoved
from moments.domain.participants.events import (
    AvailabilityChanged,
    DirectoryImported,
    ParticipantEvent,
    ParticipantReinstated,
    ParticipantSuspended,
)
from moments.domain.participants.renumbering import PersonRenumbered, RenumberingAnswered
from moments.domain.program.administrators import AdministratorEvent, AdministratorNamed, AdministratorRemoved
from moments.domain.program.cycle_events import (
    ListsSent,
    MatchingRan,
    PeriodAnnounced,
    PeriodClosed,
    PeriodEndAnnounced,
    PeriodOpened,
    StageEvent,
    StageMoved,
    StageSkipped,
)
from moments.domain.program.exports import TableExported
from moments.domain.program.holidays import HolidayRemoved, HolidaySet
from moments.domain.program.office import OfficeMemberAdded, OfficeMemberRemoved
from moments.domain.program.resources import ResourceRevised
from moments.domain.program.skills import SkillAdded, SkillReinstated, SkillRetired
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId
from moments.domain.surveys.choices import SurveyChoicesSet
from moments.domain.surveys.survey import FollowUpHandled, SurveyEvent, SurveyRequested, SurveySubmitted

Event = TypeVar("Event", bound=DomainEvent)


class Role(Enum):
    """The roles in which events name people; the value is the event's field, and the placeholder in a sentence."""

    APPLICANT = "applicant"
    SUPERVISOR = "supervisor"
    FROM_SUPERVISOR = "from_supervisor"
    TO_SUPERVISOR = "to_supervisor"
    MENTOR = "mentor"
    MENTEE = "mentee"
    PERSON = "person"


SUPERVISOR_ROLES = (Role.SUPERVISOR, Role.FROM_SUPERVISOR, Role.TO_SUPERVISOR)
People = Mapping[Role, PersonId]


class Audience(Enum):
    """Who receives an event live, besides the program office, which receives all."""

    PEOPLE = "the applicant, the mentor, the mentee or the person"
    SUPERVISORS = "the supervisors that it names"
    DEPARTMENT = "the administrators of the applicant's or the person's department"
    ACCESS = "the person, whose access is worked out anew"
    PARTICIPANTS = "whoever follows what is theirs"
    EVERYBODY = "whoever follows anything; their access is worked out anew"


class Readers(Enum):
    """Who sees an event on its subject's timeline."""

    ALL = "whoever may see the subject"
    REVIEWERS = "the supervisor and the administrators, not the applicant"


@dataclass(frozen=True, slots=True)
class Subject:
    """The aggregate that an event is about."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownEvent(DomainEvent):
    """An event that this server cannot read, such as a newer server's. `people`: those it names in known roles."""

    people: People = field(default_factory=dict[Role, PersonId])


@dataclass(frozen=True, slots=True, eq=False)
class CatalogEntry:
    """`name`: the stored name. `sentence`: for timelines, with `{by}` and the fields of `Role`.

    `to_participants`: the sentence for the people it concerns, if different. `changes_reference`: the event changes
    departments or skills, which servers cache. `version`: increases when the stored fields change. `renamed`: maps a
    field's name in earlier rows to its current name.
    """

    event: type[DomainEvent]
    name: str
    subject: Callable[[Any], Subject]
    sentence: str
    audience: frozenset[Audience] = frozenset()
    readers: Readers = Readers.ALL
    to_participants: str | None = None
    changes_reference: bool = False
    version: int = 1
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])


def _entry(
    event: type[Event], name: str, subject: Callable[[Event], Subject], sentence: str, *audience: Audience, **more: Any
) -> CatalogEntry:
    return CatalogEntry(event, name, subject, sentence, frozenset(audience), **more)


def _application(event: type[ApplicationEvent], name: str, sentence: str) -> CatalogEntry:
    audience = Audience.PEOPLE, Audience.SUPERVISORS, Audience.DEPARTMENT
    return _entry(event, name, _of_application, sentence, *audience)


def _of_application(event: ApplicationEvent) -> Subject:
    return Subject("application", event.application)


def _participant(event: type[ParticipantEvent], name: str, sentence: str) -> CatalogEntry:
    def subject(event: ParticipantEvent) -> Subject:
        return Subject("participant", event.person)

    return _entry(event, name, subject, sentence, Audience.PEOPLE, Audience.DEPARTMENT)


def _mentorship(event: type[MentorshipEvent], name: str, sentence: str) -> CatalogEntry:
    """Also for events of its meetings."""

    def subject(event: MentorshipEvent) -> Subject:
        return Subject("mentorship", event.mentorship)

    return _entry(event, name, subject, sentence, Audience.PEOPLE)


def _survey(event: type[SurveyEvent], name: str, sentence: str) -> CatalogEntry:
    def subject(event: SurveyEvent) -> Subject:
        return Subject("survey", f"{event.mentorship}:{event.side.value}")

    return _entry(event, name, subject, sentence, Audience.PEOPLE)


def _skill(
    event: type[SkillAdded] | type[SkillRetired] | type[SkillReinstated], name: str, sentence: str
) -> CatalogEntry:
    def subject(event: SkillAdded | SkillRetired | SkillReinstated) -> Subject:
        return Subject("skill", event.skill)

    return CatalogEntry(event, name, subject, sentence, changes_reference=True)


def _holiday(event: type[HolidaySet] | type[HolidayRemoved], name: str, sentence: str) -> CatalogEntry:
    def subject(event: HolidaySet | HolidayRemoved) -> Subject:
        return Subject("holiday", event.day.isoformat())

    return CatalogEntry(event, name, subject, sentence)


def _administrator(event: type[AdministratorEvent], name: str, sentence: str) -> CatalogEntry:
    def subject(event: AdministratorEvent) -> Subject:
        return Subject("department", event.department)

    return _entry(event, name, subject, sentence, Audience.PEOPLE, Audience.ACCESS)


def _office(event: type[OfficeMemberAdded] | type[OfficeMemberRemoved], name: str, sentence: str) -> CatalogEntry:
    def subject(event: OfficeMemberAdded | OfficeMemberRemoved) -> Subject:
        return Subject("office", event.person)

    return _entry(event, name, subject, sentence, Audience.PEOPLE, Audience.ACCESS)


def _email(event: type[EmailEvent], name: str, sentence: str) -> CatalogEntry:
    def subject(event: EmailEvent) -> Subject:
        return Subject("letter", str(event.letter))

    return _entry(event, name, subject, sentence)


def _stage(event: type[StageEvent], name: str, sentence: str, *audience: Audience, **more: Any) -> CatalogEntry:
    def subject(event: StageEvent) -> Subject:
        return Subject("cycle", event.quarter)

    return _entry(event, name, subject, sentence, *audience, **more)


def _list(event: type[ListEvent], name: str, sentence: str, to_participants: str) -> CatalogEntry:
    def subject(event: ListEvent) -> Subject:
        return Subject("suggestion_list", f"{event.run}:{event.person}")

    return _entry(event, name, subject, sentence, Audience.PEOPLE, to_participants=to_participants)


def _trial_run(event: type[TrialRunEvent], name: str, sentence: str) -> CatalogEntry:
    def subject(event: TrialRunEvent) -> Subject:
        return Subject("rehearsal", event.rehearsal)

    return _entry(event, name, subject, sentence)


_LIST_ARRIVED = "Your list of recommended mentors has arrived."


class EventKind(Enum):
    """One entry for each event. The GraphQL API shows the member's name."""

    APPLICATION_STARTED = _application(ApplicationStarted, "application.started", "{by} started the application.")
    APPLICATION_EDITED = _application(ApplicationEdited, "application.edited", "{by} edited the approved application.")
    APPLICATION_SUBMITTED = _application(
        ApplicationSubmitted, "application.submitted", "{by} submitted it to {supervisor}."
    )
    APPLICATION_REROUTED = _application(
        ApplicationRerouted, "application.rerouted", "{by} rerouted it from {from_supervisor} to {to_supervisor}."
    )
    APPLICATION_WITHDRAWN = _application(ApplicationWithdrawn, "application.withdrawn", "{by} withdrew it.")
    APPLICATION_REVISED = _application(
        ApplicationRevised, "application.revised", "{by} reopened the application for revision."
    )
    APPLICATION_APPROVED = _application(ApplicationApproved, "application.approved", "{by} approved it.")
    APPLICATION_DENIED = _application(ApplicationDenied, "application.denied", "{by} denied it.")
    DECISION_SEEN = _entry(  # between the supervisor and the deciders (APR-5)
        DecisionSeen,
        "decision.seen",
        _of_application,
        "{by} marked the decision taken in lieu as seen.",
        Audience.SUPERVISORS,
        Audience.DEPARTMENT,
        readers=Readers.REVIEWERS,
    )
    PARTICIPANT_SUSPENDED = _participant(
        ParticipantSuspended, "participant.suspended", "A directory update suspended the participation."
    )
    PARTICIPANT_REINSTATED = _participant(
        ParticipantReinstated, "participant.reinstated", "A directory update lifted the suspension."
    )
    AVAILABILITY_CHANGED = _participant(AvailabilityChanged, "availability.changed", "{by} changed their availability.")
    MENTOR_REQUESTED = _mentorship(MentorRequested, "mentor.requested", "{by} asked the mentor.")
    REQUEST_ACCEPTED = _mentorship(RequestAccepted, "request.accepted", "{by} accepted the request.")
    REQUEST_DECLINED = _mentorship(RequestDeclined, "request.declined", "{by} declined the request.")
    REQUEST_CANCELLED = _mentorship(RequestCancelled, "request.cancelled", "{by} cancelled the request.")
    REQUEST_CLOSED = _mentorship(
        RequestClosed, "request.closed", "The request was closed: the mentor is no longer available."
    )
    AGREEMENT_PROPOSED = _mentorship(AgreementProposed, "agreement.proposed", "{by} proposed an agreement.")
    AGREEMENT_ACCEPTED = _mentorship(AgreementAccepted, "agreement.agreed", "{by} agreed to the agreement.")
    MENTORSHIP_COMPLETED = _mentorship(MentorshipCompleted, "mentorship.completed", "{by} completed the mentorship.")
    MENTORSHIP_DISCONTINUED = _mentorship(
        MentorshipDiscontinued, "mentorship.discontinued", "{by} discontinued the mentorship."
    )
    MEETING_PROPOSED = _mentorship(MeetingProposed, "meeting.proposed", "{by} proposed a meeting.")
    MEETING_MOVED = _mentorship(MeetingMoved, "meeting.moved", "{by} moved a meeting to another time.")
    MEETING_CONFIRMED = _mentorship(MeetingConfirmed, "meeting.confirmed", "{by} confirmed a meeting.")
    MEETING_HELD = _mentorship(MeetingHeld, "meeting.held", "{by} logged a meeting as held.")
    MEETING_HOURS_CONFIRMED = _mentorship(
        MeetingHoursConfirmed, "meeting.hours_confirmed", "{by} confirmed the hours of a meeting."
    )
    MEETING_CANCELLED = _mentorship(MeetingCancelled, "meeting.cancelled", "{by} called a meeting off.")
    SURVEY_DUE = _survey(SurveyRequested, "survey.due", "A survey is due.")
    SURVEY_SUBMITTED = _survey(SurveySubmitted, "survey.submitted", "{by} answered the survey.")
    FOLLOW_UP_HANDLED = _survey(FollowUpHandled, "follow_up.handled", "{by} handled the follow-up.")
    SURVEY_CHOICES_SET = _entry(
        SurveyChoicesSet,
        "survey_choices.set",
        lambda event: Subject("survey_choices", event.question.value),
        "{by} set the choices of a survey's question.",
    )
    TABLE_EXPORTED = _entry(
        TableExported,
        "table.exported",
        lambda event: Subject("export", event.table),
        "{by} downloaded a table of the program office.",
    )
    RESOURCE_REVISED = _entry(
        ResourceRevised,
        "resource.revised",
        lambda event: Subject("resource", event.resource),
        "{by} revised a text of the guidance.",
    )
    SKILL_ADDED = _skill(SkillAdded, "skill.added", "{by} added a skill.")
    SKILL_RETIRED = _skill(SkillRetired, "skill.retired", "{by} retired a skill.")
    SKILL_REINSTATED = _skill(SkillReinstated, "skill.reinstated", "{by} reinstated a skill.")
    HOLIDAY_SET = _holiday(HolidaySet, "holiday.set", "{by} added or renamed a holiday.")
    HOLIDAY_REMOVED = _holiday(HolidayRemoved, "holiday.removed", "{by} removed a holiday.")
    ADMINISTRATOR_NAMED = _administrator(
        AdministratorNamed, "administrator.named", "{by} named {person} an administrator."
    )
    ADMINISTRATOR_REMOVED = _administrator(
        AdministratorRemoved, "administrator.removed", "{by} removed {person} from the administrators."
    )
    OFFICE_MEMBER_ADDED = _office(
        OfficeMemberAdded, "office_member.added", "{by} added {person} to the program office."
    )
    OFFICE_MEMBER_REMOVED = _office(
        OfficeMemberRemoved, "office_member.removed", "{by} removed {person} from the program office."
    )
    SIGN_IN_UNBOUND = _entry(
        SignInUnbound,
        "sign_in.unbound",
        lambda event: Subject("sign_in", event.person),
        "{by} unbound {person} from their account at the identity provider.",
    )
    PERSON_RENUMBERED = _entry(
        PersonRenumbered,
        "person.renumbered",
        lambda event: Subject("person", event.person),
        "{person} has another employee ID.",
    )
    RENUMBERING_ANSWERED = _entry(
        RenumberingAnswered,
        "renumbering.answered",
        lambda event: Subject("person", event.person),
        "{by} said whether {person} is the same person under another employee ID.",
    )
    DEPARTMENT_MOVED = _entry(
        DepartmentMoved,
        "department.moved",
        lambda event: Subject("department", event.department),
        "The department took over the people, the administrators and the history of another code.",
    )
    DIRECTORY_IMPORTED = _entry(
        DirectoryImported,
        "directory.imported",
        lambda event: Subject("directory", "import"),
        "The directory was imported.",
        Audience.EVERYBODY,
        changes_reference=True,
    )
    EMAIL_FAILED = _email(EmailFailed, "email.failed", "An email could not be delivered.")
    EMAIL_RESENT = _email(EmailResent, "email.resent", "{by} had an email sent again that had failed.")
    EMAIL_DISCARDED = _email(EmailDiscarded, "email.discarded", "{by} discarded an email that had failed.")
    PERIOD_ANNOUNCED = _stage(PeriodAnnounced, "period.announced", "{by} announced the application period.")
    PERIOD_OPENED = _stage(PeriodOpened, "period.opened", "{by} opened the application period.")
    PERIOD_END_ANNOUNCED = _stage(
        PeriodEndAnnounced, "period.end_announced", "{by} sent the reminder that the application period is ending."
    )
    PERIOD_CLOSED = _stage(PeriodClosed, "period.closed", "{by} closed the application period.")
    MATCHING_RAN = _stage(MatchingRan, "matching.ran", "{by} ran the matching.")
    LISTS_SENT = _stage(
        ListsSent,
        "lists.sent",
        "{by} sent the lists of recommended mentors.",
        Audience.PARTICIPANTS,
        to_participants=_LIST_ARRIVED,
    )
    STAGE_MOVED = _stage(StageMoved, "stage.moved", "{by} moved a stage of the quarterly cycle.")
    STAGE_SKIPPED = _stage(StageSkipped, "stage.skipped", "{by} skipped a stage of the quarterly cycle.")
    SUGGESTIONS_REPLACED = _list(
        SuggestionsReplaced,
        "suggestions.replaced",
        "Unavailable mentors on a list were replaced.",
        "Others have taken places on your list of recommended mentors.",
    )
    LIST_CREATED = _list(
        ListCreated, "list.created", "A list of recommended mentors was made after the matching.", _LIST_ARRIVED
    )
    TRIAL_RUN_REQUESTED = _trial_run(
        TrialRunRequested, "trial_run.requested", "{by} requested a trial run of the matching."
    )
    TRIAL_RUN_DONE = _trial_run(TrialRunDone, "trial_run.done", "A trial run of the matching is done.")
    OTHER = _entry(
        UnknownEvent,
        "other",
        lambda event: Subject("other", ""),
        "A change was made that this version of the site cannot describe.",
        Audience.PEOPLE,
        Audience.SUPERVISORS,
        Audience.DEPARTMENT,
        Audience.ACCESS,
    )


_OF_CLASS = {kind.value.event: kind for kind in EventKind}
_NAMED = {kind.value.name: kind for kind in EventKind}


def kind_of(event: type[DomainEvent]) -> EventKind:
    """Raises LookupError for a class that has no entry."""
    try:
        return _OF_CLASS[event]
    except KeyError:
        raise LookupError(
            f"{event.__name__} is not in the catalog of events. Add an entry to EventKind (docs/events.md)."
        ) from None


def kind_named(name: str, version: int = 1) -> EventKind:
    """OTHER for a name, or a later version of an event, that this server does not know."""
    kind = _NAMED.get(name, EventKind.OTHER)
    return kind if version <= kind.value.version else EventKind.OTHER


def name_of(event: type[DomainEvent]) -> str:
    """The stored name."""
    return kind_of(event).value.name


def names_where(chosen: Callable[[CatalogEntry], bool]) -> tuple[str, ...]:
    """The stored names of these entries, sorted."""
    return tuple(sorted(kind.value.name for kind in EventKind if chosen(kind.value)))


def subject_of(event: DomainEvent) -> Subject:
    return kind_of(type(event)).value.subject(event)


def people_of(event: DomainEvent) -> People:
    """All people whom the event names, except the actor."""
    if isinstance(event, UnknownEvent):
        return event.people
    return {role: person for role in Role if (person := getattr(event, role.value, None)) is not None}
