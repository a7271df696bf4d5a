"""The score in SQL is the domain's, to the digit."""

import random
from collections.abc import Callable

import pytest

from moments.application.access.relations import Actor
from moments.application.queries.filters import MentorFilter, MentorOrder
from moments.application.queries.paging import MAX_PAGE_SIZE, PageRequest
from moments.domain.matching.fit import SCALE, fit
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId, SkillId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.read_transactions import SqlReadTransactions
from tests.infrastructure.queries.row_builder import CAREER, NOON, NUMBERS, SOFT, RowBuilder, ranks, some_skills

LATER = SkillId("career-public-speaking")
"""Added to the catalog after some mentors' ranks were written, so that their strings end before it."""
NOBODY = Actor(PersonId("nobody"))


def _world() -> RowBuilder:
    chance, world = random.Random(11), RowBuilder()
    world.department()
    world.skill(LATER, number=11)
    for number in range(80):
        world.mentor(f"m{number:02}", some_skills(chance))
    world.application("m01", "mentor", "approved", skills=some_skills(chance))
    world.person("full")
    world.participant("full")
    world.application("full", "mentor", "approved", skills=some_skills(chance))
    modern = RankedSkills((LATER, SkillId(CAREER[0])), (SkillId(SOFT[0]),))
    world.mentor("modern", modern, ranks=ranks(modern, {**NUMBERS, LATER: 11}))
    return world


@pytest.fixture(scope="module")
def module_world(settle_once: Callable[[RowBuilder], RowBuilder]) -> RowBuilder:
    return settle_once(_world())


async def _all(database: Database, desired_skills: RankedSkills) -> list[tuple[PersonId, int, int]]:
    """Each mentor in order of match: their id, the domain's score, and the one that follows from the key SQL made."""
    async with SqlReadTransactions(database)() as queries:
        page = await queries.mentors(
            NOBODY,
            desired_skills,
            MentorFilter(),
            MentorOrder.BEST_MATCH,
            PageRequest(limit=MAX_PAGE_SIZE, total=True),
            NOON,
        )
    assert page.total == len(page.rows) == 81
    found = []
    for row, key in zip(page.rows, page.keys, strict=True):
        assert isinstance(key[0], int)
        found.append((row.person, row.fit.score, SCALE - key[0]))
    return found


@pytest.mark.rule("SEA-1", "MAT-1")
async def test_scores_and_order_are_the_domains_for_any_wishes(settled: Database, module_world: RowBuilder) -> None:
    chance = random.Random(5)
    for desired_skills in [some_skills(chance) for _ in range(40)]:
        found = await _all(settled, desired_skills)
        assert [score for _, score, _ in found] == [key for _, _, key in found]
        assert found == sorted(found, key=lambda each: (-each[1], each[0]))


async def test_a_skill_that_is_newer_than_a_mentors_ranks_counts_for_nothing_there(
    settled: Database, module_world: RowBuilder
) -> None:
    found = await _all(settled, RankedSkills((LATER,), (SkillId(SOFT[0]),)))
    assert [score for _, score, _ in found] == [key for _, _, key in found]
    assert found[0][0] == "modern"


async def test_without_wishes_nobody_matches_and_all_are_listed(settled: Database, module_world: RowBuilder) -> None:
    found = await _all(settled, RankedSkills())
    assert {(score, key) for _, score, key in found} == {(0, 0)}
    assert [person for person, *_ in found] == sorted(person for person, *_ in found)


async def test_the_terms_shown_are_the_domains(settled: Database, module_world: RowBuilder) -> None:
    desired_skills = some_skills(random.Random(2))
    async with SqlReadTransactions(settled)() as queries:
        rows = await queries.mentors_by_id(desired_skills, [PersonId("m01"), PersonId("full"), PersonId("nobody")])
    assert {person: row.open_places for person, row in rows.items()} == {"m01": 2, "full": None}
    assert all(row.fit == fit(desired_skills, row.skills) for row in rows.values())


async def test_pages_by_match_join_without_gap_or_doubling(settled: Database, module_world: RowBuilder) -> None:
    desired_skills = some_skills(random.Random(3))
    everyone = [person for person, *_ in await _all(settled, desired_skills)]
    walked: list[str] = []
    request = PageRequest(limit=7)
    async with SqlReadTransactions(settled)() as queries:
        while True:
            page = await queries.mentors(NOBODY, desired_skills, MentorFilter(), MentorOrder.BEST_MATCH, request, NOON)
            walked += [row.person for row in page.rows]
            if not page.has_next:
                break
            request = PageRequest(limit=7, after=page.keys[-1])
    assert walked == everyone
