"""Budgets over real sockets."""

from typing import Any

from tests.edge.budgets.clock import Time
from tests.edge.http.http_client import RunningServer
from tests.edge.websocket.socket_client import bearer, client

ID = "{ viewer { id } }"
FOLLOW = "subscription { myProgram { __typename } }"
TOO_MANY = (1013, "Too many windows follow the program at once. Close one, then try again.")


def address(server: RunningServer) -> str:
    return f"ws://127.0.0.1:{server.port}/graphql"


def at(address: str) -> dict[str, Any]:
    return {"additional_headers": {"x-forwarded-for": address}}


def signed_in(server: RunningServer, who: str) -> dict[str, str]:
    return bearer(server.token(who))


async def test_sockets_of_a_person(server: RunningServer, time: Time) -> None:
    at_home = address(server)
    async with client(at_home) as first, client(at_home) as second, client(at_home) as third:
        await first.init(signed_in(server, "ann"))
        await second.init(signed_in(server, "ann"))
        await third.say(type="connection_init", payload=signed_in(server, "ann"))
        assert await third.end() == TOO_MANY
        assert (await first.ask(ID))["data"]
        await first.socket.close()
        async with client(at_home) as another, client(at_home) as someone_elses:
            await another.init(signed_in(server, "ann"))
            await someone_elses.init(signed_in(server, "abe"))


async def test_sockets_that_nobody_is_signed_in_at(server: RunningServer, time: Time) -> None:
    """By address, whether they have said so or have said nothing yet."""
    here = address(server)
    async with client(here, **at("192.0.2.1")) as first, client(here, **at("192.0.2.1")) as second:
        await first.init()
        async with client(here, **at("192.0.2.1")) as third:
            async with client(here, **at("192.0.2.1")) as fourth:
                assert await fourth.end() == TOO_MANY
            async with client(here, **at("192.0.2.2")) as elsewhere:
                await elsewhere.init()
            await third.init(signed_in(server, "ann"))
            async with client(here, **at("192.0.2.1")) as instead:
                await instead.init()
        await second.init()


async def test_subscriptions_of_a_person_over_all_sockets(server: RunningServer, time: Time) -> None:
    async with client(address(server)) as first, client(address(server)) as second:
        await first.init(signed_in(server, "ann"))
        await second.init(signed_in(server, "ann"))
        for number in range(2):
            await first.start(FOLLOW, str(number))
        await second.start(FOLLOW, "2")
        await first.ask(ID)
        await second.ask(ID)
        await second.start(FOLLOW, "3")
        refused = await second.hear_of("3")
        assert refused["type"] == "error"
        (error,) = refused["payload"]
        assert error["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 30}
        assert (
            error["message"] == "You follow 3 things at once, which is the most. Close another window, then try again."
        )

        await first.say(type="complete", id="0")
        await first.ask(ID)
        await second.start(FOLLOW, "3")
        await second.ask(ID)
        await second.start(FOLLOW, "4")
        assert (await second.hear_of("4"))["type"] == "error"


async def test_an_operation_over_the_budget_is_an_error_of_its_own(server: RunningServer, time: Time) -> None:
    dear = "{ viewer { applications(first: 50) { nodes { id } } } }"
    async with client(address(server)) as socket:
        await socket.init(signed_in(server, "ann"))
        while "data" in (answer := await socket.ask(dear)):
            pass
        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "RATE_LIMITED"
        seconds = error["extensions"]["retryAfter"]
        assert error["message"] == f"You sent a lot at once. Try again in {seconds} seconds."
        assert (await socket.ask(ID))["data"], "a smaller one there is room for"
        time.now += 60
        assert (await socket.ask(dear))["data"]


async def test_tokens_that_are_not_valid(server: RunningServer, time: Time) -> None:
    for expected in (4403, 4403, 4403, 1013):
        async with client(address(server), **at("192.0.2.1")) as socket:
            await socket.say(type="connection_init", payload=bearer("nonsense"))
            code, reason = await socket.end()
            assert code == expected
    assert reason == "You sent a lot at once. Try again in 20 seconds."
    async with client(address(server), **at("192.0.2.2")) as socket:
        await socket.init(signed_in(server, "ann"))
