"""The form: what has to be on it (APP-3, APP-4), what a draft may leave out (APP-9), whom it is routed to (APP-2)."""

from typing import Any

import pytest

from moments.domain.applications.form import BIO_LIMIT, Form
from moments.domain.program.skills import DuplicateSkill, RankedSkills, WrongNumberOfSkills
from moments.domain.program.working_hours import UnknownWorkingHours
from moments.domain.shared.errors import DomainError, DomainErrors
from moments.domain.shared.ids import SkillId
from moments.domain.shared.text import InvalidText
from tests.domain.assertions import refused, told
from tests.domain.builders import CAREER, SKILLS, SOFT, a_form, an_application, later, skill_id, the_handbook

NETWORKING = skill_id("Networking")
KINDS = {each.__name__: each for each in (InvalidText, UnknownWorkingHours, WrongNumberOfSkills, DuplicateSkill)}


def draft(**changes: Any) -> Form:
    inputs: dict[str, Any] = {
        "bio": "  I mend radios. ",
        "working_hours_id": "mon-fri-0800-1700",
        "career": CAREER[:2],
        "soft": SOFT[:2],
        "catalog": the_handbook(),
        "kept": RankedSkills(),
    }
    return Form.draft(**(inputs | changes))


@pytest.mark.rule("APP-3", "APP-4")
def test_a_complete_form_lacks_nothing() -> None:
    assert draft() == Form("I mend radios.", "mon-fri-0800-1700", SKILLS)
    assert draft().missing_parts(the_handbook(), ()) == []


@pytest.mark.rule("APP-9")
def test_a_draft_may_be_empty() -> None:
    assert draft(bio=None, working_hours_id=None, career=(), soft=()) == Form()


@pytest.mark.rule("APP-3", "APP-4")
@pytest.mark.parametrize(
    ("form", "missing"),
    [
        (a_form(bio=None), ("InvalidText", "APP-3", "bio")),
        (a_form(bio="   "), ("InvalidText", "APP-3", "bio")),
        (a_form(working_hours=None), ("InvalidText", "APP-3", "workingHours")),
        (a_form(working_hours="mon-fri-0000-0100"), ("UnknownWorkingHours", "APP-3", "workingHours")),
        (a_form(skills=RankedSkills(CAREER[:2], ())), ("WrongNumberOfSkills", "APP-4", "careerSkills")),
        (a_form(skills=RankedSkills(CAREER, SOFT[:2])), ("WrongNumberOfSkills", "APP-4", "careerSkills")),
        (a_form(skills=RankedSkills((*CAREER[:2], CAREER[0]), ())), ("DuplicateSkill", "APP-4", "careerSkills")),
    ],
    ids=[
        "no bio",
        "blank bio",
        "no hours",
        "hours no longer in the list",
        "two skills",
        "seven skills",
        "doubled skill",
    ],
)
def test_what_a_form_lacks_is_named_when_it_is_submitted(form: Form, missing: tuple[str, str, str]) -> None:
    application = an_application().with_form(form).build()
    with refused(KINDS[missing[0]], application) as refusal:
        application.submit(reasons=(), catalog=the_handbook(), at=later(days=1))
    assert told(refusal.error) == {missing}


@pytest.mark.rule("APP-2", "APP-3", "APP-4")
def test_all_that_an_empty_form_lacks_is_told_at_once() -> None:
    application = an_application().with_form(Form()).routed_to(None).build()
    with refused(DomainErrors, application) as refusal:
        application.submit(reasons=(), catalog=the_handbook(), at=later(days=1))
    assert told(refusal.error) == {
        ("InvalidText", "APP-3", "workingHours"),
        ("InvalidText", "APP-3", "bio"),
        ("WrongNumberOfSkills", "APP-4", "careerSkills"),
        ("InvalidText", "APP-2", "supervisorEmail"),
    }


@pytest.mark.rule("APP-3", "APP-4", "APP-5")
def test_all_that_is_wrong_in_a_draft_is_told_at_once() -> None:
    with pytest.raises(DomainErrors) as refusal:
        draft(bio="a\x00b", working_hours_id="whenever", career=(*CAREER, SkillId("juggling")), soft=SOFT[:1])
    assert told(refusal.value) == {
        ("InvalidText", "APP-3", "bio"),
        ("UnknownWorkingHours", "APP-3", "workingHours"),
        ("WrongNumberOfSkills", "APP-4", "careerSkills"),
        ("UnknownSkill", "APP-5", "careerSkills"),
    }


@pytest.mark.rule("APP-9", "APP-3", "APP-4")
def test_a_form_that_has_to_stay_complete_is_never_emptied() -> None:
    with pytest.raises(DomainErrors) as refusal:
        draft(bio=" ", working_hours_id=None, career=(), soft=(), complete=True)
    assert told(refusal.value) == {
        ("InvalidText", "APP-3", "bio"),
        ("InvalidText", "APP-3", "workingHours"),
        ("WrongNumberOfSkills", "APP-4", "careerSkills"),
    }


@pytest.mark.rule("APP-3")
def test_working_hours_are_chosen_from_the_list() -> None:
    with pytest.raises(UnknownWorkingHours):
        draft(working_hours_id="mon-sun-0000-2400")


@pytest.mark.rule("APP-3")
def test_a_short_bio_is_short() -> None:
    assert draft(bio="x" * BIO_LIMIT).bio == "x" * BIO_LIMIT
    with pytest.raises(InvalidText) as refusal:
        draft(bio="x" * (BIO_LIMIT + 1))
    assert (refusal.value.field, refusal.value.rule, refusal.value.problem) == ("bio", "APP-3", "too_long")


@pytest.mark.rule("APP-4", "APP-9")
def test_a_draft_may_have_two_skills_but_not_seven() -> None:
    assert draft(career=CAREER[:2], soft=()).skills == RankedSkills(CAREER[:2])
    with pytest.raises(WrongNumberOfSkills):
        draft(career=CAREER, soft=SOFT[:2])


@pytest.mark.rule("APP-5")
def test_a_skill_retired_since_stays_on_the_form_and_does_not_keep_it_from_being_submitted() -> None:
    book = the_handbook(retired=("Networking",))
    form = draft(career=(NETWORKING, *CAREER[:2]), soft=(), catalog=book, kept=RankedSkills((NETWORKING,)))
    assert form.missing_parts(book, form.skills.all) == []
    assert [each.rule for each in form.missing_parts(book, ())] == ["APP-5"]
    with pytest.raises(DomainError) as refusal:
        draft(career=(NETWORKING, *CAREER[:2]), soft=(), catalog=book)
    assert refusal.value.rule == "APP-5"
    assert "has been retired" in str(refusal.value)
