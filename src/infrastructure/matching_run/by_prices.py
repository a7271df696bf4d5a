"""Lists by the prices of a run, for whoever asks for replacements or came after it (MAT-4, MAT-7)."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Text, bindparam, cast, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.ports.errors import NotFound
from moments.application.ports.matching import MadeList, PriceRequest
from moments.domain.matching.emptiness import Offers
from moments.domain.matching.inputs import Inputs
from moments.domain.matching.market import Bar, Market, Relations
from moments.domain.matching.parameters import Parameters
from moments.domain.matching.people import Mentee, Mentor
from moments.domain.matching.possibility import A_YEAR
from moments.domain.matching.replacements import list_by_prices
from moments.domain.shared.ids import RunId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.matching_run.reading import PEOPLE, in_turn, inputs_from, ranked, read_inputs
from moments.infrastructure.matching_run.record import unpack
from moments.infrastructure.persistence.between import BARRING, bars_of
from moments.infrastructure.persistence.given import among, listed
from moments.infrastructure.persistence.rows.matching import parameters_of
from moments.infrastructure.persistence.tables import (
    applications,
    employees,
    matching_runs,
    mentor_listing,
    mentorships,
)
from moments.infrastructure.screens.sql import Statement

_r, _l = matching_runs.c, mentor_listing.c
_RUN = select(_r.parameters, _r.salt, _r.prices).where(_r.id == bindparam("run"))
_MENTEES: Statement = PEOPLE.where(among(applications.c.applicant), applications.c.kind == ApplicationKind.MENTEE.value)
_PAIRS: Statement = BARRING.where(among(mentorships.c.mentee))
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


@dataclass(frozen=True, slots=True)
class _Pricing:
    prices: bytes
    parameters: Parameters
    salt: str


async def lists_by_prices(
    connection: AsyncConnection, run: RunId, requests: Sequence[PriceRequest], at: datetime
) -> Sequence[MadeList]:
    row = (await connection.execute(_RUN, {"run": run})).first()
    if row is None:
        raise NotFound("run")
    pricing = _Pricing(row.prices, parameters_of(row.parameters).matching, row.salt)
    wanted = {"ids": listed(each.mentee for each in requests)}
    mentees = (await connection.execute(_MENTEES, wanted)).all()
    pairs = (await connection.execute(_PAIRS, wanted | {"a_year_ago": at - A_YEAR})).all()
    mentors = [row async for row in in_turn(connection, _MENTORS)]
    lists = await asyncio.to_thread(_lists, inputs_from(mentees, (), ()), mentors, pairs, requests, pricing)
    if all(each.suggestions for each in lists):
        return lists
    everybody = (await read_inputs(connection, at)).market
    return await asyncio.to_thread(_with_reasons, lists, everybody, pricing.parameters)


def _lists(
    mentees: Inputs,
    mentors: Sequence[Row[Any]],
    pairs: Sequence[Row[Any]],
    requests: Sequence[PriceRequest],
    pricing: _Pricing,
) -> Sequence[MadeList]:
    offers = [_mentor(row) for row in mentors]
    prices = unpack(pricing.prices)
    who = {mentee.id: mentee for mentee in mentees.market.mentees if mentee.takes_part}
    between: dict[str, dict[str, Bar]] = {}
    for (mentee_id, mentor_id), why in bars_of(pairs).items():
        between.setdefault(mentee_id, {})[mentor_id] = why

    def one(request: PriceRequest, mentee: Mentee) -> MadeList:
        most = pricing.parameters.list_length if request.most is None else request.most
        shorter = replace(pricing.parameters, list_length=min(most, pricing.parameters.list_length))
        found = list_by_prices(
            mentee, offers, prices, shorter, pricing.salt, between.get(mentee.id), without=request.without
        )
        return MadeList(request.mentee, found)

    return [one(each, who[each.mentee]) for each in requests if each.mentee in who]


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


def _with_reasons(lists: Sequence[MadeList], market: Market, parameters: Parameters) -> Sequence[MadeList]:
    offers, relations = Offers(market, parameters), Relations(market)
    mentees = {mentee.id: mentee for mentee in market.mentees}

    def one(made: MadeList) -> MadeList:
        if made.suggestions or made.mentee not in mentees:
            return made
        mentee = mentees[made.mentee]
        return replace(made, empty=offers.why_empty(mentee, relations.barred(mentee)))

    return [one(each) for each in lists]
