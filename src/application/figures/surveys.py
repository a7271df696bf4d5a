"""Survey results by question: how many chose what, mentees and mentors apart."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from moments.domain.shared.kind import ApplicationKind
from moments.domain.shared.small_groups import Disclosure, disclose
from moments.domain.surveys.survey import Answers, ChoiceQuestion, FuturePlans, MentorshipEnding, SkillsWorkedOn

BOTH = (ApplicationKind.MENTEE, ApplicationKind.MENTOR)


class SurveyQuestion(Enum):
    HOW_OFTEN = "how_often"
    HOW_MET = "how_met"
    SKILLS_WORKED_ON = "skills_worked_on"
    ENDING = "ending"
    RATING = "rating"
    GAINED_ACCESS = "gained_access"
    DEVELOPMENT_IMPROVED = "development_improved"
    PLANS = "plans"


_YES_NO = {True: "Yes", False: "No"}
_ENDINGS = {MentorshipEnding.COMPLETED: "Completed", MentorshipEnding.DISCONTINUED: "Discontinued"}
_PLANS = {FuturePlans.YES: "Yes", FuturePlans.NO: "No", FuturePlans.UNDECIDED: "Undecided"}
_SKILLS = {SkillsWorkedOn.SOFT_SKILLS: "Soft skills", SkillsWorkedOn.CAREER_DEVELOPMENT: "Career development"}
NO_ANSWER = "No answer"


@dataclass(frozen=True, slots=True)
class _Asked:
    """`sides`: who is asked. `choice`: the label of an answer; None for no answer."""

    sides: Sequence[ApplicationKind]
    choice: Callable[[Answers], str | None]
    labels: Sequence[str] = ()


_ASKED: Mapping[SurveyQuestion, _Asked] = {
    SurveyQuestion.HOW_OFTEN: _Asked(BOTH, lambda answers: answers.how_often),
    SurveyQuestion.HOW_MET: _Asked(BOTH[1:], lambda answers: answers.how_met),
    SurveyQuestion.ENDING: _Asked(
        BOTH[1:], lambda answers: answers.ending and _ENDINGS[answers.ending], tuple(_ENDINGS.values())
    ),
    SurveyQuestion.RATING: _Asked(BOTH, lambda answers: answers.rating),
    SurveyQuestion.GAINED_ACCESS: _Asked(
        BOTH[:1], lambda answers: _yes_no(answers.gained_access), tuple(_YES_NO.values())
    ),
    SurveyQuestion.DEVELOPMENT_IMPROVED: _Asked(
        BOTH, lambda answers: _yes_no(answers.development_improved), tuple(_YES_NO.values())
    ),
    SurveyQuestion.PLANS: _Asked(BOTH, lambda answers: answers.plans and _PLANS[answers.plans], tuple(_PLANS.values())),
}
"""The questions with one answer each; the office sets the choices of some."""


def _yes_no(answer: bool | None) -> str | None:
    return None if answer is None else _YES_NO[answer]


Given = Sequence[tuple[ApplicationKind, Answers]]
Sides = Mapping[ApplicationKind, int]


@dataclass(frozen=True, slots=True)
class ChoiceFigure:
    """`people`: None if hidden; a side that is not asked is missing. `shares`: of all surveys of the side."""

    label: str
    people: Sides | None
    shares: Mapping[ApplicationKind, float] | None = None


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    question: SurveyQuestion
    choices: tuple[ChoiceFigure, ...]


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """`base`: surveys answered by each side; None if hidden."""

    base: Sides | None
    questions: tuple[QuestionFigures, ...]


def survey_results(given: Given, choices: Mapping[ChoiceQuestion, Sequence[str]]) -> SurveyResults:
    """All numbers are about surveys that were answered; a survey is one person's."""
    sizes = Counter(side for side, _ in given)
    tables = {question: _table(given, question, asked, choices) for question, asked in _ASKED.items()}
    skills = {label: _skill(given, skill) for skill, label in _SKILLS.items()}
    base = dict(sizes) if all(table.totals for table in tables.values()) else None
    found = {
        question: QuestionFigures(question, tuple(_figures(labels, table, _ASKED[question].sides, base)))
        for question, table in tables.items()
        for labels in [_labels(given, question, _ASKED[question], choices)]
    }
    found[SurveyQuestion.SKILLS_WORKED_ON] = QuestionFigures(
        SurveyQuestion.SKILLS_WORKED_ON,
        tuple(ChoiceFigure(label, people, _shares(people, base)) for label, people in skills.items()),
    )
    return SurveyResults(base, tuple(found[question] for question in SurveyQuestion))


def _labels(
    given: Given, question: SurveyQuestion, asked: _Asked, choices: Mapping[ChoiceQuestion, Sequence[str]]
) -> list[str]:
    """In the office's order; what was a choice earlier comes after, and no answer last."""
    own = (each for each in ChoiceQuestion if each.value == question.value)
    now = next((choices[each] for each in own), asked.labels)
    chosen = sorted({label for _, answers in given if (label := asked.choice(answers)) is not None})
    return [*dict.fromkeys((*now, *chosen)), NO_ANSWER]


def _table(
    given: Given, question: SurveyQuestion, asked: _Asked, choices: Mapping[ChoiceQuestion, Sequence[str]]
) -> Disclosure[str]:
    counts = Counter((side, asked.choice(answers) or NO_ANSWER) for side, answers in given)
    labels = _labels(given, question, asked, choices)
    return disclose({label: tuple(counts[side, label] for side in asked.sides) for label in labels})


def _figures(
    labels: Iterable[str], table: Disclosure[str], sides: Sequence[ApplicationKind], base: Sides | None
) -> Iterable[ChoiceFigure]:
    for label in labels:
        cells = table.rows.get(label)
        people = None if cells is None else dict(zip(sides, cells, strict=True))
        yield ChoiceFigure(label, people, _shares(people, base))


def _skill(given: Given, skill: SkillsWorkedOn) -> Sides | None:
    """Several can be chosen, so that each is a question of its own, answered with yes or no."""
    chosen = Counter((side, skill in answers.skills_worked_on) for side, answers in given)
    cells = [chosen[side, answer] for side in BOTH for answer in (True, False)]
    table = disclose({"chosen": cells})
    return None if table.hides("chosen") else {side: chosen[side, True] for side in BOTH}


def _shares(people: Sides | None, base: Sides | None) -> Mapping[ApplicationKind, float] | None:
    if people is None or base is None:
        return None
    return {side: number / base[side] for side, number in people.items()}
