"""A command that is run within the test's process sets up the logs as it does in its own."""

from collections.abc import Iterator

import pytest

from tests.log_state import log_state_kept


@pytest.fixture(autouse=True)
def _log_state() -> Iterator[None]:
    with log_state_kept():
        yield
