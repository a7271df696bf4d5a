"""Who of the participants may take part no longer, or again (ELIG-4), and whose mentorships that touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from moments.application.directory.update import People
from moments.domain.participants.eligibility import ineligibilities
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import MentorshipId, PersonId


@dataclass(frozen=True, slots=True)
class StandingChanges:
    """In order of id. Why somebody is suspended is not here: it is personal (ELIG-5)."""

    suspended: tuple[PersonId, ...]
    reinstated: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class AffectedMentorship:
    """An active mentorship that goes on, flagged, as one of `affected_people` has left or is suspended."""

    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId
    affected_people: tuple[PersonId, ...]


def plan_standings(participants: Mapping[PersonId, Participant], people: People) -> StandingChanges:
    """Everybody's standing is looked at, not only that of people whose record changed: so that the next import corrects
    anything an earlier one missed."""
    fails = {person: bool(ineligibilities(people[person])) for person in sorted(participants)}
    return StandingChanges(
        suspended=tuple(person for person, failed in fails.items() if failed and not participants[person].suspended),
        reinstated=tuple(person for person, failed in fails.items() if not failed and participants[person].suspended),
    )


def affected_mentorships(
    participants: Mapping[PersonId, Participant], affected_people: Iterable[PersonId]
) -> tuple[AffectedMentorship, ...]:
    """Both sides of a mentorship are participants, so their places say all that there is to know of it."""
    touched = frozenset(affected_people)
    mentors = {held_by: person.id for person in participants.values() for held_by in person.mentees.values()}
    found: dict[MentorshipId, AffectedMentorship] = {}
    for mentee in participants.values():
        for mentorship in mentee.mentors.values():
            pair = (mentors[mentorship], mentee.id)
            if hit := tuple(person for person in pair if person in touched):
                found[mentorship] = AffectedMentorship(mentorship, *pair, hit)
    return tuple(found[mentorship] for mentorship in sorted(found))
