"""The facts of a batch of emails: a statement for each kind of thing that they are about, however many emails."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.ports.email import ClaimedEmail
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.data import (
    ApplicationEmail,
    DigestEmail,
    MeetingEmail,
    MentorshipEmail,
    SuggestionsEmail,
    SurveyEmail,
)
from moments.domain.email.kinds import EmailKind, Reminder
from moments.domain.matching.exclusions import Exclusion, exclusion_between
from moments.domain.matching.suggestion import EmptyReason
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.participants.participant import Standing
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.email.facts import (
    ApplicationFacts,
    CommonSkill,
    EmptySuggestions,
    Facts,
    MentorshipFacts,
    Person,
    SuggestedMentor,
)
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.exclusions import EXCLUDED_PAIRS, earliest, excluded_pairs, exclusions_from
from moments.infrastructure.persistence.may_search import MAY_SEARCH
from moments.infrastructure.persistence.sql import Statement, constant
from moments.infrastructure.persistence.tables import (
    administrators,
    applications,
    departments,
    employees,
    meetings,
    mentor_listing,
    mentorships,
    muted_reminders,
    participants,
    skills,
    suggestion_lists,
    suggestions,
    surveys,
)
from moments.infrastructure.queries.meetings import meeting_row

_APPLICATIONS: Statement = select(
    applications.c.id,
    applications.c.applicant,
    applications.c.kind,
    applications.c.state,
    applications.c.supervisor,
    applications.c.supervisor_first_name,
    applications.c.supervisor_last_name,
    applications.c.held_since,
).where(in_array(applications.c.id))
_as_mentor, _as_mentee = participants.alias("as_mentor"), participants.alias("as_mentee")
_MENTORSHIPS: Statement = (
    select(
        mentorships.c.id,
        mentorships.c.mentor,
        mentorships.c.mentee,
        mentorships.c.state,
        mentorships.c.requested_at,
        mentorships.c.end_reason,
        or_(*(side.c.standing == constant(Standing.SUSPENDED) for side in (_as_mentor, _as_mentee))).label("suspended"),
    )
    .join(_as_mentor, _as_mentor.c.id == mentorships.c.mentor)
    .join(_as_mentee, _as_mentee.c.id == mentorships.c.mentee)
    .where(in_array(mentorships.c.id))
)
_MEETINGS: Statement = select(meetings).where(in_array(meetings.c.id))
_WITH_MEETING: Statement = (
    select(meetings.c.mentorship)
    .distinct()
    .where(in_array(meetings.c.mentorship), meetings.c.state != MeetingState.CANCELLED.value)
)
_SURVEYS: Statement = select(surveys.c.mentorship, surveys.c.side, surveys.c.answered_at).where(
    in_array(surveys.c.mentorship)
)
_APPLICATION_STATES: Statement = select(applications.c.applicant, applications.c.kind, applications.c.state).where(
    in_array(applications.c.applicant)
)
_MAY_SEARCH: Statement = select(participants.c.id).where(in_array(participants.c.id), MAY_SEARCH)
_MUTED: Statement = select(muted_reminders.c.person, muted_reminders.c.reminder).where(
    in_array(muted_reminders.c.person)
)
_ADMINISTERED: Statement = select(administrators.c.person, administrators.c.department).where(
    in_array(administrators.c.person)
)
_mentor, _mentee = employees.alias("mentor"), employees.alias("mentee")
_SUGGESTIONS: Statement = (
    select(
        suggestions.c.run,
        suggestions.c.mentee,
        suggestions.c.mentor,
        suggestions.c.common,
        mentor_listing.c.person.label("takes_requests"),
        _mentor.c.supervisor.label("above_mentor"),
        _mentee.c.supervisor.label("above_mentee"),
    )
    .join(_mentor, _mentor.c.id == suggestions.c.mentor)
    .join(_mentee, _mentee.c.id == suggestions.c.mentee)
    .outerjoin(mentor_listing, mentor_listing.c.person == suggestions.c.mentor)
    .where(in_array(suggestions.c.mentee), suggestions.c.replaced_at.is_(None))
    .order_by(suggestions.c.run, suggestions.c.mentee, suggestions.c.score.desc(), suggestions.c.place)
)
_TAKEN_UP = (Exclusion.PENDING, Exclusion.EXISTING)
_BETWEEN: Statement = EXCLUDED_PAIRS.where(in_array(excluded_pairs.c.mentee))
_EMPTY_LISTS: Statement = select(
    suggestion_lists.c.run, suggestion_lists.c.mentee, suggestion_lists.c.empty_reason, suggestion_lists.c.would_give
).where(in_array(suggestion_lists.c.mentee), suggestion_lists.c.empty_reason.is_not(None))
_SKILLS: Statement = select(skills.c.id, skills.c.name).where(in_array(skills.c.id))
_PEOPLE: Statement = (
    select(
        employees.c.id,
        employees.c.first_name,
        employees.c.last_name,
        employees.c.email,
        employees.c.job_title,
        employees.c.department,
        departments.c.name,
        departments.c.hr_contact,
        employees.c.left_on,
    )
    .join(departments, departments.c.code == employees.c.department)
    .where(in_array(employees.c.id))
)
_NEED_SEARCH = {
    EmailKind.REQUEST_DECLINED.value,
    EmailKind.REQUEST_CLOSED.value,
    EmailKind.SUGGESTIONS_ARRIVED.value,
}
_REMINDERS = {reminder.value for reminder in Reminder}


async def read_facts(connection: AsyncConnection, emails: Sequence[ClaimedEmail], now: datetime) -> Facts:
    """What these emails need; a statement that none of them needs is not sent."""
    read = _Reading(connection)
    facts = Facts(now)
    facts.applications = {row.id: _application(row) for row in await read(_APPLICATIONS, _applications_of(emails))}
    facts.mentorships = {row.id: _mentorship(row) for row in await read(_MENTORSHIPS, _mentorships_of(emails))}
    facts.meetings = {row.id: meeting_row(row) for row in await read(_MEETINGS, _meetings_of(emails))}
    unmet = _mentorships_of(_of_kinds(emails, {EmailKind.FIRST_MEETING_DUE.value}))
    facts.with_meeting = frozenset(row.mentorship for row in await read(_WITH_MEETING, unmet))
    of_surveys = (email for email in emails if isinstance(email.data, SurveyEmail))
    facts.answered = {
        (row.mentorship, ApplicationKind(row.side)): row.answered_at is not None
        for row in await read(_SURVEYS, _mentorships_of(of_surveys))
    }
    await _read_recipient_facts(read, facts, emails)
    facts.people = {row.id: _person(row) for row in await read(_PEOPLE, _people_in(facts, emails))}
    return facts


async def _read_recipient_facts(read: "_Reading", facts: Facts, emails: Sequence[ClaimedEmail]) -> None:
    states_of: dict[PersonId, set[tuple[ApplicationKind, ApplicationState]]] = defaultdict(set)
    for row in await read(_APPLICATION_STATES, _recipients(emails, {EmailKind.PERIOD_ENDING.value})):
        states_of[row.applicant].add((ApplicationKind(row.kind), ApplicationState(row.state)))
    facts.application_states = {person: frozenset(states) for person, states in states_of.items()}
    facts.may_search = frozenset(row.id for row in await read(_MAY_SEARCH, _recipients(emails, _NEED_SEARCH)))
    facts.muted = frozenset(
        (row.person, Reminder(row.reminder)) for row in await read(_MUTED, _recipients(emails, _REMINDERS))
    )
    digests = _recipients(emails, {EmailKind.MONDAY_DIGEST.value})
    facts.administered = frozenset((row.person, row.department) for row in await read(_ADMINISTERED, digests))
    runs = [(each.data.run, each.recipient) for each in emails if isinstance(each.data, SuggestionsEmail)]
    facts.suggestions = await _suggestions(read, runs, facts.now)
    facts.empty_lists = await _empty_lists(read, [each for each in runs if each not in facts.suggestions])


async def _suggestions(
    read: "_Reading", runs: Sequence[tuple[str, PersonId]], now: datetime
) -> Mapping[tuple[str, PersonId], Sequence[SuggestedMentor]]:
    """The lists of these mentees, the best first: those on them who can be asked now (MAT-6).

    Of a list with nobody but whom the mentee has asked already there is nothing to tell, and it is left out.
    """
    mentees = [mentee for _, mentee in runs]
    wanted, found = set(runs), await read(_SUGGESTIONS, mentees)
    if not found:
        return {}
    between = exclusions_from(await read(_BETWEEN, mentees, **earliest(now)))
    names = {row.id: row.name for row in await read(_SKILLS, {each["skill"] for row in found for each in row.common})}
    lists: dict[tuple[str, PersonId], list[SuggestedMentor]] = {}
    for row in found:
        why = exclusion_between(
            row.mentee,
            row.mentor,
            above_mentee=row.above_mentee,
            above_mentor=row.above_mentor,
            history=between.get((row.mentee, row.mentor)),
        )
        if (row.run, row.mentee) not in wanted or why in _TAKEN_UP:
            continue
        listed_now = lists.setdefault((row.run, row.mentee), [])
        if row.takes_requests and why is None:
            common = [CommonSkill(names[s["skill"]], s["mentee_rank"], s["mentor_rank"]) for s in row.common]
            listed_now.append(SuggestedMentor(row.mentor, common))
    return lists


async def _empty_lists(
    read: "_Reading", runs: Sequence[tuple[str, PersonId]]
) -> Mapping[tuple[str, PersonId], EmptySuggestions]:
    found = [row for row in await read(_EMPTY_LISTS, (mentee for _, mentee in runs)) if (row.run, row.mentee) in runs]
    names = {row.id: row.name for row in await read(_SKILLS, {each for row in found for each, _ in row.would_give})}
    return {
        (row.run, row.mentee): EmptySuggestions(
            EmptyReason(row.empty_reason), [(names[skill], mentors) for skill, mentors in row.would_give]
        )
        for row in found
    }


class _Reading:
    """Rows for ids; for none, no statement."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def __call__(self, statement: Statement, ids: Iterable[str], **given: object) -> Sequence[Row[Any]]:
        wanted = sorted_ids(ids)
        return (await self._connection.execute(statement, {"ids": wanted, **given})).all() if wanted else ()


