"""The README says what is so: its generated parts are current, and its tour works as it stands."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.readme.parts import README, refreshed, tour


def test_the_generated_parts_are_current() -> None:
    text = README.read_text()
    assert text == refreshed(text), "run `make readme`"


def test_a_part_that_has_changed_is_noticed() -> None:
    current = refreshed(README.read_text())
    changed = current.replace("draft --> submitted: submit", "draft --> approved: submit")
    assert changed != current
    assert refreshed(changed) == current


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


def test_the_tour_works_as_it_stands(demo_server: str, tmp_path: Path) -> None:
    assert shutil.which("curl"), "the tour is written for curl; install it"
    script = tour(README.read_text()).replace("http://127.0.0.1:8000", demo_server)
    # pasted where the README says, but for the folder that the database is in
    script = script.replace("$PWD/.venv/bin", str(Path(sys.executable).parent))

    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env=_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr + run.stdout
    answers = [json.loads(each) for each in run.stdout.replace("}{", "}\n{").splitlines()]
    assert all("errors" not in answer for answer in answers), run.stdout
    payloads = [next(iter(answer["data"].values())) for answer in answers]
    refused = [[error["code"] for error in payload["errors"]] for payload in payloads if payload.get("errors")]
    assert refused == [["UNUSABLE_TEXT", "UNUSABLE_TEXT", "WRONG_NUMBER_OF_SKILLS"], ["OWN_APPLICATION"], ["NOT_FOUND"]]
    assert '"state":"COMPLETED"' in run.stdout.replace(" ", "")
    assert "outside the regular working hours" in run.stdout
