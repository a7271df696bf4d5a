"""A survey and its row; the answers are one JSON object, as nothing asks for one of them alone."""

from typing import Any

from sqlalchemy import Row

from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers, FuturePlans, MentorshipEnding, SkillsWorkedOn, Survey
from moments.infrastructure.persistence.transaction import Values


def survey_of(row: Row[Any]) -> Survey:
    return Survey(
        mentorship=row.mentorship,
        side=ApplicationKind(row.side),
        person=row.person,
        due_at=row.due_at,
        answers=None if row.answers is None else answers_of(row.answers),
        submitted_at=row.answered_at,
        followed_up_at=row.followed_up_at,
        followed_up_by=row.followed_up_by,
        version=row.version,
    )


def survey_row(survey: Survey) -> Values:
    return {
        "mentorship": survey.mentorship,
        "side": survey.side.value,
        "person": survey.person,
        "due_at": survey.due_at,
        "answered_at": survey.submitted_at,
        "answers": None if survey.answers is None else answers_json(survey.answers),
        "contact_me": survey.answers is not None and survey.answers.contact_me,
        "followed_up_at": survey.followed_up_at,
        "followed_up_by": survey.followed_up_by,
    }


def answers_of(stored: dict[str, Any]) -> Answers:
    return Answers(
        how_often=stored["how_often"],
        skills_worked_on=frozenset(SkillsWorkedOn(skill) for skill in stored["skills_worked_on"]),
        rating=stored["rating"],
        development_improved=stored["development_improved"],
        comments=stored["comments"],
        plans=None if stored["plans"] is None else FuturePlans(stored["plans"]),
        contact_me=stored["contact_me"],
        gained_access=stored["gained_access"],
        how_met=stored["how_met"],
        ending=None if stored["ending"] is None else MentorshipEnding(stored["ending"]),
    )


def answers_json(answers: Answers) -> Values:
    return {
        "how_often": answers.how_often,
        "skills_worked_on": sorted(skill.value for skill in answers.skills_worked_on),
        "rating": answers.rating,
        "development_improved": answers.development_improved,
        "comments": answers.comments,
        "plans": None if answers.plans is None else answers.plans.value,
        "contact_me": answers.contact_me,
        "gained_access": answers.gained_access,
        "how_met": answers.how_met,
        "ending": None if answers.ending is None else answers.ending.value,
    }
