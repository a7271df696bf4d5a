"""A MatchingService over the database: a reading transaction, then the workshop."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import bindparam, select

from moments.application.ports.clock import IdGenerator
from moments.application.ports.errors import NotFound
from moments.application.ports.matcher import Advance
from moments.application.ports.matching import ComputedList, PriceRequest, RunRecord
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.trial_report import TrialReport
from moments.domain.shared.ids import RunId
from moments.infrastructure.clock import RandomIdGenerator
from moments.infrastructure.matching.computation import ComputedRun, Task
from moments.infrastructure.matching.market_query import read_inputs
from moments.infrastructure.matching.priced_lists import lists_by_prices
from moments.infrastructure.matching.run_executor import RunExecutor
from moments.infrastructure.matching.serialization import record_of
from moments.infrastructure.matching.trial_report import report
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.tables import matching_runs

_r = matching_runs.c
_BASIS = select(_r.inputs, _r.salt).where(_r.id == bindparam("run"))


@dataclass(frozen=True, slots=True)
class SqlMatchingService:
    """`identities`: each run has its own, and a seed of its own."""

    database: Database
    identities: IdGenerator = field(default_factory=RandomIdGenerator)
    workshop: RunExecutor = field(default_factory=RunExecutor)

    async def run(self, at: datetime, advance: Advance | None = None) -> RunRecord:
        inputs = await self._today(at)
        made = await self.workshop(
            Task(inputs, RunParameters(), self.identities.new(), RunId(self.identities.new())), advance
        )
        assert isinstance(made, RunRecord)
        return made

    async def run_trial(
        self, basis: RunId | None, parameters: RunParameters, at: datetime, seed: str, advance: Advance | None = None
    ) -> TrialReport:
        inputs, its_own = (await self._today(at), seed) if basis is None else await self._recorded(basis)
        seed = parameters.seed or its_own
        worked = await self.workshop(Task(inputs, parameters, seed), advance)
        assert isinstance(worked, ComputedRun)
        async with self.database.reading() as connection:
            return await report(connection, worked, replace(parameters, seed=seed), seed, basis)

    async def lists(self, run: RunId, requests: Sequence[PriceRequest], at: datetime) -> Sequence[ComputedList]:
        return await lists_by_prices(self.database, run, requests, at)

    async def _today(self, at: datetime) -> bytes:
        async with self.database.reading() as connection:
            inputs = await read_inputs(connection, at)
        return await asyncio.to_thread(record_of, inputs)

    async def _recorded(self, run: RunId) -> tuple[bytes, str]:
        async with self.database.reading() as connection:
            row = (await connection.execute(_BASIS, {"run": run})).first()
        if row is None:
            raise NotFound("run")
        return row.inputs, row.salt
