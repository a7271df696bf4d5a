"""The survey of one side of an ended mentorship, and its answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.errors import DomainError, collecting, raise_all
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.shared.text import optional_text


class SkillsWorkedOn(Enum):
    SOFT_SKILLS = "soft_skills"
    CAREER_DEVELOPMENT = "career_development"


class MentorshipEnding(Enum):
    """How the mentor says the mentorship ended (SUR-3); `Mentorship.state` is the recorded end."""

    COMPLETED = "completed"
    DISCONTINUED = "discontinued"


class FuturePlans(Enum):
    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


class ChoiceQuestion(Enum):
    """The questions whose choices the program office maintains (SUR-3)."""

    HOW_OFTEN = "how_often"
    HOW_MET = "how_met"
    RATING = "rating"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """SUR-2, SUR-3: None where a question was left open. Stores the text of each choice, so that later edits of the
    choices change no answer.
    """

    how_often: str | None = None
    skills_worked_on: frozenset[SkillsWorkedOn] = frozenset()
    rating: str | None = None
    development_improved: bool | None = None
    comments: str | None = None
    plans: FuturePlans | None = None
    contact_me: bool = False
    gained_access: bool | None = None
    """Mentees only: access to tools or resources that they did not have before."""
    how_met: str | None = None
    """Mentors only."""
    ending: MentorshipEnding | None = None
    """Mentors only."""

    @property
    def are_empty(self) -> bool:
        """Whether every question is left open; asking to be contacted is an answer."""
        return replace(self, comments=(self.comments or "").strip() or None) == Answers()


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyEvent(DomainEvent):
    mentorship: MentorshipId
    person: PersonId
    side: ApplicationKind


class SurveyRequested(SurveyEvent):
    __slots__ = ()


class SurveySubmitted(SurveyEvent):
    __slots__ = ()


class FollowUpHandled(SurveyEvent):
    """The office has contacted a person who ticked "contact me" (SUR-4)."""

    __slots__ = ()


class SurveyAlreadySubmitted(DomainError):
    rule = "SUR-1"

    def __init__(self) -> None:
        super().__init__(
            "You have answered this survey already, which each side does once a mentorship. If you want to add "
            "something, write to the program office."
        )


class UnknownChoice(DomainError):
    rule = "SUR-3"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__("Choose one of the answers in the list.")


class NothingAnswered(DomainError):
    """SUR-2: every question may be left open, but not all of them."""

    rule = "SUR-2"

    def __init__(self) -> None:
        super().__init__("Answer at least one question before you send this.")


class QuestionNotAsked(DomainError):
    """SUR-3: an answer to a question for the other side only; it is rejected."""

    rule = "SUR-3"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__("Only the other side is asked this. Leave it out.")


class NoFollowUp(DomainError):
    rule = "SUR-4"

    def __init__(self) -> None:
        super().__init__("No follow-up is open for this survey; somebody may have been in touch. Reload the list.")


@dataclass(slots=True, eq=False)
class Survey(Aggregate):
    """`side`: the role of `person` in the mentorship. Exactly one survey for each mentorship and side (SUR-1)."""

    mentorship: MentorshipId
    side: ApplicationKind
    person: PersonId
    due_at: datetime
    answers: Answers | None = None
    submitted_at: datetime | None = None
    followed_up_at: datetime | None = None
    followed_up_by: PersonId | None = None

    @classmethod
    def create(cls, mentorship: MentorshipId, side: ApplicationKind, person: PersonId, *, at: datetime) -> "Survey":
        new = cls(mentorship, side, person, at)
        new._record_event(SurveyRequested, None, at)
        return new

    def submit(self, answers: Answers, choices: Mapping[ChoiceQuestion, Collection[str]], *, at: datetime) -> None:
        """Raises SurveyAlreadySubmitted, NothingAnswered, or all of these at once: UnknownChoice, QuestionNotAsked,
        InvalidText.
        """
        self.check_may_submit()
        raise_all(check_answers(answers, self.side, choices))
        comments = optional_text(answers.comments, "comments", "The comment", rule="SUR-2")
        self.answers, self.submitted_at = replace(answers, comments=comments), at
        self._record_event(SurveySubmitted, self.person, at)

    def handle_follow_up(self, by: PersonId, *, at: datetime) -> None:
        """SUR-4: removes the follow-up from the office's list; raises NoFollowUp."""
        self.check_may_handle_follow_up()
        self.followed_up_at, self.followed_up_by = at, by
        self._record_event(FollowUpHandled, by, at)

    def check_may_submit(self) -> None:
        """SUR-1: raises SurveyAlreadySubmitted."""
        if self.submitted_at is not None:
            raise SurveyAlreadySubmitted

    def check_may_handle_follow_up(self) -> None:
        """SUR-4: raises NoFollowUp."""
        if self.answers is None or not self.answers.contact_me or self.followed_up_at is not None:
            raise NoFollowUp

    def _record_event(self, event: type[SurveyEvent], by: PersonId | None, at: datetime) -> None:
        self._record(event(occurred_at=at, by=by, mentorship=self.mentorship, person=self.person, side=self.side))


def check_answers(
    answers: Answers, side: ApplicationKind, choices: Mapping[ChoiceQuestion, Collection[str]]
) -> list[DomainError]:
    """Returns the errors in the answers of that side; empty if valid."""
    if answers.are_empty:
        return [NothingAnswered()]
    chosen = [
        ("howOften", ChoiceQuestion.HOW_OFTEN, answers.how_often),
        ("rating", ChoiceQuestion.RATING, answers.rating),
    ]
    if side is ApplicationKind.MENTOR:
        chosen.append(("howMet", ChoiceQuestion.HOW_MET, answers.how_met))
    errors: list[DomainError] = [QuestionNotAsked(field) for field in _not_asked(answers, side)]
    errors += [
        UnknownChoice(field)
        for field, question, choice in chosen
        if choice is not None and choice not in choices[question]
    ]
    with collecting(errors):
        optional_text(answers.comments, "comments", "The comment", rule="SUR-2")
    return errors


def _not_asked(answers: Answers, side: ApplicationKind) -> list[str]:
    """The fields answered by the wrong side."""
    if side is ApplicationKind.MENTOR:
        return ["gainedAccess"] if answers.gained_access is not None else []
    answered = {"howMet": answers.how_met is not None, "ending": answers.ending is not None}
    return [field for field, given in answered.items() if given]
