"""Reads what decides about a pair's meeting times (MEN-3, MEN-4), in the transaction that stores a meeting."""

from datetime import datetime

from moments.application.unit_of_work import UnitOfWork
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.mentorships.meeting_time import MAX_MINUTES, PairSchedule
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.program.common_hours import Span
from moments.domain.program.working_hours import WorkingHours, working_hours
from moments.domain.shared.ids import MeetingId, MentorshipId
from moments.domain.shared.kind import ApplicationKind


async def open_proposals(work: UnitOfWork, mentorship: MentorshipId, at: datetime) -> set[MeetingId]:
    """The mentorship's proposed meetings to come, locked."""
    return {each.id for each in await work.meetings.to_come(mentorship, at) if each.state is MeetingState.PROPOSED}


async def schedule_of(work: UnitOfWork, mentorship: Mentorship, around: Span) -> PairSchedule:
    """The two people have to be locked, so that no other meeting of theirs is stored meanwhile."""
    around = Span(around.starts_at, min(around.minutes, MAX_MINUTES))
    people = {ApplicationKind.MENTOR: mentorship.mentor, ApplicationKind.MENTEE: mentorship.mentee}
    hours: dict[ApplicationKind, WorkingHours] = {}
    for kind, person in people.items():
        application = await work.applications.of(person, kind)
        if application and application.form.working_hours:
            hours[kind] = working_hours(application.form.working_hours)
    return PairSchedule(
        mentorship=mentorship.id,
        mentor=mentorship.mentor,
        mentee=mentorship.mentee,
        ends_on=mentorship.ends_on,
        hours=hours,
        engagements=await work.meetings.engagements(set(people.values()), around),
    )
