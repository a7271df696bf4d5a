"""Budgets over real HTTP: who is refused, what they are told, and who goes on."""

import json
import re
from collections.abc import Callable

import pytest

from moments.edge.budgets.account import DOWNLOAD_COST
from tests.databases import SqliteDatabases
from tests.edge.budgets.clock import Time
from tests.edge.http.http_client import GRAPHQL, JSON, Answer, RunningServer, request, the_server

ID = "{ viewer { id } }"
PUBLIC = "{ __typename }"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def wait(answer: Answer) -> int:
    """Seconds that it asks to wait, in all three places."""
    assert (answer.status, answer.codes) == (429, ["RATE_LIMITED"]), answer.body
    assert "data" not in answer.json
    seconds = int(answer.headers["retry-after"])
    (error,) = answer.errors
    assert error["extensions"] == {"code": "RATE_LIMITED", "retryAfter": seconds}
    assert error["message"] == f"You sent a lot at once. Try again in {seconds} second{'' if seconds == 1 else 's'}."
    return seconds


def at(address: str) -> dict[str, str]:
    return {"x-forwarded-for": address}


def stranger(server: RunningServer, address: str, query: str = PUBLIC, **headers: str) -> Answer:
    return server.post(json.dumps({"query": query}).encode(), {**at(address), **headers})


def until_refused(ask: Callable[[], Answer], most: int = 100) -> tuple[int, Answer]:
    """How many were answered before."""
    for number in range(most):
        answer = ask()
        if answer.status == 429:
            return number, answer
        assert "RATE_LIMITED" not in answer.body.decode()
    raise AssertionError(f"{most} were answered")


@pytest.mark.parametrize("media", [JSON, GRAPHQL])
def test_cost_units_of_a_person(server: RunningServer, time: Time, media: str) -> None:
    answered, refused = until_refused(lambda: server.ask(ID, "ann", media))
    assert answered == 600 // 12
    assert wait(refused) == 2
    assert server.ask(ID, "abe").json["data"]
    time.now += 2
    assert server.ask(ID, "ann").json["data"]


def test_the_dearer_what_is_asked_the_sooner(server: RunningServer, time: Time) -> None:
    dear = "{ viewer { applications(first: 50) { nodes { id } } } }"
    assert until_refused(lambda: server.ask(dear, "ann"))[0] == 600 // (10 + 2 + 50 + 1)


def test_a_mutation_is_one_for_each_that_an_operation_asks_for(server: RunningServer, time: Time) -> None:
    asked = " ".join(f"n{number}: setReminders(input: {{}}) {{ errors {{ message }} }}" for number in range(3))
    fragments = "mutation { ...All } fragment All on Mutation { n: extendSession(input: {}) { errors { message } } }"
    three = "mutation { " + re.sub(r"setReminders\(input: \{\}\)", "extendSession(input: {})", asked) + " }"
    assert server.ask(three, "ann").status == 200
    assert wait(server.ask(fragments, "ann")) == 20
    assert server.ask(ID, "ann").json["data"]
    assert server.ask(fragments, "abe").status == 200


def test_documents_that_are_read_anew(server: RunningServer, time: Time) -> None:
    """Valid or not; those that are known go on."""
    for number in range(6):
        assert server.ask(f"{{ viewer {{ n{number}: id }} }}", "ann").json["data"]
        assert server.ask(f"{{ nonsense{number} }}", "ann").codes == ["GRAPHQL_VALIDATION_FAILED"]
    assert wait(server.ask("{ viewer { one: id } }", "ann")) == 5
    assert wait(server.ask("{ not even {", "ann")) == 5
    assert server.ask("{ viewer { n0: id } }", "ann").json["data"]
    assert server.ask("{ viewer { one: id } }", "abe").json["data"]
    assert server.ask("{ viewer { one: id } }", "ann").json["data"], "abe has had it read"


def test_a_stranger_by_address(server: RunningServer, time: Time) -> None:
    answered, refused = until_refused(lambda: stranger(server, "192.0.2.1"))
    assert answered == 60 // 10
    assert wait(refused) == 10
    assert stranger(server, "192.0.2.2").status == 200
    token = {"authorization": f"Bearer {server.token('ann')}"}
    assert stranger(server, "192.0.2.1", ID, **token).json["data"], "who is signed in has a budget of their own"


