"""Participants to suspend or reinstate (ELIG-4), and the mentorships affected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from moments.application.directory.update import People
from moments.domain.participants.eligibility import ineligibilities
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import MentorshipId, PersonId


@dataclass(frozen=True, slots=True)
class StandingChanges:
    """In order of id. Omits the reasons for a suspension, which are personal data (ELIG-5)."""

    suspended: tuple[PersonId, ...]
    reinstated: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class AffectedMentorship:
    """An active mentorship that continues but is flagged, because `affected_people` have left or are suspended."""

    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId
    affected_people: tuple[PersonId, ...]


def plan_standings(participants: Mapping[PersonId, Participant], people: People) -> StandingChanges:
    """Checks the standing of all participants, not only of people whose record changed, so that the next import
    corrects anything an earlier one missed.
    """
    fails = {person: bool(ineligibilities(people[person])) for person in sorted(participants)}
    return StandingChanges(
        suspended=tuple(person for person, failed in fails.items() if failed and not participants[person].suspended),
        reinstated=tuple(person for person, failed in fails.items() if not failed and participants[person].suspended),
    )


def affected_mentorships(
    participants: Mapping[PersonId, Participant], affected_people: Iterable[PersonId]
) -> tuple[AffectedMentorship, ...]:
    """Needs no mentorships: both sides are participants, and their slots name the active mentorships."""
    touched = frozenset(affected_people)
    mentors = {held_by: person.id for person in participants.values() for held_by in person.mentees.values()}
    found: dict[MentorshipId, AffectedMentorship] = {}
    for mentee in participants.values():
        for mentorship in mentee.mentors.values():
            pair = (mentors[mentorship], mentee.id)
            if hit := tuple(person for person in pair if person in touched):
                found[mentorship] = AffectedMentorship(mentorship, *pair, hit)
    return tuple(found[mentorship] for mentorship in sorted(found))
