"""Operations known by the sha256 of their text (Apollo's protocol), and servers that run no others."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from moments.edge.documents.cache import sha256_of
from moments.edge.documents.persisted_operations import InvalidOperationList, read_operations
from moments.graphql.schema import build_schema
from tests.databases import SqliteDatabases
from tests.edge.http.http_client import GRAPHQL, TYPENAME, RunningServer, persisted, the_server


def test_a_hash_is_not_known_until_its_text_has_come_once(server: RunningServer) -> None:
    query = "query Once { __typename }"
    unknown = server.ask(None, accept=GRAPHQL, extensions=persisted(query))
    assert (unknown.status, unknown.codes) == (400, ["PERSISTED_QUERY_NOT_FOUND"])
    assert unknown.errors[0]["message"] == "PersistedQueryNotFound"

    assert server.ask(query, extensions=persisted(query)).json["data"] == {"__typename": "Query"}
    assert server.ask(None, extensions=persisted(query)).json["data"] == {"__typename": "Query"}


def test_a_text_is_not_registered_under_another_s_hash(server: RunningServer) -> None:
    answer = server.ask("{ a: __typename }", accept=GRAPHQL, extensions=persisted("{ b: __typename }"))

    assert (answer.status, answer.codes) == (400, ["BAD_USER_INPUT"])
    assert server.ask(None, extensions=persisted("{ b: __typename }")).codes == ["PERSISTED_QUERY_NOT_FOUND"]


def test_what_is_not_valid_is_not_kept(server: RunningServer) -> None:
    assert server.ask("{ nope }", extensions=persisted("{ nope }")).codes == ["GRAPHQL_VALIDATION_FAILED"]
    assert server.ask(None, extensions=persisted("{ nope }")).codes == ["PERSISTED_QUERY_NOT_FOUND"]


NO_HASHES = ("0" * 63, "F" * 64, ["0"], None)


@pytest.mark.parametrize(
    "given",
    [1, "x", [1], {"version": 2, "sha256Hash": "0" * 64}, *({"version": 1, "sha256Hash": each} for each in NO_HASHES)],
)
def test_what_is_no_hash_is_said_to_be_none(server: RunningServer, given: object) -> None:
    answer = server.ask(None, accept=GRAPHQL, extensions={"persistedQuery": given})

    assert (answer.status, answer.codes) == (400, ["BAD_USER_INPUT"])


# --- persisted only ---

LISTED = "query Listed { __typename }\n"


@pytest.fixture(scope="module")
def strict(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    operations = tmp_path_factory.mktemp("operations")
    (operations / "deeper").mkdir()
    (operations / "deeper" / "listed.graphql").write_text(LISTED)
    url = sqlite_databases.fresh()
    with the_server(url, tmp_path_factory.mktemp("data"), persisted_operations=operations) as running:
        yield running
    sqlite_databases.discard(url)


def test_what_is_listed_is_run_by_hash_and_by_text(strict: RunningServer) -> None:
    for answer in (strict.ask(None, extensions=persisted(LISTED)), strict.ask(LISTED)):
        assert answer.json["data"] == {"__typename": "Query"}


def test_what_is_not_listed_is_neither_run_nor_registered(strict: RunningServer) -> None:
    for _ in range(2):
        unknown = strict.ask(None, extensions=persisted(TYPENAME))
        refused = strict.ask(TYPENAME, accept=GRAPHQL, extensions=persisted(TYPENAME))

        assert unknown.codes == ["PERSISTED_QUERY_NOT_FOUND"]
        assert (refused.status, refused.codes) == (403, ["FORBIDDEN"])


def test_a_list_may_be_one_file(tmp_path: Path) -> None:
    file = tmp_path / "operations.json"
    file.write_text(json.dumps({sha256_of(LISTED): LISTED}))

    assert read_operations(file) == {sha256_of(LISTED): LISTED}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"x": "y"}', '{"x": 1}', "NONSENSE"])
def test_a_bad_list_is_said_to_be_bad(tmp_path: Path, text: str) -> None:
    (tmp_path / "operations.json").write_text(text)

    with pytest.raises(InvalidOperationList, match=r"operations\.json: "):
        read_operations(tmp_path / "operations.json")
    with pytest.raises(InvalidOperationList, match="there is no operation here"):
        read_operations(tmp_path)


def test_a_listed_operation_that_can_t_be_run_is_said_at_once() -> None:
    with pytest.raises(
        InvalidOperationList, match=r"query Old \{ gone.*does not fit the schema: Cannot query field 'gone'"
    ):
        build_schema(allowed_operations={sha256_of("query Old { gone }"): "query Old { gone }"})
