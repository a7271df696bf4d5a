"""JavaScript's clients take every operation of the site's pages and every answer to them.

Relay's compiler and TypeScript (by GraphQL Code Generator and by gql.tada) read the operations; the caches of urql
and Apollo Client hold the answers and give them back whole.
"""

import json
import subprocess
from pathlib import Path

import pytest

from tests.clients.answers import Answers

pytestmark = pytest.mark.long
FOLDER = Path(__file__).parent / "javascript"


def run(script: str, *arguments: str) -> str:
    done = subprocess.run(
        ["node", FOLDER / script, *arguments], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.usefixtures("javascript")
@pytest.mark.parametrize("script", ["relay.mjs", "types.mjs"])
def test_a_compiler_takes_every_operation(script: str) -> None:
    run(script)


@pytest.mark.usefixtures("javascript")
@pytest.mark.parametrize("script", ["graphcache.mjs", "apollo.mjs"])
def test_a_cache_gives_every_answer_back_whole(script: str, answers: Answers, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(answers.for_caches()))

    run(script, str(file))
