"""Each table of the office that can be downloaded: its columns, its filters, and the list that it is read from."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moments.application.access.relations import Actor
from moments.application.events import EventKind
from moments.application.ports.imports import ImportChange, ImportChangeKind
from moments.application.queries.filters import (
    ApplicationFilter,
    ApplicationList,
    ApplicationOrder,
    AuditFilter,
    EmailFilter,
    JobRunFilter,
    MentorshipFilter,
    MentorshipList,
    ParticipantFilter,
    ParticipantOrder,
    PrivateReadFilter,
    SurveyFilter,
    SurveyList,
    TimeOrder,
)
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.queries import Queries
from moments.application.queries.rows import (
    ApplicationRow,
    AuditRow,
    EmailRow,
    JobRunRow,
    MentorshipRow,
    ParticipantRow,
    PersonRow,
    PrivateReadRow,
    SurveyRow,
)
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.email import EmailState
from moments.domain.email.kinds import EmailKind
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.participants.private_facts import PrivateFacts, ReaderRole, ShownFacts
from moments.domain.shared.ids import ImportId
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.exports.criteria import Criteria
from moments.graphql.exports.csv_file import Cell
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.timeline import sentence

ReadPage = Callable[[Queries, Actor, PageRequest], Awaitable[Page[Any]]]
ToCells = Callable[[Any, Reference], Sequence[Cell]]


def _nothing_private(row: Any) -> ShownFacts | None:
    return None


@dataclass(frozen=True, slots=True)
class Table:
    """`filters`: as the arguments of the field are called. `columns`: in plain words."""

    filters: frozenset[str]
    columns: Sequence[str]
    cells: ToCells
    read: Callable[[Criteria], ReadPage]
    """Raises BadFilter."""
    shows: Callable[[Any], ShownFacts | None] = _nothing_private
    """What a row shows of a person's private facts."""


PERSON = ("Last name", "First name", "Email", "Department", "Division", "Job title", "Work location")


def _person(row: PersonRow, reference: Reference) -> list[Cell]:
    department = reference.departments[row.department].name
    return [row.last_name, row.first_name, row.email, department, row.division, row.job_title, row.work_location]


def _short(row: PersonRow, reference: Reference) -> list[Cell]:
    return [row.name, row.email, reference.departments[row.department].name]


def _words(value: str | None) -> str | None:
    """An enum's value for people to read."""
    return None if value is None else value.replace("_", " ").capitalize()


# --- people ---


def _participants(given: Criteria) -> ReadPage:
    criteria = ParticipantFilter(
        role=given.one_of("role", ApplicationKind),
        suspended=given.flag("suspended"),
        available=given.flag("available"),
        department=given.department(),
        name=given.text("name"),
        order=given.one_of("orderBy", ParticipantOrder) or ParticipantOrder.NAME,
    )
    return lambda queries, actor, page: queries.participants(actor, criteria, page)


def _participant(row: ParticipantRow, reference: Reference) -> Sequence[Cell]:
    standing = _words(row.standing.value) if row.standing else None
    roles = (row.mentor_approved, row.mentee_approved, row.available, row.capacity, row.mentees, row.mentors)
    return [*_person(row.person, reference), standing, row.since, *roles]


def _members(given: Criteria) -> ReadPage:
    name = given.text("name")
    return lambda queries, actor, page: queries.office_members(name, page)


# --- applications and mentorships ---


def _applications(given: Criteria) -> ReadPage:
    criteria = ApplicationFilter(
        ApplicationList.ALL,
        kinds=given.some_of("kind", ApplicationKind),
        states=given.some_of("states", ApplicationState),
        department=given.department(),
        rerouted=given.flag("rerouted"),
        name=given.text("name"),
        person=given.person(),
        submitted=given.period(),
        order=given.one_of("orderBy", ApplicationOrder),
    )
    return lambda queries, actor, page: queries.applications(actor, criteria, page)


def _application(row: ApplicationRow, reference: Reference) -> Sequence[Cell]:
    supervisor, decision = row.supervisor, row.decision
    return [
        *_short(row.applicant, reference),
        _words(row.kind.value),
        _words(row.state.value),
        row.submitted_at,
        supervisor.name if supervisor else None,
        supervisor.email if supervisor else None,
        row.rerouted,
        _words(decision.outcome.value) if decision else None,
        decision.at if decision else None,
    ]


