"""Mentors who offer their places, and mentees who ask for one."""

from random import Random

from moments.application.mentorships.accept_request import AcceptRequest, AcceptRequestCommand
from moments.application.mentorships.cancel_request import CancelRequest, CancelRequestCommand
from moments.application.mentorships.decline_request import DeclineRequest, DeclineRequestCommand
from moments.application.mentorships.request_mentor import RequestMentor, RequestMentorCommand
from moments.application.participants.set_availability import SetAvailability, SetAvailabilityCommand
from moments.demo import sample_texts
from moments.demo.agenda import Life
from moments.demo.mentoring import run_mentorship
from moments.demo.simulation import Stage
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import MentorshipId, PersonId

_ONE_MENTEE, _PAUSES, _IDLE = 0.25, 0.12, 0.12
_UNANSWERED, _CANCELLED, _DECLINED, _LAST = 0.10, 0.05, 0.15, 0.08


async def offer_places(stage: Stage, mentor: PersonId, rng: Random) -> Life:
    """CAP-2: some want one mentee only. CAP-3: some take a rest, and some of them come back."""
    if rng.random() < _ONE_MENTEE:
        await _offer(stage, mentor, available=True, capacity=1)
    if rng.random() < _PAUSES:
        yield stage.in_days(rng, 10, 150)
        capacity = stage.market.stalls[mentor].capacity
        await _offer(stage, mentor, available=False, capacity=capacity)
        if rng.random() < 0.3:
            yield stage.in_days(rng, 30, 90)
            await _offer(stage, mentor, available=True, capacity=capacity)


async def _offer(stage: Stage, mentor: PersonId, *, available: bool, capacity: int) -> None:
    if mentor not in stage.suspended and stage.market.stays(mentor):
        await stage.do(SetAvailability, SetAvailabilityCommand(available, capacity), mentor)
        stage.market.offer(mentor, available=available, capacity=capacity)


async def seek_mentors(stage: Stage, mentee: PersonId, wishes: RankedSkills, rng: Random) -> Life:
    """Asks one after another, until there is one mentor, or two."""
    if rng.random() < _IDLE:
        return
    wanted, never = rng.choice((1, 1, 2)), {mentee}
    for _ in range(6):
        if not wanted or mentee in stage.suspended:
            return
        mentor = _choose(stage, mentee, wishes, never, rng)
        if mentor is not None:
            never.add(mentor)
            note = rng.choice(sample_texts.NOTES) if rng.random() < 0.7 else None
            request = MentorshipId(await stage.do(RequestMentor, RequestMentorCommand(mentor, note), mentee))
            stage.market.asked(mentor, request)
            if rng.random() < _UNANSWERED:
                return
            yield stage.in_days(rng, 0.3, rng.choice((4, 10, 21)))
            wanted -= await _settle(stage, mentor, mentee, request, rng)
            if stage.market.waits(mentor, request):
                return
        yield stage.in_days(rng, 2, 30)


def _choose(stage: Stage, mentee: PersonId, wishes: RankedSkills, never: set[PersonId], rng: Random) -> PersonId | None:
    """MAT-6: neither their supervisor of now, nor the one above, whom they may have named, nor who reports to them.
    Adds those to `never`."""
    above = stage.people[mentee].supervisor
    never.update(filter(None, (above, above and stage.people[above].supervisor)))
    mentor = stage.market.choose(wishes, never, rng)
    while mentor is not None and stage.people[mentor].supervisor == mentee:
        never.add(mentor)
        mentor = stage.market.choose(wishes, never, rng)
    return mentor


async def _settle(stage: Stage, mentor: PersonId, mentee: PersonId, request: MentorshipId, rng: Random) -> bool:
    """Whether a mentorship came of it. What was closed meanwhile, or can't be answered, stays as it is."""
    if not stage.market.waits(mentor, request) or stage.suspended & {mentor, mentee}:
        return False
    fate = rng.random()
    if fate < _CANCELLED:
        await stage.do(CancelRequest, CancelRequestCommand(request), mentee)
        stage.market.answered(mentor, request)
        return False
    if fate < _CANCELLED + _DECLINED:
        reason = rng.choice(sample_texts.DECLINES) if rng.random() < 0.6 else None
        await stage.do(DeclineRequest, DeclineRequestCommand(request, reason), mentor)
        stage.market.answered(mentor, request)
        return False
    if not stage.market.has_place(mentor):  # wants one mentee only, since the other was accepted
        return False
    last = rng.random() < _LAST
    message = rng.choice(sample_texts.WELCOMES) if rng.random() < 0.6 else None
    await stage.do(AcceptRequest, AcceptRequestCommand(request, message, last), mentor)
    stage.market.accepted(mentor, request, last=last)
    stage.begin(run_mentorship(stage, request, mentor, mentee, rng), stage.in_days(rng, 1, 10))
    return True
