"""A process that runs the quarter's matching when it is told to:
`python -m tests.infrastructure.matching.other_process URL WHAT`,
where WHAT is `clock` or `hand`. It says "ready", waits for a line, and says what came of it."""

import asyncio
import sys

from moments.application.program.run_matching import RunMatching
from moments.application.scheduling.scheduler import Clockwork
from moments.domain.program.cycle import Stage, StageIsOver
from moments.infrastructure.matching.run_executor import Workshop
from moments.infrastructure.matching.service import SqlReckoning
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.databases import MAIL_DOMAIN
from tests.infrastructure.matching.scenario import DUE, Q1
from tests.infrastructure.scheduling.scenario import TravellingClock, usual_jobs


async def main(url: str, what: str) -> str:
    import moments.matcher.engine  # noqa: F401  # so that both begin together

    database = open_database(url, pool_size=3)
    clock = TravellingClock(DUE[Stage.MATCH])
    try:
        print("ready", flush=True)
        sys.stdin.readline()
        if what == "clock":
            await Clockwork(lambda: SqlUnitOfWork(database, MAIL_DOMAIN), clock, usual_jobs(database)).tick()
            return "ticked"
        reckoning = SqlReckoning(database, workshop=Workshop(small=10**9))
        return (await RunMatching(lambda: SqlUnitOfWork(database, MAIL_DOMAIN), reckoning, clock)(Q1)).run
    except StageIsOver:
        return "over"
    finally:
        await database.close()


if __name__ == "__main__":
    print(asyncio.run(main(*sys.argv[1:])), flush=True)
