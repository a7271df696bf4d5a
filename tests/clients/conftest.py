"""A demo for clients to ask, and Node with the clients' packages."""

import shutil

import pytest

from tests.browser.conftest import demo, lacking
from tests.browser.demo import DemoServer
from tests.clients.answers import Answers, ask_all
from tests.clients.test_javascript import FOLDER

__all__ = ["demo"]

NO_CLIENTS = "the JavaScript clients are not installed (`make clients`, which needs Node), so they are not tried"


@pytest.fixture(scope="module")
def answers(demo: DemoServer) -> Answers:
    return ask_all(demo)


@pytest.fixture(scope="session")
def javascript() -> None:
    if shutil.which("node") is None or not (FOLDER / "node_modules" / "graphql").is_dir():
        lacking(NO_CLIENTS)
