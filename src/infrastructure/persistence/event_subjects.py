"""What each event is about, as the event table files it, and the facts it carries.

An event that no row of the table covers is refused when it is written, and by a test before that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Any

from moments.domain.applications.events import ApplicationEvent
from moments.domain.email.email import LetterEvent
from moments.domain.matching.events import ListEvent, RehearsalEvent
from moments.domain.mentorships.events import MentorshipEvent
from moments.domain.participants.events import DirectoryImported, ParticipantEvent
from moments.domain.program.administrators import AdministratorEvent
from moments.domain.program.cycle_events import StageEvent
from moments.domain.program.office import OfficeMemberAdded, OfficeMemberRemoved
from moments.domain.program.skills import SkillAdded, SkillReinstated, SkillRetired
from moments.domain.shared.events import DomainEvent
from moments.domain.surveys.choices import SurveyChoicesSet
from moments.domain.surveys.survey import SurveyEvent


@dataclass(frozen=True, slots=True)
class Subject:
    kind: str
    id: str


_SUBJECTS: Mapping[type[DomainEvent], tuple[str, Callable[[Any], str]]] = {
    ApplicationEvent: ("application", lambda event: event.application),
    MentorshipEvent: ("mentorship", lambda event: event.mentorship),  # its meetings, too
    ParticipantEvent: ("participant", lambda event: event.person),
    SurveyEvent: ("survey", lambda event: f"{event.mentorship}:{event.side.value}"),
    SurveyChoicesSet: ("survey_choices", lambda event: event.question.value),
    SkillAdded: ("skill", lambda event: event.skill),
    SkillRetired: ("skill", lambda event: event.skill),
    SkillReinstated: ("skill", lambda event: event.skill),
    LetterEvent: ("letter", lambda event: str(event.letter)),
    AdministratorEvent: ("department", lambda event: event.department),
    OfficeMemberAdded: ("office", lambda event: event.person),
    OfficeMemberRemoved: ("office", lambda event: event.person),
    ListEvent: ("suggestion_list", lambda event: f"{event.run}:{event.person}"),
    RehearsalEvent: ("rehearsal", lambda event: event.rehearsal),
    StageEvent: ("cycle", lambda event: event.quarter),
    DirectoryImported: ("directory", lambda event: "import"),
}


def subject_of(event: DomainEvent) -> Subject:
    """By its class or the nearest one above it; raises LookupError for an event that has no row."""
    for kind in type(event).__mro__:
        if kind in _SUBJECTS:
            name, identity = _SUBJECTS[kind]
            return Subject(name, identity(event))
    raise LookupError(f"{type(event).__name__} is not in the table of subjects")


def has_subject(kind: type[DomainEvent]) -> bool:
    return any(each in _SUBJECTS for each in kind.__mro__)


def facts_of(event: DomainEvent) -> dict[str, Any]:
    """Every field but when and by whom, which have columns of their own; as JSON can say it."""
    return {
        field.name: _plain(getattr(event, field.name))
        for field in fields(event)
        if field.name not in ("occurred_at", "by")
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
