"""Loads a mentorship or meeting for a use case: both people locked first, and authorized."""

from dataclasses import dataclass

from moments.application.access.policy import authorize, load_actor
from moments.application.access.relations import relations_to_mentorship
from moments.application.ports.mentorships import Pair
from moments.application.unit_of_work import UnitOfWork
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId


@dataclass(frozen=True, slots=True)
class Loaded:
    """A mentorship and its two people, all locked."""

    mentorship: Mentorship
    mentor: Participant
    mentee: Participant


async def load(work: UnitOfWork, identity: MentorshipId, by: PersonId, action: str) -> Loaded:
    """Raises NotFound if there is no such mentorship or `by` has no access. Locks people before mentorships."""
    pair = await work.mentorships.pair_of(identity)
    await _demand(work, pair, by, action, "mentorship")
    people = await work.participants.lock(pair.mentor, pair.mentee)
    return Loaded(await work.mentorships.get(identity), people[pair.mentor], people[pair.mentee])


@dataclass(frozen=True, slots=True)
class LoadedMeeting:
    """A meeting and its mentorship, both locked."""

    meeting: Meeting
    mentorship: Mentorship


async def load_meeting(
    work: UnitOfWork, identity: MeetingId, by: PersonId, action: str, *, lock_people: bool = False
) -> LoadedMeeting:
    """Raises the same errors as `load`. Locks mentorships before meetings, because ending one cancels its meetings.

    `lock_people`: for what depends on the two people's other meetings.
    """
    pair = await work.meetings.pair_of(identity)
    await _demand(work, pair, by, action, "meeting")
    if lock_people:
        await work.participants.lock(pair.mentor, pair.mentee)
    mentorship = await work.mentorships.get(await work.meetings.mentorship_of(identity))
    return LoadedMeeting(await work.meetings.get(identity), mentorship)


async def _demand(work: UnitOfWork, pair: Pair, by: PersonId, action: str, what: str) -> None:
    actor = await load_actor(work, by)
    authorize(relations_to_mentorship(actor, mentor=pair.mentor, mentee=pair.mentee), action, what)
