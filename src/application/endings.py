"""What ends a person's part, or one side of it, and settles what waited on them: the one place that does (DIR-1)."""

from collections.abc import Iterable
from datetime import datetime

from moments.application.unit_of_work import UnitOfWork
from moments.domain.applications.application import Application
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Survey


def ends_with_departure(application: Application) -> bool:
    """DIR-1: one that waits is withdrawn. An approved one is the part in the program that the person finds again when
    they are back; a draft waits on nobody.
    """
    return application.state is ApplicationState.SUBMITTED


async def withdraw(
    work: UnitOfWork, application: Application, participant: Participant, *, has_left: bool = False, at: datetime
) -> None:
    """APP-9, DIR-1: an approved application's withdrawal ends the role, and with it the requests that wait."""
    approved = application.state is ApplicationState.APPROVED
    application.withdraw(has_left=has_left, at=at)
    if approved:
        participant.revoke_role(application.kind)
        await _end_requests(work, participant, EndReason.withdrew(application.kind), by=application.applicant, at=at)
        await work.participants.save(participant)
    await work.applications.save(application)


async def close_requests_if_full(work: UnitOfWork, mentor: Participant, *, at: datetime) -> None:
    """CAP-2, CAP-4: the mentees of the requests that wait are told, with the way to the search."""
    if not mentor.open_places_as_mentor:
        await _end_requests(work, mentor, EndReason.MENTOR_FULL, by=None, at=at)


async def settle_departure(
    work: UnitOfWork, participant: Participant, applications: Iterable[Application], *, at: datetime
) -> None:
    """DIR-1: the person has left the State's service. `applications`: all of theirs, of which those that wait are
    withdrawn. Requests on either side are closed. Active mentorships and the approved roles stay, in case that they
    come back (`end_mentorship_of_leaver`).
    """
    for application in applications:
        if ends_with_departure(application):
            await withdraw(work, application, participant, has_left=True, at=at)
    for side in ApplicationKind:
        await _end_requests(work, participant, EndReason.left(side), by=None, at=at)


async def end_mentorship_of_leaver(
    work: UnitOfWork, mentorship: Mentorship, gone: frozenset[PersonId], *, mentor: Participant, mentee: Participant,
    at: datetime,
) -> None:  # fmt: skip
    """DIR-1: `gone`, of the two, have left for good; whoever has not is told, and asked for the survey (SUR-1)."""
    first = mentorship.mentor if mentorship.mentor in gone else mentorship.mentee
    mentorship.end_for_departure(first, mentor=mentor, mentee=mentee, at=at)
    await settle_end(work, mentorship, mentor=mentor, mentee=mentee, by=None, not_asked=gone, at=at)


async def settle_end(
    work: UnitOfWork,
    mentorship: Mentorship,
    *,
    mentor: Participant,
    mentee: Participant,
    by: PersonId | None,
    not_asked: frozenset[PersonId] = frozenset(),
    at: datetime,
) -> None:
    """SUR-1: a survey is due from each side. MEN-2: cancels future meetings, also in both calendars."""
    await work.mentorships.save(mentorship)
    for meeting in await work.meetings.to_come(mentorship.id, at):
        meeting.end_with_mentorship(by, at=at)
        await work.meetings.save(meeting)
    for participant in (mentor, mentee):
        await work.participants.save(participant)
    for side, person in ((ApplicationKind.MENTOR, mentorship.mentor), (ApplicationKind.MENTEE, mentorship.mentee)):
        if person not in not_asked:
            await work.surveys.save(Survey.create(mentorship.id, side, person, at=at))


async def _end_requests(
    work: UnitOfWork, participant: Participant, reason: EndReason, *, by: PersonId | None, at: datetime
) -> None:
    of_mentor, mentorships = reason.side is ApplicationKind.MENTOR, work.mentorships
    waiting = mentorships.waiting_for(participant.id) if of_mentor else mentorships.waiting_of(participant.id)
    for request in await waiting:
        request.end_request(reason, by=by, at=at)
        participant.release_slot(request.id)
        await mentorships.save(request)
