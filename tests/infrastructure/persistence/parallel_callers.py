"""Processes that run use-cases against one database at the same moment, for the races and the kills."""

import asyncio
import multiprocessing
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from moments.application.use_case import Caller, UseCase
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.participant import Participant
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.infrastructure.clock import RandomIdGenerator, SystemClock
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.databases import MAIL_DOMAIN
from tests.infrastructure.persistence.people import NOW, NewWork, a_department, an_employee

PROCESSES = multiprocessing.get_context("spawn")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call of a use-case: its class, its command, and who calls."""

    use_case: type[UseCase[Any]]
    command: Any
    caller: Caller


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """`refusal` is the class of a typed refusal; `error` is anything else that was raised, which is a bug."""

    attempt: Attempt
    result: str | None = None
    refusal: str | None = None
    sentence: str = ""
    error: str | None = None


def race(url: str, rounds: Sequence[Sequence[Attempt]], processes: int = 2) -> list[list[AttemptResult]]:
    """Each round's attempts, dealt out to the processes, all at once; the outcomes a round."""
    barrier, results = PROCESSES.Barrier(processes), PROCESSES.Queue()
    hands = [[list(attempts[number::processes]) for attempts in rounds] for number in range(processes)]
    running = [PROCESSES.Process(target=_contend, args=(url, hand, barrier, results)) for hand in hands]
    for process in running:
        process.start()
    outcomes: list[list[AttemptResult]] = [[] for _ in rounds]
    for _ in range(processes * len(rounds)):
        number, part = results.get(timeout=120)
        outcomes[number] += part
    for process in running:
        process.join(30)
    return outcomes


def _contend(url: str, hand: list[list[Attempt]], barrier: Any, results: Any) -> None:
    asyncio.run(_play(url, hand, barrier, results))


async def _play(url: str, hand: list[list[Attempt]], barrier: Any, results: Any) -> None:
    database = open_database(url, pool_size=10)
    await database.ping()
    for number, attempts in enumerate(hand):
        await asyncio.to_thread(barrier.wait, 60)
        new_work: NewWork = lambda: SqlUnitOfWork(database, MAIL_DOMAIN)  # noqa: E731
        done = await asyncio.gather(*(_try(new_work, attempt) for attempt in attempts))
        results.put((number, done))
    await database.close()


async def _try(new_work: NewWork, attempt: Attempt) -> AttemptResult:
    use_case = attempt.use_case(new_work, SystemClock(), RandomIdGenerator())
    try:
        return AttemptResult(attempt, result=await use_case(attempt.command, attempt.caller))
    except DomainError as refused:
        return AttemptResult(attempt, refusal=type(refused).__name__, sentence=str(refused))
    except Exception as error:
        return AttemptResult(attempt, error=repr(error))


# --- the people they contend for ----------------------------------------------------------------------------


def with_units_of_work(url: str, steps: Callable[[NewWork], Coroutine[Any, Any, Answer]]) -> Answer:
    """Runs the steps on an event loop of their own, as the tests of processes have none."""

    async def run() -> Answer:
        database = open_database(url, pool_size=2)
        try:
            return await steps(lambda: SqlUnitOfWork(database, MAIL_DOMAIN))
        finally:
            await database.close()

    return asyncio.run(run())


async def enrol(new_work: NewWork, people: Sequence[PersonId]) -> None:
    """Approved in both roles, without the applications, which the use-cases here don't ask for."""
    async with new_work() as work:
        await work.directory.write_departments([a_department()])
        await work.directory.write([an_employee(person) for person in people])
        for person in people:
            await work.participants.save(Participant(person, mentor_approved=True, mentee_approved=True))
        await work.commit()


async def ask(
    new_work: NewWork, pairs: Sequence[tuple[PersonId, PersonId]], *, active: bool = False
) -> list[MentorshipId]:
    """Requests of mentor and mentee, waiting or confirmed, as many as the test wants whatever REQ-7 says."""
    made: list[MentorshipId] = []
    async with new_work() as work:
        for mentor, mentee in pairs:
            mentorship = Mentorship(
                MentorshipId(f"{mentor}-{mentee}"), mentor, mentee, requested_at=NOW, held_since=NOW
            )
            if active:
                mentorship.state, mentorship.mentor_place, mentorship.mentee_place = MentorshipState.ACTIVE, 1, 1
            await work.mentorships.save(mentorship)
            made.append(mentorship.id)
        await work.commit()
    return made
