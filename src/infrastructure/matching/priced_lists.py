"""Lists from the prices of a run, for mentees who replace mentors or were approved after it (MAT-4, MAT-7)."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Text, bindparam, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.ports.errors import NotFound
from moments.application.ports.matching import ComputedList, PriceRequest
from moments.domain.matching.empty_lists import SkillSupply
from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.market import ExcludedPair, ExclusionIndex, Market
from moments.domain.matching.parameters import Parameters
from moments.domain.matching.people import Mentee, Mentor
from moments.domain.matching.replacements import list_by_prices
from moments.domain.shared.ids import RunId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.matching.market_query import PEOPLE, SKILLS, in_turn, inputs_from, ranked, read_inputs
from moments.infrastructure.matching.serialization import Exposures
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.exclusions import EXCLUDED_PAIRS, earliest, excluded_pairs, exclusions_from
from moments.infrastructure.persistence.mappers.matching import parameters_of
from moments.infrastructure.persistence.sql import Statement
from moments.infrastructure.persistence.tables import (
    applications,
    employees,
    matching_runs,
    mentor_listing,
    suggestions,
)

_r, _l, _s = matching_runs.c, mentor_listing.c, suggestions.c
_RUN = select(_r.parameters, _r.salt, _r.exposures).where(_r.id == bindparam("run"))
_MENTEES: Statement = PEOPLE.where(
    in_array(applications.c.applicant), applications.c.kind == ApplicationKind.MENTEE.value
)
_PAIRS: Statement = EXCLUDED_PAIRS.where(in_array(excluded_pairs.c.mentee))
_MENTORS: Statement = select(
    _l.person,
    _l.department,
    employees.c.supervisor,
    cast(_l.career, Text).label("career"),
    cast(_l.soft, Text).label("soft"),
    _l.working_hours,
    _l.open_places,
).join(employees, employees.c.id == _l.person)
"""Those who take requests: a tenth of what a run has to read."""
_SINCE: Statement = (
    select(
        _s.mentor,
        func.sum(case((_s.added_at.is_(None), -1), (_s.replaced_at.is_(None), 1), else_=0)).label("more"),
    )
    .where(_s.run == bindparam("run"), or_(_s.added_at.is_not(None), _s.replaced_at.is_not(None)))
    .group_by(_s.mentor)
)
"""On how many lists more than by the run each mentor is; of those on whose lists anything changed."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the tables say, and `market`: those for whom lists are wanted, and all mentors who take requests."""

    market: Market
    exposures: Exposures
    since: Mapping[str, int]
    parameters: Parameters
    seed: str


async def lists_by_prices(
    database: Database, run: RunId, requests: Sequence[PriceRequest], at: datetime
) -> Sequence[ComputedList]:
    """Nobody waits for it: no transaction is open while it is worked out, in a thread."""
    async with database.reading() as connection:
        known = await _read(connection, run, requests, at)
    lists = await asyncio.to_thread(_lists, known, requests)
    if all(each.suggestions or each.empty for each in lists):
        return lists
    async with database.reading() as connection:
        everybody = (await read_inputs(connection, at)).market
    return await asyncio.to_thread(_with_reasons, lists, everybody, known.parameters)


async def _read(connection: AsyncConnection, run: RunId, requests: Sequence[PriceRequest], at: datetime) -> _Known:
    row = (await connection.execute(_RUN, {"run": run})).first()
    if row is None:
        raise NotFound("run")
    wanted = {"ids": sorted_ids(each.mentee for each in requests)}
    people = (await connection.execute(_MENTEES, wanted)).all()
    pairs = (await connection.execute(_PAIRS, {**wanted, **earliest(at)})).all()
    since = {each.mentor: int(each.more) for each in await connection.execute(_SINCE, {"run": run})}
    mentors = tuple([_mentor(each) async for each in in_turn(connection, _MENTORS)])
    skills = tuple([each.id async for each in in_turn(connection, SKILLS)])
    excluded = tuple(ExcludedPair(mentee, mentor, why) for (mentee, mentor), why in exclusions_from(pairs).items())
    market = Market(inputs_from(people, (), ()).market.mentees, mentors, excluded, skills)
    return _Known(market, Exposures.of(row.exposures), since, parameters_of(row.parameters).matching, row.salt)


def _mentor(row: Row[Any]) -> Mentor:
    return Mentor(
        id=row.person,
        person=row.person,
        department=row.department,
        supervisor=row.supervisor,
        skills=ranked(row.career, row.soft),
        open_places=row.open_places,
        hours=row.working_hours,
    )


def _lists(known: _Known, requests: Sequence[PriceRequest]) -> Sequence[ComputedList]:
    """In turn: who comes later finds those who came before on the lists."""
    from moments.matcher.shortlist import Shortlists  # late: it brings NumPy along

    market, parameters = known.market, known.parameters
    who = {mentee.id: mentee for mentee in market.mentees if mentee.takes_part}
    exposures = {mentor.id: known.exposures.of_mentor(mentor) for mentor in market.mentors}
    more = Counter(known.since)
    prices = {mentor: each.cost(more[mentor]) for mentor, each in exposures.items()}
    longest = {mentor: each.longest for mentor, each in exposures.items() if each.longest < parameters.list_length}
    shortlists = Shortlists(market, parameters, known.seed, prices, longest)

    def one(request: PriceRequest) -> ComputedList:
        mentee = who[request.mentee]
        most = parameters.list_length if request.most is None else min(request.most, parameters.list_length)
        near = shortlists.of(mentee, most + len(request.without))
        shorter = replace(parameters, list_length=most)
        between = market.between(mentee.id)
        scarce = longest if request.most is None else None  # a replacement makes no list longer than the run's
        found = list_by_prices(mentee, near, prices, shorter, known.seed, between, request.without, scarce)
        for each in found:
            more[each.mentor] += 1
            prices[each.mentor] = exposures[each.mentor].cost(more[each.mentor])
            shortlists.now_costs(each.mentor, prices[each.mentor])
        made = ComputedList(request.mentee, found)
        return made if found or request.most is None else _with_changes(made, mentee, known, request.without)

    return [one(each) for each in requests if each.mentee in who]


def _with_changes(made: ComputedList, mentee: Mentee, known: _Known, without: Iterable[str]) -> ComputedList:
    """Adds the skills that would fill an empty list without the mentors in `without`.

    Why those are excluded makes no difference.
    """
    excluded = dict.fromkeys(without, Exclusion.PENDING) | dict(ExclusionIndex(known.market).exclusions_of(mentee))
    return replace(made, empty=SkillSupply(known.market, known.parameters).why_empty(mentee, excluded))


def _with_reasons(lists: Sequence[ComputedList], market: Market, parameters: Parameters) -> Sequence[ComputedList]:
    offers, index = SkillSupply(market, parameters), ExclusionIndex(market)
    mentees = {mentee.id: mentee for mentee in market.mentees}

    def one(made: ComputedList) -> ComputedList:
        if made.suggestions or made.empty or made.mentee not in mentees:
            return made
        mentee = mentees[made.mentee]
        return replace(made, empty=offers.why_empty(mentee, index.exclusions_of(mentee)))

    return [one(each) for each in lists]
