"""Browser sessions by the graph: what one sees of one's own, how they end, and that they end at once."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.api.api_client import BEGIN, ApiClient
from tests.api.statements import counted

SHAPE = "id device createdAt lastUsedAt idleExpiresAt expiresAt current"
OWN = {"origin": "http://moments.test", "sec-fetch-site": "same-origin"}
ENDED = "Your session has ended; sign in again."
WHO = "{ viewer { person { firstName } } }"


async def asked(
    world: ApiClient, cookie: str, query: str, *, background: bool = False, **variables: Any
) -> dict[str, Any]:
    headers = {**OWN, "cookie": f"moments={cookie}", **({"moments-background": "1"} if background else {})}
    answer = await world.client.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
    await world.container.browser_sessions().close()  # what the use prolongs is written
    return answer.json()  # type: ignore[no-any-return]


async def whose(world: ApiClient, cookie: str) -> str:
    """The first name, or `nobody`."""
    viewer = (await asked(world, cookie, WHO))["data"]["viewer"]
    return str(viewer["person"]["firstName"]) if viewer else "nobody"


async def dropped(world: ApiClient, cookie: str) -> str | None:
    headers = {**OWN, "cookie": f"moments={cookie}"}
    answer = await world.client.post("/graphql", json={"query": WHO}, headers=headers)
    return answer.headers.get("set-cookie")


async def seen(world: ApiClient, cookie: str, field: str = "session") -> Any:
    return (await asked(world, cookie, f"{{ viewer {{ {field} {{ {SHAPE} }} }} }}"))["data"]["viewer"][field]


async def run(world: ApiClient, cookie: str, mutation: str, shape: str, **given: Any) -> Mapping[str, Any]:
    name = mutation[0].upper() + mutation[1:]
    query = f"mutation($i: {name}Input!) {{ {mutation}(input: $i) {{ {shape} errors {{ code }} }} }}"
    payload = (await asked(world, cookie, query, i=given))["data"][mutation]
    assert payload.pop("errors") == []
    return payload  # type: ignore[no-any-return]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_a_browser_is_signed_in_and_seen_by_its_person_alone(each_world: ApiClient) -> None:
    world = each_world
    laptop = await world.browser("ann")
    world.clock.pass_(minutes=5)
    phone = await world.browser("ann", "Safari on iPhone")
    await world.browser("abe")

    assert await whose(world, laptop) == "Ann"
    found = {each["device"]: each for each in await seen(world, laptop, "sessions")}
    assert {device: each["current"] for device, each in found.items()} == {
        "Safari on iPhone": False,
        "Firefox on Linux": True,
    }
    assert (await seen(world, phone))["id"] == found["Safari on iPhone"]["id"]
    assert moment(found["Firefox on Linux"]["createdAt"]) < moment(found["Safari on iPhone"]["createdAt"])
    assert await whose(world, "made up") == "nobody"


async def test_a_session_ends_an_hour_after_its_last_use_and_twelve_after_the_sign_in(each_world: ApiClient) -> None:
    world = each_world
    cookie = await world.browser("ann")
    for _ in range(13):
        world.clock.pass_(minutes=55)
        assert await whose(world, cookie) == "Ann"
    session = await seen(world, cookie)
    assert session["idleExpiresAt"] == session["expiresAt"]
    world.clock.pass_(minutes=5)
    assert await whose(world, cookie) == "nobody"

    unused = await world.browser("ann")
    world.clock.pass_(minutes=60)
    assert await whose(world, unused) == "nobody"


async def test_what_a_page_asks_by_itself_is_no_use(each_world: ApiClient) -> None:
    """A page that live changes bring up to date would else stay signed in with nobody there."""
    world = each_world
    cookie = await world.browser("ann")
    until = BEGIN + timedelta(minutes=60)
    for _ in range(5):
        world.clock.pass_(minutes=11)
        session = (await asked(world, cookie, "{ viewer { session { idleExpiresAt } } }", background=True))["data"]
        assert moment(session["viewer"]["session"]["idleExpiresAt"]) <= until + timedelta(minutes=1)
    world.clock.pass_(minutes=6)
    assert await whose(world, cookie) == "nobody"


async def test_a_session_that_has_ended_leaves_what_everybody_sees(each_world: ApiClient) -> None:
    """The front page of who comes back the next morning."""
    world = each_world
    cookie = await world.browser("ann")
    world.clock.pass_(minutes=60)
    public = "departments(first: 1) { nodes { code administrators(first: 1) { totalCount } } } program { email }"
    answer = await asked(world, cookie, f"{{ viewer {{ id }} {public} }}")
    assert "errors" not in answer
    assert answer["data"]["viewer"] is None
    assert answer["data"]["program"]["email"]
    (department,) = answer["data"]["departments"]["nodes"]
    assert department["code"]
    assert department["administrators"] is None


async def test_a_session_that_has_ended_is_asked_for_once(world: ApiClient) -> None:
    cookie = await world.browser("ann")
    world.clock.pass_(minutes=60)
    query = "{ viewer { id } departments { nodes { administrators { totalCount } } } }"
    with counted(world) as found:
        await asked(world, cookie, query)
    assert len([each for each in found.all if "browser_sessions" in each]) == 1


async def test_what_needs_a_sign_in_says_that_the_session_has_ended(each_world: ApiClient) -> None:
    world = each_world
    cookie = await world.browser("ann")
    world.clock.pass_(minutes=60)
    needs = 'personByEmail(email: "abe@oa.example") { name }'
    for query in (f"{{ {needs} program {{ email }} }}", "mutation { extendSession(input: {}) { session { id } } }"):
        answer = await asked(world, cookie, query)
        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "UNAUTHENTICATED"
        assert error["message"] == ENDED
    assert (await asked(world, cookie, f"{{ {needs} program {{ email }} }}"))["data"]["program"]["email"]


async def test_the_answer_drops_the_cookie_of_a_session_that_has_ended_and_no_other(world: ApiClient) -> None:
    cookie = await world.browser("ann")
    assert await dropped(world, cookie) is None
    world.clock.pass_(minutes=60)
    assert await dropped(world, cookie) == 'moments=""; HttpOnly; Max-Age=0; Path=/; SameSite=lax'


async def test_a_use_tells_the_new_end_at_once_and_is_written_once_a_minute(world: ApiClient) -> None:
    cookie = await world.browser("ann")
    world.clock.pass_(seconds=30)
    with counted(world) as few:
        await whose(world, cookie)
    world.clock.pass_(minutes=10)
    with counted(world) as more:
        session = await seen(world, cookie)
    assert len([each for each in few.all if each.startswith("UPDATE")]) == 0
    assert len([each for each in more.all if each.startswith("UPDATE")]) == 1
    assert moment(session["idleExpiresAt"]) > BEGIN + timedelta(minutes=70)


async def test_a_request_of_a_browser_begins_with_one_statement_more_than_its_own(world: ApiClient) -> None:
    cookie = await world.browser("ann")
    await whose(world, cookie)
    with counted(world) as found:
        await whose(world, cookie)
    assert len(found.all) == 2  # the session and its person; the viewer


async def test_requests_at_once_do_not_each_write_the_use(each_world: ApiClient) -> None:
    world = each_world
    cookie = await world.browser("ann")
    world.clock.pass_(minutes=10)
    with counted(world) as found:
        assert set(await asyncio.gather(*(whose(world, cookie) for _ in range(8)))) == {"Ann"}
    assert 1 <= len([each for each in found.all if each.startswith("UPDATE")]) <= 4


async def test_another_browser_is_signed_out(each_world: ApiClient) -> None:
    world = each_world
    mine, other, third = [await world.browser("ann") for _ in range(3)]
    other_id = (await seen(world, other))["id"]
    payload = await run(world, mine, "endSession", "sessions { id }", session=other_id)
    assert len(payload["sessions"]) == 2
    assert [await whose(world, each) for each in (mine, other, third)] == ["Ann", "nobody", "Ann"]


async def test_all_others_are_signed_out(each_world: ApiClient) -> None:
    world = each_world
    mine, other, abes = await world.browser("ann"), await world.browser("ann"), await world.browser("abe")
    payload = await run(world, mine, "endOtherSessions", "sessions { current }")
    assert payload["sessions"] == [{"current": True}]
    assert [await whose(world, each) for each in (mine, other, abes)] == ["Ann", "nobody", "Abe"]
    await world.done("ann", "endOtherSessions", "sessions { id }")  # by a token, of which none is this one
    assert await whose(world, mine) == "nobody"


async def test_nobody_ends_another_person_s_session(world: ApiClient) -> None:
    cookie = await world.browser("ann")
    identity = (await seen(world, cookie))["id"]
    assert [each.code for each in await world.refused("olga", "endSession", session=identity)] == ["NOT_FOUND"]
    assert await whose(world, cookie) == "Ann"


async def test_staying_signed_in_is_asked_for(each_world: ApiClient) -> None:
    world = each_world
    cookie = await world.browser("ann")
    world.clock.pass_(minutes=59)
    payload = await run(world, cookie, "extendSession", "session { idleExpiresAt }")
    assert moment(payload["session"]["idleExpiresAt"]) >= BEGIN + timedelta(minutes=119)
    world.clock.pass_(minutes=59)
    assert await whose(world, cookie) == "Ann"
    assert (await world.done("ann", "extendSession", "session { id }"))["session"] is None


async def test_who_has_left_is_signed_out_by_the_import_and_before_it(each_world: ApiClient) -> None:
    world = each_world
    cookie = await world.browser("stranger")
    await world.import_directory(gone=["stranger"])
    assert await whose(world, cookie) == "nobody"
    assert (await world.dump())["browser_sessions"] == []


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}, {**OWN, "sec-fetch-site": "same-site"}])
async def test_the_cookie_counts_from_our_own_pages(world: ApiClient, headers: dict[str, str]) -> None:
    cookie = {"cookie": f"moments={await world.browser('ann')}"}
    answer: httpx.Response = await world.client.post("/graphql", json={"query": WHO}, headers={**headers, **cookie})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (403, "FOREIGN_PAGE")
