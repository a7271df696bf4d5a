"""A process that runs the quarter's matching when it is told to:
`python -m tests.infrastructure.matching.other_process URL WHAT`,
where WHAT is `clock` or `hand`. It says "ready", waits for a line, and says what came of it."""

import asyncio
import sys

from moments.application.program.run_matching import RunMatching
from moments.application.scheduling.scheduler import Scheduler
from moments.domain.program.cycle import Stage, StageAlreadyDone
from moments.infrastructure.matching.run_executor import RunExecutor
from moments.infrastructure.matching.service import SqlMatchingService
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.databases import MAIL_DOMAIN
from tests.infrastructure.matching.scenario import DUE, Q1
from tests.infrastructure.scheduling.scenario import SimulatedClock, usual_jobs


async def main(url: str, what: str) -> str:
    import moments.matcher.engine  # noqa: F401  # so that both begin together

    database = open_database(url, pool_size=3)
    clock = SimulatedClock(DUE[Stage.MATCH])
    try:
        print("ready", flush=True)
        sys.stdin.readline()
        if what == "clock":
            await Scheduler(lambda: SqlUnitOfWork(database, MAIL_DOMAIN), clock, usual_jobs(database)).run_due_jobs()
            return "ticked"
        matching_service = SqlMatchingService(database, workshop=RunExecutor(small=10**9))
        return (await RunMatching(lambda: SqlUnitOfWork(database, MAIL_DOMAIN), matching_service, clock)(Q1)).run
    except StageAlreadyDone:
        return "over"
    finally:
        await database.close()


if __name__ == "__main__":
    print(asyncio.run(main(*sys.argv[1:])), flush=True)
