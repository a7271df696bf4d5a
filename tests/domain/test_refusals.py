"""Every refusal of the domain is told in a person's words: what happened, why, and what to do now."""

import re

import pytest

from moments.domain.email.email import EmailNotFailed
from moments.domain.participants.eligibility import SENTENCES, Ineligible
from moments.domain.participants.errors import Suspended
from moments.domain.program.office import InvalidOfficeMember
from moments.domain.program.skills import DuplicateSkill, SkillCategory, WrongNumberOfSkills
from moments.domain.program.working_hours import UnknownWorkingHours
from moments.domain.shared.errors import DomainError, DomainErrors, IllegalTransition
from moments.domain.shared.revision import ChangedMeanwhile
from moments.domain.shared.text import InvalidText
from tests.domain.assertions import triggers_of
from tests.domain.builders import CAREER
from tests.domain.refusals import BY_SENTENCE, FLAT, LIFECYCLES, all_errors
from tests.infrastructure.email.reading_ease import grade
from tests.ways_on import names_a_way_on


def test_every_class_of_refusal_has_an_example_here() -> None:
    assert {kind.__name__ for kind in all_errors()} - {type(error).__name__ for error in FLAT} == set()


@pytest.mark.parametrize("sentence", BY_SENTENCE)
def test_a_refusal_is_told_in_a_persons_words(sentence: str) -> None:
    assert sentence == sentence.strip()
    assert sentence[0].isupper()
    assert sentence[-1] in ".!?"
    assert "_" not in sentence
    assert "  " not in sentence
    assert not re.search(r"\b(None|True|False|null|id|self)\b", sentence)
    assert not re.search(r"[a-z][A-Z]", sentence), "a class's or a field's name"
    assert not re.search(r"[<>{}\[\]=]", sentence), "a value's representation"
    assert not re.search(r"\b[A-Z]{3,4}-\d", sentence), "a rule's ID is data beside the sentence"
    assert not re.search(r"e-mail|programme|cancelled|catalogue", sentence), "American spelling"


@pytest.mark.parametrize("sentence", BY_SENTENCE)
def test_a_refusal_says_what_to_do_now(sentence: str) -> None:
    assert names_a_way_on(sentence)


@pytest.mark.parametrize("text", ["It is over.", "You cannot do this.", "Nothing was found. It may be gone."])
def test_a_refusal_without_a_way_on_is_found(text: str) -> None:
    assert not names_a_way_on(text)


def test_refusals_read_at_the_eighth_grade() -> None:
    """All of them together, as one person meets few: single ones are too short to be measured."""
    assert grade(" ".join(BY_SENTENCE)) < 8.0


@pytest.mark.rule("ELIG-5")
def test_only_the_refusal_of_those_who_may_know_names_a_criterion() -> None:
    told = {error for error in FLAT for sentence in SENTENCES.values() if sentence in str(error)}
    assert {type(error) for error in told} == {Ineligible}


@pytest.mark.rule("APP-2")
def test_what_the_records_say_is_told_with_whom_to_ask_about_them() -> None:
    assert {kind for kind in all_errors() if kind.from_records} == {Ineligible, Suspended}


BARE = {trigger for each in LIFECYCLES for trigger in triggers_of(each)}


@pytest.mark.parametrize("error", [each for each in FLAT if isinstance(each, IllegalTransition)], ids=str)
def test_a_step_that_does_not_exist_is_named_by_its_past_participle(error: IllegalTransition) -> None:
    what_cannot_be = str(error).partition("cannot be ")[2].removesuffix(" now.")
    assert what_cannot_be.split()[0] not in BARE
    assert what_cannot_be.split()[0].endswith(("ed", "d", "n"))


RULES_OF_THE_PROGRAM = re.compile(r"(ELIG|APP|APR|MAT|REQ|CAP|SEA|MEN|SUR|DIR|WEB)-\d")


def named_for_a_rule() -> list[type[DomainError]]:
    """Whatever the sentences' rule is: not the mere holder of several, nor a step that does not exist."""
    return sorted(all_errors() - {DomainErrors, IllegalTransition}, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", named_for_a_rule())
def test_a_refusal_names_the_rule_it_keeps(kind: type[DomainError]) -> None:
    general = {InvalidText, InvalidOfficeMember, EmailNotFailed, ChangedMeanwhile}
    # a text's rule is its place's; the others have none
    rules = {error.rule for error in FLAT if type(error) is kind} - ({None} if kind in general else set())
    assert rules or kind in general
    assert all(rule and RULES_OF_THE_PROGRAM.fullmatch(rule) for rule in rules)


def test_several_refusals_at_once_are_one_error_that_holds_them_all() -> None:
    inner = DomainErrors([WrongNumberOfSkills(2), DuplicateSkill(CAREER[0], "Change Management", SkillCategory.CAREER)])
    both = DomainErrors([UnknownWorkingHours(), inner])
    assert [type(each) for each in both.all] == [UnknownWorkingHours, WrongNumberOfSkills, DuplicateSkill]
    assert all(str(each) in str(both) for each in both.all)