def test_what_a_stranger_has_read_anew_is_less(server: RunningServer, time: Time) -> None:
    answers = [stranger(server, "192.0.2.1", f"{{ n{number} }}") for number in range(4)]
    assert [each.codes for each in answers[:3]] == [["GRAPHQL_VALIDATION_FAILED"]] * 3
    assert wait(answers[3]) == 20


def test_the_nearest_address_that_is_no_trusted_proxy_counts(server: RunningServer, time: Time) -> None:
    """What stands before it in the header anybody can write there."""
    until_refused(lambda: stranger(server, "198.51.100.1, 192.0.2.1"))
    assert wait(stranger(server, "198.51.100.2, 192.0.2.1"))
    assert stranger(server, "198.51.100.1").status == 200


def test_no_header_names_an_address_unless_the_proxy_is_trusted(
    time: Time, sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = sqlite_databases.fresh()
    with the_server(url, tmp_path_factory.mktemp("data"), stranger_cost_per_minute=60) as server:
        numbers = iter(range(100))
        answered, refused = until_refused(lambda: stranger(server, f"192.0.2.{next(numbers)}"))
    sqlite_databases.discard(url)
    assert (answered, wait(refused)) == (6, 10)


@pytest.mark.parametrize("authorization", ["Bearer nonsense", "Basic YW5uOmFubg=="])
def test_tokens_that_are_not_valid(server: RunningServer, time: Time, authorization: str) -> None:
    for _ in range(3):
        answer = stranger(server, "192.0.2.1", authorization=authorization, accept=GRAPHQL)
        assert (answer.status, answer.codes) == (401, ["UNAUTHENTICATED"])
    assert wait(stranger(server, "192.0.2.1", authorization=authorization)) == 20
    assert wait(stranger(server, "192.0.2.1", ID, authorization=f"Bearer {server.token('ann')}")) == 20
    assert stranger(server, "192.0.2.1").status == 200, "who gives none goes on"
    assert stranger(server, "192.0.2.2", ID, authorization=f"Bearer {server.token('ann')}").json["data"]


def test_sign_ins_that_fail(server: RunningServer, time: Time) -> None:
    def come_back(address: str) -> Answer:
        return request(server.port, "GET", headers=at(address), path="/auth/callback?state=guessed&code=guessed")

    assert [come_back("192.0.2.1").status for _ in range(3)] == [400] * 3
    refused = come_back("192.0.2.1")
    assert (refused.status, refused.headers["retry-after"]) == (429, "20")
    assert "Try again in 20 seconds." in refused.body.decode()
    assert come_back("192.0.2.2").status == 400
    time.now += 20
    assert come_back("192.0.2.1").status == 400


def test_clients_whose_secret_or_code_the_development_issuer_does_not_know(server: RunningServer, time: Time) -> None:
    def redeem() -> Answer:
        body = b"grant_type=authorization_code&code=guessed&client_id=moments"
        return request(server.port, "POST", body, FORM | at("192.0.2.1"), path="/development/identity/token")

    assert [redeem().status for _ in range(3)] == [400] * 3
    assert wait(redeem()) == 20


def test_tokens_of_nobody_in_the_demo(server: RunningServer, time: Time) -> None:
    own = {"origin": f"http://127.0.0.1:{server.port}", "content-type": JSON, **at("192.0.2.1")}

    def token() -> Answer:
        return request(server.port, "POST", b'{"email": "nobody@mo.example"}', own, path="/explore/token")

    assert [token().status for _ in range(3)] == [404] * 3
    assert wait(token()) == 20


def test_a_provider_may_end_sessions_whatever_its_address_did(server: RunningServer, time: Time) -> None:
    def log_out() -> Answer:
        headers = FORM | at("192.0.2.1")
        return request(server.port, "POST", b"logout_token=nonsense", headers, path="/auth/backchannel-logout")

    assert [log_out().status for _ in range(5)] == [400] * 5


def test_a_file_costs_the_office_as_much_as_a_long_list(
    time: Time, sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = sqlite_databases.fresh()
    with the_server(url, tmp_path_factory.mktemp("data"), person_cost_per_minute=3 * DOWNLOAD_COST) as server:
        headers = {"authorization": f"Bearer {server.token('olga')}"}

        def download() -> Answer:
            return request(server.port, "GET", headers=headers, path="/exports/people.csv")

        answered, refused = until_refused(download)
    sqlite_databases.discard(url)
    assert (answered, wait(refused)) == (2, 1)
