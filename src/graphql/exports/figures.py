"""The office's figures as files; a number that is hidden on the page is hidden here, in the same words."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from moments.application.figures.decisions import approvals_by_month, decision_times
from moments.application.figures.period import FiguresYear
from moments.application.queries.queries import Queries
from moments.domain.matching.shortage import Cell as ShortageCell
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.exports.criteria import BadFilter, Criteria
from moments.graphql.exports.csv_file import Cell

FIRST_YEAR, LAST_YEAR = 2000, 2099
HIDDEN = "Not shown"
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class FiguresTable:
    filters: frozenset[str]
    columns: Sequence[str]
    rows: Callable[[Queries, Criteria, datetime], Awaitable[Rows]]
    """Raises BadFilter."""


def _year(given: Criteria, now: datetime) -> FiguresYear:
    year = given.number("year")
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadFilter(f"`year` is from {FIRST_YEAR} to {LAST_YEAR}.")
    return FiguresYear.of(year, now)


def _seen(number: float | None) -> Cell:
    return HIDDEN if number is None else number


async def _survey_results(queries: Queries, given: Criteria, now: datetime) -> Rows:
    year = _year(given, now)
    return [
        [
            year.year,
            question.question.value.replace("_", " ").capitalize(),
            choice.label,
            *(
                HIDDEN if choice.people is None else choice.people.get(side, "Not asked")
                for side in (ApplicationKind.MENTEE, ApplicationKind.MENTOR)
            ),
        ]
        for question in (await queries.survey_results(year)).questions
        for choice in question.choices
    ]


async def _participation(queries: Queries, given: Criteria, now: datetime) -> Rows:
    found = await queries.participation_by_department()
    names = {each.code: each.name for each in await queries.departments()}
    return [
        [names[each.department] if each.department else "The whole State", each.staff, *map(_seen, numbers)]
        for each in (*found.departments, found.state)
        for numbers in [(each.mentors, each.mentees)]
    ]


async def _approvals(queries: Queries, given: Criteria, now: datetime) -> Rows:
    year = _year(given, now)
    months = approvals_by_month(await queries.decided_applications(year), year)
    return [[year.year, each.month, _seen(each.mentors), _seen(each.mentees)] for each in months]


async def _decision_times(queries: Queries, given: Criteria, now: datetime) -> Rows:
    year = _year(given, now)
    found = decision_times(await queries.decided_applications(year), year)
    return [
        [year.year, f"{each.first} to {each.last}" if each.last else f"{each.first} or more", _seen(each.applications)]
        for each in found.buckets
    ]


async def _shortage(queries: Queries, given: Criteria, now: datetime) -> Rows:
    skills = {each.id: each.name for each in await queries.skills()}
    departments = {each.code: each.name for each in await queries.departments()}
    rows: list[list[Cell]] = []
    for each in await queries.shortages():
        rows.append([skills[each.skill], "The whole State", *_cell(each.state)])
        rows += [[skills[each.skill], departments[code], *_cell(cell)] for code, cell in each.departments.items()]
    return rows


def _cell(cell: ShortageCell) -> list[Cell]:
    asked, offered = cell.asked, cell.offered
    return [
        _seen(asked.people if asked else None),
        _seen(offered.people if offered else None),
        _seen(offered.weight if offered else None),
    ]


_YEAR = frozenset({"year"})
FIGURES: Mapping[str, FiguresTable] = {
    "survey-results": FiguresTable(_YEAR, ("Year", "Question", "Answer", "Mentees", "Mentors"), _survey_results),
    "participation": FiguresTable(frozenset(), ("Department", "Staff", "Mentors", "Mentees"), _participation),
    "approvals": FiguresTable(_YEAR, ("Year", "Month", "New mentors", "New mentees"), _approvals),
    "decision-times": FiguresTable(_YEAR, ("Year", "Days to the decision", "Applications"), _decision_times),
    "shortage": FiguresTable(
        frozenset(), ("Skill", "Department", "Mentees who seek it", "Mentors who offer it", "Open places"), _shortage
    ),
}
