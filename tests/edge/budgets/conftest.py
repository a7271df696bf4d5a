"""A real server with small budgets, whose clock a test moves; strangers' addresses come from a proxy that it trusts."""

from collections.abc import Iterator

import pytest
from throttled import utils

from tests.databases import SqliteDatabases
from tests.edge.budgets.clock import Time
from tests.edge.http.http_client import RunningServer, the_server


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """The clock of the budgets' meters."""
    made = Time()
    monkeypatch.setattr(utils, "now_mono_f", lambda: made.now)
    return made


@pytest.fixture
def server(
    time: Time, sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    url = sqlite_databases.fresh()
    with the_server(
        url,
        tmp_path_factory.mktemp("data"),
        trusted_proxies=("127.0.0.1",),
        person_cost_per_minute=600,
        person_mutations_per_minute=3,
        person_documents_per_minute=12,
        person_sockets=2,
        person_subscriptions=3,
        stranger_cost_per_minute=60,
        stranger_documents_per_minute=3,
        stranger_sockets=3,
        failed_sign_ins_per_minute=3,
    ) as running:
        yield running
    sqlite_databases.discard(url)
