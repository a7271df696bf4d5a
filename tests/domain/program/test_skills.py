"""The catalog (APP-5) and the ranked choice from it (APP-4)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.program.skills import (
    AlreadyRetired,
    Catalog,
    DuplicateSkill,
    NotRetired,
    RankedSkills,
    SkillCategory,
    SkillExists,
    UnknownSkill,
    WrongNumberOfSkills,
)
from moments.domain.shared.errors import DomainError, DomainErrors
from moments.domain.shared.ids import SkillId
from moments.domain.shared.text import InvalidText
from tests.domain.assertions import told
from tests.domain.builders import CAREER, NOW, SOFT, skill_id, the_handbook

UNKNOWN = SkillId("juggling")
NETWORKING = skill_id("Networking")


@pytest.mark.rule("APP-5")
def test_the_handbooks_catalog_is_the_handbooks() -> None:
    names = {
        category: [skill.name for skill in the_handbook() if skill.category is category] for category in SkillCategory
    }
    assert names == {
        SkillCategory.CAREER: [
            "Change Management",
            "Collaboration",
            "Decision Making",
            "Delegation",
            "Networking",
        ],
        SkillCategory.SOFT: [
            "Goal Setting",
            "Growth Mindset",
            "Interpersonal Communication",
            "Resiliency",
            "Time Management",
        ],
    }


@pytest.mark.rule("APP-4")
@pytest.mark.parametrize(
    ("career", "soft"), [(3, 0), (0, 3), (1, 2), (3, 3), (5, 1), (1, 5)], ids=lambda number: str(number)
)
def test_three_to_six_skills_may_be_chosen_and_a_category_may_be_empty(career: int, soft: int) -> None:
    chosen = the_handbook().choose(CAREER[:career], SOFT[:soft])
    assert (chosen.career, chosen.soft) == (CAREER[:career], SOFT[:soft])


@pytest.mark.rule("APP-4")
@pytest.mark.parametrize(("career", "soft"), [(0, 0), (1, 0), (1, 1), (2, 0), (5, 2), (3, 4), (5, 5)])
def test_fewer_than_three_or_more_than_six_skills_are_refused(career: int, soft: int) -> None:
    with pytest.raises(WrongNumberOfSkills) as refusal:
        the_handbook().choose(CAREER[:career], SOFT[:soft])
    assert refusal.value.chosen == career + soft
    assert (refusal.value.rule, refusal.value.field) == ("APP-4", "careerSkills")
    assert "at least 3 and at most 6" in str(refusal.value)
    assert f"you chose {career + soft} skill" in str(refusal.value)


@pytest.mark.rule("APP-4")
def test_a_doubled_skill_is_refused_and_named() -> None:
    with pytest.raises(DuplicateSkill) as refusal:
        the_handbook().choose((*CAREER[:2], CAREER[0]), SOFT[:1])
    assert str(refusal.value) == "Change Management is chosen twice. Keep it once, at the rank you mean."
    assert (refusal.value.rule, refusal.value.field) == ("APP-4", "careerSkills")


@pytest.mark.rule("APP-4", "APP-5")
def test_a_skill_in_both_lists_is_doubled_and_in_the_wrong_one() -> None:
    with pytest.raises(DomainErrors) as refusal:
        the_handbook().choose(CAREER[:2], (*SOFT[:1], CAREER[0]))
    assert told(refusal.value) == {("DuplicateSkill", "APP-4", "softSkills"), ("UnknownSkill", "APP-5", "softSkills")}


@pytest.mark.rule("APP-4", "APP-5")
def test_all_that_is_wrong_with_a_choice_is_told_at_once() -> None:
    book = the_handbook(retired=("Networking",))
    with pytest.raises(DomainErrors) as refusal:
        book.choose((*CAREER, UNKNOWN), (SOFT[0], SOFT[0], CAREER[1]))
    assert told(refusal.value) == {
        ("WrongNumberOfSkills", "APP-4", "careerSkills"),
        ("DuplicateSkill", "APP-4", "softSkills"),
        ("UnknownSkill", "APP-5", "careerSkills"),
        ("UnknownSkill", "APP-5", "softSkills"),
    }
    sentences = [str(each) for each in refusal.value.all]
    assert "One of the skills is not in the catalog. Choose from the list." in sentences
    assert "Networking has been retired from the catalog. Choose another skill." in sentences
    assert "Collaboration is a career skill. Choose it in that list." in sentences
    assert len(sentences) == 6, "the count, two doubled (one of them in both lists), three unfit"


@pytest.mark.rule("APP-5")
def test_a_retired_skill_is_not_chosen_anew_but_stays_where_it_is() -> None:
    book = the_handbook(retired=("Networking",))
    with pytest.raises(UnknownSkill) as refusal:
        book.choose((NETWORKING, *CAREER[:2]), ())
    assert refusal.value.skill == NETWORKING
    assert book.choose((NETWORKING, *CAREER[:2]), (), kept=(NETWORKING,)).career[0] == NETWORKING


@pytest.mark.rule("APP-5")
def test_what_an_application_keeps_excuses_no_other_retired_skill() -> None:
    book = the_handbook(retired=("Networking", "Delegation"))
    with pytest.raises(UnknownSkill) as refusal:
        book.choose((NETWORKING, skill_id("Delegation"), CAREER[0]), (), kept=(NETWORKING,))
    assert "Delegation" in str(refusal.value)


@pytest.mark.rule("APP-9")
@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_draft_may_still_have_too_few_skills(count: int) -> None:
    assert the_handbook().draft(CAREER[:count], ()).career == CAREER[:count]


@pytest.mark.parametrize(
    ("career", "kind"),
    [
        ((CAREER[0], CAREER[0]), DuplicateSkill),
        ((UNKNOWN,), UnknownSkill),
        ((SOFT[0],), UnknownSkill),
        ((NETWORKING,), UnknownSkill),
    ],
)
def test_a_draft_with_too_few_skills_has_none_that_is_wrong(career, kind: type[DomainError]) -> None:
    with pytest.raises(kind):
        the_handbook(retired=("Networking",)).draft(career, ())


@pytest.mark.rule("APP-5")
def test_a_doubled_unknown_skill_in_a_draft_is_told_of_once_each_way() -> None:
    with pytest.raises(DomainErrors) as refusal:
        the_handbook().draft((UNKNOWN, UNKNOWN), ())
    assert [type(each) for each in refusal.value.all] == [DuplicateSkill, UnknownSkill]


def test_a_draft_with_too_many_skills_is_refused() -> None:
    with pytest.raises(WrongNumberOfSkills):
        the_handbook().draft(CAREER, SOFT[:2])


@pytest.mark.rule("APP-4")
def test_of_hundreds_of_skills_only_their_number_is_told() -> None:
    with pytest.raises(WrongNumberOfSkills) as refusal:
        the_handbook().choose((UNKNOWN,) * 101, ())
    assert str(refusal.value) == str(WrongNumberOfSkills(101))


def test_a_draft_keeps_its_retired_skill() -> None:
    assert the_handbook(retired=("Networking",)).draft((NETWORKING,), (), kept=(NETWORKING,)).career == (NETWORKING,)


PICKS = st.lists(st.sampled_from([*CAREER, *SOFT, UNKNOWN]), max_size=8)


@pytest.mark.rule("APP-4", "APP-5")
@settings(max_examples=100, deadline=None)
@given(PICKS, PICKS, st.sets(st.sampled_from(CAREER), max_size=2), st.sets(st.sampled_from(CAREER), max_size=2))
def test_a_choice_stands_exactly_when_every_condition_holds(career, soft, retired, kept) -> None:
    book = Catalog(
        skill if skill.id not in retired else the_handbook().retire(skill.id, NOW) for skill in the_handbook()
    )
    right = (
        3 <= len(career) + len(soft) <= 6
        and len({*career, *soft}) == len(career) + len(soft)
        and set(career) <= set(CAREER)
        and set(soft) <= set(SOFT)
        and not (set(career) & (retired - kept))
    )
    if right:
        chosen = book.choose(career, soft, kept)
        assert (chosen.career, chosen.soft) == (tuple(career), tuple(soft))
        return
    with pytest.raises(DomainError) as refusal:
        book.choose(career, soft, kept)
    assert {each.rule for each in refusal.value.all} <= {"APP-4", "APP-5"}


@pytest.mark.rule("APP-4")
@settings(max_examples=30, deadline=None)
@given(st.permutations(CAREER), st.permutations(SOFT), st.integers(0, 5), st.integers(0, 5))
def test_each_category_is_ranked_apart_in_the_order_given(career, soft, careers: int, softs: int) -> None:
    ranked = RankedSkills(tuple(career[:careers]), tuple(soft[:softs]))
    ranks = ranked.ranks()
    assert sorted(ranks) == sorted(ranked.all)
    for category in SkillCategory:
        assert [ranks[skill] for skill in ranked.of(category)] == list(range(1, len(ranked.of(category)) + 1))


# --- the program office's catalog -----------------------------------------------------------


@pytest.mark.rule("APP-5")
def test_the_office_adds_a_skill_which_can_then_be_chosen() -> None:
    book = the_handbook()
    added = book.add(SkillCategory.SOFT, "  Public Speaking ", SkillId("public-speaking"))
    assert (added.name, added.category, added.number, added.retired) == (
        "Public Speaking",
        SkillCategory.SOFT,
        11,
        None,
    )
    grown = Catalog([*book, added])
    assert grown.get(added.id) is added
    assert grown.choose(CAREER[:2], (added.id,)).soft == (added.id,)


@pytest.mark.rule("APP-5")
@pytest.mark.parametrize("name", ["Time Management", "time management", " TIME  MANAGEMENT ", "Time\nManagement"])
def test_a_skill_that_is_there_is_not_added_again(name: str) -> None:
    with pytest.raises(SkillExists) as refusal:
        the_handbook().add(SkillCategory.SOFT, name, SkillId("new"))
    assert (refusal.value.rule, refusal.value.field) == ("APP-5", "name")
    assert str(refusal.value) == "Time Management is in the catalog already. Use that one, or enter another name."


@pytest.mark.rule("APP-5")
def test_a_retired_skill_is_not_added_again_but_brought_back() -> None:
    book = the_handbook(retired=("Networking",))
    with pytest.raises(SkillExists) as refusal:
        book.add(SkillCategory.CAREER, "networking", SkillId("new"))
    assert "bring it back instead" in str(refusal.value)
    back = book.reinstate(NETWORKING)
    assert (back.id, back.name, back.number, back.retired) == (NETWORKING, "Networking", 5, None)
    again = Catalog([*(skill for skill in book if skill.id != NETWORKING), back])
    assert again.choose((NETWORKING, *CAREER[:2]), ()).career[0] == NETWORKING
    with pytest.raises(NotRetired) as twice:
        again.reinstate(NETWORKING)
    assert (twice.value.rule, str(twice.value)) == (
        "APP-5",
        "Networking is in the catalog, and people can choose it. Reload the list to see it.",
    )


@pytest.mark.rule("APP-5")
def test_a_skills_name_is_kept_on_one_line() -> None:
    assert the_handbook().add(SkillCategory.SOFT, " Public\r\n  Speaking", SkillId("new")).name == "Public Speaking"


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x00b"])
def test_a_skills_name_is_a_short_text(name: str) -> None:
    with pytest.raises(InvalidText) as refusal:
        the_handbook().add(SkillCategory.SOFT, name, SkillId("new"))
    assert (refusal.value.rule, refusal.value.field) == ("APP-5", "name")


def test_a_skills_number_is_never_used_again() -> None:
    book = Catalog(skill for skill in the_handbook() if skill.number in (1, 7))
    assert book.add(SkillCategory.CAREER, "Budgeting", SkillId("budgeting")).number == 8
    assert Catalog(()).add(SkillCategory.CAREER, "Budgeting", SkillId("budgeting")).number == 1


@pytest.mark.rule("APP-5")
def test_a_skill_is_retired_once() -> None:
    retired = the_handbook().retire(NETWORKING, NOW)
    assert (retired.id, retired.name, retired.number, retired.retired) == (NETWORKING, "Networking", 5, NOW)
    with pytest.raises(AlreadyRetired) as refusal:
        the_handbook(retired=("Networking",)).retire(NETWORKING, NOW)
    assert str(refusal.value) == "Networking is retired already. Bring it back if people should choose it again."
