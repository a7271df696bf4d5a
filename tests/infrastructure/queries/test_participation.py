"""Who was in a run: pages of the recorded inputs, and how few runs are kept in memory."""

import pytest

from moments.application.queries.matching_rows import ParticipationFilter
from moments.application.queries.paging import BadCursor, Page, PageRequest
from moments.domain.matching.inputs import Inputs
from moments.domain.matching.market import Market
from moments.domain.matching.people import Mentee, Mentor, NonParticipation
from moments.domain.shared.ids import DepartmentCode, PersonId, RunId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.matching.serialization import record_of
from moments.infrastructure.queries.participation import (
    MAX_RUNS,
    RunParticipant,
    RunParticipants,
    RunParticipationCache,
    page_of,
)
from tests.infrastructure.queries.row_builder import SKILLS

MENTEES = ParticipationFilter(ApplicationKind.MENTEE)


def recorded() -> bytes:
    """Five mentees, of whom b and d take no part, and a mentor who is full."""
    reasons = {"b": (NonParticipation.NOT_APPROVED,), "d": (NonParticipation.INELIGIBLE, NonParticipation.NOT_APPROVED)}
    mentees = [
        Mentee(name, PersonId(name), "OA" if name < "c" else "DPS", None, SKILLS, 2, reasons.get(name, ()))
        for name in "edcba"
    ]
    mentor = Mentor("m", PersonId("m"), "OA", None, SKILLS, 0)
    return record_of(Inputs(Market(tuple(mentees), (mentor,)), mentees_of={"m": 2}))


@pytest.fixture
async def parts() -> RunParticipants:
    return await RunParticipationCache().store(RunId("run"), recorded())


def people(page: Page[RunParticipant]) -> str:
    return "".join(row.person for row in page.rows)


def test_a_side_is_shown_by_id_with_why_somebody_takes_no_part(parts: RunParticipants) -> None:
    assert people(page_of(parts, MENTEES, PageRequest())) == "abcde"
    (mentor,) = page_of(parts, ParticipationFilter(ApplicationKind.MENTOR), PageRequest()).rows
    assert mentor.reasons == (NonParticipation.FULL,)


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        (ParticipationFilter(ApplicationKind.MENTEE, takes_part=True), "ace"),
        (ParticipationFilter(ApplicationKind.MENTEE, takes_part=False), "bd"),
        (ParticipationFilter(ApplicationKind.MENTEE, reason=NonParticipation.INELIGIBLE), "d"),
        (ParticipationFilter(ApplicationKind.MENTEE, department=DepartmentCode("OA")), "ab"),
    ],
)
def test_it_is_narrowed(parts: RunParticipants, criteria: ParticipationFilter, found: str) -> None:
    assert people(page_of(parts, criteria, PageRequest(total=True))) == found
    assert page_of(parts, criteria, PageRequest(total=True)).total == len(found)


@pytest.mark.parametrize(
    ("page", "found", "has_previous", "has_next"),
    [
        (PageRequest(2), "ab", False, True),
        (PageRequest(2, after=("b",)), "cd", True, True),
        (PageRequest(2, after=("bb",)), "cd", True, True),
        (PageRequest(2, after=("d",)), "e", True, False),
        (PageRequest(2, after=("e",)), "", True, False),
        (PageRequest(2, backward=True), "de", True, False),
        (PageRequest(2, backward=True, before=("c",)), "ab", False, True),
    ],
)
def test_pages_begin_where_a_person_stands(
    parts: RunParticipants, page: PageRequest, found: str, has_previous: bool, has_next: bool
) -> None:
    answer = page_of(parts, MENTEES, page)
    assert (people(answer), answer.has_previous, answer.has_next) == (found, has_previous, has_next)


@pytest.mark.parametrize("cursor", [("a", "b"), (1,), (None,)])
def test_a_cursor_of_another_list_is_refused(parts: RunParticipants, cursor: tuple[str | int | None, ...]) -> None:
    with pytest.raises(BadCursor):
        page_of(parts, MENTEES, PageRequest(after=cursor))


async def test_the_most_recently_used_runs_stay_in_memory() -> None:
    cache, runs = RunParticipationCache(), [RunId(str(number)) for number in range(MAX_RUNS + 1)]
    for run in runs[:MAX_RUNS]:
        await cache.store(run, recorded())
    assert cache.get(runs[0]) is not None
    await cache.store(runs[MAX_RUNS], recorded())
    assert [cache.get(run) is not None for run in runs] == [True, False, *[True] * (MAX_RUNS - 1)]
