"""What people end of their own sessions, what the office ends of theirs, and what it downloads."""

import pytest

from moments.application.identity.unbind_sign_in import UnbindSignIn, UnbindSignInCommand
from moments.application.ports.errors import NotFound
from moments.application.ports.sessions import BrowserSession, ProviderLogin
from moments.application.program.exports import RecordExport
from moments.application.sessions.end_sessions import (
    EndOtherSessions,
    EndOtherSessionsCommand,
    ExtendSession,
    ExtendSessionCommand,
)
from moments.application.sessions.lifetimes import SessionLifetimes
from moments.application.use_case import Caller
from moments.domain.identity.sign_in import ProviderIdentity, SignInNotBound
from moments.domain.shared.ids import PersonId, SessionId
from tests.application.scenario import OLA, ZOE, Program
from tests.infrastructure.persistence.people import ANN, BEN, NOW

HERE, THERE, BENS = SessionId("S-HERE"), SessionId("S-THERE"), SessionId("S-BEN")
LIFETIMES = SessionLifetimes()
ISSUER = "https://idp.example"


@pytest.fixture(autouse=True)
async def signed_in(program: Program) -> None:
    """ANN in two browsers, BEN in one; both bound to their accounts."""
    async with program.new_work() as work:
        for identity, person in ((HERE, ANN), (THERE, ANN), (BENS, BEN)):
            await work.sessions.add(_session(identity, person), at_most=10)
        for person in (ANN, BEN):
            await work.sign_ins.bind(person, ProviderIdentity(ISSUER, f"sub-{person}", NOW), NOW)
        await work.commit()


def _session(identity: SessionId, person: PersonId) -> BrowserSession:
    login = ProviderLogin(ISSUER, f"sub-{person}")
    ends = (NOW + LIFETIMES.idle, NOW + LIFETIMES.absolute)
    return BrowserSession(identity, person, identity.encode(), login, "A browser", NOW, *ends)


async def test_a_person_ends_all_their_sessions_but_this_one(program: Program) -> None:
    await program.do(EndOtherSessions, EndOtherSessionsCommand(HERE), ANN)

    assert set(program.memory.state.sessions) == {HERE, BENS}


async def test_a_person_keeps_their_session_for_another_idle_time(program: Program) -> None:
    at = program.clock.advance(minutes=30)
    use_case = ExtendSession(program.new_work, program.clock, program.ids, LIFETIMES)
    await use_case(ExtendSessionCommand(HERE), Caller(ANN))

    kept = {identity: each.session.idle_ends_at for identity, each in program.memory.state.sessions.items()}
    assert kept == {HERE: at + LIFETIMES.idle, THERE: NOW + LIFETIMES.idle, BENS: NOW + LIFETIMES.idle}


@pytest.mark.rule("DIR-5")
async def test_who_is_unbound_is_signed_out_everywhere(program: Program) -> None:
    await program.do(UnbindSignIn, UnbindSignInCommand(ANN), OLA)

    assert set(program.memory.state.sessions) == {BENS}
    assert program.events[-1] == "SignInUnbound"


@pytest.mark.rule("DIR-5")
@pytest.mark.parametrize(
    ("person", "refusal"),
    [(ZOE, SignInNotBound), (PersonId("E-NOBODY"), NotFound)],
    ids=["who never signed in", "who is nobody"],
)
async def test_who_is_bound_to_no_account_is_not_unbound(
    program: Program, person: PersonId, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await program.do(UnbindSignIn, UnbindSignInCommand(person), OLA)

    assert "SignInUnbound" not in program.events


async def test_a_download_of_the_office_is_in_the_audit(program: Program) -> None:
    await RecordExport(program.new_work, program.clock)("emails", OLA)

    assert program.events[-1] == "TableExported"


async def test_nobody_else_downloads_and_nothing_is_noted(program: Program) -> None:
    with pytest.raises(NotFound):
        await RecordExport(program.new_work, program.clock)("emails", ANN)

    assert "TableExported" not in program.events
