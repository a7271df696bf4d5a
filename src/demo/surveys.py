"""What the demo's people answer in the survey, and the office's calls to those who asked for one."""

from collections.abc import Mapping
from random import Random

from moments.application.surveys.office_surveys import HandleFollowUp, HandleFollowUpCommand
from moments.application.surveys.submit_survey import SubmitSurvey, SubmitSurveyCommand
from moments.demo import sample_texts
from moments.demo.agenda import Life
from moments.demo.simulation import Stage
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers, ChoiceQuestion, FuturePlans, MentorshipEnding, SkillsWorkedOn

_ANSWERED, _CONTACT_ME, _HANDLED = 0.65, 0.2, 0.5
_TYPICAL_WEIGHTS: Mapping[ChoiceQuestion, tuple[float, ...]] = {
    ChoiceQuestion.HOW_OFTEN: (1, 3, 9, 3, 1),
    ChoiceQuestion.HOW_MET: (4, 9, 1, 4),
    ChoiceQuestion.RATING: (9, 7, 2, 1),
}
"""How often each choice is taken, in the office's order; those beyond are never."""


async def answer_survey(
    stage: Stage, mentorship: MentorshipId, side: ApplicationKind, person: PersonId, rng: Random, *, discontinued: bool
) -> Life:
    """SUR-1 to SUR-4; a third do not answer."""
    if rng.random() > _ANSWERED:
        return
    answers = _answers(stage, side, rng, discontinued=discontinued)
    await stage.do(SubmitSurvey, SubmitSurveyCommand(mentorship, side, answers), person)
    if answers.contact_me and rng.random() < _HANDLED:
        yield stage.in_days(rng, 2, 15)
        await stage.do(HandleFollowUp, HandleFollowUpCommand(mentorship, side), rng.choice(stage.office).id)


def _answers(stage: Stage, side: ApplicationKind, rng: Random, *, discontinued: bool) -> Answers:
    mentor = side is ApplicationKind.MENTOR
    worked_on = rng.choice((frozenset(SkillsWorkedOn), *(frozenset({skill}) for skill in SkillsWorkedOn)))
    return Answers(
        how_often=_choice(stage, ChoiceQuestion.HOW_OFTEN, rng),
        skills_worked_on=worked_on,
        rating=_choice(stage, ChoiceQuestion.RATING, rng),
        development_improved=rng.random() < (0.5 if discontinued else 0.9),
        comments=rng.choice(sample_texts.COMMENTS),
        plans=rng.choice(tuple(FuturePlans)),
        contact_me=rng.random() < _CONTACT_ME,
        gained_access=None if mentor else rng.random() < 0.6,
        how_met=_choice(stage, ChoiceQuestion.HOW_MET, rng) if mentor else None,
        ending=(MentorshipEnding.DISCONTINUED if discontinued else MentorshipEnding.COMPLETED) if mentor else None,
    )


def _choice(stage: Stage, question: ChoiceQuestion, rng: Random) -> str:
    choices = stage.choices[question]
    weights = _TYPICAL_WEIGHTS[question][: len(choices)]
    return rng.choices(choices[: len(weights)], weights)[0]