def _mentorships(given: Criteria) -> ReadPage:
    criteria = MentorshipFilter(
        MentorshipList.ALL,
        states=given.some_of("states", MentorshipState),
        department=given.department(),
        has_suspended_side=given.flag("hasSuspendedSide"),
        name=given.text("name"),
        person=given.person(),
        requested=given.period(),
        order=given.one_of("orderBy", TimeOrder) or TimeOrder.NEWEST,
    )
    return lambda queries, actor, page: queries.mentorships(actor, criteria, page)


def _mentorship(row: MentorshipRow, reference: Reference) -> Sequence[Cell]:
    return [
        *_short(row.mentor, reference),
        *_short(row.mentee, reference),
        _words(row.state.value),
        row.requested_at,
        row.responded_at,
        row.ends_on,
        row.ended_at,
        row.mentor_suspended or row.mentee_suspended,
    ]


# --- surveys ---


def _surveys(given: Criteria) -> ReadPage:
    is_answered = given.flag("answered") is not False
    return _survey_list(given, SurveyList.SUBMITTED if is_answered else SurveyList.UNANSWERED, TimeOrder.NEWEST)


def _follow_ups(given: Criteria) -> ReadPage:
    return _survey_list(given, SurveyList.FOLLOW_UPS, TimeOrder.OLDEST)


def _survey_list(given: Criteria, which: SurveyList, order: TimeOrder) -> ReadPage:
    criteria = SurveyFilter(
        which,
        side=given.one_of("role", ApplicationKind),
        department=given.department(),
        name=given.text("name"),
        person=given.person(),
        period=given.period(),
        order=given.one_of("orderBy", TimeOrder) or order,
    )
    return lambda queries, actor, page: queries.surveys(actor, criteria, page)


SURVEY = (
    *("Name", "Email", "Department", "Role", "About", "Due", "Answered", "How often they met", "How they met"),
    *("Skills worked on", "Ended as", "Rating", "Gained access", "Development improved", "Plans further mentoring"),
    *("Comments", "Asks for contact", "Contacted"),
)


def _survey(row: SurveyRow, reference: Reference) -> Sequence[Cell]:
    facts = [*_short(row.person, reference), _words(row.side.value), row.other.name, row.due_at, row.submitted_at]
    answers = row.answers
    if answers is None:
        return [*facts, *[None] * 10, row.followed_up_at]
    return [
        *facts,
        answers.how_often,
        answers.how_met,
        ", ".join(sorted(_words(each.value) or "" for each in answers.skills_worked_on)),
        _words(answers.ending.value) if answers.ending else None,
        answers.rating,
        answers.gained_access,
        answers.development_improved,
        _words(answers.plans.value) if answers.plans else None,
        answers.comments,
        answers.contact_me,
        row.followed_up_at,
    ]


# --- what the program did ---


def _emails(given: Criteria) -> ReadPage:
    criteria = EmailFilter(
        state=given.one_of("state", EmailState),
        kinds=given.some_of("kinds", EmailKind),
        recipient=given.person(),
        due=given.period(),
        order=given.one_of("orderBy", TimeOrder) or TimeOrder.NEWEST,
    )
    return lambda queries, actor, page: queries.emails(actor, criteria, page)


def _email(row: EmailRow, reference: Reference) -> Sequence[Cell]:
    state = row.state.name.capitalize()
    return [
        *_short(row.recipient, reference),
        _words(row.kind),
        state,
        row.due_at,
        row.attempts,
        row.settled_at,
        row.problem,
    ]


def _import_changes(given: Criteria) -> ReadPage:
    identity, kinds = ImportId(given.thing("import", "DirectoryImport") or ""), given.some_of("kinds", ImportChangeKind)
    return lambda queries, actor, page: queries.import_changes(actor, identity, kinds, page)


def _import_change(row: ImportChange, reference: Reference) -> Sequence[Cell]:
    return [row.name, reference.department_name(row.department), _words(row.kind.value), row.words]


