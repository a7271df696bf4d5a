"""The demo's State: the same for the same seed, sound by the reader's own checks, and shaped like the real one."""

import dataclasses
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from moments.application.directory.same_person import recognize
from moments.application.directory.update import Snapshot
from moments.demo.bios import mentee_bio, mentor_bio
from moments.demo.people import MAX_PEOPLE, make_people
from moments.demo.positions import NARROWEST, WIDEST, shares_of, span
from moments.demo.profiles import STRENGTHS, WISHES, SkillNames, strengths, wishes, working_hours_of
from moments.domain.participants.employee import Department, Employee, Employment
from moments.domain.program.skills import HANDBOOK, SkillCategory
from moments.domain.program.working_hours import CHOICES
from moments.domain.shared.ids import PersonId
from moments.infrastructure.clock import RandomIdGenerator
from moments.infrastructure.directory import read_directory, write_directory

TODAY = date(2026, 11, 20)
SIZES = (1, 2, 5, 6, 11, 12, 13, 14, 18, 40, 84, 85, 101, 102, 103, 300, 777, 2000, 5000)


@pytest.fixture(scope="module")
def state() -> tuple[Employee, ...]:
    return make_people(20_000, 7, TODAY)[0]


@pytest.fixture(scope="module")
def departments() -> tuple[Department, ...]:
    return make_people(1, 7, TODAY)[1]


def reports_of(people: tuple[Employee, ...]) -> dict[PersonId, list[Employee]]:
    found: dict[PersonId, list[Employee]] = defaultdict(list)
    for person in people:
        if person.supervisor:
            found[person.supervisor].append(person)
    return found


def share(people: tuple[Employee, ...], holds: Callable[[Employee], bool]) -> float:
    return sum(map(holds, people)) / len(people)


# --- the same, and sound --------------------------------------------------------------------------


def test_the_same_arguments_make_the_same_state() -> None:
    assert make_people(500, 3, TODAY) == make_people(500, 3, TODAY)


def test_another_seed_makes_other_people() -> None:
    one, other = make_people(500, 3, TODAY)[0], make_people(500, 4, TODAY)[0]
    assert not {person.email for person in one} >= {person.email for person in other}


@pytest.mark.parametrize("count", SIZES)
def test_any_size_is_sound_by_the_readers_checks(count: int, tmp_path: Path) -> None:
    people, agencies = make_people(count, count, TODAY)
    found = read_directory(*write_directory(people, agencies, tmp_path), today=TODAY, identities=RandomIdGenerator())
    assert len(people) == count
    present = Snapshot({person.id: person for person in people}, {}, {}, [], [], [], frozenset())
    known = tuple(recognize(present, found, datetime.now(UTC)).taken.values())
    assert (known, tuple(found.departments), found.warnings) == (people, agencies, ())


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2027, 1, 1), date(2026, 4, 30)])
def test_any_day_is_sound(today: date, tmp_path: Path) -> None:
    found = read_directory(
        *write_directory(*make_people(300, 1, today), tmp_path), today=today, identities=RandomIdGenerator()
    )
    assert not found.warnings


