"""Nobody finds out by trying which emails and names the directory has, and few tries an hour are possible (APP-7)."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from moments.application.applications.edit_application import EditApplication, EditApplicationCommand
from moments.application.applications.filling_in import FilledIn, SupervisorWritten
from moments.application.applications.name_supervisor import NameSupervisor, NameSupervisorCommand
from moments.application.applications.start_application import StartApplication, StartApplicationCommand
from moments.domain.applications.supervisor import (
    MAX_TRIES,
    TRIES_LAST,
    InvalidSupervisor,
    SupervisorInput,
    TooManySupervisorTries,
)
from moments.domain.shared.kind import ApplicationKind
from tests.application.fakes import stores
from tests.application.scenario import DRAFT, OLA, WAITING, ZOE, NewUseCase, Program
from tests.infrastructure.persistence.people import ANN, BEN, NOW, an_employee

RECORD = an_employee(ZOE)
RIGHT = SupervisorWritten(first_name=RECORD.first_name, last_name=RECORD.last_name, email=RECORD.email, on_leave=True)
UNKNOWN = SupervisorWritten(first_name="Zoe", last_name=RECORD.last_name, email="nobody@mo.example", on_leave=True)
WRONG_NAME = SupervisorWritten(first_name="Zoe", last_name="Wrong", email=RECORD.email, on_leave=True)


def name(written: SupervisorWritten) -> tuple[NewUseCase, object]:
    return NameSupervisor, NameSupervisorCommand(WAITING, written)


def start(written: SupervisorWritten) -> tuple[NewUseCase, object]:
    return StartApplication, StartApplicationCommand(ApplicationKind.MENTEE, FilledIn(supervisor=written))


async def refusal(program: Program, written: SupervisorWritten) -> InvalidSupervisor:
    with pytest.raises(InvalidSupervisor) as refused:
        await program.do(*name(written), BEN)
    return refused.value


@pytest.mark.rule("APP-7")
async def test_an_unknown_email_and_a_wrong_name_are_one_answer_after_the_same_work(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []

    def watch(store: type, method: str) -> None:
        found: Callable[..., object] = getattr(store, method)

        def heard(self: object, *given: object) -> object:
            looked_up.append(method)
            return found(self, *given)

        monkeypatch.setattr(store, method, heard)

    for method in ("by_email", "get", "above", "supervises"):
        watch(stores.FakeDirectory, method)
    watch(stores.FakeParticipants, "lock")
    watch(stores.FakeApplications, "routes_to")
    answers = []
    for written in (UNKNOWN, WRONG_NAME):
        looked_up.clear()
        error = await refusal(program, written)
        answers.append((error.problem, error.field, str(error), tuple(looked_up)))
    assert answers[0] == answers[1]
    assert answers[0][:2] == ("not_found", "supervisorEmail")
    assert SupervisorInput("Zoe", RECORD.last_name, RECORD.email).names(RECORD)


@pytest.mark.rule("APP-7")
async def test_after_five_tries_in_vain_the_next_waits_whatever_it_names(program: Program) -> None:
    for number in range(MAX_TRIES):
        await refusal(program, (UNKNOWN, WRONG_NAME)[number % 2])
        program.clock.advance(minutes=5)
    for written in (RIGHT, UNKNOWN, WRONG_NAME):
        with pytest.raises(TooManySupervisorTries) as refused:
            await program.do(*name(written), BEN)
        assert refused.value.until == NOW + TRIES_LAST
        assert "1:00 p.m" in str(refused.value)
    program.clock.advance(seconds=(refused.value.until - program.clock.now() - timedelta(seconds=1)).total_seconds())
    with pytest.raises(TooManySupervisorTries):
        await program.do(*name(RIGHT), BEN)
    program.clock.advance(seconds=1)
    await program.do(*name(RIGHT), BEN)
    supervisor = program.memory.state.applications[WAITING].supervisor
    assert supervisor is not None
    assert supervisor.person == ZOE


@pytest.mark.rule("APP-7")
async def test_the_tries_of_a_person_count_together_in_every_form_and_nobody_else_s(program: Program) -> None:
    def edit(written: SupervisorWritten) -> tuple[NewUseCase, object]:
        revision = program.memory.state.applications[DRAFT].revision
        return EditApplication, EditApplicationCommand(DRAFT, revision, FilledIn(supervisor=written))

    for number in range(MAX_TRIES):
        use_case, command = (edit, lambda written: (NameSupervisor, NameSupervisorCommand(DRAFT, written)))[number % 2](
            UNKNOWN
        )
        with pytest.raises(InvalidSupervisor):
            await program.do(use_case, command, ANN)
    with pytest.raises(TooManySupervisorTries):
        await program.do(*edit(RIGHT), ANN)
    for number in range(MAX_TRIES + 1):
        with pytest.raises(TooManySupervisorTries if number == MAX_TRIES else InvalidSupervisor):
            await program.do(*start(UNKNOWN), OLA)
    await program.do(*name(RIGHT), BEN)


@pytest.mark.rule("APP-7")
async def test_a_try_that_finds_somebody_is_not_counted(program: Program) -> None:
    own = an_employee(BEN)
    oneself = SupervisorWritten(first_name="Ben", last_name=own.last_name, email=own.email, on_leave=True)
    for _ in range(MAX_TRIES + 1):
        assert (await refusal(program, oneself)).problem == "applicant"
    await program.do(*name(RIGHT), BEN)
    assert not program.memory.state.supervisor_tries


@pytest.mark.rule("APP-7")
async def test_many_tries_at_once_are_counted_one_after_another(program: Program) -> None:
    tries = (program.do(*name(UNKNOWN), BEN) for _ in range(20))
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(each, InvalidSupervisor) for each in answers) == MAX_TRIES
    assert sum(isinstance(each, TooManySupervisorTries) for each in answers) == 20 - MAX_TRIES
