"""The page to try operations on: in development, from our own files alone."""

import re

import pytest

from tests.edge.http.asking import Program, request
from tests.edge.http.small import a_server

FILES = {"/explore": "text/html", "/explore/explore.js": "text/javascript", "/explore/explore.css": "text/css"}


@pytest.mark.parametrize(("path", "media"), FILES.items())
def test_the_page_and_its_files_are_served_in_development(program: Program, path: str, media: str) -> None:
    answer = request(program.port, "GET", path=path)

    assert (answer.status, answer.media) == (200, f"{media}; charset=utf-8")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(rb"https?://|//[a-z]+\.[a-z]", answer.body), "it asks nobody else for anything"


@pytest.mark.parametrize("path", FILES)
def test_in_production_there_is_none(path: str) -> None:
    with a_server(development=False) as server:
        assert request(server.port, "GET", path=path).status == 404


def test_what_the_page_asks_for_first_is_within_the_limits(program: Program) -> None:
    script = request(program.port, "GET", path="/explore/explore.js").body.decode()
    parts = dict(re.findall(r"const (TYPE|ARGUMENTS|INTROSPECTION) =\s*[\"`](.*?)[\"`];", script, re.DOTALL))
    query = parts["INTROSPECTION"].replace("${ARGUMENTS}", parts["ARGUMENTS"]).replace("${TYPE}", parts["TYPE"])

    answer = program.ask(query)

    assert "errors" not in answer.json
    assert len(answer.json["data"]["__schema"]["types"]) > 50