@pytest.mark.parametrize("count", [0, -1, MAX_PEOPLE + 1])
def test_sizes_that_are_not_made(count: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 500,000"):
        make_people(count, 1, TODAY)


# --- departments ----------------------------------------------------------------------------------


def test_the_sixteen_departments_and_the_office_of_administration(departments: tuple[Department, ...]) -> None:
    names = {department.name for department in departments}
    assert len(names) == len({department.code for department in departments}) == 17
    assert sum(name.startswith("Department of ") for name in names) == 16
    assert "Office of Administration" in names


def test_every_contact_and_address_is_one_that_reaches_nobody(
    departments: tuple[Department, ...], state: tuple[Employee, ...]
) -> None:
    contacts = [contact for each in departments for contact in (each.hr_contact, each.travel_contact)]
    assert len(set(contacts)) == len(contacts)
    assert all(".mo.example, 573-555-01" in contact for contact in contacts)
    assert all(person.email.endswith(f"@{person.department.lower()}.mo.example") for person in state)


def test_departments_sizes_are_skewed_as_in_reality(state: tuple[Employee, ...]) -> None:
    sizes = Counter(person.department for person in state)
    assert len(sizes) == 17
    assert [code for code, _ in sizes.most_common(5)] == ["DOC", "DMH", "DSS", "MODOT", "DPS"]
    assert 0.6 < sum(size for _, size in sizes.most_common(5)) / len(state) < 0.8
    assert sizes.most_common()[-1][0] == "DED"


def test_the_division_of_personnel_is_in_the_office_of_administration(state: tuple[Employee, ...]) -> None:
    assert {person.department for person in state if person.division == "Division of Personnel"} == {"OA"}


# --- reporting lines ------------------------------------------------------------------------------


@pytest.mark.parametrize("count", SIZES)
def test_each_staffed_department_is_one_tree(count: int) -> None:
    people, _ = make_people(count, 11, TODAY)
    heads = {person.department: person.id for person in people if person.supervisor is None}
    assert len(heads) == sum(person.supervisor is None for person in people) == len({p.department for p in people})
    by_id, reports = {person.id: person for person in people}, reports_of(people)
    assert all(by_id[boss].department == each.department for boss, under in reports.items() for each in under)
    reached, waiting = 0, list(heads.values())
    while waiting:
        reached += 1
        waiting += [each.id for each in reports.get(waiting.pop(), ())]
    assert reached == count


def test_leaders_have_four_to_twelve_direct_reports(state: tuple[Employee, ...]) -> None:
    spans = [len(under) for under in reports_of(state).values()]
    assert max(spans) <= 12
    assert sum(4 <= span <= 12 for span in spans) / len(spans) > 0.99
    assert 6 < statistics.mean(spans) < 9
    assert 0.10 < len(spans) / len(state) < 0.17


def test_whoever_has_more_people_than_a_team_leads_leaders_of_full_teams() -> None:
    for people in (*range(WIDEST + 1, 400), 1000, 5000, 9999, 50_000):
        leaders, staff = span(people)
        assert leaders >= 2
        assert NARROWEST <= leaders + staff <= WIDEST
        assert people - leaders - staff >= NARROWEST * leaders


def test_a_large_departments_deputy_leads_its_smaller_divisions(state: tuple[Employee, ...]) -> None:
    reports = reports_of(state)
    deputies = [person for person in state if person.department == "DOC" and person.job_title.startswith("Deputy")]
    assert len(deputies) == 1
    assert {person.division for person in reports[deputies[0].id]} >= {
        "Division of Offender Rehabilitative Services",
        "Division of Human Services",
    }


def test_lines_run_from_staff_to_head_in_a_few_steps(state: tuple[Employee, ...]) -> None:
    by_id = {person.id: person for person in state}

    def steps(person: Employee) -> int:
        return 0 if person.supervisor is None else 1 + steps(by_id[person.supervisor])

    assert 5 <= max(map(steps, state)) <= 8


def test_leaders_are_full_time_and_longer_here(state: tuple[Employee, ...]) -> None:
    leaders = set(reports_of(state))
    assert all(person.employment is Employment.FULL_TIME for person in state if person.id in leaders)
    days = {
        leads: statistics.mean((TODAY - p.hire_date).days for p in state if (p.id in leaders) is leads)
        for leads in (True, False)
    }
    assert days[True] > 1.2 * days[False]


def test_a_team_works_mostly_in_one_place(state: tuple[Employee, ...]) -> None:
    by_id = {person.id: person for person in state}
    together = [p.work_location == by_id[p.supervisor].work_location for p in state if p.supervisor]
    assert sum(together) / len(together) > 0.8


# --- people ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("holds", "least", "most"),
    [
        (lambda p: p.employment is Employment.PART_TIME, 0.02, 0.05),
        (lambda p: p.employment is Employment.TEMPORARY, 0.01, 0.03),
        (lambda p: p.evaluation is None, 0.03, 0.10),
        (lambda p: p.evaluation is not None and p.evaluation.at_risk, 0.015, 0.04),
        (lambda p: p.under_improvement_plan, 0.008, 0.03),
        (lambda p: p.under_discipline, 0.006, 0.02),
        (lambda p: p.on_leave_until is not None, 0.01, 0.03),
    ],
    ids=["part-time", "temporary", "not evaluated", "at risk", "improvement plan", "discipline", "on leave"],
)
def test_shares_of_a_few_percent(
    state: tuple[Employee, ...], holds: Callable[[Employee], bool], least: float, most: float
) -> None:
    assert least < share(state, holds) < most


def test_recent_hires_have_no_evaluation_and_others_a_recent_one(state: tuple[Employee, ...]) -> None:
    for person in state:
        served = (TODAY - person.hire_date).days
        assert served >= 0
        assert person.hire_date.weekday() < 5
        if served < 90:
            assert person.evaluation is None
        if served > 365:
            assert person.evaluation is not None
        if person.evaluation:
            assert 0 < (TODAY - person.evaluation.on).days < 120


def test_leaves_end_after_today(state: tuple[Employee, ...]) -> None:
    assert all(person.on_leave_until > TODAY for person in state if person.on_leave_until)


