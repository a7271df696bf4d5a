"""What the program office and the departments keep: its members, the administrators, the skills."""

import pytest

from moments.application.email.failed_emails import ResendEmail, ResendEmailCommand
from moments.application.ports.errors import NotFound
from moments.application.program.administrators import (
    NameAdministrator,
    NameAdministratorCommand,
    RemoveAdministrator,
    RemoveAdministratorCommand,
)
from moments.application.program.office import RemoveOfficeMember, RemoveOfficeMemberCommand
from moments.application.program.skills import (
    ReinstateSkill,
    ReinstateSkillCommand,
    RetireSkill,
    RetireSkillCommand,
)
from moments.application.surveys.office_surveys import HandleFollowUp, HandleFollowUpCommand
from moments.domain.email.email import EmailState
from moments.domain.program.office import InvalidOfficeMember
from moments.domain.shared.ids import DepartmentCode, PersonId, SkillId
from tests.application.scenario import ADA, ENDED, LETTER_KEY, MENTOR, OLA, ZOE, Program
from tests.infrastructure.persistence.people import CAL

NOWHERE = DepartmentCode("NOWHERE")


@pytest.mark.parametrize(
    ("person", "problem"), [(OLA, "last"), (ZOE, "not_one")], ids=["the last member", "who is no member"]
)
async def test_the_office_keeps_its_last_member(program: Program, person: PersonId, problem: str) -> None:
    with pytest.raises(InvalidOfficeMember) as refusal:
        await program.do(RemoveOfficeMember, RemoveOfficeMemberCommand(person), OLA)

    assert refusal.value.problem == problem
    assert list(program.memory.state.office) == [OLA]


@pytest.mark.rule("APR-8")
async def test_a_department_that_is_not_there_has_no_administrators(program: Program) -> None:
    with pytest.raises(NotFound):
        await program.do(NameAdministrator, NameAdministratorCommand(NOWHERE, "zoe@mo.example"), OLA)
    with pytest.raises(NotFound):
        await program.do(RemoveAdministrator, RemoveAdministratorCommand(NOWHERE, ADA), OLA)


@pytest.mark.rule("APP-5")
async def test_a_skill_that_is_not_there_is_neither_retired_nor_reinstated(program: Program) -> None:
    with pytest.raises(NotFound):
        await program.do(RetireSkill, RetireSkillCommand(SkillId("none")), OLA)
    with pytest.raises(NotFound):
        await program.do(ReinstateSkill, ReinstateSkillCommand(SkillId("none")), OLA)


async def test_an_email_is_sent_again_from_its_first_attempt_on(program: Program) -> None:
    number = program.memory.state.emails[LETTER_KEY].id

    await program.do(ResendEmail, ResendEmailCommand(number), OLA)

    stored = program.memory.state.emails[LETTER_KEY]
    assert (stored.state, stored.attempts, stored.problem) == (EmailState.QUEUED, 0, None)


@pytest.mark.rule("SUR-4")
async def test_a_member_of_the_office_does_not_see_what_was_said_of_them(program: Program) -> None:
    program.memory.state.office[CAL] = None

    with pytest.raises(NotFound):
        await program.do(HandleFollowUp, HandleFollowUpCommand(ENDED, MENTOR), CAL)