def _of_kinds(emails: Iterable[ClaimedEmail], kinds: set[str]) -> Iterator[ClaimedEmail]:
    return (email for email in emails if email.kind in kinds)


def _recipients(emails: Iterable[ClaimedEmail], kinds: set[str]) -> Iterator[str]:
    return (email.recipient for email in _of_kinds(emails, kinds))


def _mentorships_of(emails: Iterable[ClaimedEmail]) -> Iterator[str]:
    return (each.data.mentorship for each in emails if isinstance(each.data, MentorshipEmail))


def _meetings_of(emails: Iterable[ClaimedEmail]) -> Iterator[str]:
    return (each.data.meeting for each in emails if isinstance(each.data, MeetingEmail))


def _applications_of(emails: Sequence[ClaimedEmail]) -> Iterator[str]:
    for email in emails:
        if isinstance(email.data, ApplicationEmail):
            yield email.data.application
        elif isinstance(email.data, DigestEmail):
            for lines in (email.data.supervised, *(each.applications for each in email.data.departments)):
                yield from (line.application for line in lines)


def _people_in(facts: Facts, emails: Sequence[ClaimedEmail]) -> Iterator[str]:
    yield from (email.recipient for email in emails)
    yield from (each.applicant for each in facts.applications.values())
    yield from (each.mentor for suggested in facts.suggestions.values() for each in suggested)
    for mentorship in facts.mentorships.values():  # of the meetings, too: each email of one names its mentorship
        yield from (mentorship.mentor, mentorship.mentee)


def _application(row: Row[Any]) -> ApplicationFacts:
    return ApplicationFacts(
        id=row.id,
        applicant=row.applicant,
        kind=ApplicationKind(row.kind),
        state=ApplicationState(row.state),
        supervisor=row.supervisor,
        supervisor_name=f"{row.supervisor_first_name or ''} {row.supervisor_last_name or ''}".strip(),
        held_since=row.held_since,
    )


def _mentorship(row: Row[Any]) -> MentorshipFacts:
    reason = None if row.end_reason is None else EndReason(row.end_reason)
    return MentorshipFacts(
        row.id, row.mentor, row.mentee, MentorshipState(row.state), row.requested_at, reason, bool(row.suspended)
    )


def _person(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        first_name=row.first_name,
        last_name=row.last_name,
        email=row.email,
        job_title=row.job_title,
        department=row.department,
        department_name=row.name,
        hr_contact=row.hr_contact,
        left=row.left_on is not None,
    )