def test_addresses_are_made_of_the_names(state: tuple[Employee, ...]) -> None:
    assert len({person.email for person in state}) == len(state)
    assert all(person.email.isascii() and "'" not in person.email for person in state)
    plain = {"José": "jose.", "Lucía": "lucia.", "O'Brien": ".obrien", "Muñoz": ".munoz", "Hodžić": ".hodzic"}
    seen = {name for person in state for name in (person.first_name, person.last_name) if name in plain}
    assert seen == set(plain)
    for person in state:
        assert plain.get(person.first_name, "") in person.email
        assert plain.get(person.last_name, "") in person.email


def test_names_are_many_and_common_ones_more_common(state: tuple[Employee, ...]) -> None:
    names = Counter(person.last_name for person in state)
    assert len(names) > 400
    assert names["Smith"] > 2 * names["Zimmerman"]
    assert len({person.first_name for person in state}) > 300


# --- profiles -------------------------------------------------------------------------------------


def profiles(draw: Callable[[Random], SkillNames], count: int = 4000) -> list[SkillNames]:
    rng = Random(5)
    return [draw(rng) for _ in range(count)]


@pytest.mark.rule("APP-4")
@pytest.mark.parametrize("draw", [strengths, wishes])
def test_a_profile_is_three_to_six_skills_of_the_catalog(draw: Callable[[Random], SkillNames]) -> None:
    found = profiles(draw)
    for profile in found:
        chosen = profile.career + profile.soft
        assert 3 <= len(chosen) == len(set(chosen)) <= 6
        assert set(profile.career) <= set(HANDBOOK[SkillCategory.CAREER])
        assert set(profile.soft) <= set(HANDBOOK[SkillCategory.SOFT])
    assert {len(p.career + p.soft) for p in found} == {3, 4, 5, 6}
    assert {bool(p.career) for p in found} == {bool(p.soft) for p in found} == {True, False}


def test_every_skill_of_the_catalog_has_its_weights() -> None:
    catalog = {name for names in HANDBOOK.values() for name in names}
    assert set(STRENGTHS) == set(WISHES) == catalog


def test_what_is_wished_is_not_what_is_offered_most() -> None:
    def counts(draw: Callable[[Random], SkillNames]) -> Counter[str]:
        return Counter(skill for profile in profiles(draw) for skill in profile.career + profile.soft)

    offered, wished = counts(strengths), counts(wishes)
    assert wished["Networking"] > 1.5 * offered["Networking"]
    assert offered["Collaboration"] > 1.5 * wished["Collaboration"]
    assert wished.most_common()[0][1] > 2 * wished.most_common()[-1][1]


def test_profiles_are_the_same_for_the_same_seed() -> None:
    assert profiles(wishes, 50) == profiles(wishes, 50)


def test_hours_are_choices_of_the_form_and_follow_the_trade(state: tuple[Employee, ...]) -> None:
    rng = Random(5)
    hours = {person.id: working_hours_of(person, rng) for person in state}
    assert set(hours.values()) <= {choice.id for choice in CHOICES}

    def nights(division: str) -> float:
        here = [person for person in state if person.division == division]
        return sum(hours[person.id] == "mon-fri-2300-0730" for person in here) / len(here)

    assert nights("Division of Adult Institutions") > 0.1
    assert nights("Taxation Division") == 0


# --- bios -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [mentor_bio, mentee_bio])
def test_bios_are_short_varied_and_natural(
    write: Callable[[Employee, date, Random], str], state: tuple[Employee, ...]
) -> None:
    rng = Random(5)
    bios = [write(person, TODAY, rng) for person in state[:2000]]
    assert len(set(bios)) > 1900
    assert all(60 < len(bio) < 700 and bio.endswith(".") for bio in bios)
    assert not [bio for bio in bios if "{" in bio or "  " in bio or " one years" in bio or " a A" in bio]


def test_a_bio_tells_nothing_that_is_private(state: tuple[Employee, ...]) -> None:
    for person in state[:300]:
        clear = dataclasses.replace(person, evaluation=None, under_improvement_plan=False, under_discipline=False)
        assert mentor_bio(person, TODAY, Random(1)) == mentor_bio(clear, TODAY, Random(1))


# --- parts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("total", [17, 18, 100, 9999])
def test_parts_add_up_and_none_is_less_than_least(total: int) -> None:
    parts = shares_of(total, [9, 5, 1, 0.5], 4)
    assert sum(parts) == total
    assert min(parts) >= 4
    assert parts == sorted(parts, reverse=True)
