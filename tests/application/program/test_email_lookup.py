"""An email that somebody typed is looked for as one line of text, and never as anything else."""

from collections.abc import Callable
from typing import Any

import pytest

from moments.application.applications.filling_in import SupervisorWritten
from moments.application.applications.name_supervisor import NameSupervisor, NameSupervisorCommand
from moments.application.program.administrators import NameAdministrator, NameAdministratorCommand
from moments.application.program.office import AddOfficeMember, AddOfficeMemberCommand
from moments.application.use_case import Caller, UseCase
from moments.domain.participants.employee import Department, Employee
from moments.domain.participants.participant import Participant
from moments.domain.shared.text import InvalidText
from tests.application.fakes import CountingIds, FixedClock, Memory, fake_units_of_work
from tests.application.fakes.stores import FakeDirectory
from tests.domain.builders import ANN, REVENUE, SAM, ZOE, an_application, an_employee

Run = Callable[[str], tuple[type[UseCase[Any]], Any, Caller]]


def of_supervisor(email: str) -> tuple[type[UseCase[Any]], Any, Caller]:
    named = SupervisorWritten(first_name="Sam", last_name="Stone", email=email, on_leave=True)
    return NameSupervisor, NameSupervisorCommand(an_application().build().id, named), Caller(ANN)


def of_administrator(email: str) -> tuple[type[UseCase[Any]], Any, Caller]:
    return NameAdministrator, NameAdministratorCommand(REVENUE, email), Caller(ZOE)


def of_office_member(email: str) -> tuple[type[UseCase[Any]], Any, Caller]:
    return AddOfficeMember, AddOfficeMemberCommand(email), Caller(ZOE)


EACH = pytest.mark.parametrize(
    ("run", "field"),
    [(of_supervisor, "supervisorEmail"), (of_administrator, "email"), (of_office_member, "email")],
    ids=["supervisor", "administrator", "office"],
)


@pytest.fixture
def memory() -> Memory:
    """Ann with a draft; Sam, who is looked for; Zoe, of the office."""
    found = Memory()
    people = an_employee(ANN), an_employee(ZOE, email="zoe.zane@mo.example")
    sam = an_employee(SAM, first_name="Sam", last_name="Stone", email="sam.stone@mo.example")
    found.state.employees = {each.id: each for each in (*people, sam)}
    found.state.departments = {REVENUE: Department(REVENUE, "Revenue", "hr@mo.example", "travel@mo.example")}
    found.state.office = {ZOE: None}
    found.state.participants = {ANN: Participant(ANN)}
    application = an_application().build()
    application.version = 1
    found.state.applications = {application.id: application}
    return found


async def call(memory: Memory, run: Run, email: str) -> str:
    use_case, command, caller = run(email)
    return await use_case(fake_units_of_work(memory), FixedClock(), CountingIds())(command, caller)


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the directory was asked."""
    asked: list[str] = []
    find = FakeDirectory.by_email

    async def by_email(self: FakeDirectory, email: str) -> Employee | None:
        asked.append(email)
        return await find(self, email)

    monkeypatch.setattr(FakeDirectory, "by_email", by_email)
    return asked


@EACH
@pytest.mark.parametrize("email", ["sam.stone\x00@mo.example", "s" * 321, " \n", "\u200b", "\u202e"], ids=ascii)
async def test_what_is_not_a_line_of_text_is_refused_before_anybody_is_looked_for(
    memory: Memory, looked_for: list[str], run: Run, field: str, email: str
) -> None:
    with pytest.raises(InvalidText) as refusal:
        await call(memory, run, email)
    assert refusal.value.field == field
    assert looked_for == []


@EACH
@pytest.mark.parametrize("email", [" Sam.Stone@mo.example\n", "\u202eSam.Stone\u200b@mo.example"], ids=ascii)
async def test_blanks_around_an_email_and_what_nobody_sees_in_it_are_nothing(
    memory: Memory, looked_for: list[str], run: Run, field: str, email: str
) -> None:
    await call(memory, run, email)
    assert looked_for == ["Sam.Stone@mo.example"], field