def _audit(given: Criteria) -> ReadPage:
    criteria = AuditFilter(
        person=given.person(),
        actor=given.person("actor"),
        actions=given.some_of("actions", EventKind),
        period=given.period(),
        order=given.one_of("orderBy", TimeOrder) or TimeOrder.NEWEST,
    )
    return lambda queries, actor, page: queries.audit(actor, criteria, page)


def _entry(row: AuditRow, reference: Reference) -> Sequence[Cell]:
    entry = row.entry
    by = None if entry.action is EventKind.OTHER or entry.by is None else entry.by.name
    return [entry.at, sentence(entry.action, by, entry.names), by, _words(entry.action.name.lower())]


_READS = ("What", "As", "First read", "Last read", "Times that day")


def _private_reads(given: Criteria) -> ReadPage:
    criteria = PrivateReadFilter(
        person=given.person(),
        reader=given.person("reader"),
        period=given.period(),
        order=given.one_of("orderBy", TimeOrder) or TimeOrder.NEWEST,
    )
    return lambda queries, actor, page: queries.private_reads(actor, criteria, page)


def _private_read(row: PrivateReadRow, reference: Reference) -> Sequence[Cell]:
    facts = (_words(row.facts.value), _words(row.role.value), row.first_at, row.last_at, row.times)
    return [*_short(row.person, reference), *_short(row.reader, reference), *facts]


def _job_runs(given: Criteria) -> ReadPage:
    criteria = JobRunFilter(given.text("job"), given.period(), given.one_of("orderBy", TimeOrder) or TimeOrder.NEWEST)
    return lambda queries, actor, page: queries.job_runs(criteria, page)


def _job_run(row: JobRunRow, reference: Reference) -> Sequence[Cell]:
    figures = ", ".join(f"{each.name} {each.value}" for each in row.outcome)
    return [row.job, row.due, row.ran_at, figures]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PERIOD = "since until orderBy"
TABLES: Mapping[str, Table] = {
    "participants": Table(
        _names("role suspended available department name orderBy"),
        (
            *PERSON,
            *("Standing", "Standing since", "Mentor", "Mentee", "Accepts requests", "Number of mentees at a time"),
            *("Active mentees", "Active mentors"),
        ),
        _participant,
        _participants,
    ),
    "members": Table(_names("name"), PERSON, _person, _members),
    "applications": Table(
        _names(f"states kind department rerouted name person {_PERIOD}"),
        (
            *("Applicant", "Email", "Department", "Role", "State", "Submitted", "Supervisor", "Supervisor's email"),
            *("Rerouted by the applicant", "Decision", "Decided"),
        ),
        _application,
        _applications,
    ),
    "mentorships": Table(
        _names(f"states department hasSuspendedSide name person {_PERIOD}"),
        (
            *("Mentor", "Mentor's email", "Mentor's department", "Mentee", "Mentee's email", "Mentee's department"),
            *("State", "Requested", "Answered", "Ends", "Ended", "Somebody is suspended"),
        ),
        _mentorship,
        _mentorships,
    ),
    "surveys": Table(_names(f"answered role department name person {_PERIOD}"), SURVEY, _survey, _surveys),
    "follow-ups": Table(_names(f"role department name {_PERIOD}"), SURVEY, _survey, _follow_ups),
    "emails": Table(
        _names(f"state kinds person {_PERIOD}"),
        ("Recipient", "Email", "Department", "Kind", "State", "Due", "Attempts", "Settled", "Problem"),
        _email,
        _emails,
    ),
    "import-changes": Table(
        frozenset({"import", "kinds"}), ("Person", "Department", "Kind", "What"), _import_change, _import_changes
    ),
    "audit": Table(_names(f"person actor actions {_PERIOD}"), ("When", "What", "By", "Type"), _entry, _audit),
    "private-reads": Table(
        _names(f"person reader {_PERIOD}"),
        ("Whose", "Email", "Department", "Read by", "Reader's email", "Reader's department", *_READS),
        _private_read,
        _private_reads,
        lambda row: ShownFacts(row.person.id, PrivateFacts.READERS, ReaderRole.OFFICE),
    ),
    "job-runs": Table(_names(f"job {_PERIOD}"), ("Job", "Due", "Ran", "Figures"), _job_run, _job_runs),
}
