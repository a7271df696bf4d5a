"""The search for a mentor (SEA-1)."""

from datetime import datetime, timedelta

import pytest

from moments.application.queries.filters import MentorFilter, MentorOrder
from moments.application.queries.paging import PageRequest
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import DepartmentCode, SkillId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.read_transactions import SqlReadTransactions
from tests.infrastructure.queries.row_builder import CAREER, NOON, SOFT, RowBuilder


def _world() -> RowBuilder:
    world = RowBuilder()
    for code in ("OA", "DOR"):
        world.department(code)
    world.person("me")
    world.participant("me")
    one, two = RankedSkills((SkillId(CAREER[0]),)), RankedSkills((SkillId(CAREER[0]),), (SkillId(SOFT[1]),))
    world.mentor("ann", one, bio="50% Chess_fan", division="Taxation", approved_at=NOON)
    world.mentor("ben", two, department="DOR", work_location="St. Louis", approved_at=NOON + timedelta(days=1))
    world.mentor("cal", two, job_title="Tax AUDITOR", bio="Straße und Schach", approved_at=NOON - timedelta(days=1))
    return world


def _one_more() -> RowBuilder:
    world, bio = _world(), "I lead the Women's network\u2019s cross training and well-being."
    world.mentor("dee", RankedSkills((SkillId(CAREER[1]),)), bio=bio, division="Children\u2019s Division")
    return world


async def _found(
    database: Database, criteria: MentorFilter, order: MentorOrder = MentorOrder.NAME, world: RowBuilder | None = None
) -> list[str]:
    await (world or _world()).settle(database)
    async with SqlReadTransactions(database)() as queries:
        actor = (world or _world()).actor("me")
        return [
            row.person
            for row in (await queries.mentors(actor, RankedSkills(), criteria, order, PageRequest(), NOON)).rows
        ]


CASES = {
    "nothing": (MentorFilter(), ["ann", "ben", "cal"]),
    "a skill": (MentorFilter(skills=frozenset({SkillId(CAREER[0])})), ["ann", "ben", "cal"]),
    "each skill": (MentorFilter(skills=frozenset({SkillId(CAREER[0]), SkillId(SOFT[1])})), ["ben", "cal"]),
    "a skill that there is not": (MentorFilter(skills=frozenset({SkillId("no-such")})), []),
    "departments": (MentorFilter(departments=frozenset({DepartmentCode("DOR")})), ["ben"]),
    "a part of the division, in any case": (MentorFilter(division="TAXA"), ["ann"]),
    "a part of the location": (MentorFilter(location="louis"), ["ben"]),
    "a word of the title": (MentorFilter(text="auditor"), ["cal"]),
    "each word, of title and bio": (MentorFilter(text="  chess ANALYST "), ["ann", "ben"]),
    "a letter that has two": (MentorFilter(text="STRASSE"), ["cal"]),
    "a percent sign": (MentorFilter(text="50%"), ["ann"]),
    "an underscore between words": (MentorFilter(text="chess_fan"), ["ann"]),
    "blanks and signs": (MentorFilter(text=" %- ", division=" ", location="\u200b"), ["ann", "ben", "cal"]),
    "words that stand together": (MentorFilter(text='"tax auditor", stra\u00dfe'), ["cal"]),
    "words that do not stand together": (MentorFilter(text='"auditor tax"'), []),
    "invisible characters": (MentorFilter(text="aud\u200bitor\ufeff", location="Jeffer\u00adson"), ["cal"]),
    "a division with another apostrophe": (MentorFilter(division="childrens div"), ["dee"]),
    "a division without an accent": (MentorFilter(division="Children\u02bcs Divis\u00edon"), ["dee"]),
    "a location without punctuation": (MentorFilter(location="ST LOUIS"), ["ben"]),
    "a possessive": (MentorFilter(text="women\u2019s networks"), ["dee"]),
    "a hyphen where there is none": (MentorFilter(text="cross-training"), ["dee"]),
    "no hyphen where there is one": (MentorFilter(text="wellbeing"), ["dee"]),
    "all at once": (MentorFilter(departments=frozenset({DepartmentCode("DOR")}), text="tax"), []),
}


@pytest.mark.rule("SEA-1")
@pytest.mark.parametrize("case", CASES)
async def test_mentors_are_found_by(database: Database, case: str) -> None:
    criteria, expected = CASES[case]
    world = _one_more() if expected == ["dee"] else None
    assert sorted(await _found(database, criteria, world=world)) == expected


@pytest.mark.rule("SEA-1")
async def test_mentors_stand_in_order_of_name_or_of_approval(database: Database) -> None:
    assert await _found(database, MentorFilter(), MentorOrder.NEWEST) == ["ben", "ann", "cal"]


@pytest.mark.rule("SEA-1", "REQ-6", "MAT-6")
@pytest.mark.parametrize(
    ("state", "changes", "found"),
    [
        ("requested", {}, False),
        ("active", {}, False),
        ("declined", {}, False),
        ("declined", {"held_since": NOON - timedelta(days=93)}, True),
        ("completed", {"ended_at": NOON}, False),
        ("completed", {"ended_at": NOON - timedelta(days=365)}, True),
        ("cancelled", {}, True),  # asking again waits a day
        ("closed", {}, True),
    ],
)
async def test_whom_a_mentee_may_not_ask_is_left_out(
    database: Database, state: str, changes: dict[str, datetime], found: bool
) -> None:
    world = _world()
    world.listed("me")
    world.mentorship("m1", "ann", "me", state, **changes)
    world.mentorship("m2", "me", "cal", "requested")  # the other direction restricts nothing
    assert sorted(await _found(database, MentorFilter(), world=world)) == (["ann"] if found else []) + ["ben", "cal"]


@pytest.mark.rule("SEA-1", "MAT-6")
async def test_supervisors_and_reports_are_left_out_also_one_named_on_the_application(database: Database) -> None:
    world = RowBuilder()
    for department in ("OA", "DOR"):
        world.department(department)
    world.person("boss")
    world.person("me", supervisor="boss")
    world.person("named")
    world.person("report", supervisor="me")
    world.person("colleague", supervisor="boss")
    for mentor in ("boss", "named", "report", "colleague"):
        world.participant(mentor)
        world.listed(mentor)
    world.participant("me")
    world.application("me", "mentee", "approved", supervisor="named", supervisor_chosen=True)
    assert sorted(await _found(database, MentorFilter(), world=world)) == ["colleague"]


async def test_endless_words_are_cut_short_and_break_nothing(database: Database) -> None:
    await _world().settle(database)
    async with SqlReadTransactions(database)() as queries:
        for words in ("x" * 60_000, " ".join(map(str, range(3_000)))):
            criteria, actor = MentorFilter(text=words), _world().actor("me")
            assert not (
                await queries.mentors(actor, RankedSkills(), criteria, MentorOrder.NAME, PageRequest(), NOON)
            ).rows
