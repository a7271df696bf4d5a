"""What the store of browser sessions promises: one suite for the memory, SQLite and PostgreSQL."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from moments.application.ports.errors import DuplicateKey
from moments.application.ports.sessions import BrowserSession, ProviderLogin
from moments.domain.shared.ids import PersonId, SessionId
from tests.infrastructure.persistence.people import ANN, BEN, NOW, NewWork, an_employee, settle_people

ISSUER, OTHER_ISSUER = "https://id.mo.example", "https://other.mo.example"
HOUR = timedelta(hours=1)


def a_session(name: str, person: PersonId = ANN, *, minutes: int = 0, issuer: str = ISSUER) -> BrowserSession:
    """`name`: also of its cookie and of the provider's session; `minutes`: how late it begins."""
    begin = NOW + timedelta(minutes=minutes)
    return BrowserSession(
        id=SessionId(name),
        person=person,
        cookie_hash=sha256(name.encode()).digest(),
        login=ProviderLogin(issuer, f"subject of {person}", f"sid {name}"),
        device="Firefox on Linux",
        created_at=begin,
        idle_ends_at=begin + HOUR,
        ends_at=begin + 2 * HOUR,
    )


async def begin(new_work: NewWork, *sessions: BrowserSession, at_most: int = 20) -> None:
    await settle_people(new_work, *dict.fromkeys(each.person for each in sessions))
    async with new_work() as work:
        for each in sessions:
            await work.sessions.add(each, at_most)
        await work.commit()


async def left(new_work: NewWork, *people: PersonId) -> set[str]:
    """The sessions that are there, as ending each shows."""
    found: set[str] = set()
    async with new_work() as work:
        for person in people or (ANN, BEN):
            for name in ("one", "two", "three", "ben's"):
                if await work.sessions.end(person, SessionId(name)):
                    found.add(name)
    return found


async def test_people_end_their_own_sessions_and_no_other(new_work: NewWork) -> None:
    await begin(new_work, a_session("one"), a_session("two"), a_session("ben's", BEN))
    async with new_work() as work:
        assert not await work.sessions.end(ANN, SessionId("ben's"))
        assert await work.sessions.end(ANN, SessionId("one"))
        assert not await work.sessions.end(ANN, SessionId("one"))
        await work.commit()
    assert await left(new_work) == {"two", "ben's"}


@pytest.mark.parametrize(("kept", "remain"), [("two", {"two", "ben's"}), (None, {"ben's"})])
async def test_all_but_one_of_a_person_end(new_work: NewWork, kept: str | None, remain: set[str]) -> None:
    await begin(new_work, a_session("one"), a_session("two"), a_session("three"), a_session("ben's", BEN))
    async with new_work() as work:
        assert await work.sessions.end_others(ANN, SessionId(kept) if kept else None) == 4 - len(remain)
        await work.commit()
    assert await left(new_work) == remain


async def test_the_least_recently_used_make_room(new_work: NewWork) -> None:
    await begin(new_work, a_session("one"), a_session("two", minutes=1), a_session("ben's", BEN))
    async with new_work() as work:
        await work.sessions.extend(SessionId("one"), NOW + timedelta(minutes=5), NOW + HOUR)
        await work.sessions.add(a_session("three", minutes=6), 2)
        await work.commit()
    assert await left(new_work) == {"one", "three", "ben's"}


async def test_what_is_extended_ends_later_and_never_after_its_absolute_end(new_work: NewWork) -> None:
    await begin(new_work, a_session("one"), a_session("two"))
    async with new_work() as work:
        assert await work.sessions.extend(SessionId("one"), NOW + HOUR, NOW + 9 * HOUR)
        assert not await work.sessions.extend(SessionId("none"), NOW + HOUR, NOW + 9 * HOUR)
        await work.commit()
    async with new_work() as work:
        assert await work.expiry.of_sessions(NOW + HOUR + timedelta(seconds=1)) == 1
        await work.commit()
    assert await left(new_work) == {"one"}
    async with new_work() as work:
        assert await work.expiry.of_sessions(NOW + 2 * HOUR + timedelta(seconds=1)) == 1


@pytest.mark.parametrize(
    ("subject", "sid", "remain"),
    [
        (None, "sid one", {"two", "ben's"}),
        (f"subject of {ANN}", None, {"ben's"}),
        (f"subject of {ANN}", "sid two", {"one", "ben's"}),
        (f"subject of {BEN}", "sid two", {"one", "two", "ben's"}),
        ("nobody", None, {"one", "two", "ben's"}),
    ],
)
async def test_the_provider_ends_a_session_of_its_own_or_all_of_a_subject(
    new_work: NewWork, subject: str | None, sid: str | None, remain: set[str]
) -> None:
    await begin(new_work, a_session("one"), a_session("two"), a_session("ben's", BEN))
    async with new_work() as work:
        assert await work.sessions.end_logins(OTHER_ISSUER, subject=subject, sid=sid) == 0
        assert await work.sessions.end_logins(ISSUER, subject=subject, sid=sid) == 3 - len(remain)
        await work.commit()
    assert await left(new_work) == remain


async def test_a_logout_of_nobody_in_particular_is_a_bug(new_work: NewWork) -> None:
    async with new_work() as work:
        with pytest.raises(ValueError, match="a subject"):
            await work.sessions.end_logins(ISSUER, subject=None, sid=None)


async def test_who_leaves_is_signed_out(new_work: NewWork) -> None:
    await begin(new_work, a_session("one"), a_session("ben's", BEN))
    async with new_work() as work:
        await work.directory.write([an_employee(ANN, left=date(2026, 11, 2))])
        assert await work.sessions.end_of_leavers() == 1
        await work.commit()
    assert await left(new_work) == {"ben's"}


async def test_a_logout_token_is_known_again_until_it_is_too_old(new_work: NewWork) -> None:
    async with new_work() as work:
        await work.sessions.note_logout(ISSUER, "token", NOW)
        await work.sessions.note_logout(OTHER_ISSUER, "token", NOW)
        await work.commit()
    async with new_work() as work:
        with pytest.raises(DuplicateKey):
            await work.sessions.note_logout(ISSUER, "token", NOW)
    async with new_work() as work:
        assert await work.expiry.of_sessions(NOW) == 0
        assert await work.expiry.of_sessions(NOW + HOUR) == 2
