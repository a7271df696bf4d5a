"""The README's live tour works as it stands: the decision arrives at who waits for it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readme.parts import README, commands
from tests.readme.test_readme import _environment, demo_server

pytestmark = pytest.mark.long

__all__ = ["demo_server"]


def test_the_live_tour_works_as_it_stands(demo_server: str, tmp_path: Path) -> None:
    text = README.read_text()
    (live,) = re.findall(r"<!-- live -->\n```bash\n(.*?)```", text, re.DOTALL)
    helpers = commands(text).split("\nME=")[0]
    script = f"{helpers}\n{live}".replace("$PWD/.venv/bin", str(Path(sys.executable).parent))
    for scheme in ("http", "ws"):
        script = script.replace(f"{scheme}://127.0.0.1:8000", demo_server.replace("http", scheme, 1))

    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env=_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr + run.stdout
    said = [json.loads(each) for each in run.stdout.replace("}{", "}\n{").splitlines()]
    events = [each["payload"]["data"]["myProgram"] for each in said if each.get("type") == "next"]
    assert [each["message"].split(maxsplit=2)[2].split(" to ")[0] for each in events] == [
        "started the application.",
        "submitted it",
        "approved it.",
    ]
    assert events[-1]["application"] == {"state": "APPROVED", "decision": {"message": "Gladly!"}}
    answers = [each["data"] for each in said if "data" in each]
    assert all(payload == {"errors": []} for answer in answers for payload in answer.values())
