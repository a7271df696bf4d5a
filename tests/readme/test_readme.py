"""The pages say what is so: their generated parts are current, and their commands work as they stand."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.readme.parts import PARTS, README, ROOT, commands, refreshed


@pytest.mark.parametrize("page", PARTS, ids=lambda page: page.name)
def test_the_generated_parts_are_current(page: Path) -> None:
    text = page.read_text()
    assert text == refreshed(page, text), "run `make readme`"


def test_a_part_that_has_changed_is_noticed() -> None:
    current = refreshed(README, README.read_text())
    changed = current.replace("draft --> submitted: submit", "draft --> approved: submit")
    assert changed != current
    assert refreshed(README, changed) == current


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]), ids=lambda page: page.name)
def test_the_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text()):
        assert (page.parent / link).exists(), link


@pytest.fixture
def demo_server(tmp_path: Path) -> Iterator[str]:
    """`moments serve --demo` in a folder of its own, as `make run` starts it; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    moments = shutil.which("moments", path=str(Path(sys.executable).parent))
    assert moments
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [moments, "serve", "--demo", "--port", str(port)],
            cwd=tmp_path,
            env=_environment(tmp_path),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", server, tmp_path / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOMENTS_")}
    return kept | {"PYTHONSAFEPATH": "1", "HOME": str(folder)}


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1200):
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not answer: {log.read_text()}")


def _run(page: Path, folder: Path, server: str = "") -> str:
    """What the page's commands print when they are pasted as they stand, in `folder`. Fails where one of them does."""
    assert shutil.which("curl"), "the pages are written for curl; install it"
    script = commands(page.read_text()).replace("http://127.0.0.1:8000", server)
    binaries = str(Path(sys.executable).parent)
    script = script.replace("$PWD/.venv/bin", binaries).replace(".venv/bin/", f"{binaries}/")
    run = subprocess.run(
        ["bash", "-eu", "-c", script],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr + run.stdout
    return run.stdout


def _answers(output: str) -> list[dict[str, Any]]:
    lines = output.replace("}{", "}\n{").splitlines()
    return [json.loads(each) for each in lines if each.startswith("{")]


@pytest.mark.long
def test_the_tour_works_as_it_stands(demo_server: str, tmp_path: Path) -> None:
    output = _run(README, tmp_path, demo_server)
    answers = _answers(output)
    assert all("errors" not in answer for answer in answers), output
    payloads = [next(iter(answer["data"].values())) for answer in answers]
    refused = [[error["code"] for error in payload["errors"]] for payload in payloads if payload.get("errors")]
    assert refused == [["INVALID_TEXT", "INVALID_TEXT", "WRONG_NUMBER_OF_SKILLS"], ["CANNOT_DECIDE_OWN"], ["NOT_FOUND"]]
    assert '"state":"COMPLETED"' in output.replace(" ", "")
    assert "You both work" in output


@pytest.mark.long
def test_the_debugging_page_s_questions_are_answered(demo_server: str, tmp_path: Path) -> None:
    output = _run(ROOT / "docs/debugging.md", tmp_path, demo_server)
    answers = _answers(output)
    assert len(answers) == 7
    assert all("errors" not in answer for answer in answers), output
    participants = answers[2]["data"]["viewer"]["officeDashboard"]["participants"]["nodes"]
    assert participants[0]["isMentor"]


def test_the_contributors_commands_work() -> None:
    output = _run(ROOT / "CONTRIBUTING.md", ROOT)
    assert "serve" in output
    assert "src/domain" in output
    assert "tests/" in output
